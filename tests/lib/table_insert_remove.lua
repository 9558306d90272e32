-- table.insert and remove.
local t = {1, 2, 3}
table.insert(t, 4)
table.insert(t, 1, 0)
table.insert(t, 3, "mid")
table.insert(t, #t + 1, "end")
print(table.concat(t, " "), select("#", table.insert(t, "x"))) --> 0 1 mid 2 3 4 end 0
print(table.remove(t), table.remove(t, 1), table.remove(t, 2), table.concat(t, " "), #t) --> x 0 mid 1 2 3 4 end 5
print(table.remove({}), table.remove({}, 0), table.remove({}, 1), select("#", table.remove({})), table.remove({1, 2}, 3), table.remove({n = 1}, #{})) --> nil nil nil 1 nil nil
local function err(...) print(select(2, pcall(...))) end
err(table.insert, {1, 2}, 5, "x") --> bad argument #2 to 'table.insert' (position out of bounds)
err(table.insert, {1, 2}, 0, "x") --> bad argument #2 to 'table.insert' (position out of bounds)
err(table.insert, {1}, -1, "x") --> bad argument #2 to 'table.insert' (position out of bounds)
err(table.insert, {}) --> wrong number of arguments to 'insert'
err(table.insert, {}, 1) -->
err(table.insert, {}, 1, 2, 3) --> wrong number of arguments to 'insert'
err(table.insert, {}, "x", 1) --> bad argument #2 to 'table.insert' (number expected, got string)
err(table.insert, {}, 1.5, 1) --> bad argument #2 to 'table.insert' (number has no integer representation)
err(table.insert, "x", 1) --> bad argument #1 to 'table.insert' (table expected, got string)
err(table.remove, {1, 2}, 4) --> bad argument #1 to 'table.remove' (position out of bounds)
err(table.remove, {1, 2}, -1) --> bad argument #1 to 'table.remove' (position out of bounds)
err(table.remove, {}, 2) --> bad argument #1 to 'table.remove' (position out of bounds)
err(table.remove, 5) --> bad argument #1 to 'table.remove' (table expected, got number)
err(table.insert, {1, 2, 3}, math.maxinteger, 1) --> bad argument #2 to 'table.insert' (position out of bounds)
err(table.insert, {1, 2, 3}, math.mininteger, 1) --> bad argument #2 to 'table.insert' (position out of bounds)
local z = {[0] = "zero"}
print(table.remove(z, 0), z[0], #z) --> zero nil 0
local p = setmetatable({}, {__len = function() return 2 end, __index = function(_, i) return "i" .. i end, __newindex = function(_, k, v) print("set", k, v) end})
table.insert(p, "new") --> set 3 new
table.insert(p, 1, "first") --> set 3 i2
--> set 2 i1
--> set 1 first
print(table.remove(p)) --> set 2 nil
--> i2
print(table.remove(p, 1)) --> set 1 i2
--> set 2 nil
--> i1
local q = {}
for i = 1, 100 do table.insert(q, 1, i) end
print(q[1], q[100], #q) --> 100 1 100
for i = 1, 99 do table.remove(q, 1) end
print(q[1], #q) --> 1 1
