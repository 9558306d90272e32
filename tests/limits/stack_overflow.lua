-- Recursion without end is an error that can be caught, again and again.
local function f() return 1 + f() end
for i = 1, 3 do local ok, m = pcall(f) print(ok, m:match("^[^\n]-stack overflow")) end --> false stack_overflow.lua:2: stack overflow
--> false stack_overflow.lua:2: stack overflow
--> false stack_overflow.lua:2: stack overflow
local function g(...) return 1 + g(1, ...) end
print(pcall(g) == false) --> true
local t = setmetatable({}, {})
getmetatable(t).__index = function(t, k) return t[k + 1] end
print((select(2, pcall(function() return t[1] end))):match("stack overflow")) --> stack overflow
getmetatable(t).__add = function(a, b) return a + b end
print((select(2, pcall(function() return t + 1 end))):match("stack overflow")) --> stack overflow
getmetatable(t).__tostring = function(o) return tostring(o) end
print((select(2, pcall(tostring, t))):match("stack overflow")) --> stack overflow
getmetatable(t).__eq = function(a, b) return a == setmetatable({}, getmetatable(t)) end
print((select(2, pcall(function() return t == setmetatable({}, getmetatable(t)) end))):match("stack overflow")) --> stack overflow
getmetatable(t).__concat = function(a, b) return a .. b end
print((select(2, pcall(function() return t .. "x" end))):match("stack overflow")) --> stack overflow
print((select(2, pcall(function() local function s(x) return (x:gsub(".", s)) .. "" end return s("a") end))):match("stack overflow")) --> stack overflow
local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end
print(deep(10000), select(2, pcall(deep, 100000))) --> 10000 100000
print(xpcall(f, function(m) return "handled: " .. tostring(m:match("stack overflow")) end)) --> false handled: stack overflow
print((select(2, pcall(string.rep, "x", -1)))) -->
local function p() local ok = pcall(p) return ok end
print(type(p()) == "boolean") --> true
local co = coroutine.wrap(function() return pcall(f) end)
print((co())) --> false
