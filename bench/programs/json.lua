-- A JSON codec: a recursive decoder over string.find and byte, an encoder into a list of pieces, a deep comparison, and
-- queries by path over a generated catalogue.
local rounds = tonumber((...)) or 60

-- ---- encoding ----

local escapes = {
    ['"'] = '\\"', ["\\"] = "\\\\", ["\b"] = "\\b", ["\f"] = "\\f", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t",
}

local function escape_char(c)
    return escapes[c] or string.format("\\u%04x", c:byte())
end

local null = setmetatable({}, { __tostring = function() return "null" end })

local function is_array(value)
    return #value > 0 or next(value) == nil
end

local encoders = {}

local function encode_value(value, out, indent, level)
    local encoder = encoders[type(value)]
    if not encoder then error("can't encode a " .. type(value)) end
    return encoder(value, out, indent, level)
end

local function line_break(out, indent, level)
    if indent then out[#out + 1] = "\n" .. indent:rep(level) end
end

function encoders.string(value, out)
    out[#out + 1] = '"' .. value:gsub('[%c"\\]', escape_char) .. '"'
end

function encoders.number(value, out)
    if value == math.floor(value) and value > -1e15 and value < 1e15 then
        out[#out + 1] = string.format("%d", value)
    else
        out[#out + 1] = string.format("%.14g", value)
    end
end

function encoders.boolean(value, out)
    out[#out + 1] = tostring(value)
end

local function encode_array(value, out, indent, level)
    out[#out + 1] = "["
    for i, item in ipairs(value) do
        if i > 1 then out[#out + 1] = "," end
        line_break(out, indent, level + 1)
        encode_value(item, out, indent, level + 1)
    end
    if #value > 0 then line_break(out, indent, level) end
    out[#out + 1] = "]"
end

local function encode_object(value, out, indent, level)
    local keys = {}
    for key in pairs(value) do keys[#keys + 1] = key end
    table.sort(keys)
    out[#out + 1] = "{"
    for i, key in ipairs(keys) do
        if i > 1 then out[#out + 1] = "," end
        line_break(out, indent, level + 1)
        encoders.string(key, out)
        out[#out + 1] = indent and ": " or ":"
        encode_value(value[key], out, indent, level + 1)
    end
    line_break(out, indent, level)
    out[#out + 1] = "}"
end

function encoders.table(value, out, indent, level)
    if value == null then
        out[#out + 1] = "null"
    elseif is_array(value) then
        encode_array(value, out, indent, level)
    else
        encode_object(value, out, indent, level)
    end
end

local function encode(value, indent)
    local out = {}
    encode_value(value, out, indent, 0)
    return table.concat(out)
end

-- ---- decoding ----

local function fail(text, at, what)
    local line = 1
    for _ in text:sub(1, at - 1):gmatch("\n") do line = line + 1 end
    error(string.format("line %d, byte %d: %s", line, at, what), 0)
end

local function skip_space(text, at)
    return text:find("[^ \t\r\n]", at) or #text + 1
end

local function utf8_encode(code)
    local floor, char = math.floor, string.char
    if code < 0x80 then return char(code) end
    if code < 0x800 then return char(0xC0 + floor(code / 64), 0x80 + code % 64) end
    if code < 0x10000 then
        return char(0xE0 + floor(code / 4096), 0x80 + floor(code / 64) % 64, 0x80 + code % 64)
    end
    return char(0xF0 + floor(code / 262144), 0x80 + floor(code / 4096) % 64, 0x80 + floor(code / 64) % 64,
        0x80 + code % 64)
end

local unescapes = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", ['"'] = '"', ["\\"] = "\\", ["/"] = "/" }

local function decode_escape(text, at)
    local letter = text:sub(at, at)
    if letter ~= "u" then
        local plain = unescapes[letter]
        if not plain then fail(text, at, "unknown escape \\" .. letter) end
        return plain, at + 1
    end
    local code = tonumber(text:match("^%x%x%x%x", at + 1) or fail(text, at, "four digits expected"), 16)
    at = at + 5
    if code >= 0xD800 and code < 0xDC00 then
        local low = tonumber(text:match("^\\u(%x%x%x%x)", at) or fail(text, at, "low surrogate expected"), 16)
        code = 0x10000 + (code - 0xD800) * 1024 + (low - 0xDC00)
        at = at + 6
    end
    return utf8_encode(code), at
end

local function decode_string(text, at)
    local stop = text:find('["\\]', at + 1) or fail(text, at, "the string does not end")
    if text:byte(stop) == 34 then return text:sub(at + 1, stop - 1), stop + 1 end
    local parts, from = {}, at + 1
    while true do
        parts[#parts + 1] = text:sub(from, stop - 1)
        if text:byte(stop) == 34 then return table.concat(parts), stop + 1 end
        parts[#parts + 1], from = decode_escape(text, stop + 1)
        stop = text:find('["\\]', from) or fail(text, at, "the string does not end")
    end
end

local function decode_number(text, at)
    local digits = text:match("^-?%d+%.?%d*[eE]?[+-]?%d*", at)
    local value = tonumber(digits)
    if not value then fail(text, at, "malformed number") end
    return value, at + #digits
end

local function literal(word, value)
    return function(text, at)
        if text:sub(at, at + #word - 1) ~= word then fail(text, at, word .. " expected") end
        return value, at + #word
    end
end

local decoders

local function decode_value(text, at)
    at = skip_space(text, at)
    local decoder = decoders[text:byte(at)]
    if not decoder then fail(text, at, "a value expected") end
    return decoder(text, at)
end

local function decode_array(text, at)
    local list, n = {}, 0
    at = skip_space(text, at + 1)
    if text:byte(at) == 93 then return list, at + 1 end
    while true do
        n = n + 1
        list[n], at = decode_value(text, at)
        at = skip_space(text, at)
        local c = text:byte(at)
        if c == 93 then return list, at + 1 end
        if c ~= 44 then fail(text, at, "',' or ']' expected") end
        at = at + 1
    end
end

local function decode_object(text, at)
    local object = {}
    at = skip_space(text, at + 1)
    if text:byte(at) == 125 then return object, at + 1 end
    while true do
        at = skip_space(text, at)
        if text:byte(at) ~= 34 then fail(text, at, "a key expected") end
        local key
        key, at = decode_string(text, at)
        at = skip_space(text, at)
        if text:byte(at) ~= 58 then fail(text, at, "':' expected") end
        object[key], at = decode_value(text, at + 1)
        at = skip_space(text, at)
        local c = text:byte(at)
        if c == 125 then return object, at + 1 end
        if c ~= 44 then fail(text, at, "',' or '}' expected") end
        at = at + 1
    end
end

decoders = {
    [34] = decode_string, [91] = decode_array, [123] = decode_object, [45] = decode_number,
    [116] = literal("true", true), [102] = literal("false", false), [110] = literal("null", null),
}
for digit = 48, 57 do decoders[digit] = decode_number end

local function decode(text)
    local value, at = decode_value(text, 1)
    at = skip_space(text, at)
    if at <= #text then fail(text, at, "nothing more expected") end
    return value
end

-- ---- using it ----

local function equal(a, b)
    if type(a) ~= "table" or type(b) ~= "table" then return a == b end
    if a == null or b == null then return a == b end
    for key, value in pairs(a) do
        if not equal(value, b[key]) then return false end
    end
    for key in pairs(b) do
        if a[key] == nil then return false end
    end
    return true
end

-- The values at a path as "items.*.price": `*` stands for every element.
local function query(value, path)
    local found = { value }
    for step in path:gmatch("[^.]+") do
        local deeper = {}
        for _, v in ipairs(found) do
            if step == "*" then
                for _, element in ipairs(v) do deeper[#deeper + 1] = element end
            elseif v[tonumber(step) or step] ~= nil then
                deeper[#deeper + 1] = v[tonumber(step) or step]
            end
        end
        found = deeper
    end
    return found
end

local seed = 42
local function random(n)
    seed = seed * 16807 % 2147483647
    return seed % n + 1
end

local words = { "amber", "birch", "copper", "delta", "ember", "fjord", "granite", "hazel", "\"quoted\"", "tab\there", "\\" }

local function make_item(id)
    local tags = {}
    for i = 1, random(4) do tags[i] = words[random(#words)] end
    return {
        id = id,
        name = words[random(#words)] .. " " .. words[random(#words)],
        price = random(100000) / 64,
        stock = random(500) - 1,
        available = random(3) > 1,
        parent = id % 5 == 0 and null or random(id),
        size = { width = random(90) / 4, height = random(90) / 8, unit = "cm" },
        tags = tags,
        notes = random(4) == 1 and "line one\nline \"two\"\1" or "",
    }
end

local function make_catalogue(count)
    local items = {}
    for id = 1, count do items[id] = make_item(id) end
    return { version = "1.2", items = items, empty = {}, limits = { -1, 0, 1e20, 0.5, -2.5e-3 } }
end

local function checksum(text, sum)
    for i = 1, #text, 3 do sum = (sum * 31 + text:byte(i)) % 2147483647 end
    return sum
end

local sum, bytes, total = 7, 0, 0
for round = 1, rounds do
    local catalogue = make_catalogue(100)
    local text = encode(catalogue, round % 2 == 0 and "  " or nil)
    local copy = decode(text)
    assert(equal(catalogue, copy))
    bytes = bytes + #text
    sum = checksum(text, sum)
    for _, price in ipairs(query(copy, "items.*.price")) do total = total + price end
    total = total + #query(copy, "items.*.tags.*") + query(copy, "items.7.size.width")[1]
end
assert(decode('"\\u00e9\\u20ac\\ud83d\\ude00\\/"') == "\195\169\226\130\172\240\159\152\128/")
for _, bad in ipairs { "[1,2", '{"a" 1}', '"\\x"', "tru", "[1] 2", "-", '{"a":1,}' } do
    local ok, message = pcall(decode, bad)
    assert(not ok)
    sum = checksum(message, sum)
end
print(string.format("%d %d %.3f", bytes, sum, total))
