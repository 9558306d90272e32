-- Coroutines: many suspended at once, each resumed a few times.
local cos = {}
for i = 1, 250000 do
    cos[i] = coroutine.create(function(a)
        local b = coroutine.yield(a)
        local c = coroutine.yield(a + b)
        return a + b + c
    end)
    coroutine.resume(cos[i], i)
end
local sum = 0
for r = 1, 2 do
    for i = 1, #cos do
        local _, v = coroutine.resume(cos[i], r)
        sum = sum + v
    end
end
print(sum)
