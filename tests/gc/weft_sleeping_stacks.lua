-- weft-only
-- Stacks of a sleeping chain may be made smaller; what its coroutines count for the limit of a chain's memory stays right.
local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end
collectgarbage("stop") -- but when it is called
local main, failed = coroutine.main(), false
local chain = coroutine.create(function()
    for i = 1, 150 do
        deep(190000) -- some 10 MB of 1 GB, given back while the chain sleeps
        local ok, e = coroutine.resume(coroutine.create(function() coroutine.transfer(main, i) end))
        failed = failed or not ok and e
        if not ok then coroutine.transfer(main, i) end
    end
    coroutine.transfer(main, "done")
end)
local leaf, value = chain, nil
for i = 1, 151 do
    value = coroutine.transfer(leaf)
    leaf = coroutine.leaf(chain)
    for j = 1, 3 do collectgarbage() end
end
print(value, failed) --> done false
print(coroutine.resume(coroutine.create(function() return coroutine.wrap(function() return "fine" end)() end))) --> true fine
