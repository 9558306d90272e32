-- weft-only
-- What can't be suspended is named: a __gc, and C functions that wait in C for what they call.
local main = coroutine.running()
local function in_gc(f)
    setmetatable({}, {__gc = f})
    collectgarbage()
end
local function probe()
    print(coroutine.isyieldable(), coroutine.istransferable())
    print(pcall(coroutine.yield))
    print(pcall(coroutine.transfer, main))
end
coroutine.wrap(function() in_gc(probe) end)() --> false false
--> false attempt to yield across a C-call boundary (in __gc)
--> false attempt to transfer across a C-call boundary (in __gc)
-- one resumed inside yields to its resumer, but no chain can leave
in_gc(function()
    local co = coroutine.create(function() coroutine.yield(coroutine.isyieldable(), coroutine.istransferable()) coroutine.transfer(main) end)
    print(coroutine.resume(co)) --> true true false
    print(coroutine.resume(co)) --> false attempt to transfer across a C-call boundary (in __gc)
end)
-- the coroutine is whole afterwards
local co = coroutine.wrap(function() in_gc(function() pcall(coroutine.yield) end) return coroutine.yield("still here") end)
print(co()) --> still here
print(co("ends")) --> ends
