-- status: suspended, running, normal, dead.
local main = coroutine.running()
print(coroutine.status(main), select(2, coroutine.running())) --> running true
local outer, inner
outer = coroutine.create(function()
    inner = coroutine.create(function()
        print(coroutine.status(outer), coroutine.status(inner), coroutine.status(main))
        coroutine.yield()
    end)
    coroutine.resume(inner)
    print(coroutine.status(outer), coroutine.status(inner))
    print(coroutine.running() == outer, select(2, coroutine.running()))
end)
print(coroutine.status(outer)) --> suspended
print(coroutine.resume(outer)) --> normal running normal
--> running suspended
--> true false
--> true
print(coroutine.status(outer), coroutine.status(inner)) --> dead suspended
local failing = coroutine.create(error)
print(coroutine.resume(failing, "e")) --> false e
print(coroutine.status(failing)) --> dead
print(pcall(coroutine.status)) --> false bad argument #1 to 'coroutine.status' (thread expected, got no value)
print(pcall(coroutine.status, nil)) --> false bad argument #1 to 'coroutine.status' (thread expected, got nil)
