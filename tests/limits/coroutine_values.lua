-- as-reference
-- Values passed in and out of coroutines that have no room for them: refused with a message, and the coroutine stays as it was.
local unpack = table.unpack

local function show(name, ...)
    print(name, select("#", ...), ...)
end

-- Calls f with a stack that is full but for some 350000 slots.
local function under(f, ...)
    local function hold(f, a, ...)
        local x, y, z = f(a)
        return x, y, z
    end
    return hold(f, ..., unpack({}, 1, 600000))
end

-- in
local function deep_yielder(f)
    return under(function() return (select("#", coroutine.yield("in"))) end)
end
local co = coroutine.create(deep_yielder)
print(coroutine.resume(co))
show("resume", coroutine.resume(co, unpack({}, 1, 450000)))
print(coroutine.status(co), coroutine.resume(co, 1, 2, 3))
print(coroutine.status(co))
local wrapped = coroutine.wrap(deep_yielder)
print(wrapped())
show("wrap", pcall(function() return (wrapped(unpack({}, 1, 450000))) end))
show("wrap again", pcall(wrapped, 1, 2))
show("new", coroutine.resume(coroutine.create(function(...) return select("#", ...) end), unpack({}, 1, 450000)))

-- out: yields and returns
local many = {n = 450000}
co = coroutine.create(function() return "then", coroutine.yield(unpack(many, 1, many.n)) end)
show("yield", under(function() return coroutine.resume(co) end))
print(coroutine.status(co), coroutine.resume(co, 5))
co = coroutine.wrap(function() return "then", coroutine.yield(unpack(many, 1, many.n)) end)
show("wrapped yield", pcall(under, function() return (co()) end))
print(co(5))
co = coroutine.create(function() return unpack(many, 1, many.n) end)
show("return", under(function() return coroutine.resume(co) end))
print(coroutine.status(co), coroutine.close(co), coroutine.resume(co))
co = coroutine.wrap(function() return unpack(many, 1, many.n) end)
show("wrapped return", pcall(under, function() return (co()) end))
show("afterwards", pcall(co))
show("loop", pcall(under, function()
    for x in coroutine.wrap(function() coroutine.yield(1) coroutine.yield(unpack(many, 1, many.n)) end) do
        print(x)
    end
end))

-- what has room passes
for _, n in ipairs {0, 1, 100, 100000} do
    co = coroutine.wrap(function(...) return coroutine.yield(...) end)
    print(n, select("#", co(unpack({}, 1, n))), select("#", co(unpack({}, 1, n))))
end
