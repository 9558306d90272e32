-- weft-only
-- A sleeping chain is closed in time linear in its depth, and all of it is closing from the first __close on.
local main, closed, root = coroutine.running(), 0
local function nest(n)
    local g <close> = setmetatable({}, {__close = function()
        closed = closed + 1
        if n % 10000 == 0 then print(n, coroutine.state(root), pcall(coroutine.close, root)) end
    end})
    if n < 20000 then return coroutine.resume(coroutine.create(nest), n + 1) end
    coroutine.transfer(main)
end
root = coroutine.create(nest)
coroutine.transfer(root, 1)
print(coroutine.close(root)) --> 20000 closing false cannot close a running coroutine
--> 10000 closing false cannot close a running coroutine
--> true
print(closed, coroutine.state(root)) --> 20000 closed
