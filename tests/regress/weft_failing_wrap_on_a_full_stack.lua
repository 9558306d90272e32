-- weft-only: Lua keeps no coroutines side by side
-- A wrap's call whose coroutine fails has room for the error, in the last slots of a stack too.
local function call(w) local v = w(1) return v end
local function loop(w) for v in w do return v end end
local function failing()
    local w = coroutine.wrap(function() local v = coroutine.yield() error("E", 0) end)
    w()
    return w
end
for _, body in ipairs({call, loop}) do
    local cos, ws, count = {}, {}, 0
    for i = 1, 300 do cos[i], ws[i] = coroutine.create(body), failing() end
    for i = 300, 1, -1 do
        local ok, message = coroutine.resume(cos[i], ws[i])
        if not ok and message:find("E$") then count = count + 1 end
    end
    print(count) --> 300
    --> 300
end
