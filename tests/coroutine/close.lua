-- coroutine.close.
local function closer(name, err) return setmetatable({}, {__close = function(_, e) print("closing", name, e) if err then error(err, 0) end end}) end
local co = coroutine.create(function() local a <close> = closer("a") local b <close> = closer("b") coroutine.yield(1) print("not reached") end)
print(coroutine.resume(co)) --> true 1
print(coroutine.close(co)) --> closing b nil
--> closing a nil
--> true
print(coroutine.status(co)) --> dead
print(coroutine.close(co)) --> true
print(coroutine.resume(co)) --> false cannot resume dead coroutine
print(coroutine.close(coroutine.create(print))) --> true
co = coroutine.create(function() local a <close> = closer("a", "close failed") local b <close> = closer("b") coroutine.yield() end)
coroutine.resume(co)
print(coroutine.close(co)) --> closing b nil
--> closing a nil
--> false close failed
print(coroutine.status(co)) --> dead
print(coroutine.close(co)) --> true
co = coroutine.create(function() local a <close> = closer("a") error("body", 0) end)
print(coroutine.resume(co)) --> false body
print(coroutine.status(co)) --> dead
print(coroutine.close(co)) --> closing a body
--> false body
print(coroutine.close(co)) --> true
print(pcall(coroutine.close, coroutine.running())) --> false cannot close a running coroutine
print(pcall(coroutine.close)) --> false bad argument #1 to 'coroutine.close' (thread expected, got no value)
co = coroutine.create(function() return pcall(coroutine.close, co) end)
print(coroutine.resume(co)) --> true false cannot close a running coroutine
local outer
outer = coroutine.create(function() return coroutine.resume(coroutine.create(function() return pcall(coroutine.close, outer) end)) end)
print(coroutine.resume(outer)) --> true true false cannot close a normal coroutine
co = coroutine.create(function() pcall(function() local x <close> = closer("in pcall") coroutine.yield() end) print("not reached") end)
coroutine.resume(co)
print(coroutine.close(co)) --> closing in pcall nil
--> true
co = coroutine.create(function() for i in function() return 1 end, nil, nil, closer("for") do coroutine.yield(i) end end)
print(coroutine.resume(co)) --> true 1
print(coroutine.close(co)) --> closing for nil
--> true
