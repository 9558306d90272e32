-- An error in __gc is a warning.
warn("@on")
local function bad() setmetatable({}, {__gc = function() error("oops", 0) end}) end
bad() collectgarbage() --2> Lua warning: error in __gc (oops)
print("goes on") --> goes on
local function bad2() setmetatable({}, {__gc = function() error({}) end}) end
bad2() collectgarbage() --2> Lua warning: error in __gc (error object is not a string)
local function yields() setmetatable({}, {__gc = function() print(pcall(coroutine.yield)) end}) end
coroutine.wrap(function() yields() collectgarbage() end)() --~> ^false\tattempt to yield across a C-call boundary
print(collectgarbage("count") > 0) --> true
