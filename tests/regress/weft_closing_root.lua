-- weft-only
-- The root of a chain that is closed is in state closing from the first __close on.
local main = coroutine.running()
local root
local leaf = coroutine.create(function()
    local x <close> = setmetatable({}, {__close = function()
        print(coroutine.state(root), coroutine.status(root)) --> closing running
        print(pcall(coroutine.close, root)) --> false cannot close a running coroutine
        print(coroutine.resume(root)) --> false cannot resume non-suspended coroutine
        print(pcall(coroutine.transfer, root)) --> false cannot transfer to a running coroutine
    end})
    coroutine.transfer(main)
end)
root = coroutine.create(function() coroutine.resume(leaf) end)
coroutine.transfer(root)
print(coroutine.close(root)) --> true
print(coroutine.state(root), coroutine.state(leaf)) --> closed closed
