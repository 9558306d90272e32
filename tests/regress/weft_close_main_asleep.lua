-- weft-only
-- The main coroutine is not closed, whether it is parked itself or a coroutine that it waits for.
local main = coroutine.running()
local other
local function leave() return coroutine.transfer(other) end
other = coroutine.create(function()
    print(coroutine.state(main), pcall(coroutine.close, main)) --> transferred false cannot close the main coroutine
    coroutine.transfer(main)
    print(coroutine.state(main), pcall(coroutine.close, main)) --> normal false cannot close the main coroutine
    return "back"
end)
leave()
print(coroutine.resume(coroutine.create(leave))) --> true back
