-- Finalizers at the end run for objects that collections have found alive, old and young.
collectgarbage("generational")
local function object(name) return setmetatable({}, {__gc = function() print("closing", name) end}) end
old = object("old")
for i = 1, 3 do collectgarbage() end
young = object("young")
collectgarbage("step")
new = object("new")
print("last statement") --> last statement
--> closing new
--> closing young
--> closing old
