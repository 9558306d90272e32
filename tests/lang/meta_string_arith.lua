-- The string library gives strings arithmetic metamethods, which try conversion first.
print("10" + 1, 1 + "10", "3" * "4", "2" ^ "3", -"5", "7" // "2", "7" % "4", "1" / "2", "10" - "0x1") --> 11 11 12 8.0 -5 3 3 0.5 9
local o = setmetatable({}, {__add = function(a, b) return "o add" end, __sub = function() return "o sub" end})
print("10" + o, o + "10", "abc" + o, "x" - o) --> o add o add o add o sub
print(pcall(function() return "abc" + 1 end)) --> false $HERE: attempt to add a 'string' with a 'number'
print(pcall(function() return "abc" + "def" end)) --> false $HERE: attempt to add a 'string' with a 'string'
print(pcall(function() return 1 + "z" end)) --> false $HERE: attempt to add a 'number' with a 'string'
print(pcall(function() return {} * "2" end)) --> false $HERE: attempt to mul a 'table' with a 'string'
print(pcall(function() local s = "x" return s % 2 end)) --> false $HERE: attempt to mod a 'string' with a 'number'
print(pcall(function() return -"abc" end)) --> false $HERE: attempt to unm a 'string' with a 'string'
print(pcall(getmetatable("").__add, "1", "2")) --> true 3
print(pcall(getmetatable("").__unm, "5", "5")) --> true -5
print(type(getmetatable("").__mul), getmetatable("").__band, getmetatable("").__concat) --> function nil nil
