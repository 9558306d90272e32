-- weft-only
-- Who may yield and who may transfer: for every way to come to run, what isyieldable and istransferable tell, and that they are right.
local main = coroutine.running()
local create, resume, transfer, yield = coroutine.create, coroutine.resume, coroutine.transfer, coroutine.yield

-- Runs `f` in each way; each gives what f returned.
local function collect(f)
    local result
    setmetatable({}, {__gc = function() result = f() end})
    collectgarbage()
    return result
end
local function guard(f) return setmetatable({}, {__close = f}) end
local function suspended(f)
    local co = create(function() local g <close> = guard(f) yield() end)
    resume(co)
    return co
end
-- What f returned in a coroutine that is resumed until it ends.
local function resumed(f, ...)
    local co = create(f)
    local result
    repeat result = select(2, resume(co, ...)) until coroutine.status(co) == "dead"
    return result
end
local function hooked(event, f)
    local result
    debug.sethook(function() debug.sethook() result = f() end, event, event == "" and 1 or nil)
    local x = math.abs(1)
    x = x + 1
    return result
end

local ways = {
    {"main", function(f) return f() end},
    {"resumed", resumed},
    {"wrapped", function(f)
        local call, ended, result = coroutine.wrap(function() return "end", f() end)
        repeat ended, result = call() until ended == "end"
        return result
    end},
    {"reached by transfer", function(f) return transfer(create(f)) end},
    {"resumed by one reached by transfer", function(f) return transfer(create(function() return resumed(f) end)) end},
    {"leaf re-entered by transfer", function(f)
        return resumed(function()
            local me, other = coroutine.running()
            other = create(function() transfer(me) end)
            transfer(other)
            return f()
        end)
    end},
    {"root re-entered by transfer", function(f)
        local co = create(function() transfer(main) return f() end)
        transfer(co)
        return transfer(co)
    end},
    {"below main's sleeping chain", function(f)
        return resumed(function() return transfer(create(f)) end)
    end},
    {"yielded to main, resumed by one reached by transfer", function(f)
        local co = create(function() yield() return f() end)
        resume(co)
        return transfer(create(function()
            local r
            repeat r = select(2, resume(co)) until coroutine.status(co) == "dead"
            return r
        end))
    end},
    {"__gc in main", collect},
    {"__gc in a resumed one", function(f) return resumed(collect, f) end},
    {"__gc in one reached by transfer", function(f) return transfer(create(collect), f) end},
    {"resumed in a __gc", function(f) return collect(function() return resumed(f) end) end},
    {"__close by main's coroutine.close", function(f) local r coroutine.close(suspended(function() r = f() end)) return r end},
    {"__close by a resumed closer", function(f)
        return resumed(function() local r coroutine.close(suspended(function() r = f() end)) return r end)
    end},
    {"__close by a wrap's call in main", function(f)
        local r
        pcall(coroutine.wrap(function() local g <close> = guard(function() r = f() end) error("x") end))
        return r
    end},
    {"__close at the end of a resumed one", function(f)
        local r
        resumed(function() local g <close> = guard(function() r = f() end) end)
        return r
    end},
    {"__close of one that fails after a transfer", function(f)
        local r
        pcall(transfer, create(function() local g <close> = guard(function() r = f() end) error("x") end))
        return r
    end},
    {"message handler in main", function(f) return select(2, xpcall(error, f)) end},
    {"message handler in a resumed one", function(f) return resumed(function() return select(2, xpcall(error, f)) end) end},
    {"thrown into, yielded", function(f)
        local co = create(function() pcall(yield) return f() end)
        resume(co)
        local r = select(2, coroutine.throw(co, "e"))
        while coroutine.status(co) ~= "dead" do r = select(2, resume(co)) end
        return r
    end},
    {"thrown into, transferred", function(f)
        local co = create(function() pcall(transfer, main) return f() end)
        transfer(co)
        return coroutine.throw(co, "e")
    end},
    {"call hook in a resumed one", function(f) return resumed(function() return hooked("c", f) end) end},
    {"return hook in a resumed one", function(f) return resumed(function() return hooked("r", f) end) end},
    {"line hook in a resumed one", function(f) return resumed(function() return hooked("l", f) end) end},
    {"count hook in a resumed one", function(f) return resumed(function() return hooked("", f) end) end},
    {"line hook in main", function(f) return hooked("l", f) end},
    {"sort's comparison in a resumed one", function(f)
        return resumed(function() local r table.sort({2, 1}, function(a, b) r = f() return a < b end) return r end)
    end},
}

local outside, not_resumed = "attempt to yield from outside a coroutine", "attempt to yield from a coroutine that was not resumed"
local gc_yield, gc_transfer = "attempt to yield across a C-call boundary (in __gc)",
    "attempt to transfer across a C-call boundary (in __gc)"
-- what yield gives, what a transfer away and back gives: "ok" or the message
local expected = {
    ["main"] = {outside, "ok"},
    ["resumed"] = {"ok", "ok"},
    ["wrapped"] = {"ok", "ok"},
    ["reached by transfer"] = {not_resumed, "ok"},
    ["resumed by one reached by transfer"] = {"ok", "ok"},
    ["leaf re-entered by transfer"] = {"ok", "ok"},
    ["root re-entered by transfer"] = {not_resumed, "ok"},
    ["below main's sleeping chain"] = {not_resumed, "ok"},
    ["yielded to main, resumed by one reached by transfer"] = {"ok", "ok"},
    ["__gc in main"] = {outside, gc_transfer},
    ["__gc in a resumed one"] = {gc_yield, gc_transfer},
    ["__gc in one reached by transfer"] = {gc_yield, gc_transfer},
    ["resumed in a __gc"] = {"ok", gc_transfer},
    ["__close by main's coroutine.close"] = {outside, "ok"},
    ["__close by a resumed closer"] = {"ok", "ok"},
    ["__close by a wrap's call in main"] = {outside, "ok"},
    ["__close at the end of a resumed one"] = {"ok", "ok"},
    ["__close of one that fails after a transfer"] = {not_resumed, "ok"},
    ["message handler in main"] = {outside, "ok"},
    ["message handler in a resumed one"] = {"ok", "ok"},
    ["thrown into, yielded"] = {"ok", "ok"},
    ["thrown into, transferred"] = {not_resumed, "ok"},
    ["call hook in a resumed one"] = {"ok", "ok"},
    ["return hook in a resumed one"] = {"ok", "ok"},
    ["line hook in a resumed one"] = {"ok", "ok"},
    ["count hook in a resumed one"] = {"ok", "ok"},
    ["line hook in main"] = {outside, "ok"},
    ["sort's comparison in a resumed one"] = {"ok", "ok"},
}

local function back_and_forth()
    local me = coroutine.running()
    return transfer(create(function() transfer(me, "ok") end))
end
local operations = {
    function() local ok, m = pcall(yield) return ok and "ok" or m end,
    function() local ok, m = pcall(back_and_forth) return m end,
}
local checks = 0
for _, way in ipairs(ways) do
    local name, run = way[1], way[2]
    local told = run(function() return tostring(coroutine.isyieldable()) .. " " .. tostring(coroutine.istransferable()) end)
    local want = expected[name]
    local right = tostring(want[1] == "ok") .. " " .. tostring(want[2] == "ok")
    if told ~= right then print(name, "tells", told, "expected", right) end
    for i, operate in ipairs(operations) do
        local got = run(operate)
        if got ~= want[i] then print(name, "got", got, "expected", want[i]) end
        checks = checks + 1
    end
    if transfer(main, "self") ~= "self" or coroutine.running() ~= main then print(name, "does not come back") end
end
print(checks) --> 56
