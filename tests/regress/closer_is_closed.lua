-- weft-only
-- A coroutine is closed in the middle of its coroutine.close of another: what is still pending there is closed, too.
local log
local function guard(what, f) return setmetatable({}, {__close = function(_, e) log[#log + 1] = what .. " " .. tostring(e) if f then f() end end}) end
local function suspended(...)
    local guards = {...}
    local co = coroutine.create(function()
        local function nest(i)
            if i > #guards then return coroutine.yield() end
            local g <close> = guards[i]
            return nest(i + 1), i
        end
        return nest(1), "not a tail call"
    end)
    coroutine.resume(co)
    return co
end
local function closer(co)
    local k = coroutine.create(function() local g <close> = guard("of the closer") coroutine.close(co) end)
    coroutine.resume(k)
    return k
end
local function fails() error("late", 0) end
log = {}
local co = suspended(guard "first", guard "second", guard("third", coroutine.yield))
local k = closer(co)
print(coroutine.state(co), coroutine.state(k), table.concat(log, ", ")) --> closing yielded third nil
collectgarbage()
print(coroutine.close(k), coroutine.state(co), coroutine.state(k)) --> true closed closed
print(table.concat(log, ", ")) --> third nil, second nil, first nil, of the closer nil
-- The error that the interrupted close was to report comes out.
log = {}
co = suspended(guard "first", guard("second", coroutine.yield), guard("third", fails))
k = closer(co)
print(coroutine.close(k), table.concat(log, ", ")) --> false third nil, second late, first late, of the closer late
log = {}
co = suspended(guard "first", guard("second", fails), guard("third", coroutine.yield))
k = closer(co)
print(coroutine.close(k)) --> false late
print(coroutine.state(co), coroutine.state(k), table.concat(log, ", ")) --> failed failed third nil, second nil, first late, of the closer late
-- A chain of closers, and a chain that is closed.
log = {}
local main, leaf = coroutine.running(), nil
leaf = coroutine.create(function() local a <close>, b = guard "leaf" local c <close> = guard("inner", coroutine.yield) coroutine.transfer(main) end)
local root = coroutine.create(function() local g <close> = guard "root" coroutine.resume(leaf) end)
coroutine.transfer(root)
k = closer(root)
local k2 = closer(suspended(guard "outermost", guard("below", function() coroutine.resume(k) coroutine.yield() end)))
print(coroutine.state(root), coroutine.state(leaf), coroutine.state(k)) --> closed closed finished
print(coroutine.close(k2)) --> true
print(table.concat(log, ", ")) --> inner nil, below nil, leaf nil, root nil, of the closer nil, outermost nil, of the closer nil
log = {}
k = closer(suspended(guard "one", guard("two", coroutine.yield)))
k2 = closer(k) -- closes it, and so the other
print(coroutine.status(k2), table.concat(log, ", ")) --> dead two nil, one nil, of the closer nil, of the closer nil
-- A wrap's call that is closing what failed.
log = {}
local failed
k = coroutine.create(function()
    coroutine.wrap(function()
        failed = coroutine.running()
        local a <close> = guard "a"
        local b <close> = guard("b", coroutine.yield)
        error("e", 0)
    end)()
end)
coroutine.resume(k)
print(coroutine.state(failed), coroutine.close(k)) --> closing false e
print(coroutine.state(k), table.concat(log, ", ")) --> failed b e, a e
-- Left alone, all of it is collected.
local weak = setmetatable({closer(suspended(guard("x", coroutine.yield)))}, {__mode = "v"})
collectgarbage()
print(#weak) --> 0
