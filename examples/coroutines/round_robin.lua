-- round_robin.lua: a scheduler in forty lines. The hub is one coroutine, here the main one. A task that wants to wait
-- puts itself where it will be found again and transfers to the hub; the hub transfers to whoever is next.
local hub = coroutine.running()
local ready = {}    -- coroutines that go on in this round or the next, in order
local sleeping = {} -- round -> list of those that go on then
local round = 0

-- ---- for tasks ----

local function pause()
    ready[#ready + 1] = coroutine.running()
    coroutine.transfer(hub)
end

local function sleep(rounds)
    local when = round + rounds
    local list = sleeping[when] or {}
    sleeping[when] = list
    list[#list + 1] = coroutine.running()
    coroutine.transfer(hub)
end

-- ---- the hub ----

local function spawn(name, body)
    local task = coroutine.setname(coroutine.create(body), name)
    ready[#ready + 1] = task
end

-- A task that ends lands here like one that transfers, and an error in it is raised here: nobody resumed it.
local function go_on(task)
    local ok, message = pcall(coroutine.transfer, task)
    if not ok then
        print(round, coroutine.getname(task) .. " failed: " .. message)
    elseif coroutine.state(task) == "finished" then
        print(round, coroutine.getname(task) .. " has finished")
    end
end

local function run()
    while #ready > 0 or next(sleeping) do
        round = round + 1
        local now, awake = ready, sleeping[round] or {}
        ready, sleeping[round] = {}, nil
        table.move(awake, 1, #awake, #now + 1, now)
        for _, task in ipairs(now) do go_on(task) end
    end
end

-- ---- tasks: plain code, from top to bottom ----

local function counter(name, n)
    spawn(name, function()
        for i = 1, n do
            print(round, name .. " counts " .. i)
            pause()
        end
    end)
end
counter("ann", 3)
counter("ben", 2)
spawn("cat", function()
    print(round, "cat sleeps")
    sleep(4)
    print(round, "cat wakes up and breaks a cup")
    error("cup is broken", 0)
end)
run()
print("all done after round " .. round)
