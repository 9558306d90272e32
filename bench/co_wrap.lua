-- Coroutines: generators made by wrap, chained.
local function range(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end) end
local function only(p, source)
    return coroutine.wrap(function() for v in source do if v % p ~= 0 then coroutine.yield(v) end end end)
end
local sum = 0
for _ = 1, 70 do
    for v in only(5, only(3, only(2, range(30000)))) do sum = sum + v end
end
print(sum)
