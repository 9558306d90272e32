-- pcall: status and results, nesting, non-functions.
print(pcall(function(...) return ... end, 1, nil, 3)) --> true 1 nil 3
print(select("#", pcall(function() end))) --> 1
print(pcall(pcall, error, "x")) --> true false x
print(pcall(pcall)) --> false bad argument #1 to 'pcall' (value expected)
print(pcall(5)) --> false attempt to call a number value
print(pcall(nil)) --> false attempt to call a nil value
print(pcall({})) --> false attempt to call a table value
print(select(2, pcall(function() return pcall(function() error("deep", 0) end) end))) --> false deep
local function nest(n) if n == 0 then error("bottom", 0) end return pcall(nest, n - 1) end
print(nest(3)) --> true true false bottom
print(select("#", nest(20))) --> 21
local ok, e = pcall(function() local ok, e = pcall(error, {1}) error(e) end)
print(ok, type(e), e[1]) --> false table 1
print(pcall(string.sub)) --> false bad argument #1 to 'string.sub' (string expected, got no value)
print(pcall(setmetatable({}, {__call = function(_, a) return "called", a end}), 1)) --> true called 1
local n = 0
for i = 1, 1000 do if not pcall(error) then n = n + 1 end end
print(n) --> 1000
print(pcall(coroutine.wrap(function() error("w", 0) end))) --> false w
print((pcall(error))) --> false
