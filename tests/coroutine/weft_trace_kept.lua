-- weft-only
-- Frames that are kept for a trace go when the error has been handled, and a transferred coroutine's when it is closed.
local kept = setmetatable({}, {__mode = "k"})
local failed

local function count_kept()
    collectgarbage()
    collectgarbage()
    local n = 0
    for _ in pairs(kept) do
        n = n + 1
    end
    return n
end

local function fail()
    local object = {}
    kept[object] = true
    failed = coroutine.running()
    error("failed")
end

-- caught: nothing is kept, as in Lua
print(pcall(coroutine.wrap(fail))) --> false weft_trace_kept.lua:20: failed
print(count_kept(), debug.traceback(failed)) --> 0 stack traceback:
print(coroutine.close(failed), coroutine.state(failed), coroutine.status(failed)) --> true failed dead

-- while the handler runs the frames are there
print(xpcall(coroutine.wrap(fail), function()
    return count_kept(), #debug.traceback(failed) > 20, coroutine.close(failed), #debug.traceback(failed)
end)) --> false 1
print(count_kept()) --> 0

-- handled inside another coroutine, which fails to its resumer
local co = coroutine.create(function() coroutine.wrap(fail)() end)
print(coroutine.resume(co)) --> false weft_trace_kept.lua:35: weft_trace_kept.lua:20: failed
print(count_kept()) --> 0

-- through a thousand wraps, then caught
local function nest(n)
    local object = {}
    kept[object] = true
    if n == 0 then
        fail()
    end
    coroutine.wrap(nest)(n - 1)
end
print((xpcall(nest, function() print(count_kept()) end, 1000))) --> 1002
--> false
print(count_kept()) --> 0

-- into a pending transfer: kept until the coroutine is closed, or collected
co = coroutine.create(fail)
print(pcall(coroutine.transfer, co)) --> false weft_trace_kept.lua:20: failed
print(count_kept(), #debug.traceback(co) > 20) --> 1 true
print(coroutine.close(co)) --> false weft_trace_kept.lua:20: failed
print(count_kept(), debug.traceback(co), coroutine.close(co)) --> 0 stack traceback: true
co = coroutine.create(fail)
print(pcall(coroutine.transfer, co)) --> false weft_trace_kept.lua:20: failed
co, failed = nil, nil
print(count_kept()) --> 0
