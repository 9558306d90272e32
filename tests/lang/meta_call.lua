-- __call, with the object as first argument, through several levels.
local t = setmetatable({}, {__call = function(self, ...) return self ~= nil, select("#", ...), ... end})
print(t()) --> true 0
print(t(1, nil)) --> true 2 1 nil
print(pcall(t, "x")) --> true true 1 x
local outer = setmetatable({}, {__call = t})
print(select("#", outer(1)), (select(3, outer("a"))) == outer) --> 4 true
local o = {m = t}
print(o.m(1)) --> true 1 1
print(select("#", o:m(1))) --> 4
print(pcall(setmetatable({}, {__call = 5}))) --> false attempt to call a number value
print(pcall(function() local nocall = {} nocall() end)) --> false $HERE: attempt to call a table value (local 'nocall')
print(pcall(function() local s = "str" s() end)) --> false $HERE: attempt to call a string value (local 's')
local cons = setmetatable({}, {__call = function(cls, v) return {v = v} end})
print(cons(5).v) --> 5
for i in setmetatable({}, {__call = function(_, s, c) c = (c or 0) + 1 return c <= 2 and c or nil end}) do print(i) end --> 1
--> 2
print((setmetatable({}, {__call = function() return "parens" end}))()) --> parens
print(string.gsub("abc", "b", "%0%0"), pcall(string.gsub, "abc", "b", setmetatable({}, {__call = function() return "X" end}))) --> abbc true abc 1
