-- weft-only
-- A chain that transferred away is re-entered at its leaf; generators inside tasks never meet the scheduler.
local hub = coroutine.running()
local log = {}
local function task(name)
    return coroutine.create(function()
        local gen = coroutine.wrap(function()
            for i = 1, 2 do
                coroutine.transfer(hub, coroutine.running())
                coroutine.yield(name .. i)
            end
        end)
        for v in gen do log[#log + 1] = v end
        return nil
    end)
end
local ready = {task("a"), task("b")}
local steps = 0
while #ready > 0 do
    steps = steps + 1
    local leaf = coroutine.transfer(table.remove(ready, 1))
    if leaf then ready[#ready + 1] = leaf end
end
print(table.concat(log, " "), steps) --> a1 b1 a2 b2 6
print(coroutine.istransferable(), coroutine.isyieldable()) --> true false
