-- weft-only
-- Every state of a coroutine and every operation on it: what it gives, and that a refusal changes nothing.
--
-- A situation brings a coroutine into a state and calls probe(co, call) there, `call` being the wrap of co; then it goes on and
-- returns how everything ended. An expectation is what the operation gave, then "> state afterwards" if it was carried out;
-- "leaves: ..." if the operation did not come back, with how everything ended. Without "> " the operation was refused:
-- nothing may have changed, and the situation must end as without it.
local main = coroutine.running()
local resume, transfer, yield, throw = coroutine.resume, coroutine.transfer, coroutine.yield, coroutine.throw
local create, running, setname = coroutine.create, coroutine.running, coroutine.setname
setname(main, "Main")

local function show(...)
    local t = table.pack(...)
    for i = 1, t.n do
        t[i] = type(t[i]) == "thread" and coroutine.getname(t[i]) or tostring(t[i])
    end
    return table.concat(t, " ")
end

-- A coroutine with its name and its wrap.
local function make(name, body)
    local call = coroutine.wrap(body)
    local _, co = debug.getupvalue(call, 1)
    return setname(co, name), call
end

local function guard(f)
    return setmetatable({}, {__close = function(_, e) f(e) end})
end

-- root resumes middle resumes leaf, and leaf does `park`; each returns its name and what it got.
local function sleeping_chain(park)
    local leaf, call_leaf = make("leaf", function() return "leaf", park() end)
    local middle, call_middle = make("middle", function() return "middle", resume(leaf) end)
    local root, call_root = make("root", function() return "root", resume(middle) end)
    transfer(root)
    return root, middle, leaf, call_root, call_middle, call_leaf
end

local function to_main() return transfer(main) end

local situations = {
    new = function(probe)
        local co, call = make("co", function(...) return "got", ... end)
        probe(co, call)
        return show(resume(co, "on"))
    end,
    yielded = function(probe)
        local co, call = make("co", function() return "got", yield() end)
        resume(co)
        probe(co, call)
        return show(resume(co, "on"))
    end,
    ["yielded to a wrap"] = function(probe)
        local co, call = make("co", function() return "got", yield() end)
        call()
        probe(co, call)
        return show(call("on"))
    end,
    transferred = function(probe)
        local co, call = make("co", function() return "got", transfer(main) end)
        transfer(co)
        probe(co, call)
        return show(transfer(co, "on"))
    end,
    ["root of a sleeping chain"] = function(probe)
        local root, _, leaf, call = sleeping_chain(to_main)
        probe(root, call)
        return show(transfer(leaf, "on"))
    end,
    ["middle of a sleeping chain"] = function(probe)
        local _, middle, leaf, _, call = sleeping_chain(to_main)
        probe(middle, call)
        return show(transfer(leaf, "on"))
    end,
    ["leaf of a sleeping chain"] = function(probe)
        local _, _, leaf, _, _, call = sleeping_chain(to_main)
        probe(leaf, call)
        return show(transfer(leaf, "on"))
    end,
    running = function(probe)
        local co, call
        co, call = make("co", function() probe(co, call) return "end" end)
        return show(resume(co))
    end,
    ["running, reached by transfer"] = function(probe)
        local co, call
        co, call = make("co", function() probe(co, call) return "end" end)
        return show(transfer(co))
    end,
    ["running, re-entered leaf"] = function(probe)
        local leaf, call, _
        _, _, leaf, _, _, call = sleeping_chain(function() transfer(main) probe(leaf, call) end)
        return show(transfer(leaf))
    end,
    normal = function(probe)
        local co, call
        co, call = make("co", function()
            return "co", resume(setname(create(function() probe(co, call) return "end" end), "prober"))
        end)
        return show(resume(co))
    end,
    ["normal, blocked in a wrap"] = function(probe)
        local co, call
        co, call = make("co", function()
            local prober, call_prober = make("prober", function() probe(co, call) return "end" end)
            return "co", call_prober()
        end)
        return show(call())
    end,
    ["normal, blocked in a throw"] = function(probe)
        local co, call
        co, call = make("co", function()
            local prober = make("prober", function() pcall(yield) probe(co, call) return "end" end)
            resume(prober)
            return "co", throw(prober, "e")
        end)
        return show(resume(co))
    end,
    closing = function(probe)
        local co, call
        co, call = make("co", function()
            local outer <close> = guard(function() end)
            local g <close> = guard(function() probe(co, call) end)
            yield()
        end)
        resume(co)
        return show(coroutine.close(co)) .. " " .. coroutine.state(co)
    end,
    ["closing after a failed wrap"] = function(probe)
        local co, call
        co, call = make("co", function()
            local g <close> = guard(function() probe(co, call) end)
            error("boom", 0)
        end)
        return show(pcall(call)) .. " " .. coroutine.state(co)
    end,
    ["closing root, its leaf is closed"] = function(probe)
        local root, call, ended
        local function park() local g <close> = guard(function() probe(root, call) end) return transfer(main) end
        root, ended, ended, call = sleeping_chain(park)
        return show(coroutine.close(root)) .. " " .. coroutine.state(root)
    end,
    ["closing middle, its leaf is closed"] = function(probe)
        local root, middle, leaf, call, _
        local function park() local g <close> = guard(function() probe(middle, call) end) return transfer(main) end
        root, middle, leaf, _, call = sleeping_chain(park)
        return show(coroutine.close(root)) .. " " .. coroutine.state(middle)
    end,
    ["closing leaf of a chain"] = function(probe)
        local root, leaf, call, _
        local function park() local g <close> = guard(function() probe(leaf, call) end) return transfer(main) end
        root, _, leaf, _, _, call = sleeping_chain(park)
        return show(coroutine.close(root)) .. " " .. coroutine.state(leaf)
    end,
    finished = function(probe)
        local co, call = make("co", function() end)
        resume(co)
        probe(co, call)
        return show(coroutine.close(co)) .. " " .. coroutine.state(co)
    end,
    failed = function(probe)
        local co, call = make("co", function() error("boom", 0) end)
        resume(co)
        probe(co, call)
        return show(coroutine.close(co)) .. " " .. coroutine.state(co)
    end,
    ["failed before it ran"] = function(probe)
        local co, call = make("co", function() end)
        throw(co, "boom")
        probe(co, call)
        return show(coroutine.close(co)) .. " " .. coroutine.state(co)
    end,
    ["failed and closed"] = function(probe)
        local co, call = make("co", function() error("boom", 0) end)
        resume(co)
        coroutine.close(co)
        probe(co, call)
        return show(coroutine.close(co)) .. " " .. coroutine.state(co)
    end,
    closed = function(probe)
        local co, call = make("co", yield)
        resume(co)
        coroutine.close(co)
        probe(co, call)
        return show(coroutine.close(co)) .. " " .. coroutine.state(co)
    end,
    ["failed in its close"] = function(probe)
        local co, call = make("co", function() local g <close> = guard(function() error("late", 0) end) yield() end)
        resume(co)
        coroutine.close(co)
        probe(co, call)
        return show(coroutine.close(co)) .. " " .. coroutine.state(co)
    end,
    ["main, running"] = function(probe)
        probe(main)
        return "on"
    end,
    ["main, normal"] = function(probe)
        return "main got " .. show(resume(setname(create(function() probe(main) return "end" end), "prober")))
    end,
    ["main, transferred"] = function(probe)
        return "main got " .. show(pcall(transfer, create(function() probe(main) return "end" end)))
    end,
    ["main, root of a sleeping chain"] = function(probe)
        local prober = create(function() probe(main) return "end" end)
        local leaf = setname(create(function() return "leaf", transfer(prober) end), "leaf")
        return "main got " .. show(resume(leaf))
    end,
    ["leaf of main's sleeping chain"] = function(probe)
        local leaf, call
        local prober = create(function() probe(leaf, call) return "end" end)
        leaf, call = make("leaf", function() return "leaf", transfer(prober) end)
        return "main got " .. show(resume(leaf))
    end,
}

-- ---- what is expected ----

local transferred = "cannot resume a transferred coroutine (use coroutine.transfer)"
local not_suspended = "cannot resume non-suspended coroutine"
local waits = "raises cannot close a coroutine that another waits for "
local dead = {
    resume = "false cannot resume dead coroutine", call = "raises cannot resume dead coroutine",
    transfer = "raises cannot transfer to a dead coroutine", throw = "raises cannot throw into a dead coroutine",
}
local function refuses_resume(t)
    t.resume, t.call = "false " .. not_suspended, "raises " .. not_suspended
    return t
end
local function is_dead(t)
    for op, text in pairs(dead) do t[op] = t[op] or text end
    t.status, t.resumer, t.yieldable = "dead", "nil", "true"
    return t
end
-- A closing coroutine is like a running one.
local function is_closing(t)
    t.status, t.state, t.yieldable = "running", "closing", "true"
    t.transfer = "raises cannot transfer to a running coroutine"
    t.throw = "raises cannot throw into a running coroutine"
    t.close = "raises cannot close a running coroutine"
    return refuses_resume(t)
end

local expected = {
    new = {
        status = "suspended", state = "new", resumer = "nil", leaf = "co", yieldable = "true",
        resume = "true got v > finished", call = "got v > finished", transfer = "got v > finished",
        close = "true > closed", throw = "false e > failed", ends = "true got on",
    },
    yielded = {
        status = "suspended", state = "yielded", resumer = "nil", leaf = "co", yieldable = "true",
        resume = "true got v > finished", call = "got v > finished",
        transfer = "raises cannot transfer to a yielded coroutine (use coroutine.resume)",
        close = "true > closed", throw = "false e > failed", ends = "true got on",
    },
    ["yielded to a wrap"] = {
        status = "suspended", state = "yielded", resumer = "nil", leaf = "co", yieldable = "true",
        resume = "true got v > finished", call = "got v > finished",
        transfer = "raises cannot transfer to a yielded coroutine (use coroutine.resume)",
        close = "true > closed", throw = "false e > failed", ends = "got on",
    },
    transferred = {
        status = "suspended", state = "transferred", resumer = "nil", leaf = "co", yieldable = "true",
        resume = "false " .. transferred, call = "raises " .. transferred, transfer = "got v > finished",
        close = "true > closed", throw = "raises e > failed", ends = "got on",
    },
    ["root of a sleeping chain"] = refuses_resume {
        status = "normal", state = "normal", resumer = "nil", leaf = "leaf", yieldable = "true",
        transfer = "raises cannot transfer to a normal coroutine (its leaf is leaf)",
        close = "true > closed", throw = "root true middle false e > finished", ends = "root true middle true leaf on",
    },
    ["middle of a sleeping chain"] = refuses_resume {
        status = "normal", state = "normal", resumer = "root", leaf = "leaf", yieldable = "true",
        transfer = "raises cannot transfer to a normal coroutine (its leaf is leaf)",
        close = waits .. "(root)", throw = "root true middle false e > finished", ends = "root true middle true leaf on",
    },
    ["leaf of a sleeping chain"] = {
        status = "suspended", state = "transferred", resumer = "middle", leaf = "leaf", yieldable = "true",
        resume = "false " .. transferred, call = "raises " .. transferred,
        transfer = "root true middle true leaf v > finished",
        close = waits .. "(middle)", throw = "root true middle false e > failed", ends = "root true middle true leaf on",
    },
    running = refuses_resume {
        status = "running", state = "running", resumer = "Main", leaf = "co", yieldable = "true",
        transfer = "v", close = "raises cannot close a running coroutine", throw = "raises e", ends = "true end",
    },
    ["running, reached by transfer"] = refuses_resume {
        status = "running", state = "running", resumer = "nil", leaf = "co", yieldable = "false",
        transfer = "v", close = "raises cannot close a running coroutine", throw = "raises e", ends = "end",
    },
    ["running, re-entered leaf"] = refuses_resume {
        status = "running", state = "running", resumer = "middle", leaf = "leaf", yieldable = "true",
        transfer = "v", close = "raises cannot close a running coroutine", throw = "raises e",
        ends = "root true middle true leaf",
    },
    normal = refuses_resume {
        status = "normal", state = "normal", resumer = "Main", leaf = "prober", yieldable = "true",
        transfer = "raises cannot transfer to a normal coroutine (its leaf is prober)",
        close = "raises cannot close a normal coroutine", throw = "raises e", ends = "true co true end",
    },
    ["normal, blocked in a wrap"] = refuses_resume {
        status = "normal", state = "normal", resumer = "Main", leaf = "prober", yieldable = "true",
        transfer = "raises cannot transfer to a normal coroutine (its leaf is prober)",
        close = "raises cannot close a normal coroutine", throw = "raises e", ends = "co end",
    },
    ["normal, blocked in a throw"] = refuses_resume {
        status = "normal", state = "normal", resumer = "Main", leaf = "prober", yieldable = "true",
        transfer = "raises cannot transfer to a normal coroutine (its leaf is prober)",
        close = "raises cannot close a normal coroutine", throw = "raises e", ends = "true co true end",
    },
    closing = is_closing {resumer = "nil", leaf = "co", ends = "true closed"},
    ["closing after a failed wrap"] = is_closing {resumer = "nil", leaf = "co", ends = "false boom failed"},
    ["closing root, its leaf is closed"] = is_closing {resumer = "nil", leaf = "leaf", ends = "true closed"},
    ["closing middle, its leaf is closed"] = is_closing {resumer = "root", leaf = "leaf", ends = "true closed"},
    ["closing leaf of a chain"] = is_closing {resumer = "middle", leaf = "leaf", ends = "true closed"},
    finished = is_dead {state = "finished", leaf = "co", close = "true > finished", ends = "true finished"},
    failed = is_dead {state = "failed", leaf = "co", close = "false boom > failed", call = "raises boom > failed", ends = "false boom failed"},
    ["failed before it ran"] = is_dead {
        state = "failed", leaf = "co", close = "false boom > failed", call = "raises boom > failed", ends = "false boom failed",
    },
    ["failed and closed"] = is_dead {state = "failed", leaf = "co", close = "true > failed", ends = "true failed"},
    closed = is_dead {state = "closed", leaf = "co", close = "true > closed", ends = "true closed"},
    ["failed in its close"] = is_dead {state = "failed", leaf = "co", close = "true > failed", ends = "true failed"},
    ["main, running"] = {
        status = "running", state = "running", resumer = "nil", leaf = "Main", yieldable = "false",
        resume = "false " .. not_suspended, transfer = "v", close = "raises cannot close a running coroutine",
        throw = "raises e", ends = "on",
    },
    ["main, normal"] = {
        status = "normal", state = "normal", resumer = "nil", leaf = "prober", yieldable = "false",
        resume = "false " .. not_suspended, transfer = "raises cannot transfer to a normal coroutine (its leaf is prober)",
        close = "raises cannot close a normal coroutine", throw = "raises e", ends = "main got true end",
    },
    ["main, transferred"] = {
        status = "suspended", state = "transferred", resumer = "nil", leaf = "Main", yieldable = "false",
        resume = "false " .. transferred, transfer = "leaves: main got true v > running",
        close = "raises cannot close the main coroutine", throw = "leaves: main got false e > running",
        ends = "main got true end",
    },
    ["main, root of a sleeping chain"] = {
        status = "normal", state = "normal", resumer = "nil", leaf = "leaf", yieldable = "false",
        resume = "false " .. not_suspended, transfer = "raises cannot transfer to a normal coroutine (its leaf is leaf)",
        close = "raises cannot close the main coroutine", throw = "leaves: main got false e > running",
        ends = "main got true leaf end",
    },
    ["leaf of main's sleeping chain"] = {
        status = "suspended", state = "transferred", resumer = "Main", leaf = "leaf", yieldable = "true",
        resume = "false " .. transferred, call = "raises " .. transferred,
        transfer = "leaves: main got true leaf v > finished", close = waits .. "(Main)",
        throw = "leaves: main got false e > failed", ends = "main got true leaf end",
    },
}

-- ---- operations ----

local function attempt(f, ...)
    local t = table.pack(pcall(f, ...))
    if t[1] then return show(table.unpack(t, 2, t.n)) end
    return "raises " .. show(t[2])
end

local operations = {
    resume = function(co) return attempt(resume, co, "v") end,
    transfer = function(co) return attempt(transfer, co, "v") end,
    close = function(co) return attempt(coroutine.close, co) end,
    throw = function(co) return attempt(throw, co, "e") end,
    call = function(_, call) return call and attempt(call, "v") end,
}
local questions = {
    status = coroutine.status, state = coroutine.state, resumer = coroutine.resumer, leaf = coroutine.leaf,
    yieldable = coroutine.isyieldable,
}

local checks, failures = 0, 0
local function check(situation, what, got, want)
    checks = checks + 1
    if got ~= want then
        failures = failures + 1
        print(situation, what, "got", got, "expected", want)
    end
end

local function answers(co)
    local t = {}
    for name, ask in pairs(questions) do t[name] = show(ask(co)) end
    return t
end

local function everything(co)
    local t = answers(co)
    for name, text in pairs(answers(main)) do t["main's " .. name] = text end
    for name, text in pairs(answers(running())) do t["the prober's " .. name] = text end
    t.transferable = coroutine.istransferable()
    t.trace = co ~= running() and debug.traceback(co)
    return t
end

local function unchanged(situation, what, co, before)
    for name, value in pairs(everything(co)) do check(situation, what .. " changed " .. name, value, before[name]) end
end

-- What may be done to any coroutine at any time.
local function harmless(situation, co)
    local before = everything(co)
    check(situation, "sethome", coroutine.sethome(co, main), co)
    check(situation, "sethome", coroutine.sethome(co, co), co)
    check(situation, "sethome", coroutine.sethome(co, nil), co)
    local name = coroutine.getname(co)
    check(situation, "setname", coroutine.setname(co, "other"), co)
    check(situation, "getname", coroutine.getname(co), "other")
    coroutine.setname(co, name)
    debug.sethook(co, print, "", 1000000)
    check(situation, "gethook", debug.gethook(co), print)
    debug.sethook(co)
    debug.getinfo(co, 0, "nSltufrL")
    collectgarbage()
    unchanged(situation, "questions", co, before)
end

for situation, run in pairs(situations) do
    local want = expected[situation]
    local outcome = run(function(co)
        for name, answer in pairs(answers(co)) do
            check(situation, name, answer, want[name])
        end
        harmless(situation, co)
    end)
    check(situation, "ends", outcome, want.ends)
    for name, operate in pairs(operations) do
        local text, is_refused, subject = "leaves", want[name] and not want[name]:find(" > ")
        local ok, ended = pcall(run, function(co, call)
            local before = everything(co)
            subject = co
            text = operate(co, call)
            if is_refused then unchanged(situation, name, co, before) end
        end)
        if is_refused then
            check(situation, "ends after " .. name, ended, want.ends)
        elseif text == "leaves" then
            text = text .. ": " .. ended
        end
        if text then
            check(situation, name, is_refused and text or text .. " > " .. coroutine.state(subject), want[name])
        end
    end
end
print(failures, "failures") --> 0 failures
print(checks > 1000) --> true
