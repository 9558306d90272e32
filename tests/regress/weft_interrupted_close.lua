-- weft-only
-- A coroutine that is closed while it closes another, suspended in a __close, leaves nothing half closed.
local function variable(name, f)
    return setmetatable({}, {__close = function(_, e) print("closing " .. name, e) if f then f() end end})
end
local function sleeper(name, f)
    local co = coroutine.create(function()
        local a <close> = variable(name .. "1")
        local b <close> = variable(name .. "2", f)
        coroutine.yield()
    end)
    coroutine.resume(co)
    return co
end

local inner = sleeper("inner", coroutine.yield)
local closer = coroutine.create(function()
    local own <close> = variable("own")
    return coroutine.close(inner)
end)
coroutine.resume(closer) --> closing inner2 nil
print(coroutine.state(inner), coroutine.status(inner)) --> closing running
print(pcall(coroutine.close, inner)) --> false cannot close a running coroutine
print(coroutine.close(closer)) --> closing inner1 nil
--> closing own nil
--> true
print(coroutine.state(inner), coroutine.state(closer)) --> closed closed

-- an error that the interrupted close was to report comes out
closer = coroutine.create(function()
    local chain = coroutine.create(function()
        local v <close> = variable("v", coroutine.yield)
        local w <close> = variable("w", function() error("W", 0) end)
        coroutine.yield()
    end)
    coroutine.resume(chain)
    return coroutine.close(chain)
end)
coroutine.resume(closer) --> closing w nil
--> closing v W
print(coroutine.close(closer)) --> false W
print(coroutine.state(closer)) --> failed
