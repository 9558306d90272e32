-- weft-only
-- debug.memory: what lives in the VM, by kind; the footprint of what a program makes can be read off.
local function footprint(make)
    local before = debug.memory()
    local held = make()
    local after = debug.memory()
    local difference = {}
    for kind, now in pairs(after) do
        difference[kind] = {count = now.count - before[kind].count, bytes = now.bytes - before[kind].bytes}
    end
    return difference, held
end

local kinds = {}
for kind, part in pairs(debug.memory()) do
    kinds[#kinds + 1] = kind
    assert(math.type(part.count) == "integer" and math.type(part.bytes) == "integer" and part.count >= 0)
end
table.sort(kinds)
print(table.concat(kinds, ", ")) --> buffer, captured variable, code, coroutine, function, shape, stack, string, table, userdata

-- what is counted is what lives: garbage is not
print(footprint(function() for i = 1, 1000 do local t = {i} end end).table.count < 100) --> true

local function yielder(n)
    coroutine.yield(n)
end
local made = footprint(function()
    local list = table.pack()
    for i = 1, 1000 do
        list[i] = coroutine.create(yielder)
        coroutine.resume(list[i], i)
    end
    return list
end)
print(made.coroutine.count, made.stack.count) --> 1000 1000
print(made.coroutine.bytes // 1000 <= 80, made.stack.bytes // 1000 <= 512) --> true true

-- dead ones have no stack
made = footprint(function()
    local list = {}
    for i = 1, 1000 do
        list[i] = coroutine.create(math.abs)
        coroutine.resume(list[i], i)
    end
    return list
end)
print(made.coroutine.count, made.stack.count, made.stack.bytes <= 0) --> 1000 0 true

-- a deep stack counts as a stack, a large table's parts as that table's
local deep
made = footprint(function()
    local function nest(n)
        if n == 0 then
            return coroutine.yield()
        end
        return 1 + nest(n - 1)
    end
    deep = coroutine.wrap(nest)
    deep(20000)
end)
print(made.stack.count, made.stack.bytes > 20000 * 32, made.coroutine.bytes < 1000) --> 1 true true
local big
made = footprint(function()
    big = {}
    for i = 1, 100000 do
        big[i] = i
    end
end)
print(made.table.bytes > 9 * 100000, made.buffer.bytes < 1000) --> true true
made = footprint(function() big = ("x"):rep(1 << 20) end)
print(made.table.bytes < -9 * 100000, made.string.bytes >= 1 << 20) --> true true

-- it may be called anywhere: in a coroutine, a hook, a finalizer
print(coroutine.wrap(function() return debug.memory().coroutine.count > 1 end)()) --> true
setmetatable({}, {__gc = function() print(debug.memory().table.count > 0) end}) collectgarbage() --> true
