-- table.concat.
print(table.concat({}), table.concat({1, 2, 3}), table.concat({"a", "b"}, ", "), table.concat({1.5, "x", 2}, "-"), table.concat({1, 2, 3}, ",", 2), table.concat({1, 2, 3}, ",", 2, 2), table.concat({1, 2, 3}, ",", 3, 2), table.concat({"x"}, nil)) -->  123 a, b 1.5-x-2 2,3 2  x
print(pcall(table.concat, {1, 2, 3}, ",", -1, 0)) --> false invalid value (nil) at index -1 in table for 'concat'
print(pcall(table.concat, {1, 2}, ",", 1, 3)) --> false invalid value (nil) at index 3 in table for 'concat'
print(pcall(table.concat, {1, {}, 3})) --> false invalid value (table) at index 2 in table for 'concat'
print(pcall(table.concat, {true})) --> false invalid value (boolean) at index 1 in table for 'concat'
print(pcall(table.concat)) --> false bad argument #1 to 'table.concat' (table expected, got no value)
print(pcall(table.concat, {}, {})) --> false bad argument #2 to 'table.concat' (string expected, got table)
print(table.concat(setmetatable({}, {__index = function(_, i) return "i" .. i end, __len = function() return 3 end}), " "), table.concat({[math.maxinteger] = "max"}, ",", math.maxinteger, math.maxinteger), table.concat({1, 2}, 0)) --> i1 i2 i3 max 102
local t = {}
for i = 1, 1000 do t[i] = i end
print(#table.concat(t), #table.concat(t, ", ")) --> 2893 4891
