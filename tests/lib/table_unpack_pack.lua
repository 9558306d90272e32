-- table.pack, table.unpack, table.move.
print(table.unpack({1, 2, 3})) --> 1 2 3
print(table.unpack({1, 2, 3}, 2)) --> 2 3
print(table.unpack({1, 2, 3}, 2, 3)) --> 2 3
print(table.unpack({1}, 1, 3)) --> 1 nil nil
print(table.unpack({}, 1, 0)) -->
print(table.unpack({1, 2}, -1, 1)) --> nil nil 1
print(select("#", table.unpack({}, 5, 4)), (table.unpack({"a"}, 1, 1))) --> 0 a
print(table.unpack({[math.maxinteger] = "m"}, math.maxinteger, math.maxinteger)) --> m
print(pcall(table.unpack, {}, 1, 1e7)) --> false too many results to unpack
print(pcall(table.unpack, {}, math.mininteger, math.maxinteger)) --> false too many results to unpack
print(pcall(table.unpack, {}, 0, math.maxinteger)) --> false too many results to unpack
print(pcall(table.unpack)) --> false attempt to get length of a nil value
print(pcall(table.unpack, {}, "x")) --> false bad argument #2 to 'table.unpack' (number expected, got string)
print(table.unpack("abc", 1, 2)) --> nil nil
local t = table.pack(1, nil, 3, nil)
print(t.n, t[1], t[3], t[4], table.pack().n) --> 4 1 3 nil 0
print(table.unpack(setmetatable({}, {__index = function(_, i) return i * 2 end, __len = function() return 3 end}))) --> 2 4 6
local function show(t) local r = {} for i = 1, 8 do r[i] = tostring(t[i]) end return table.concat(r, " ") end
print(show(table.move({1, 2, 3}, 1, 3, 2))) --> 1 1 2 3 nil nil nil nil
print(show(table.move({1, 2, 3}, 2, 3, 1))) --> 2 3 3 nil nil nil nil nil
print(show(table.move({1, 2, 3}, 1, 3, 1, {}))) --> 1 2 3 nil nil nil nil nil
print(show(table.move({1, 2, 3}, 1, 0, 5))) --> 1 2 3 nil nil nil nil nil
print(show(table.move({1, 2, 3}, 1, 3, 5))) --> 1 2 3 nil 1 2 3 nil
print(show(table.move({1, 2, 3, 4, 5}, 2, 5, 4))) --> 1 2 3 2 3 4 5 nil
local d = {}
print(table.move({1}, 1, 1, 3, d) == d, d[3]) --> true 1
print(pcall(table.move, {}, 1, math.maxinteger, 2)) --> false bad argument #4 to 'table.move' (destination wrap around)
print(pcall(table.move, {}, -1, math.maxinteger, 2)) --> false bad argument #3 to 'table.move' (too many elements to move)
print(pcall(table.move, {}, 1, 2)) --> false bad argument #4 to 'table.move' (number expected, got no value)
print(pcall(table.move, 1, 1, 1, 1)) --> false bad argument #1 to 'table.move' (table expected, got number)
print(pcall(table.move, {}, 1, 1, 1, 5)) --> false bad argument #5 to 'table.move' (table expected, got number)
print(pcall(table.move, {}, math.mininteger, -1, 1)) --> false bad argument #3 to 'table.move' (too many elements to move)
print(pcall(table.move, {1, 2}, 1, 2, math.maxinteger)) --> false bad argument #4 to 'table.move' (destination wrap around)
print(table.move({[math.maxinteger] = "top"}, math.maxinteger, math.maxinteger, 1)[1], table.move({[math.mininteger] = "low"}, math.mininteger, math.mininteger, 1)[1]) --> top low
