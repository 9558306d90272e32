-- An error object with __tostring.
print("start") --> start
error(setmetatable({}, {__tostring = function() return "custom object" end})) --! custom object
