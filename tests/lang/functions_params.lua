-- Missing arguments are nil, extra ones dropped; parameters are locals.
local function f(a, b) a = a or "default" b = b or "b" return a, b end
print(f()) --> default b
print(f(1)) --> 1 b
print(f(1, 2, 3)) --> 1 2
print(f(false, nil)) --> default b
local function g(a) a = a + 1 return a end
local v = 5
print(g(v), v) --> 6 5
print((function(a, b, c) return c, b, a end)(1, 2)) --> nil 2 1
print(pcall((function(a) return a.x end))) --> false $HERE: attempt to index a nil value (local 'a')
local function many(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10) return a10, a1 end
print(many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)) --> 10 1
local fact
function fact(n) return n < 2 and 1 or n * fact(n - 1) end
print(fact(20), fact(21)) --> 2432902008176640000 -4249290049419214848
print((function() end)(), (function() return end)(), (function() return nil end)()) --> nil nil nil
print(type(function() end), select("#", (function() end)()), select("#", ((function() end)()))) --> function 0 1
