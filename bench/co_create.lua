-- Coroutines: created, run once, dropped.
local create, resume = coroutine.create, coroutine.resume
local function body(a, b) return a + b end
local sum = 0
for i = 1, 2500000 do
    local _, v = resume(create(body), i, 1)
    sum = sum + v
end
print(sum)
