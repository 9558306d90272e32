-- Real coroutines that carry out a trace step by step, compared with the model after each step: who runs, in which loop,
-- what it got, and what every coroutine tells about itself.
local rules = require("model.rules")

local engine = {}

local m, choose        -- the trace: the model and who decides
local threads, models  -- real coroutines by number; the model's by real one, and so for variables
local wrappers         -- what wrap returned, by number
local note             -- called with each decision
local unpack = table.unpack

-- ---- comparing ---------------------------------------------------------------------------------------------

local function plain(value)
    if type(value) == "string" then value = value:gsub("(C%-call boundary) %(in [%w_.]+%)", "%1") end -- the rules know no functions
    if type(value) == "string" and value:find("engine.lua:", 1, true) then
        return (value:gsub("[^ @]-engine%.lua:%d+: ", "@"))
    end
    return value
end

local function show(value)
    if type(value) == "thread" then value = models[value] or value end
    if type(value) == "table" and value.frames then return value.name end
    return type(value) == "string" and ("%q"):format(value) or tostring(value)
end

local function show_all(values)
    local texts = {}
    for i = 1, values.n do texts[i] = show(values[i]) end
    return "(" .. table.concat(texts, ", ") .. ")"
end

local function differ(what, actual, expected)
    engine.report(("%s: %s, by the rules %s"):format(what, actual, expected))
end

local function compare_values(actual, expected)
    for i = 1, actual.n < expected.n and expected.n or actual.n do
        local value, right = actual[i], expected[i]
        if value ~= right and plain(value) ~= right and models[value or 0] ~= right or actual.n ~= expected.n then
            local shown = {n = actual.n}
            for k = 1, actual.n do shown[k] = plain(actual[k]) end
            return differ("values", show_all(shown), show_all(expected))
        end
    end
end

local function compare(co, what, actual, expected)
    if actual ~= expected then differ(what .. " of " .. co.name, show(actual), show(expected)) end
end

local function compare_coroutines()
    for i = 0, m.count do
        local co, thread = m.all[i], threads[i]
        if thread then
            compare(co, "state", coroutine.state(thread), co.state)
            compare(co, "status", coroutine.status(thread), rules.status(co))
            compare(co, "resumer", models[coroutine.resumer(thread) or 0], rules.resumer(m, co))
            compare(co, "leaf", models[coroutine.leaf(thread)], rules.leaf(m, co))
            compare(co, "isyieldable", coroutine.isyieldable(thread), rules.is_yieldable(m, co))
        end
    end
    compare(m.current, "istransferable", coroutine.istransferable(), rules.is_transferable(m))
end

-- ---- what a loop calls -----------------------------------------------------------------------------------

local run, step

local function body(number)
    return function(...)
        threads[number] = coroutine.running()
        models[threads[number]] = m.all[number]
        coroutine.setname(threads[number], m.all[number].name)
        return run("start", ...)
    end
end

local function message(err)
    return run("message", err)
end

debug.setmetatable(coroutine.running(), {__close = coroutine.close})

local function closer(order)
    if order.operation == "close" then return threads[order.target] end
    local close = order.operation == "yield" and coroutine.yield or order.operation == "wrap" and wrappers[order.target]
        or function(...) return run("close", ...) end
    local object = setmetatable({}, {__close = close})
    models[object] = order.variable
    return object
end

-- Ways to have a pending variable.
local scopes = {
    function(order)
        local guard <close> = closer(order)
        return run("enter")
    end,
    function(order)
        for _ in function() return 1 end, nil, nil, closer(order) do
            return run("enter")
        end
    end,
    function(order)
        local values
        do
            local guard <close> = closer(order)
            values = table.pack(run("enter"))
        end
        return unpack(values, 1, values.n)
    end,
    function(order)
        local values
        repeat
            local guard <close> = closer(order)
            local captured = function() return guard end
            values = table.pack(run("enter"))
            if captured() == guard then break end
        until false
        return unpack(values, 1, values.n)
    end,
}

local function enter()
    return run("enter")
end

local function deep(n) -- enough frames for the collector to look for those that have changed
    if n == 0 then return run("enter") end
    local values = table.pack(deep(n - 1))
    return unpack(values, 1, values.n)
end

-- Ways to call: odd places give one value.
local calls = {
    function() -- [1]
        return (setmetatable({}, {__index = enter}).x)
    end,
    function(...)
        return run("enter", ...)
    end,
    function()
        return setmetatable({}, {__add = enter}) + 1
    end,
    function()
        return setmetatable({}, {__call = enter})()
    end,
    function()
        return setmetatable({}, {__concat = enter}) .. "x"
    end,
    function()
        local values
        table.sort({2, 1}, function()
            if not values then values = table.pack(run("enter")) end
            return false
        end)
        return unpack(values, 1, values.n)
    end,
    function()
        return -setmetatable({}, {__unm = enter})
    end,
    function()
        local values
        string.gsub("x", "x", function() values = table.pack(run("enter")) end)
        return unpack(values, 1, values.n)
    end,
    function()
        local first
        for value in enter do
            first = value
            break
        end
        return first
    end,
    function()
        local values
        tostring(setmetatable({}, {__tostring = function()
            values = table.pack(run("enter"))
            return "text"
        end}))
        return unpack(values, 1, values.n)
    end,
    function()
        return #setmetatable({}, {__len = enter})
    end,
    function()
        local values
        for _ in pairs(setmetatable({}, {__pairs = function()
            values = table.pack(run("enter"))
            return next, {}
        end})) do
        end
        return unpack(values, 1, values.n)
    end,
    function()
        local value = deep(50)
        return value
    end,
    function()
        return deep(80)
    end,
}

-- Runs a loop in a hook.
local function hooked()
    local values
    debug.sethook(function()
        debug.sethook()
        values = table.pack(run("enter"))
    end, "l")
    local line = 1
    if not values then engine.report("the hook did not run") end
    return unpack(values, 1, values.n)
end

local function drop(f)
    setmetatable({}, {__gc = f})
end

local function overwrite()
    local a, b, c, d, e, f, g, h
    return a, b, c, d, e, f, g, h
end

-- Runs a loop in a __gc.
local function finalizer()
    local has_run = false
    drop(function()
        has_run = true
        run("enter")
    end)
    overwrite()
    collectgarbage()
    if not has_run then engine.report("the finalizer did not run") end
end

local function create(order)
    local f = body(order.co.id)
    if order.co.is_wrapped then
        wrappers[order.co.id] = coroutine.wrap(f)
    else
        local thread = coroutine.create(f)
        threads[order.co.id] = thread
        models[thread] = order.co
        coroutine.setname(thread, order.co.name)
        if order.co.home then coroutine.sethome(thread, coroutine.running()) end
    end
end

local collections = {"collect", "step", "generational", "incremental"}

local function look(order)
    collectgarbage("collect")
    collectgarbage(collections[order.variant % #collections + 1])
    local headings = {}
    for heading in debug.traceback():gmatch("\n\tcoroutine ([^\n]*):") do headings[#headings + 1] = heading end
    local expected, at = order.trace or headings, 1
    for _, heading in ipairs(headings) do -- between them, those through which an error came are shown
        if heading == expected[at] then at = at + 1 end
    end
    if at <= #expected then differ("the traceback", table.concat(headings, "; "), table.concat(expected, "; ")) end
    for i = 0, m.count do
        if threads[i] then
            debug.traceback(threads[i])
            for level = 0, 3 do
                if debug.getinfo(threads[i], level) then debug.getlocal(threads[i], level, 1) end
            end
        end
    end
end

local function forget(number)
    threads[number], wrappers[number] = nil, nil
end

-- The same function, or one that is garbage after the call.
local function fresh(f, variant)
    if variant % 4 ~= 0 then return f end
    return function(...)
        local values = table.pack(f(...))
        return unpack(values, 1, values.n)
    end
end

-- What an order calls, and with which arguments.
local function call_of(order)
    local kind, thread = order.kind, threads[order.target]
    local values = order.values
    if kind == "resume" or kind == "transfer" or kind == "cresume" then
        return kind == "cresume" and c_resume or coroutine[kind], {n = values.n + 1, thread, unpack(values, 1, values.n)}
    elseif kind == "yield" then
        return coroutine.yield, values
    elseif kind == "wrap" then
        return wrappers[order.target], values
    elseif kind == "throw" then
        return coroutine.throw, {n = 2, thread, order.err}
    elseif kind == "close" then
        return coroutine.close, {n = 1, thread}
    elseif kind == "sethome" then
        return coroutine.sethome, {n = 2, thread, order.home and threads[order.home]}
    elseif kind == "scope" then
        return fresh(scopes[order.variant % #scopes + 1], order.variant), {n = 1, order}
    elseif kind == "call" then
        return fresh(calls[(order.variant + 1) % #calls + 1], order.variant // 2), {n = 0}
    elseif kind == "cpcall" then
        return c_pcall, {n = 2, run, "enter"}
    elseif kind == "hook" then
        return hooked, {n = 0}
    elseif kind == "forget" then
        return forget, {n = 1, order.target}
    elseif kind == "create" then
        return create, {n = 1, order}
    elseif kind == "look" then
        return look, {n = 1, order}
    else
        return finalizer, {n = 0}
    end
end

-- Calls with fixed numbers of arguments and results, compiled for each operation: calls learn what they call.
local places = {}
local results = {one = "x", two = "x, y", three = "x, y, z", loop = "x, y"}

local function place_of(order, count)
    local key = order.kind .. order.how .. count
    if not places[key] then
        local arguments = ("a, b, c"):sub(1, count * 3 - 2 < 0 and 0 or count * 3 - 2)
        local text = order.how == "loop" and "local f, s, v = ... for x, y in f, s, v do return x, y end return nil, nil"
            or "local f, a, b, c = ... local RESULTS = f(ARGUMENTS) return RESULTS"
        text = text:gsub("RESULTS", results[order.how]):gsub("ARGUMENTS", arguments)
        places[key] = assert(load(text, "@engine.lua"))
    end
    return places[key]
end

-- ---- the loop ----------------------------------------------------------------------------------------------

-- The values arrive: compares, and has the next decision made. Returns the order.
function step(loop, kind, ...)
    local seen, actual = m.seen, table.pack(...)
    local running = coroutine.running()
    if models[running] ~= seen.co then differ("runs", show(running), seen.co.name) end
    if kind ~= seen.kind then differ("what goes on", kind, seen.kind) end
    if loop ~= seen.loop then differ("what goes on", "a loop", "another one") end
    compare_values(actual, seen.values)
    compare_coroutines()
    local d = choose(m)
    note(d)
    return rules.apply(m, d)
end

function run(kind, ...)
    local loop = m.seen.loop
    local order = step(loop, kind, ...)
    while true do
        local what, how = order.kind, order.how
        if what == "return" or what == "end" then
            return unpack(order.values, 1, order.values.n)
        elseif what == "error" then
            error(order.err, 0)
        elseif what == "pcall" then
            if how == "tail" then return pcall(run, "enter") end
            order = step(loop, "result", pcall(run, "enter"))
        elseif what == "xpcall" then
            if how == "tail" then return xpcall(run, message, "enter") end
            order = step(loop, "result", xpcall(run, message, "enter"))
        else
            local f, arguments = call_of(order)
            if how == "tail" then
                return f(unpack(arguments, 1, arguments.n))
            elseif results[how] then
                order = step(loop, "result", place_of(order, arguments.n)(f, unpack(arguments, 1, arguments.n)))
            elseif how == "pcall" then
                order = step(loop, "result", pcall(f, unpack(arguments, 1, arguments.n)))
            elseif how == "xpcall" then
                order = step(loop, "result", xpcall(f, message, unpack(arguments, 1, arguments.n)))
            else
                order = step(loop, "result", f(unpack(arguments, 1, arguments.n)))
            end
        end
    end
end

engine.has_c = c_resume ~= nil -- lua_resume and lua_pcall, from a host of tests

-- Runs a trace; to be called by the main coroutine. decision(m) decides; on_decision(d) is told.
function engine.run(decision, on_decision)
    m, choose, note = rules.new(engine.has_c), decision, on_decision
    threads, wrappers = {[0] = coroutine.running()}, {}
    models = setmetatable({}, {__mode = "k"})
    models[threads[0]] = m.main
    local kind, err = "enter", nil
    while true do
        local ok
        if kind == "enter" then
            ok, err = pcall(run, kind)
        else
            ok, err = pcall(run, kind, err)
        end
        if m.is_done then break end
        if ok then engine.report("the main coroutine's loop ended") end
        kind = "restart"
    end
end

-- Told in words what disagrees; must not return.
function engine.report(text)
    error(text)
end

return engine
