-- weft-only
-- throw raises an error at the suspension point.
local co = coroutine.create(function()
    print(pcall(coroutine.yield, 1))
    coroutine.yield(2)
    return "not reached"
end)
print(coroutine.resume(co)) --> true 1
print(coroutine.throw(co, "thrown")) --> false thrown
--> true 2
print(coroutine.throw(co, "again")) --> false again
print(coroutine.state(co)) --> failed
print(pcall(coroutine.throw, co, "x")) --> false cannot throw into a dead coroutine
local new = coroutine.create(print)
print(coroutine.throw(new, "never ran")) --> false never ran
print(coroutine.state(new), coroutine.status(new)) --> failed dead
print(pcall(coroutine.throw, coroutine.running(), "self")) --> false self
