-- lpeg: parsers for arithmetic, CSV, JSON and S-expressions, with every kind of capture.
-- as-reference
local lpeg = require "lpeg"
local P, R, S, V, C, Cc, Cf, Cg, Cmt, Cp, Cs, Ct, Cb, Carg =
    lpeg.P, lpeg.R, lpeg.S, lpeg.V, lpeg.C, lpeg.Cc, lpeg.Cf, lpeg.Cg, lpeg.Cmt, lpeg.Cp, lpeg.Cs, lpeg.Ct, lpeg.Cb, lpeg.Carg
local space = S" \t\n"^0

-- Values that are printed with their keys sorted.
local function show(v)
    if type(v) ~= "table" then return type(v) == "string" and string.format("%q", v) or tostring(v) end
    local keys, parts = {}, {}
    for k in pairs(v) do keys[#keys + 1] = k end
    table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
    for i, k in ipairs(keys) do parts[i] = tostring(k) .. "=" .. show(v[k]) end
    return "{" .. table.concat(parts, " ") .. "}"
end

-- Arithmetic evaluated by folding.
local operations = {
    ["+"] = function(a, b) return a + b end, ["-"] = function(a, b) return a - b end, ["*"] = function(a, b) return a * b end,
    ["/"] = function(a, b) if b == 0 then error("division by zero", 0) end return a / b end, ["^"] = function(a, b) return a ^ b end,
}
local function fold(a, op, b) return operations[op](a, b) end
local number = C(P"-"^-1 * R"09"^1 * (P"." * R"09"^1)^-1) / tonumber * space
local function binary(item, set) return Cf(item * Cg(C(S(set)) * space * item)^0, fold) end
local arithmetic = P{
    "all", all = space * V"sum" * -1, sum = binary(V"term", "+-"), term = binary(V"power", "*/"),
    power = V"factor" * (P"^" * space * V"power")^-1 / function(a, b) return b and a ^ b or a end,
    factor = number + P"(" * space * V"sum" * P")" * space,
}
for _, text in ipairs{
    "1", "1+2*3", "(1+2)*3", "2^3^2", "10/4-1", " 7 * ( 8 - -9 ) ", "1+", "", "((((((1))))))", "1/0", "3*(2/(1-1))", "1.5*4",
} do print(text, pcall(arithmetic.match, arithmetic, text)) end
local long = {}
for i = 1, 2000 do long[i] = i end
print(arithmetic:match(table.concat(long, "+")), arithmetic:match(table.concat(long, " - ")))

-- The same to a tree.
local tree = P{
    "sum", sum = Ct(Cc"sum" * V"term" * (C(S"+-") * space * V"term")^0), term = Ct(Cc"term" * V"factor" * (C(S"*/") * space * V"factor")^0),
    factor = number + P"(" * space * V"sum" * P")" * space,
}
print(show(tree:match "1 + 2*(3-4)/5"))

-- CSV.
local field = P'"' * Cs(((P(1) - '"') + P'""' / '"')^0) * '"' + C((1 - S',\n"')^0)
local csv = Ct((Ct(field * (P"," * field)^0) * P"\n")^0) * -1
local text = {}
for i = 1, 300 do text[i] = ('%d,"name ""%d""","line\nbreak",,x%d\n'):format(i, i, i * i) end
local rows = csv:match(table.concat(text))
print(#rows, #rows[1], show(rows[1]), show(rows[300]), csv:match 'a,"b\n')

-- JSON.
local unicode = P"\\u" * C(S"0123456789abcdefABCDEF" * R("09", "af", "AF")^3) / function(h) return utf8.char(tonumber(h, 16)) end
local escapes = {b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", ["/"] = "/", ["\\"] = "\\", ['"'] = '"'}
local str = P'"' * Cs((unicode + P"\\" * C(S'bfnrt/\\"') / escapes + (1 - S'"\\'))^0) * '"' * space
local function object(pairs_list)
    local result = {}
    for i = 1, #pairs_list, 2 do result[pairs_list[i]] = pairs_list[i + 1] end
    return result
end
local json = P{
    "doc", doc = space * V"value" * -1,
    value = str + C(P"-"^-1 * R"09"^1 * (P"." * R"09"^1)^-1 * (S"eE" * S"+-"^-1 * R"09"^1)^-1) / tonumber * space
        + P"true" * Cc(true) * space + P"false" * Cc(false) * space + P"null" * Cc"null" * space + V"array" + V"object",
    array = Ct(P"[" * space * (V"value" * (P"," * space * V"value")^0)^-1 * P"]") * space,
    object = Ct(P"{" * space * (str * P":" * space * V"value" * (P"," * space * str * P":" * space * V"value")^0)^-1 * P"}") / object * space,
}
print(show(json:match '{"a":[1,2.5,-3e2,{"b":null}],"c":"x\\u20acy\\n\\"","d":true , "e": { } }'), json:match '{"a":}', json:match '[1,]')
local nested = ("["):rep(60) .. "1" .. ("]"):rep(60)
print(#show(json:match(nested)))
print(pcall(json.match, json, ("["):rep(5000)))
lpeg.setmaxstack(100000)
print(pcall(json.match, json, ("["):rep(5000) .. ("]"):rep(5000)))
local brackets = P{P"[" * V(1)^0 * P"]"} * Cp() * -1
print(brackets:match(("["):rep(20000) .. ("]"):rep(20000)), brackets:match(("["):rep(20000)))
lpeg.setmaxstack(400)

-- Captures of every kind.
print(lpeg.match(Cp() * "ab" * Cp() * Carg(1) * Carg(2), "abc", 1, "x", {1} and "y"))
print(lpeg.match(Ct(Cg(C"a", "first") * Cg(C"b", "second") * C"c" * Cb"first"), "abc").second)
print(show(lpeg.match(Ct(Cg(C"a", "first") * C"b" * Cb"first" * Cb"first"), "ab")))
local open = "[" * Cg(P"="^0, "init") * "["
local close = "]" * C(P"="^0) * "]"
local long_string = open * C((1 - Cmt(close * Cb"init", function(_, _, a, b) return a == b end))^0) * close / 1
for _, s in ipairs{"[[a]]", "[==[a]]b]=]c]==]", "[=[x]]"} do print(s, long_string:match(s)) end
print(lpeg.match(Cs((P"a" / "A" + P"b" / {b = "<b>"} + P"d" / "%0%0" + 1)^0), "abcdef"))
print(lpeg.match(C(R"az"^1) * "=" * C(R"09"^1) / "%2=%1 (%0)", "key=42"))
print(lpeg.match((C(1) * C(1)) / 2, "xy"), select("#", lpeg.match(P"a" / 0, "a")))
print(lpeg.match(Cf(Ct"" * Cg(C(R"az"^1) * "=" * C(R"09"^1) * P";"^-1)^0, rawset), "a=1;b=2").b)
print(pcall(lpeg.match, Cb"nowhere", "x"))
print(pcall(lpeg.match, P(1) / "%3", "x"))
print(pcall(lpeg.match, Cs(P(1) / function() return {} end), "x"))
print(pcall(lpeg.match, Carg(3), "x", 1, "only one"))

-- Match-time captures: values, positions, failure; and functions as patterns.
local upto = Cmt(C(R"09"^1), function(_, position, digits) return tonumber(digits) <= 255, position, tonumber(digits) end)
local byte = Cmt(C(R"09"^1), function(_, position, digits) local n = tonumber(digits) if n <= 255 then return position, n end return false end)
print(byte:match "255", byte:match "256", pcall(upto.match, upto, "12"))
local ip = Ct(byte * ("." * byte)^3) * -1
print(show(ip:match "192.168.1.254"), ip:match "1.2.3.300")
print(P(function(s, i) return i + 2 end):match "abcdef", pcall(lpeg.match, P(function() return 100 end), "abc"), P(function() return true end):match "")

-- Errors in callbacks come through, and the pattern stays usable.
local failing = Ct((P"x" / function() error{code = 7} end + P"y" * Cmt("", function() error("in cmt", 0) end) + C(1))^0)
for _, s in ipairs{"ab", "axb", "ayb", "cd"} do
    local ok, e = pcall(failing.match, failing, s)
    print(s, ok, type(e) == "table" and (e.code or #e) or e)
end
print(pcall(lpeg.match, P"a" / print, "a"))
print(select(2, pcall(lpeg.match, Cf(C(1)^1, function(a, b) return a .. b .. nil end), "abc")))

-- Malformed grammars.
for _, make in ipairs{
    function() return P{P"a" * V"x"} end, function() return P{"a", a = V"a" * "x"} end, function() return (P"")^0 end,
    function() return P{"S", S = (V"S")^0} end, function() return P{} end, function() return lpeg.B(P"a"^1) end, function() return P(print) + {} end,
    function() return R"abc" end, function() return P(io.stdout) end, function() return V"x":match "x" end, function() return S"abc"^(1/3) end,
} do
    local ok, message = pcall(make)
    print(ok, ok and lpeg.type(message) or (tostring(message):gsub("0x%x+", "ADDRESS")))
end
print(lpeg.version and lpeg.type(P"a"), lpeg.type{}, show{lpeg.B("a"):match("ba", 3)}, (#P"a"):match "a", (P"a" - P"ab"):match "ab")

-- Wrapped in coroutines that yield between matches, many patterns alive, collected on the way.
local function tokens(s)
    local token = space * (C(R"az"^1) * Cc"word" + C(R"09"^1) * Cc"number" + C(P(1)) * Cc"sign") * Cp()
    return coroutine.wrap(function()
        local at = 1
        while true do
            local lexeme, kind, next_at = token:match(s, at)
            if not lexeme then return nil end
            coroutine.yield(kind, lexeme)
            at = next_at
        end
    end)
end
local all = {}
for kind, lexeme in tokens "let x = 10 * (y2 + 33);" do all[#all + 1] = kind .. ":" .. lexeme collectgarbage("step") end
print(table.concat(all, " "))
local patterns = {}
for i = 1, 500 do patterns[i] = P("k" .. i) * -1 / function() return i end end
collectgarbage()
local choice = patterns[1]
for i = 2, 200 do choice = choice + patterns[i] end
patterns = nil
collectgarbage()
print(choice:match "k1", choice:match "k150", choice:match "k201")
