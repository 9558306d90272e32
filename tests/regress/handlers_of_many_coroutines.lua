-- weft-only: Lua 5.4 refuses the yield
-- Message handlers that sleep in other coroutines do not count as nested.
local sleeping = {}
for i = 1, 300 do
    sleeping[i] = coroutine.create(function()
        return xpcall(error, function(m) coroutine.yield("asleep") return m .. "!" end, i, 0)
    end)
    assert(select(2, coroutine.resume(sleeping[i])) == "asleep")
end
for i = 1, 299 do assert(select(3, coroutine.resume(sleeping[i])) == i .. "!") end
print(coroutine.resume(sleeping[300])) --> true false 300!
local count = 0
print(xpcall(error, function() count = count + 1 error("again") end)) --> false error in error handling
print(count) --> 200
