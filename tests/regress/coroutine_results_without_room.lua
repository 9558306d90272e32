-- a body's results that do not fit the resumer's stack are refused, and the coroutine has finished (as in Lua)
local function many() return table.unpack({}, 1, 900000) end
local co = coroutine.create(many)
local function above(...) -- the arguments take the room
    print(coroutine.resume(co)) --> false too many results to resume
    print(coroutine.status(co)) --> dead
    print(pcall(coroutine.wrap(many))) --> false too many results to resume
end
above(table.unpack({}, 1, 200000))
