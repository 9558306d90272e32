-- weft-only
-- The main coroutine is not closed while it waits at the root of a sleeping chain.
local main = coroutine.running()
local function closes() return pcall(coroutine.close, main) end
local leaf = coroutine.create(function() return coroutine.transfer(coroutine.create(closes)) end)
print(coroutine.resume(leaf)) --> true false cannot close the main coroutine
print(coroutine.transfer(coroutine.create(closes))) --> false cannot close the main coroutine
print(coroutine.state(main)) --> running
