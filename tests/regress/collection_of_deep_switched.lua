-- The collector looks for the frames of a deep stack that has changed little: also of one parked where code switches by itself.
local function collect() collectgarbage() collectgarbage("step") end

local function yield_deep(n)
    if n > 0 then
        return 1 + yield_deep(n - 1)
    end
    for i = 1, 20 do
        coroutine.yield({i}) -- each call takes the short way from its second time on
    end
    return 0
end

local generator = coroutine.wrap(function() return yield_deep(150) end)
local sum = 0
for _ = 1, 20 do
    sum = sum + generator()[1]
    collect()
end
print(sum, generator()) --> 210	150

-- The same of one that waits in resume, for a coroutine that collects.
local collector = coroutine.create(function()
    while true do
        collect()
        coroutine.yield({"kept"})
    end
end)
local function resume_deep(n)
    if n > 0 then
        return 1 + resume_deep(n - 1)
    end
    local list = {}
    for i = 1, 20 do
        local _, value = coroutine.resume(collector, {i})
        list[i] = value[1]
    end
    return #table.concat(list)
end
print(coroutine.resume(coroutine.create(resume_deep), 150)) --> true	230

-- And in a loop over a wrap's calls.
local function loop_deep(n)
    if n > 0 then
        return 1 + loop_deep(n - 1)
    end
    local count = 0
    for value in coroutine.wrap(function() for i = 1, 20 do collect() coroutine.yield({i}) end end) do
        count = count + value[1]
    end
    return count
end
print(coroutine.wrap(loop_deep)(150)) --> 360
