-- as-reference: functions called often, with plain arguments and with odd ones, in all the ways a call wants its results.
local names = {
    "assert", "getmetatable", "ipairs", "pairs", "rawequal", "rawget", "rawlen", "rawset", "select", "setmetatable",
    "tonumber", "tostring", "type", "math.abs", "math.ceil", "math.cos", "math.exp", "math.floor", "math.fmod", "math.log",
    "math.max", "math.min", "math.sin", "math.sqrt", "math.tan", "math.tointeger", "math.type", "math.ult", "string.byte",
    "string.char", "string.find", "string.len", "string.lower", "string.rep", "string.reverse", "string.sub", "string.upper",
    "table.concat", "table.insert", "table.remove", "table.unpack",
}
local meta = {__index = function(_, k) return k == 4 and "four" or nil end, __name = "thing"}
local function make()
    local proxy = setmetatable({10, 20, 30}, {__index = function(_, k) return "i" .. tostring(k) end, __metatable = "locked",
        __pairs = function(t) return next, t, nil end, __tostring = function() return "proxy" end, __len = function() return 2 end})
    return {
        false, true, 0, 1, -1, 3, 7.0, 2.5, -2.5, 1e300, 0 / 0, math.mininteger, math.maxinteger, "", "abc", "10", " 0x1p4 ",
        "a.b", ("long "):rep(20), {}, {1, 2, 3}, {"x", "y", n = 1, [5] = "e"}, {1, nil, 3, "4", 5.5}, proxy, setmetatable({"m"}, meta),
        print, n = 26,
    }
end
local function text(v, args)
    if v ~= v then return "nan" end
    if type(v) == "table" or type(v) == "function" then
        for i = 1, args.n do
            if rawequal(args[i], v) then return "#" .. i end
        end
        return type(v)
    end
    return (math.type(v) == "float" and string.format("%.13g", v) or tostring(v)):gsub("0x%x+", "0x")
end
local function summary(args, ...)
    local out = {}
    for i = 1, select("#", ...) do out[i] = text((select(i, ...)), args) end
    for i = 20, 25 do -- what has become of the tables
        local n, sum = 0, ""
        for k = 0, 9 do
            local v = rawget(args[i], k)
            if v ~= nil then sum = sum .. k .. ":" .. text(v, args) .. "," end
        end
        out[#out + 1] = sum .. rawlen(args[i])
    end
    return table.concat(out, " ")
end
local digest = 0
local function add(s)
    for i = 1, #s do digest = (digest * 31 + s:byte(i)) & 0xffffffffffff end
end
-- ways of calling: a fixed number of results, all of them, a tail call; and arguments of a number not known
local template = [[
local f = ...
return {
    function(n, a, b, c) if n == 0 then f() elseif n == 1 then f(a) elseif n == 2 then f(a, b) else f(a, b, c) end end,
    function(n, a, b, c) local x; if n == 0 then x = f() elseif n == 1 then x = f(a) elseif n == 2 then x = f(a, b) else x = f(a, b, c) end return x end,
    function(n, a, b, c) local x, y, z; if n == 1 then x, y, z = f(a) elseif n == 2 then x, y, z = f(a, b) else x, y, z = f(a, b, c) end return x, y, z end,
    function(n, a, b, c) if n == 1 then return f(a) elseif n == 2 then return f(a, b) else return f(a, b, c) end end,
    function(n, ...) return "all", f(table.unpack({...}, 1, n)) end,
    function(n, ...) return f(table.unpack({...}, 1, n)) end,
}]]
for _, name in ipairs(names) do
    local f = _G
    for part in name:gmatch("%a+") do f = f[part] end
    local ways = load(template, "=way")(f)
    for way, call in ipairs(ways) do
        digest = 0
        local random = 17
        for i = 1, 250 do
            local args = make()
            local n = i % 3 + 1
            local at = {}
            for k = 1, 3 do
                random = random * 1103515245 + 12345 & 0x7fffffff
                at[k] = args[random // 7 % args.n + 1]
                if k == 1 and i % 4 > 0 then -- most functions want one of these first
                    at[k] = name:find("^string") and args[14 + random // 7 % 6] or name:find("^math") and args[3 + random // 7 % 11] or at[k]
                    if name:find("^table") then at[k] = args[20 + random // 7 % 6] end
                end
                if k > 1 and i % 2 > 0 then at[k] = random // 16 % 7 - 2 end
            end
            if (name == "string.rep" or name == "table.unpack" or name == "table.concat" or name == "table.remove" or name == "table.insert") and
                (math.type(at[2]) or math.type(at[3]) or type(at[2]) == "string" or type(at[3]) == "string") then
                at[2] = random // 16 % 7 - 2
                at[3] = math.type(at[3]) and random // 32 % 7 - 2 or at[3]
            end
            add(summary(args, pcall(call, n, at[1], at[2], at[3])))
        end
        print(name, way, digest)
    end
end
-- table.move, which has more arguments
for i = 0, 400 do
    local t, u = {1, 2, 3, 4, 5, 6, nil, 8}, {10, 20, 30}
    local first, last, at = i % 7, i % 11, i // 5 % 9
    local r = i % 2 == 0 and table.move(t, first, last, at) or i % 3 == 0 and table.move(t, first, last, at, u) or t
    local out = {}
    for k = 0, 14 do out[#out + 1] = tostring(t[k]) .. "/" .. tostring(u[k]) end
    print(i, r == t, table.concat(out, " "))
end
-- next: without the order of keys that are no elements
for _, t in ipairs{{}, {1, 2, 3}, {n = 1}, false} do
    for _, k in ipairs{0, 2, 3, "n", "x", {}} do
        if t ~= false then
            local _, key, value = pcall(function() return next(t, k ~= 0 and k or nil) end)
            print(key, value, (select(3, pcall(next, t, k ~= 0 and k or nil))), next(t) == nil)
        end
    end
end
-- methods of strings, and changes of what they are found in
local s, out = "Hello", {}
for i = 1, 6 do
    if i == 4 then string.shout = function(x) return x:upper() .. "!" end end
    if i == 5 then getmetatable("").__index = function(_, k) return function() return "by function " .. k end end end
    if i == 6 then getmetatable("").__index = string end
    out[i] = pcall(function() return s:shout() end) and s:shout() or "none"
end
print(table.concat(out, " "))
local upper = string.upper
for i = 1, 4 do
    if i == 3 then string.upper = string.lower end
    io.write(s:upper(), " ", string.upper(s), "\n")
end
string.upper = upper
-- a function that is exchanged under a call
local fs = {math.floor, math.ceil, function(x) return "lua " .. x end, math.abs, print and tostring, setmetatable({}, {__call = function(_, x) return "called " .. x end})}
for i = 1, 12 do
    local f = fs[i % #fs + 1]
    io.write(tostring(f(-2.5)), " ")
end
print()
