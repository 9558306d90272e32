-- Coroutines are passed more values than their stacks hold: as arguments, by resume and by what resumed them, at the same calls again.
local unpack, values = table.unpack, {}
for i = 1, 60 do values[i] = i end
local function last(...) return select("#", ...), (select(-1, ...)) end

-- arguments, in a call that has them one by one
local good = 0
for i = 1, 100 do
    local ok, n, v = coroutine.resume(coroutine.create(last), i, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24)
    if ok and n == 24 and v == 24 then good = good + 1 end
end
print(good) --> 100

-- any number of them; the same to one that waits, and back
local wrong = {}
for count = 1, 60 do
    local co = coroutine.create(function(...)
        local n, v = last(...)
        n, v = last(coroutine.yield(n, v))
        local m, w = last(coroutine.yield(n, v))
        return m, w, unpack(values, 1, count)
    end)
    for i = 1, 3 do
        local ok, n, v = coroutine.resume(co, unpack(values, 1, count))
        if not ok or n ~= count or v ~= count then wrong[#wrong + 1] = count .. ":" .. i end
    end
    local taker = coroutine.wrap(function(giver) return last(coroutine.resume(giver)) end)
    local n, v = taker(coroutine.create(function() return unpack(values, 1, count) end))
    if n ~= count + 1 or v ~= count then wrong[#wrong + 1] = count .. ": back" end
    taker = coroutine.wrap(function(giver) return last(giver()) end)
    n, v = taker(coroutine.wrap(function() coroutine.yield(unpack(values, 1, count)) end))
    if n ~= count or v ~= count then wrong[#wrong + 1] = count .. ": yielded" end
end
print(#wrong, wrong[1]) --> 0 nil
