-- __eq, __lt, __le: results become booleans; __eq only between two tables that differ.
local log = {}
local mt = {}
mt.__eq = function(a, b) log[#log + 1] = "eq" return a.v == b.v and "yes" or nil end
mt.__lt = function(a, b) log[#log + 1] = "lt" return (type(a) == "table" and a.v or a) < (type(b) == "table" and b.v or b) end
mt.__le = function(a, b) log[#log + 1] = "le" return (type(a) == "table" and a.v or a) <= (type(b) == "table" and b.v or b) and 1 end
local function new(v) return setmetatable({v = v}, mt) end
local a, b, c = new(1), new(2), new(1)
print(a == c, a ~= c, a == b, a == a, a == 1, a ~= "x") --> true false false true false true
print(a < b, a <= c, a > b, a >= c, a < 5, 5 < a, a <= 1, 1 <= a, 0 > a) --> true true false true true false true true false
print(table.concat(log, " ")) --> eq eq eq lt le lt le lt lt le le lt
print(rawequal(a, c), rawequal(a, a)) --> false true
local plain = {v = 1}
print(a == plain, plain == a) --> true true
print(pcall(function() return {} < a end)) --> false meta_compare.lua:5: attempt to compare table with number
print(pcall(function() return a < {} end)) --> false meta_compare.lua:5: attempt to compare number with table
print(pcall(function() return setmetatable({}, {__lt = function() return true end}) <= 1 end)) --> true false
if a == c then print("branch") end --> branch
if not (a ~= c) then print("branch not") end --> branch not
local t = {new(3), new(1), new(2)}
table.sort(t)
print(t[1].v, t[2].v, t[3].v) --> 1 2 3
print("a" < new("b"), pcall(function() return "a" < {} end)) --> true false $HERE: attempt to compare string with table
