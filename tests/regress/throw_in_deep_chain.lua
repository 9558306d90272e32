-- weft-only
-- throw into a coroutine parked by yield resumes it, within the limit of a chain's memory.
local victim = coroutine.create(function() coroutine.yield() end)
coroutine.resume(victim)
local function nest()
    local ok, e = coroutine.resume(coroutine.create(nest))
    if not ok then
        print(e, pcall(coroutine.throw, victim, "e"))
        print(coroutine.state(victim), coroutine.resumer(victim))
    end
    return "end"
end
print(nest()) --> C stack overflow false C stack overflow
--> yielded nil
--> end
print(coroutine.throw(victim, "e")) --> false e
