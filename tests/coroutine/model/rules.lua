-- The rules of coroutines, as plain tables: a model that engine.lua compares the real ones with. No coroutine runs here.
--
-- A coroutine is a table: its state, its resumer, its home, and its frames, innermost last. A frame is
--   base      the outermost loop of the main coroutine, which no error leaves
--   body      the loop that is a coroutine's body
--   pcall, xpcall, call, scope, finalizer, cpcall    a loop called in that way; scope: with a pending <close> variable, whose
--             __close runs a loop or is itself an operation (operation, target); cpcall: by a C function's lua_pcall
--   handler   the loop of a __close; why: the scope ended ("leave"), an error goes up ("error"), a coroutine is closed
--             ("close")
--   message   the loop of an xpcall's message handler
--   op        an operation that switches; it is on top of a parked coroutine, or under what closing runs
-- m.entries are the entries from C, the innermost last: the host's, finalizers, calls and resumes by C functions (which only
-- a host of tests offers, m.has_c). One that resumes has the coroutine that it waits in as outer.
--
-- A loop does one operation after the other: the decisions (decide.lua) that rules.apply carries out here and turns into an
-- order for the real coroutine. m.seen is what it will see next: in which loop, how (the loop begins, or an operation
-- gave a result) and which values. A text "@..." is "file:line: ...".
local rules = {}

rules.MAX_COROUTINES = 8
rules.MAX_FRAMES = 9

local function pack(...)
    return {n = select("#", ...), ...}
end

local function prepend(first, values)
    return {n = values.n + 1, first, table.unpack(values, 1, values.n)}
end

-- ---- frames ------------------------------------------------------------------------------------------------

local function top(co)
    return co.frames[#co.frames]
end

local function push(co, frame)
    co.frames[#co.frames + 1] = frame
    return frame
end

local function pop(co)
    return table.remove(co.frames)
end

local is_entry = {finalizer = true, cpcall = true} -- frames below which C waits

local function is_unsuspendable(co)
    for _, frame in ipairs(co.frames) do
        if is_entry[frame.kind] then return true end
    end
    return false
end

local function is_in_hook(co)
    for _, frame in ipairs(co.frames) do
        if frame.is_hook then return true end
    end
    return false
end

-- Where an error in co lands: index of the frame.
local function find_target(co)
    for i = #co.frames, 1, -1 do
        local frame = co.frames[i]
        local kind = frame.kind
        if kind == "pcall" or kind == "xpcall" or is_entry[kind] or kind == "body" or kind == "base"
            or kind == "handler" and frame.why == "close" then
            return i
        end
    end
end

-- ---- entries from C -----------------------------------------------------------------------------------------

local function push_entry(m, kind, co, outer)
    m.entries[#m.entries + 1] = {kind = kind, co = co, outer = outer}
end

local function entry(m)
    return m.entries[#m.entries]
end

-- Whether C waits in lua_resume for co to yield or end.
local function is_resumed_by_c(m, co)
    return entry(m).kind == "resume" and entry(m).co == co
end

-- ---- the chain ---------------------------------------------------------------------------------------------

local is_dead = {finished = true, failed = true, closed = true}

-- The coroutine that co waits for in resume, or nil.
local function resumed_by(m, co)
    for i = 0, m.count do
        if m.all[i].resumer == co then return m.all[i] end
    end
end

function rules.leaf(m, co)
    while co.state == "normal" or co.state == "closing" do
        local resumed = resumed_by(m, co)
        if not resumed then break end
        co = resumed
    end
    return co
end

local function is_in_chain(leaf, co)
    while leaf and leaf ~= co do leaf = leaf.resumer end
    return leaf ~= nil
end

-- What coroutine.resumer tells.
function rules.resumer(m, co)
    if co.resumer then return co.resumer end
    for i = #m.entries, 1, -1 do
        if m.entries[i].kind == "resume" and m.entries[i].co == co then return m.entries[i].outer end
    end
end

local statuses = {new = "suspended", yielded = "suspended", transferred = "suspended", running = "running",
    normal = "normal", closing = "running", finished = "dead", failed = "dead", closed = "dead"}

function rules.status(co)
    return statuses[co.state]
end

function rules.is_yieldable(m, co)
    if co == m.main or is_unsuspendable(co) then return false end
    return co ~= m.current or co.resumer ~= nil or is_resumed_by_c(m, co)
end

function rules.is_transferable(m)
    return not is_entry[entry(m).kind]
end

-- The headings that a traceback has, one for each coroutine but the main one: the running chain's, then the entry's.
local function trace(m)
    local headings = {}
    local co = m.current
    while true do
        local resumer = co.resumer
        if resumer then
            headings[#headings + 1] = co.name .. (top(resumer).name == "wrap" and ", wrapped, called by " or ", resumed by ")
                .. resumer.name
        elseif co ~= m.main then
            resumer = rules.leaf(m, m.main)
            headings[#headings + 1] = co.name .. ", transferred to; waiting is " .. resumer.name
        else
            return headings
        end
        co = resumer
    end
end

-- ---- legality: nil or the message ----------------------------------------------------------------------------

function rules.resume_problem(m, co)
    if is_dead[co.state] then return "cannot resume dead coroutine" end
    if co.state == "transferred" then return "cannot resume a transferred coroutine (use coroutine.transfer)" end
    if co.state ~= "new" and co.state ~= "yielded" then return "cannot resume non-suspended coroutine" end
end

function rules.yield_problem(m, co)
    if co ~= m.main and is_unsuspendable(co) then return "attempt to yield across a C-call boundary" end
    if co.resumer or is_resumed_by_c(m, co) then return nil end
    if co == m.main then return "attempt to yield from outside a coroutine" end
    return "attempt to yield from a coroutine that was not resumed"
end

function rules.transfer_problem(m, co)
    if co == m.current then return nil end
    if not rules.is_transferable(m) then return "attempt to transfer across a C-call boundary" end
    if is_dead[co.state] then return "cannot transfer to a dead coroutine" end
    if co.state == "yielded" then return "cannot transfer to a yielded coroutine (use coroutine.resume)" end
    if co.state == "closing" then return "cannot transfer to a running coroutine" end
    if co.state == "normal" then
        local leaf = rules.leaf(m, co)
        if leaf == co then return "cannot transfer to a coroutine of an outer C call" end
        return "cannot transfer to a normal coroutine (its leaf is " .. leaf.name .. ")"
    end
    for i = 1, #m.entries - 1 do
        if is_in_chain(co, m.entries[i].co) then return "cannot transfer to a coroutine of an outer C call" end
    end
end

function rules.throw_problem(m, co)
    if is_dead[co.state] then return "cannot throw into a dead coroutine" end
    if co.state == "closing" then return "cannot throw into a running coroutine" end
    local leaf = rules.leaf(m, co)
    if co.state == "new" or leaf.state == "yielded" then return nil end
    return rules.transfer_problem(m, leaf)
end

function rules.close_problem(m, co)
    if co.state == "running" or co.state == "closing" then return "cannot close a running coroutine" end
    if is_dead[co.state] then return nil end
    if is_in_chain(m.current, co) then return "cannot close a normal coroutine" end
    for i = #m.entries, 1, -1 do
        if m.entries[i].co == co then return "cannot close the main coroutine" end
        if is_in_chain(m.entries[i].outer, co) then return "cannot close a normal coroutine" end
    end
    if co.resumer then return "cannot close a coroutine that another waits for (" .. co.resumer.name .. ")" end
end

-- ---- what goes on --------------------------------------------------------------------------------------------

local operations = {}
local leave, end_handler, raise, unwind, close_step

-- The next that is seen: the loop on top of co.
local function expect(m, co, kind, values)
    m.seen = {co = co, loop = top(co), kind = kind, values = values}
end

-- The values of an operation, or of a loop that was called, arrive in co.
local function give(m, co, is_tail, values)
    if is_tail then return leave(m, co, values) end
    if not top(co).is_direct then return expect(m, co, "result", values) end
    local frame = pop(co) -- it was not a loop that called
    if frame.kind == "handler" then return end_handler(m, co, frame) end
    give(m, co, frame.is_tail, prepend(true, values))
end

local function run(m, co)
    m.current = co
    co.state = "running"
end

-- What is left of an operation's values at a place that wants so many; a loop ends with the first nil.
local function adjust(values, op)
    local adjusted = {n = op.want}
    if op.is_loop and values[1] == nil then return adjusted end
    return table.move(values, 1, op.want, 1, adjusted)
end

-- The parked coroutine's operation ends with the values.
local function deliver(m, co, values)
    run(m, co)
    local op = pop(co)
    give(m, co, op.is_tail, op.want and adjust(values, op) or values)
end

-- The same for one blocked in resume: a wrap's call has no boolean.
local function deliver_resumed(m, co, ok, values)
    deliver(m, co, top(co).name == "wrap" and values or prepend(ok, values))
end

-- Where a coroutine without resumer goes when it ends.
local function landing(m, co)
    local leaf = co.home and rules.leaf(m, co.home)
    if leaf and leaf ~= co and leaf.state == "transferred" and not rules.transfer_problem(m, leaf) then return leaf end
    leaf = rules.leaf(m, entry(m).co)
    assert(leaf.state == "transferred")
    return leaf
end

-- The coroutine that C resumed comes back to C.
local function return_to_c(m, ok, values)
    deliver(m, table.remove(m.entries).outer, prepend(ok, values))
end

local function finish(m, co, values)
    local resumer = co.resumer
    co.state = "finished"
    co.resumer = nil
    if is_resumed_by_c(m, co) then return return_to_c(m, true, values) end
    if resumer then return deliver_resumed(m, resumer, true, values) end
    deliver(m, landing(m, co), values)
end

local function fail(m, co, err)
    local resumer = co.resumer
    co.resumer = nil
    co.state, co.err, co.is_unclosed = "failed", err, true
    if is_resumed_by_c(m, co) then return return_to_c(m, false, pack(err)) end
    if not resumer then
        local to = landing(m, co)
        run(m, to)
        return raise(m, to, err)
    end
    local op = top(resumer)
    if op.name ~= "wrap" then return deliver(m, resumer, pack(false, err)) end
    run(m, resumer)
    op.closing, op.at, op.has_failed, op.err = co, co, true, err
    co.state = "closing"
    close_step(m, resumer, op)
end

-- The __close of a variable is called on co's stack.
local function call_close(m, co, scope, handler, err)
    handler.kind = "handler"
    push(co, handler)
    if not scope.operation then return expect(m, co, "close", pack(scope.variable, err)) end
    handler.is_direct = true
    local op = push(co, {kind = "op", name = scope.operation, is_placed = handler.why == "leave"})
    operations[scope.operation](m, co, op, scope.target, pack(scope.variable, err))
end

function end_handler(m, co, frame)
    if frame.why == "leave" then
        give(m, co, frame.is_tail, frame.values)
    elseif frame.why == "error" then
        unwind(m, co, frame.err)
    else
        close_step(m, co, top(co))
    end
end

-- The running loop of co returns.
function leave(m, co, values)
    local frame = pop(co)
    local kind = frame.kind
    if kind == "pcall" or kind == "xpcall" then
        give(m, co, frame.is_tail, prepend(true, values))
    elseif kind == "call" then
        give(m, co, frame.is_tail, frame.is_single and {n = 1, values[1]} or values)
    elseif is_entry[kind] then
        table.remove(m.entries)
        give(m, co, frame.is_tail, kind == "cpcall" and prepend(true, values) or pack())
    elseif kind == "scope" then
        call_close(m, co, frame, {why = "leave", values = values, is_tail = frame.is_tail}, nil)
    elseif kind == "message" then
        unwind(m, co, values[1])
    elseif kind == "body" then
        finish(m, co, values)
    elseif kind == "base" then
        m.is_done = true
    else
        end_handler(m, co, frame)
    end
end

-- An error in the running coroutine: a message handler sees it before anything is unwound.
function raise(m, co, err)
    if co.frames[find_target(co)].kind == "xpcall" then
        push(co, {kind = "message"})
        return expect(m, co, "message", pack(err))
    end
    unwind(m, co, err)
end

function unwind(m, co, err)
    local target = find_target(co)
    local kind = co.frames[target].kind
    if kind == "body" and (co.resumer or is_resumed_by_c(m, co)) then
        return fail(m, co, err) -- its variables stay for coroutine.close
    end
    while #co.frames > target do
        local frame = pop(co)
        if frame.kind == "scope" then
            return call_close(m, co, frame, {why = "error", err = err}, err)
        end
    end
    if kind == "base" then return expect(m, co, "restart", pack(err)) end
    if kind == "body" then return fail(m, co, err) end
    local frame = pop(co)
    if is_entry[kind] then
        table.remove(m.entries)
        give(m, co, frame.is_tail, kind == "cpcall" and pack(false, err) or pack())
    elseif kind == "handler" then
        local op = top(co)
        op.has_failed, op.err = true, err
        close_step(m, co, op)
    else
        give(m, co, frame.is_tail, pack(false, err))
    end
end

-- ---- coroutine.close -------------------------------------------------------------------------------------------

-- Drops co's frames down to its innermost pending variable, which is returned, or to an operation that was closing others.
local function next_pending(co)
    while #co.frames > 0 do
        local frame = pop(co)
        if frame.kind == "scope" then return frame end
        if frame.closing then return nil, frame end
    end
end

-- Goes on with what op of the running coroutine closes: the chain with the root op.closing, from op.at on.
function close_step(m, me, op)
    repeat
        local co = op.at
        local scope, interrupted = next_pending(co)
        if scope then return call_close(m, me, scope, {why = "close"}, op.err) end
        if interrupted then -- its chain comes first
            interrupted.closing.resumer = co
            op.at = interrupted.at
            if interrupted.has_failed then op.has_failed, op.err = true, interrupted.err end
        else
            op.at = co.resumer
            co.resumer = nil
            co.is_unclosed = false
            if co.state == "closing" then co.state = op.has_failed and "failed" or "closed" end
        end
    until co == op.closing and not interrupted
    op.closing = nil
    if op.name == "wrap" then
        local err = op.err
        return raise(m, me, type(err) == "string" and op.is_placed and "@" .. err or err)
    end
    pop(me)
    give(m, me, op.is_tail, op.has_failed and pack(false, op.err) or pack(true))
end

local function begin_close(m, me, op, co)
    op.closing, op.at = co, rules.leaf(m, co)
    op.has_failed = co.is_unclosed or false
    if co.is_unclosed then op.err = co.err end
    if not is_dead[co.state] or co.is_unclosed then
        local c = op.at
        repeat
            c.state = "closing"
            c = c.resumer
        until not c
    end
    close_step(m, me, op)
end

-- ---- decisions ---------------------------------------------------------------------------------------------------

-- New values: numbers that were not used before, with a nil here and there.
local function new_values(m, n)
    local values = {n = n}
    for i = 1, n do
        m.serial = m.serial + 1
        values[i] = m.serial % 7 ~= 0 and m.serial or nil
    end
    return values
end

-- An error value; tables and nil too.
local function new_error(m, which)
    m.serial = m.serial + 1
    if which % 4 == 1 then return nil end
    if which % 4 == 2 then return {m.serial} end
    return "error " .. m.serial
end

-- Enters co, which is new or parked.
local function enter(m, co, values)
    if co.state ~= "new" then return deliver(m, co, values) end
    run(m, co)
    push(co, {kind = "body"})
    expect(m, co, "start", values)
end

-- An operation on coroutines raises its message; those that Lua places carry the position.
local function refuse(m, me, op, message, is_placed)
    raise(m, me, is_placed and op.is_placed and "@" .. message or message)
end

function operations.resume(m, me, op, co, values)
    local problem = rules.resume_problem(m, co)
    if problem then return deliver(m, me, pack(false, problem)) end
    me.state = "normal"
    co.resumer = me
    enter(m, co, values)
end

function operations.cresume(m, me, op, co, values) -- by a C function, with lua_resume
    local problem = rules.resume_problem(m, co)
    -- C gave it arguments: a thread that is over can be used again
    if is_dead[co.state] and not co.is_unclosed then co.state = "finished" end
    if problem then return deliver(m, me, pack(false, problem)) end
    me.state = "normal"
    push_entry(m, "resume", co, me)
    enter(m, co, values)
end

function operations.wrap(m, me, op, co, values)
    local problem = rules.resume_problem(m, co)
    if co.state == "failed" and co.is_unclosed then -- in a resume, which did not close it: Lua does it now
        return begin_close(m, me, op, co)
    end
    if problem then return refuse(m, me, op, problem, true) end
    me.state = "normal"
    co.resumer = me
    enter(m, co, values)
end

function operations.yield(m, me, op, _, values)
    local problem = rules.yield_problem(m, me)
    if problem then return refuse(m, me, op, problem) end
    local resumer = me.resumer
    me.state = "yielded"
    me.resumer = nil
    if not resumer then return return_to_c(m, true, values) end
    deliver_resumed(m, resumer, true, values)
end

function operations.transfer(m, me, op, co, values)
    local problem = rules.transfer_problem(m, co)
    if problem then return refuse(m, me, op, problem) end
    if co ~= me then me.state = "transferred" end
    enter(m, co, values)
end

function operations.throw(m, me, op, co, _, err)
    local problem = rules.throw_problem(m, co)
    if problem then return refuse(m, me, op, problem) end
    if co.state == "new" then
        co.state, co.err, co.is_unclosed = "failed", err, true
        return deliver(m, me, pack(false, err))
    end
    local leaf = rules.leaf(m, co)
    if leaf ~= me then
        if leaf.state == "yielded" then
            me.state = "normal"
            leaf.resumer = me
        else
            me.state = "transferred"
        end
        run(m, leaf)
    end
    raise(m, leaf, err)
end

function operations.close(m, me, op, co)
    local problem = rules.close_problem(m, co)
    if problem then return refuse(m, me, op, problem, true) end
    begin_close(m, me, op, co)
end

-- Some are made by wrap, some come home to their maker.
local function create(m, variant)
    m.count = m.count + 1
    local co = {id = m.count, name = "c" .. m.count, state = "new", frames = {}, is_wrapped = variant % 3 == 0}
    co.home = not co.is_wrapped and variant % 2 == 0 and m.current or nil
    m.all[m.count] = co
    return co
end

-- The loops that a decision can begin, by its kind.
local nested = {pcall = "pcall", xpcall = "xpcall", call = "call", scope = "scope", finalizer = "finalizer", cpcall = "cpcall",
    hook = "call"}
local scope_operations = {[5] = "yield", [6] = "close", [7] = "wrap"} -- by variant % 8

local function is_finalizing(m)
    for _, e in ipairs(m.entries) do
        if e.kind == "finalizer" then return true end
    end
    return false
end

-- Whether the decision means something now: one that was recorded may not any more when others were left out.
function rules.applies(m, d)
    local co = m.all[d.target]
    if d.kind == "create" then return m.count < rules.MAX_COROUTINES end
    if d.kind == "return" then return top(m.current).kind ~= "base" end
    if d.kind == "finalizer" and is_finalizing(m) then return false end -- they wait for each other
    if (d.kind == "cresume" or d.kind == "cpcall") and not m.has_c then return false end
    if d.kind == "hook" and is_in_hook(m.current) then return false end
    if nested[d.kind] then return #m.current.frames < rules.MAX_FRAMES end
    if operations[d.kind] and d.kind ~= "yield" or d.kind == "sethome" or d.kind == "forget" then
        if not co or co.is_forgotten or d.kind == "forget" and co == m.main then return false end
        if d.kind == "forget" then return true end
        if d.kind == "wrap" and not co.is_wrapped then return false end
        return d.kind == "wrap" or not (co.is_wrapped and co.state == "new") -- nobody has it yet
    end
    return true
end

-- How many values the place of an operation wants: ways that are compiled specially. In a loop it is the iterator.
local wants = {one = 1, two = 2, three = 3, loop = 2}
local is_switch = {resume = true, wrap = true, yield = true, transfer = true}

-- Whether the operation can be called in that way.
function rules.is_way(d)
    if not wants[d.how] then return true end
    local count = (d.kind == "resume" or d.kind == "transfer") and d.n + 1 or d.n
    return is_switch[d.kind] and (d.how == "loop" and count == 2 or d.how ~= "loop" and count <= 3)
end

-- Carries out a decision of the running coroutine's loop. Returns the order for the real one.
-- d: kind, target (a coroutine's number), how (plain, tail, pcall, xpcall, one, two, three, loop: the way the operation is
-- called), n (values), variant
function rules.apply(m, d)
    local me, kind, how = m.current, d.kind, d.how
    if how == "tail" and top(me).kind == "base" then how = "plain" end
    local order = {kind = kind, how = how, target = d.target, variant = d.variant, values = new_values(m, d.n)}
    if kind == "return" or kind == "end" then
        leave(m, me, order.values)
        return order
    elseif kind == "error" then
        order.err = new_error(m, d.variant)
        raise(m, me, order.err)
        return order
    elseif kind == "create" then
        order.co = create(m, d.variant)
        expect(m, me, "result", pack())
        return order
    elseif kind == "sethome" then
        local home = m.all[d.variant]
        if home and (home.is_forgotten or home.is_wrapped and home.state == "new") then home = nil end
        m.all[d.target].home = home
        order.home = home and home.id
        expect(m, me, "result", pack(m.all[d.target]))
        return order
    elseif kind == "forget" then
        m.all[d.target].is_forgotten = true
        expect(m, me, "result", pack())
        return order
    elseif kind == "look" then
        order.trace = #m.entries == 1 and trace(m) or nil -- below an entry from C there is more to tell
        expect(m, me, "result", pack())
        return order
    end
    local is_tail = how == "tail"
    local is_protected = (how == "pcall" or how == "xpcall") and kind ~= "pcall" and kind ~= "xpcall"
    if is_protected then push(me, {kind = how, is_direct = true}) end
    if nested[kind] then
        local frame = push(me, {kind = nested[kind], is_tail = is_tail, is_single = kind == "call" and d.variant % 2 == 1})
        if is_entry[kind] then push_entry(m, kind, me, me) end
        frame.is_hook = kind == "hook"
        if kind == "scope" then
            local co = m.all[d.target]
            frame.operation = scope_operations[d.variant % 8]
            if not rules.applies(m, {kind = frame.operation, target = d.target}) then frame.operation = nil end
            frame.target, order.operation = co, frame.operation
            frame.variable = frame.operation == "close" and co or {}
            order.variable = frame.variable
        end
        expect(m, me, "enter", pack())
        return order
    end
    local op = push(me, {kind = "op", name = kind, is_tail = is_tail, is_placed = not is_protected,
        want = wants[how], is_loop = how == "loop"})
    if kind == "throw" then order.err = new_error(m, d.variant) end
    operations[kind](m, me, op, m.all[d.target], order.values, order.err)
    return order
end

function rules.new(has_c)
    local main = {id = 0, name = "main", state = "running", frames = {{kind = "base"}}}
    local m = {main = main, current = main, all = {[0] = main}, count = 0, serial = 0, has_c = has_c, entries = {}}
    push_entry(m, "host", main, main)
    expect(m, main, "enter", pack())
    return m
end

return rules
