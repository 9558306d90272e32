-- The bounds are evaluated once, in order; the loop variable is a fresh local.
local function v(name, x) print("eval", name) return x end
for i = v("start", 1), v("limit", 2), v("step", 1) do print(i) end --> eval start
--> eval limit
--> eval step
--> 1
--> 2
local t = {1, 2, 3}
for i = 1, #t do t[#t + 1] = i end
print(#t) --> 6
local fs = {}
for i = 1, 3 do fs[i] = function() i = i + 10 return i end end
print(fs[1](), fs[1](), fs[2](), fs[3]()) --> 11 21 12 13
local i = "outer"
for i = 1, 1 do i = "inner" end
print(i) --> outer
