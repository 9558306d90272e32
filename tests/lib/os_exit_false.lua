-- exit 1
-- os.exit(false) without closing the state.
local x <close> = setmetatable({}, {__close = function() print("never") end})
print("leaving") --> leaving
os.exit(false)
