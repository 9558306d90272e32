-- lua-cjson: values of every kind encoded and decoded, and its settings.
-- as-reference
local cjson = require "cjson"

-- Objects with one key, or arrays, so that the order of pairs does not show.
local values = {
    true, false, 0, -0.0, 1, -1, 255, 1e15, 1e16, 2^53, 2^53 + 1, math.maxinteger, math.mininteger, 0.1, 1/3, 1e-7, 1e300,
    5e-324, "", "plain", "quote\" slash/ back\\", "\0\1\31\127", "tab\tnl\ncr\r\b\f", "h\u{e9}\u{20ac}\u{1d11e}",
    {}, {1, 2, 3}, {{}}, {{{{1}}}}, {a = 1}, {a = {b = {c = {1, "x", {d = false}}}}}, {[1] = 1, [2] = 2, [4] = 4},
    cjson.null, {cjson.null, 1, cjson.null},
}
for i, v in ipairs(values) do
    local text = cjson.encode(v)
    local back = cjson.decode("[" .. text .. "]")[1]
    print(i, text, type(back), math.type(back), cjson.encode(back) == text)
end

local texts = {
    "[1,2.5,-3e2,0x10]", "[1E5, 1e+2, 12345678901234567890]", '"\\u00e9\\u20ac\\ud834\\udd1e\\u0000"', '{"a":{"b":[null,true]}}',
    "  [ ]  ", "{ }", '["\\/\\b\\f\\n\\r\\t"]', "null", "nan", "[NaN]", "[Infinity]", "-Infinity",
}
for _, text in ipairs(texts) do
    local ok, v = pcall(cjson.decode, text)
    if type(v) == "string" then print(text, ok, #v, v:gsub("%z", "<0>"))
    elseif type(v) == "table" then
        for i, x in ipairs(v) do print(text, ok, i, x, math.type(x)) end
    else print(text, ok, v == cjson.null or v ~= v or v) end
end
print(cjson.decode('{"a":{"b":[null,true]}}').a.b[1] == cjson.null, tostring(cjson.null):sub(1, 12))

-- Errors: what is wrong, and where.
for _, bad in ipairs{
    "", "[", "[1", "[1,", "[1,]", "{", '{"a"', '{"a":', '{"a":1', '{"a":1,}', "{1:2}", "[1 2]", '"abc', '"\\x"', '"\\u12"', '"\\ud800"',
    '"\\ud800\\u0041"', "tru", "[nul]", "1 2", "]", "\1", "[1]x", "'a'", "01", "-", ("["):rep(1001), ('{"a":'):rep(1001),
} do
    local ok, message = pcall(cjson.decode, bad)
    print(ok, type(message) == "number" and message or message, #bad)
end
local self = {}
self[1] = self
for _, bad in ipairs{
    print, coroutine.create(print), io.stdout, {print}, {[{}] = 1}, {[true] = 1}, 0/0, 1/0, -1/0, {1, {2, 0/0}}, self, {[1e9] = 1}, {[2.5] = 1},
} do
    local ok, message = pcall(cjson.encode, bad)
    print(ok, (tostring(message):gsub("0x%x+", "ADDRESS")))
end
print(pcall(cjson.decode))
print(pcall(cjson.decode, {}))
print(pcall(cjson.encode))
print(pcall(cjson.encode, 1, 2))

-- Settings, each on an instance of its own.
local c = cjson.new()
print(c.encode_sparse_array())
print(c.encode_sparse_array(true, 2, 3))
print(c.encode{[1] = 1, [5] = 5} == '{"1":1,"5":5}' or c.encode{[1] = 1, [5] = 5} == '{"5":5,"1":1}')
print(pcall(cjson.encode, {[1] = 1, [100] = 2}))
c.encode_sparse_array(false, 0, 0)
print(c.encode{[1] = 1, [7] = 7})
print(c.encode_max_depth(3), pcall(c.encode, {{{{}}}}))
print(c.decode_max_depth(3), pcall(c.decode, "[[[[]]]]"))
for precision = 1, 14 do
    c.encode_number_precision(precision)
    print(precision, c.encode{1/3, math.pi * 1e6, 100, 2^40, -1e-9})
end
print(pcall(c.encode_number_precision, 15))
print(pcall(c.encode_number_precision, 0))
for _, mode in ipairs{"null", true, false} do
    print(pcall(c.encode_invalid_numbers, mode))
    print(pcall(c.encode, {0/0 ~= 0/0 and 1/0, -1/0}))
end
for _, mode in ipairs{true, false} do
    print(pcall(c.decode_invalid_numbers, mode))
    print(pcall(function() return c.decode("[0x1F, Infinity]")[1] end))
end
print(pcall(c.encode_invalid_numbers, "other"))
print(c.encode_keep_buffer(), c.encode_keep_buffer(false), c.encode{1})
print(cjson.encode_max_depth(), cjson.encode_number_precision(), cjson._VERSION, cjson._NAME)
