-- Finalizers at the end run also for objects that globals still hold; errors there are ignored.
local log = setmetatable({}, {__gc = function(t) print("closing with", #t) end})
keep = log
for i = 1, 3 do log[i] = i end
print("last statement") --> last statement
--> closing with 3
