-- weft-only
-- Where a coroutine without a resumer returns to, and where its error is raised: for every kind of home.
local main = coroutine.running()
local create, transfer, resume, yield = coroutine.create, coroutine.transfer, coroutine.resume, coroutine.yield
local log

-- Parks by transfer to main and notes what that gave; then notes that it is over.
local function park(name)
    local t = table.pack(pcall(transfer, main))
    log[#log + 1] = name .. (t[1] and " got " or " caught ") .. tostring(t[2]) .. " of " .. t.n - 1
    return name .. " over"
end
local function hub() return create(function() return park("hub") end) end

-- root resumes middle resumes leaf, which parks.
local function chain()
    local leaf = create(function() return park("leaf") end)
    local middle = create(function() return select(2, resume(leaf)) end)
    local root = create(function() return select(2, resume(middle)) end)
    transfer(root)
    return root, middle, leaf
end
local function started(co, ...) transfer(co, ...) return co end
local function resumed(co) resume(co) return co end
local function closed(co) coroutine.close(co) return co end

-- What is parked, and the home of the task, and where it lands: in the coroutine of that name.
local homes = {
    {"none", function() return nil end, "main"},
    {"main", function() return main end, "main"},
    {"parked by transfer", function() return started(hub()) end, "hub"},
    {"root of a sleeping chain", function() return (chain()) end, "leaf"},
    {"middle of a sleeping chain", function() return (select(2, chain())) end, "leaf"},
    {"leaf of a sleeping chain", function() return (select(3, chain())) end, "leaf"},
    {"yielded", function() return resumed(create(yield)) end, "main"},
    {"finished", function() return resumed(create(function() end)) end, "main"},
    {"failed", function() return resumed(create(error)) end, "main"},
    {"closed", function() return closed(started(hub())) end, "main"},
    {"itself", function(task) return task end, "main"},
}
-- How the task ends, and what the landing coroutine sees.
local ends = {
    {"a value", function() return "v" end, "got v of 1"},
    {"no value", function() end, "got nil of 0"},
    {"three values", function() return "a", nil, nil end, "got a of 3"},
    {"an error", function() error("e", 0) end, "caught e of 1"},
    {"a tail call that fails", function() return error("e", 0) end, "caught e of 1"},
    {"after a transfer away", function() transfer(main, "away") return "v" end, "got v of 1"},
    {"an error after a transfer away", function() transfer(main, "away") error("e", 0) end, "caught e of 1"},
    {"after it resumed others", function() resume(create(yield)) coroutine.wrap(function() end)() return "v" end, "got v of 1"},
    {"an error in a coroutine that it wraps", function() coroutine.wrap(error)(5) end, "caught 5 of 1"},
    {"a value, past a __close", function()
        local g <close> = setmetatable({}, {__close = function() coroutine.wrap(yield)() end})
        return "v"
    end, "got v of 1"},
    {"an error, past a __close that transfers", function()
        local g <close> = setmetatable({}, {__close = function() transfer(main, "away") end})
        error("e", 0)
    end, "caught e of 1"},
}

-- Main notes what its transfers give until the task is dead.
local function drive(task)
    repeat
        local t = table.pack(pcall(transfer, task))
        if t[2] ~= "away" then
            log[#log + 1] = "main" .. (t[1] and " got " or " caught ") .. tostring(t[2]) .. " of " .. t.n - 1
        end
    until coroutine.status(task) == "dead"
    return log
end

local checks = 0
for _, home in ipairs(homes) do
    for _, ending in ipairs(ends) do
        for _, below in ipairs {false, true} do
            local task = create(ending[2])
            log = {}
            coroutine.sethome(task, home[2](task))
            if below then -- the entry's chain is deeper than main
                local inner = main
                main = create(function() return drive(task) end)
                resume(main)
                main = inner
            else
                drive(task)
            end
            local want = home[3] .. " " .. ending[3]
            if home[3] ~= "main" then want = want .. ", main got " .. home[3] .. " over of 1" end
            local got = table.concat(log, ", ")
            if got ~= want then print(home[1], ending[1], below, "got", got, "expected", want) end
            checks = checks + 1
        end
    end
end
print(checks) --> 242
-- A home that is taken away is no longer landed in.
local h = started(hub())
local task = coroutine.sethome(coroutine.sethome(create(function() return "v" end), h), nil)
print(transfer(task)) --> v
-- A resumer goes before a home.
print(resume(coroutine.sethome(create(function() return "v" end), h))) --> true v
print(resume(coroutine.sethome(create(error), h), "e")) --> false e
print(coroutine.state(h)) --> transferred
