-- An error in a wrapped coroutine reaches the main program.
print("start") --> start
local co = coroutine.wrap(function() error("from inside") end)
co() --! uncaught_in_coroutine.lua:3: from inside
