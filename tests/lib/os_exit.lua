-- exit 7
-- os.exit ends the process with a status; closing the state runs pending closes.
print("before") --> before
local x <close> = setmetatable({}, {__close = function() print("closed") end})
setmetatable({}, {__gc = function() print("collected") end})
os.exit(7, true) --> closed
--> collected
