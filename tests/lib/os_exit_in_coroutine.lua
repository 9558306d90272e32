-- as-reference
-- os.exit(true, true) in a coroutine closes what the main one has pending, the last first, wherever that waits.
local function closer(name) return setmetatable({}, {__close = function(_, e) print("closed", name, e) end}) end
local function deep(co, rounds)
    local second <close> = closer("second")
    local third <close> = closer("third")
    for i = 1, rounds do
        local ok, v = coroutine.resume(co)
        print(i, ok, v)
    end
end
local first <close> = closer("first")
local co = coroutine.create(function()
    local own <close> = closer("the coroutine's own")
    for i = 1, 4 do coroutine.yield(i) end
    os.exit(true, true)
end)
coroutine.wrap(deep)(coroutine.create(function() for i = 1, 4 do coroutine.yield(i) end end), 3)
print(coroutine.resume(co))
deep(co, 5)
