-- weft-only
-- What waits in resume counts for the limit of its own chain: not of others while it sleeps, nor after it was dropped
local main = coroutine.running()

-- A chain that sleeps; its root has a stack of 6 MB at least.
local function sleeper()
    local root = coroutine.create(function()
        local n = select("#", table.unpack({}, 1, 400000))
        return n, coroutine.resume(coroutine.create(function() return coroutine.transfer(main) end))
    end)
    coroutine.transfer(root)
    return root
end

for _ = 1, 200 do -- more than the 1 GB of one chain
    sleeper()
    collectgarbage()
end
print(coroutine.resume(coroutine.create(function() return "fine" end))) --> true fine

local sleepers = {}
for i = 1, 6 do sleepers[i] = sleeper() end
print(coroutine.resume(coroutine.create(function() return "fine" end))) --> true fine
print(coroutine.transfer(coroutine.leaf(sleepers[1]), "awake")) --> 400000 true awake

-- The limit holds for a chain that has slept.
local function nest(hub, ...) -- what a frame has as ... stays live
    if hub then coroutine.transfer(hub) end
    local ok, e = coroutine.resume(coroutine.create(nest), nil, table.unpack({}, 1, 1000))
    if not ok then error(e, 0) end
end
local task = coroutine.create(nest)
coroutine.transfer(task, main)
print(pcall(coroutine.transfer, task)) --> false C stack overflow
print(coroutine.resume(coroutine.create(function() return "fine" end))) --> true fine
