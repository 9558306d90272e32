-- weft-only
-- Values for a transfer that have no room: refused, and nothing has changed; results that have none fail the coroutine.
local unpack, main = table.unpack, coroutine.main()

local function under(f)
    local function hold(...)
        local x, y, z = f()
        return x, y, z
    end
    return hold(unpack({}, 1, 600000))
end

local co = coroutine.create(function()
    return under(function() return select("#", coroutine.transfer(main)) end)
end)
coroutine.transfer(co)
print(pcall(function() return coroutine.transfer(co, unpack({}, 1, 450000)) end))
--> false too many arguments to transfer
print(coroutine.state(co), coroutine.transfer(co, 1, 2, 3)) --> transferred 3 nil nil
print(coroutine.state(co)) --> finished

co = coroutine.create(function()
    local ok, message = pcall(function() return coroutine.transfer(main, unpack({}, 1, 450000)) end)
    return message
end)
under(function() print(coroutine.transfer(co)) end) --> too many arguments to transfer

co = coroutine.create(function() return unpack({}, 1, 450000) end)
under(function() print(pcall(coroutine.transfer, co)) end) --> false too many results to transfer
print(coroutine.state(co)) --> failed
