-- as-reference
-- A generic loop over a wrap whose coroutine fails after some rounds.
local function numbers(n)
    return coroutine.wrap(function()
        for i = 1, n do coroutine.yield(i, 10 * i) end
        error("after " .. n, 0)
    end)
end
local function add(n)
    local sum = 0
    for a, b in numbers(n) do sum = sum + a + b end
    return sum
end
for n = 0, 5 do
    print(pcall(add, n))
end
