-- weft-only
-- coroutine.close nests 200 deep, on one stack and through coroutines; past that it is refused and nothing is lost.
local function guard(f) return setmetatable({}, {__close = f}) end
local function suspended(f)
    local co = coroutine.create(function() local g <close> = guard(f) coroutine.yield() end)
    coroutine.resume(co)
    return co
end
local function nest(n, run, note)
    local co = suspended(function() note(n) run(nest, n + 1, run, note) end)
    local ok, message = pcall(coroutine.close, co)
    if not ok then print(n, message, coroutine.state(co), coroutine.status(co)) end
end
local depth
local function note(n) depth = n end
nest(1, function(f, ...) f(...) end, note) --> 201 C stack overflow yielded suspended
print(depth) --> 200
nest(1, function(f, ...) coroutine.wrap(f)(...) end, note) --> 201 C stack overflow yielded suspended
print(depth) --> 200
-- Closers that sleep count for themselves only.
local closers = {}
for i = 1, 250 do
    closers[i] = coroutine.create(function() return coroutine.close(suspended(coroutine.yield)) end)
    coroutine.resume(closers[i])
end
print(coroutine.close(suspended(function() end))) --> true
nest(1, function(f, ...) f(...) end, note) --> 201 C stack overflow yielded suspended
for i = 1, 249 do assert(coroutine.resume(closers[i]) and coroutine.status(closers[i]) == "dead") end
print(coroutine.resume(closers[250])) --> true true
-- A wrap's call that fails leaves its coroutine for coroutine.close then.
local left
local function fails(n)
    local co
    local f = coroutine.wrap(function()
        co = coroutine.running()
        local g <close> = guard(function() note(n) if not left then fails(n + 1) end end)
        error(n, 0)
    end)
    local ok, message = pcall(f)
    if n > 200 then
        print(n, ok, message, coroutine.state(co), depth)
        left = co
    end
end
fails(1) --> 201 false C stack overflow failed 200
print(coroutine.close(left)) --> false 201
print(depth) --> 201
