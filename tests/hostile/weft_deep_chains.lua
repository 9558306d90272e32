-- weft-only
-- Long chains are built, closed, thrown into, collected and left by an error in a time proportional to their length.
local main = coroutine.main()
local depth = 20000 -- the builds with assertions allow little more
local closed = 0
local mt = {__close = function() closed = closed + 1 end}

local function sleep(n)
    local c <close> = setmetatable({}, mt)
    if n == 0 then
        return coroutine.transfer(main)
    end
    return select(2, coroutine.resume(coroutine.create(sleep), n - 1))
end
local function sleeping(n)
    local root = coroutine.create(sleep)
    coroutine.transfer(root, n)
    return root
end

local root = sleeping(depth)
print(coroutine.state(root), coroutine.state(coroutine.leaf(root))) --> normal transferred
print(coroutine.close(root), coroutine.state(root), closed) --> true closed 20001
root = sleeping(depth)
print(select(2, coroutine.throw(root, "thrown")), coroutine.state(root)) --> nil finished
root = sleeping(depth)
root = nil
collectgarbage()

-- errors that pass wraps, each with a variable to close; and each of whose variables fails, too
closed = 0
local function wraps(n, guard)
    local c <close> = guard
    if n == 0 then
        error("bottom", 0)
    end
    for _ in coroutine.wrap(wraps), n - 1, guard do
    end
end
print(pcall(wraps, depth, setmetatable({}, mt))) --~> ^false\s.*: bottom$
print(closed) --> 20001
print(pcall(wraps, depth, setmetatable({}, {__close = function(_, e) error(type(e) == "number" and e + 1 or 1) end})))
--> false 20001

-- failures that land in each other's pending transfers
local function fail(n)
    if n == 0 then
        error("far", 0)
    end
    local task = coroutine.create(fail)
    coroutine.sethome(task, coroutine.running())
    coroutine.transfer(task, n - 1)
end
print(xpcall(fail, function(e) return e .. ", " .. #debug.traceback() // 1000 end, depth)) --> false far, 2
print(pcall(fail, depth)) --> false far

-- a deep stack full of variables whose methods fail, in a coroutine that keeps its frames
local function stack(n)
    local c <close> = setmetatable({}, {__close = function() error(n, 0) end})
    if n > 0 then
        stack(n - 1)
    end
    error("bottom")
end
local co = coroutine.create(stack)
print(pcall(coroutine.transfer, co, depth)) --> false 20000
print(#debug.traceback(co) < 3000) --> true
