-- inspect: values of every kind as text, with its options. (Debian packages it for Lua 5.3 only.)
-- as-reference
local inspect = require "inspect"

print(inspect(nil), inspect(true), inspect(12), inspect(-0.0), inspect(1e100), inspect(math.mininteger), inspect(1/0))
print(inspect "plain", inspect 'with "double"', inspect [[both ' and "]], inspect "ctl\0\1\n\r\t\27\127\\ \u{e9}")
print(inspect{}, inspect{1, 2, 3}, inspect{"a", {b = 1}, {{}}}, inspect{a = 1, b = 2, ["not id"] = 3, ["end"] = 4, [10] = 5, [2.5] = 6, [true] = 7, [-1] = 8})
local cycle = {name = "cycle"}
cycle.self = cycle
cycle.list = {cycle, {cycle.list}}
print(inspect(cycle))
local shared = {1}
print(inspect{shared, shared, x = shared})
print(inspect{print, print, io.write, coroutine.create(print), io.stdout})
print(inspect(setmetatable({1, a = 2}, {__index = {x = 1}, __tostring = function() return "unused" end})))
print(inspect(setmetatable({}, {__metatable = "hidden"})), inspect(setmetatable({1, 2}, {__len = function() return 0 end})))
print(inspect({a = {b = {c = {d = 1}}}}, {depth = 2}), inspect({1, {2, {3}}}, {depth = 1}), inspect({}, {depth = 0}))
print(inspect({a = {1, 2}, b = "x"}, {newline = "@", indent = ">>"}), inspect({1, {x = 1}}, {newline = "", indent = ""}))
local function without_secret(item, path)
    if path[#path] == "secret" then return nil end
    if type(item) == "number" then return item * 2 end
    if path[#path] == inspect.METATABLE then return {replaced = true} end
    return item
end
print(inspect({1, secret = "s", nested = {secret = 1, open = {3}}, m = setmetatable({}, {})}, {process = without_secret}))
print(inspect({a = 1, [{}] = 2}, {process = function(item, path) return path[#path] == inspect.KEY and "key:" .. tostring(type(item)) or item end}))
local seen = {}
inspect({a = {b = {1, 2}}}, {process = function(item, path)
    local parts = {}
    for i, p in ipairs(path) do parts[i] = p == inspect.KEY and "<key>" or tostring(p) end
    seen[#seen + 1] = table.concat(parts, ".") .. "=" .. type(item)
    return item
end})
table.sort(seen)
print(table.concat(seen, " "))

-- A big table; the text is Lua again.
local big = {}
for i = 1, 500 do big["key" .. i] = {i, i / 4, {name = ("n"):rep(i % 9), flag = i % 2 == 0}} end
local text = inspect(big)
local back = load("return " .. text)()
local sum = 0
for i = 1, 500 do
    local e = back["key" .. i]
    sum = sum + e[1] + e[2] + #e[3].name + (e[3].flag and 1 or 0)
end
print(#text, sum, inspect(back) == text)
print(pcall(inspect, {1}, {process = function() error("in process", 0) end}))
local deep = {}
for _ = 1, 100 do deep = {deep} end
print(#inspect(deep), inspect(deep, {depth = 3, newline = " ", indent = ""}))
