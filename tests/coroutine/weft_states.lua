-- weft-only
-- state, resumer, leaf and names.
local main = coroutine.running()
local co
co = coroutine.create(function()
    print(coroutine.state(), coroutine.state(main), coroutine.resumer() == main, coroutine.leaf(main) == co)
    coroutine.yield()
end)
print(coroutine.state(co), coroutine.resumer(co), coroutine.leaf(co) == co) --> new nil true
coroutine.resume(co) --> running normal true true
print(coroutine.state(co), coroutine.resumer(co)) --> yielded nil
coroutine.resume(co)
print(coroutine.state(co)) --> finished
local c = coroutine.create(function() coroutine.yield() end)
coroutine.resume(c)
print(coroutine.close(c), coroutine.state(c)) --> true closed
print(coroutine.state(main), coroutine.resumer()) --> running nil
