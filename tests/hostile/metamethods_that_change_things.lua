-- Metamethods and callbacks that change what is being worked on.
local t
t = setmetatable({1, 2, 3}, {__len = function() return 3 end, __index = function(_, k) t[4] = nil return k end, __newindex = function(o, k, v) for i = 1, 50 do rawset(o, "x" .. i, i) end rawset(o, k, v) end})
table.insert(t, "v")
print(rawget(t, 4)) --> v
local s = {}
for i = 1, 100 do s[i] = 101 - i end
pcall(table.sort, s, function(a, b) for i = 1, 10 do s[i] = nil end collectgarbage("step") return a < b end)
print(type(s)) --> table
local g = {}
print((("abc"):gsub("%w", function(c) g[#g + 1] = c collectgarbage() return c:rep(100) end)):len()) --> 300
local n = {}
for i = 1, 20 do n[i] = i end
for k, v in pairs(n) do n[k] = nil collectgarbage("step") end
print(next(n)) --> nil
local mt = {}
mt.__index = function(o, k) setmetatable(o, nil) return k end
local o = setmetatable({}, mt)
print(o.a, o.a) --> a nil
mt.__eq = function(a, b) mt.__eq = nil return true end
local p, q = setmetatable({}, mt), setmetatable({}, mt)
print(p == q, p == q) --> true false
local c = setmetatable({}, {__concat = function(a, b) collectgarbage() return "r" end})
print("a" .. "b" .. c .. "d" .. "e") --> abr
local co
co = coroutine.wrap(function() local ok, e = pcall(co) coroutine.yield(ok, e) end)
print(co()) --> false cannot resume non-suspended coroutine
