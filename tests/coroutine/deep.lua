-- Yields from deep recursion; stacks that grow.
local function rec(n) if n == 0 then return coroutine.yield("deep") end return 1 + rec(n - 1) end
local co = coroutine.create(rec)
print(coroutine.resume(co, 5000)) --> true deep
print(coroutine.resume(co, 0)) --> true 5000
print(coroutine.status(co)) --> dead
local g = coroutine.wrap(function() for i = 1, 3 do rec(i * 1000) end return "end" end)
print(g()) --> deep
print(g(0)) --> deep
print(g(0)) --> deep
print(g(0)) --> end
local many = {}
for i = 1, 1000 do many[i] = coroutine.create(function(a) local b = coroutine.yield(a) return a + b end) coroutine.resume(many[i], i) end
local sum = 0
for i = 1, 1000 do local _, v = coroutine.resume(many[i], 1) sum = sum + v end
print(sum) --> 501500
print(coroutine.resume(coroutine.create(function() return table.unpack({}, 1, 200) end))) --> true nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil
local function overflow() return 1 + overflow() end
local ok, m = coroutine.resume(coroutine.create(overflow))
print(ok, m:match("stack overflow")) --> false stack overflow
