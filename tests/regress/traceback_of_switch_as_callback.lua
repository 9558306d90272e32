-- weft-only
-- coroutine.yield, transfer and wrap's functions as callbacks of the library themselves: traces of what waits there, errors into it
local main = coroutine.running()
local function frames(co)
    local kinds, level = {}, 0
    while debug.getinfo(co, level) do
        kinds[#kinds + 1] = debug.getinfo(co, level, "S").what
        debug.getlocal(co, level, 1)
        level = level + 1
    end
    collectgarbage()
    return table.concat(kinds, " ")
end
local object = setmetatable({}, {__index = coroutine.yield, __tostring = coroutine.yield, __close = coroutine.yield,
    __add = coroutine.yield, __call = coroutine.yield, __pairs = coroutine.yield})
local callbacks = {
    function() return ("a"):gsub(".", coroutine.yield) end,
    function() return table.sort({2, 1}, coroutine.yield) end,
    function() return tostring(object) end,
    function() return pcall(coroutine.yield) end,
    function() return xpcall(error, coroutine.yield, 1) end,
    function() return load(coroutine.yield) end,
    function() return table.concat(setmetatable({}, {__index = coroutine.yield, __len = function() return 1 end})) end,
    function() return object.x end,
    function() return object + 1 end,
    function() return object() end,
    function() return (pairs(object)) end,
    function() local guard <close> = object end,
}
for i, callback in ipairs(callbacks) do
    local co = coroutine.create(callback)
    coroutine.resume(co)
    print(frames(co), #debug.traceback(co) > 20, coroutine.throw(co, "e"))
    co = coroutine.create(callback)
    coroutine.resume(co)
    print(coroutine.close(co))
end
--> C C Lua true false e
--> true
--> C C Lua true false e
--> true
--> C C Lua true false e
--> true
--> C C Lua true true false e
--> true
--> C C C Lua true true e
--> true
--> C C Lua true true nil e
--> true
--> C C Lua true false e
--> true
--> C Lua true false e
--> true
--> C Lua true false e
--> true
--> C Lua true false e
--> true
--> C C Lua true false e
--> true
--> C Lua true false e
--> true

-- the same by transfer: the leaf of a sleeping chain, and what waits for it
local leaf
local co = coroutine.create(function()
    return (("ab"):gsub(".", coroutine.wrap(function()
        leaf = coroutine.running()
        table.sort({main, main}, coroutine.transfer)
        return "x"
    end)))
end)
coroutine.transfer(co)
print(frames(co), frames(leaf)) --> C C Lua C C Lua
print(pcall(coroutine.throw, co, "e")) --> false e
