-- resume of what cannot be resumed.
local co
co = coroutine.create(function() print(coroutine.resume(co)) coroutine.yield() end)
print(coroutine.resume(co)) --> false cannot resume non-suspended coroutine
--> true
print(coroutine.resume(co)) --> true
print(coroutine.resume(co)) --> false cannot resume dead coroutine
print(coroutine.resume(coroutine.running())) --> false cannot resume non-suspended coroutine
local a, b
a = coroutine.create(function() print(coroutine.resume(b)) end)
b = coroutine.create(function() print(coroutine.resume(a)) return "b done" end)
print(coroutine.resume(a)) --> false cannot resume non-suspended coroutine
--> true b done
--> true
print(pcall(coroutine.resume, print)) --> false bad argument #1 to 'coroutine.resume' (thread expected, got function)
print(pcall(coroutine.resume)) --> false bad argument #1 to 'coroutine.resume' (thread expected, got no value)
local w = coroutine.wrap(function() end)
print(w()) -->
print(pcall(w)) --> false cannot resume dead coroutine
local self
self = coroutine.wrap(function() return pcall(self) end)
print(self()) --> false cannot resume non-suspended coroutine
print(pcall(coroutine.create)) --> false bad argument #1 to 'coroutine.create' (function expected, got no value)
print(pcall(coroutine.create, 1)) --> false bad argument #1 to 'coroutine.create' (function expected, got number)
print(pcall(coroutine.wrap, {})) --> false bad argument #1 to 'coroutine.wrap' (function expected, got table)
