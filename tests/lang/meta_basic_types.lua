-- Metatables of types other than table and userdata, set through debug.
debug.setmetatable(5, {__index = function(n, k) return k .. n end, __call = function(n, x) return n + x end, __len = function(n) return n * 2 end})
print((5).x, (5)(3), #5, (2.5).y) --> x5 8 10 y2.5
debug.setmetatable(5, nil)
debug.setmetatable(nil, {__index = function() return "nil field" end, __add = function(a, b) return "nil add" end})
print((nil).x, nil + 1, 1 + nil) --> nil field nil add nil add
debug.setmetatable(nil, nil)
debug.setmetatable(print, {__index = {name = "fn"}, __concat = function() return "fn concat" end})
print(print.name, print .. "x", (function() end).name) --> fn fn concat fn
debug.setmetatable(print, nil)
debug.setmetatable(true, {__tostring = function(b) return b and "YES" or "NO" end, __unm = function(b) return not b end})
print(true, tostring(false), -true) --> YES NO NO
debug.setmetatable(true, nil)
print(true, pcall(function() return -true end)) --> true false $HERE: attempt to perform arithmetic on a boolean value
local co = coroutine.create(print)
debug.setmetatable(co, {__index = coroutine})
print(co:status()) --> suspended
debug.setmetatable(co, nil)
local smt = getmetatable("")
smt.__add_saved, smt.__call = smt.__add, function(s, a) return s .. "(" .. a .. ")" end
print(("f")("x")) --> f(x)
smt.__call, smt.__add_saved = nil, nil
smt.__index = function(s, k) return type(k) == "number" and s:sub(k, k) or string[k] end
print(("abc")[2], ("abc"):upper()) --> b ABC
smt.__index = string
