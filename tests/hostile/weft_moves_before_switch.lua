-- weft-only
-- A binary chunk may put moves between a call that switches and those that make its arguments.
-- Where the instruction is that moves (to, from), or adds (to, from, number).
local function find(text, to, from, added)
    local at = assert(text:find(string.pack("<I2I2I2", to * 16, from * 16, added or 0), 1, true), "compiled in another way")
    return at - 2
end

-- The function with these two instructions in each other's place, or with one that moves from another register.
local function exchange(f, first, second)
    local text = string.dump(f)
    local i, j = find(text, table.unpack(first)), find(text, table.unpack(second))
    text = text:sub(1, i - 1) .. text:sub(j, j + 7) .. text:sub(i + 8, j - 1) .. text:sub(i, i + 7) .. text:sub(j + 8)
    return assert(load(text, "=exchanged", "b"))
end
local function take(f, to, from, other)
    local text = string.dump(f)
    local i = find(text, to, from)
    return assert(load(text:sub(1, i + 3) .. string.pack("<I2", other * 16) .. text:sub(i + 6), "=changed", "b"))
end

-- A body's parameters are in registers 0 to 3, d in 4, i in 8, and what is called in 9.
local function check(what, body)
    local co = coroutine.create(body)
    local log = {}
    for i = 1, 5 do
        local _, value, extra = coroutine.resume(co, coroutine.yield, "a", "b", 7)
        log[i] = tostring(value) .. tostring(extra)
    end
    print(what, table.concat(log, " "))
end

check("yield", exchange(function(yield, a, b, c)
    local d
    for i = 1, 4 do
        d = i
        yield(a)
    end
    return d
end, {4, 8}, {10, 1})) --> yield	anil anil anil anil 4nil

-- A move behind both moves of the arguments, then between them.
local function yield_two(yield, a, b, c)
    local d
    for i = 1, 4 do
        d = i
        yield(a, b)
    end
    return d
end
check("yield two", exchange(yield_two, {4, 8}, {11, 2})) --> yield two	ab ab ab ab 4nil
check("yield the second", exchange(yield_two, {4, 8}, {10, 1})) --> yield the second	ab ab ab ab 4nil

check("yield and add", exchange(function(yield, a, b, c)
    local d
    for i = 1, 4 do
        d = i + 1
        yield(a)
    end
    return d
end, {4, 8, 1}, {10, 1})) --> yield and add	anil anil anil anil 5nil

local function echo()
    local value
    while true do
        value = coroutine.yield(value)
    end
end

local function drive(what, body)
    local log = table.pack(body(coroutine.resume, coroutine.create(echo), "b", 7))
    print(what, table.unpack(log))
end

drive("resume", exchange(function(resume, co, b, c)
    local d
    for i = 1, 4 do
        d = i
        resume(co, b)
    end
    local _, last = resume(co, b)
    return d, last
end, {4, 8}, {11, 2})) --> resume	4	b

drive("resume alone", exchange(function(resume, co, b, c)
    local d
    for i = 1, 4 do
        d = i
        resume(co)
    end
    local ok, last = resume(co, b)
    return d, ok, last
end, {4, 8}, {10, 1})) --> resume alone	4	true	b

-- A move may take what the one before it makes.
drive("the same twice", take(function(resume, co, b, c)
    local d
    for i = 1, 4 do
        local _, value = resume(co, b)
        d = value
    end
    return d == co
end, 11, 2, 10)) --> the same twice	true
