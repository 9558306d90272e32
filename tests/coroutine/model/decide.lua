-- Random decisions for the model's running loop, mostly such as the rules allow; or recorded ones.
local rules = require("model.rules")

local decide = {}

-- ---- a generator of its own: the same numbers everywhere -----------------------------------------------------

local function generator(seed)
    local state = seed * 0x9E3779B97F4A7C15 + 1
    return function(n) -- 0 .. n - 1
        state = state ~ (state << 13)
        state = state ~ (state >> 7)
        state = state ~ (state << 17)
        return (state >> 11) % n
    end
end

-- ---- random decisions ------------------------------------------------------------------------------------------

local weights = {
    {"resume", 18}, {"wrap", 10}, {"yield", 14}, {"transfer", 18}, {"throw", 6}, {"close", 8}, {"create", 9}, {"sethome", 9},
    {"return", 8}, {"error", 5}, {"pcall", 4}, {"xpcall", 3}, {"scope", 8}, {"call", 4}, {"finalizer", 2}, {"hook", 2},
    {"look", 1}, {"forget", 1},
}
local c_weights = {{"cresume", 16}, {"cpcall", 3}}

local function fill(bag, list)
    for _, pair in ipairs(list) do
        for _ = 1, pair[2] do bag[#bag + 1] = pair[1] end
    end
    return bag
end
local bag = fill({}, weights)
local c_bag = fill(fill({}, weights), c_weights)

local problems = {resume = rules.resume_problem, cresume = rules.resume_problem, wrap = rules.resume_problem,
    transfer = rules.transfer_problem, throw = rules.throw_problem, close = rules.close_problem}

-- Tables used again and again: every allocation is a collection in one of the builds.
local found, trial = {}, {}

-- A coroutine that the operation is legal for, or nil; few of those that have not begun are thrown at or closed.
local function legal_target(m, kind, random)
    local count = 0
    trial.kind = kind
    for i = 0, m.count do
        local co = m.all[i]
        local is_useful = co ~= m.current and (kind ~= "close" or rules.status(co) ~= "dead")
            and (kind ~= "throw" and kind ~= "close" or co.state ~= "new" or random(4) == 0)
        trial.target = i
        if is_useful and rules.applies(m, trial) and not problems[kind](m, co) then
            count = count + 1
            found[count] = i
        end
    end
    return count > 0 and found[random(count) + 1] or nil
end

-- A coroutine that a sleeping chain may have as its leaf or above it, or nil.
local function asleep(m, random)
    local count = 0
    for i = 1, m.count do
        if m.all[i].state == "transferred" or m.all[i].state == "normal" then
            count = count + 1
            found[count] = i
        end
    end
    return count > 0 and found[random(count) + 1] or nil
end

local hows = {"plain", "plain", "tail", "pcall", "xpcall", "one", "two", "three", "loop"}
local is_no_call = {create = true, sethome = true, look = true, forget = true}
local counts = {0, 1, 1, 1, 2, 2, 3, 3, 5, 60}

local function random_decision(m, random)
    local bag = m.has_c and c_bag or bag
    local d = {kind = bag[random(#bag) + 1], how = hows[random(#hows) + 1], n = counts[random(#counts) + 1], target = 0,
        variant = random(64)}
    local ends_body = d.kind == "return" or d.kind == "error" or d.how == "tail"
    local is_homebound = m.current.home and not m.current.resumer
    if ends_body and #m.current.frames == 1 and not is_homebound and random(3) > 0 then return end
    if problems[d.kind] then
        local target = random(100) < 88 and legal_target(m, d.kind, random)
        if target == nil then return end
        d.target = target or random(m.count + 1)
    elseif d.kind == "sethome" then
        d.target = random(3) == 0 and random(m.count + 1) or m.current.id
        d.variant = random(4) > 0 and asleep(m, random) or random(m.count + 2) -- one more than there are: no home
    elseif d.kind == "forget" or d.kind == "scope" then
        d.target = random(m.count + 1)
    elseif d.kind == "yield" and rules.yield_problem(m, m.current) and random(100) < 92 then
        return
    end
    if is_no_call[d.kind] or not rules.is_way(d) then d.how = "plain" end
    if d.kind == "create" and m.count >= 3 and random(2) == 0 then return end
    return rules.applies(m, d) and d or nil
end

-- ---- the end of a trace: all that runs returns; what sleeps is entered, to do so too, or closed --------------

local function last_decision(m)
    local d = {kind = "return", how = "plain", n = 1, target = 0, variant = 0}
    if rules.applies(m, d) then return d end
    local kinds = m.serial % 2 == 0 and {"close", "transfer", "resume"} or {"transfer", "resume", "close"}
    for i = 1, m.count do
        local co = m.all[i]
        d.target = i
        for _, kind in ipairs(kinds) do
            d.kind = kind
            local is_useful = co.is_unclosed or rules.status(co) ~= "dead"
            if is_useful and rules.applies(m, d) and not problems[kind](m, co) then return d end
        end
    end
    d.kind, d.target = "end", 0
    return d
end

-- ---- recorded decisions --------------------------------------------------------------------------------------------

function decide.to_text(d)
    return ("%s %d %s %d %d"):format(d.kind, d.target, d.how, d.n, d.variant)
end

function decide.from_text(line)
    local kind, target, how, n, variant = line:match("^(%a+) (%d+) (%a+) (%d+) (%d+)$")
    assert(kind, "not a decision: " .. line)
    return {kind = kind, target = tonumber(target), how = how, n = tonumber(n), variant = tonumber(variant)}
end

-- A function that gives the next decision for the model: `steps` random ones, then those that end the trace.
function decide.random(seed, steps)
    local random = generator(seed)
    steps = random(steps) + random(steps) + 2
    return function(m)
        while steps > 0 do
            steps = steps - 1
            for _ = 1, 20 do
                local d = random_decision(m, random)
                if d then return d end
            end
        end
        return last_decision(m)
    end
end

-- The same from texts; what does not apply is left out.
function decide.recorded(lines)
    local i = 0
    return function(m)
        while i < #lines do
            i = i + 1
            local d = decide.from_text(lines[i])
            if d.kind ~= "end" and rules.applies(m, d) then return d end
        end
        return last_decision(m)
    end
end

return decide
