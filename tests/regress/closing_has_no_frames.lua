-- weft-only
-- The frames of a coroutine that is being closed are not looked at.
local co
local function look()
    collectgarbage()
    print((debug.traceback(co):gsub("\n%s*", "; ")), debug.getinfo(co, 0), pcall(debug.getlocal, co, 0, 1))
end
co = coroutine.create(function()
    local g <close> = setmetatable({}, {__close = look})
    local a, b, c = coroutine.yield()
end)
coroutine.resume(co)
print(coroutine.close(co)) --~> ^stack traceback:\tnil\tfalse\tbad argument #2 to '
--> true
