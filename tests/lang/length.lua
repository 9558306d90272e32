-- The length operator.
print(#"", #"abc", #"\0\0", #{}, #{1, 2, 3}, #{n = 1}, #{1, 2, nil}, #{nil}, #{nil, nil}) --> 0 3 2 0 3 0 2 0 0
local t = {}
for i = 1, 100 do t[i] = i end
print(#t) --> 100
t[#t] = nil
print(#t) --> 99
t[#t + 1] = "x"
print(#t, t[#t]) --> 100 x
for i = #t, 1, -1 do t[i] = nil end
print(#t, next(t)) --> 0 nil
for i = 10, 1, -1 do t[i] = i end
print(#t) --> 10
print(pcall(function() return #nil end)) --> false $HERE: attempt to get length of a nil value
print(pcall(function() return #5 end)) --> false $HERE: attempt to get length of a number value
print(#setmetatable({}, {__len = function() return "any" end})) --> any
print(rawlen({1, 2}), rawlen("abc"), pcall(rawlen, 5)) --> 2 3 false bad argument #1 to 'rawlen' (table or string expected, got number)
