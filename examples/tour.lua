-- tour.lua: the language and its coroutines at work. `make run` runs it; tour.out holds what it prints.

-- Closures: each counter keeps a variable of its own.
local function counter(step)
    local n = 0
    return function()
        n = n + step
        return n
    end
end
local by_two, by_ten = counter(2), counter(10)
print("closures", by_two(), by_two(), by_ten())

-- Integers are 64 bits wide and wrap around; floats are doubles. / gives a float, // stays with integers.
print("numbers", 7 // 2, 7 / 2, -7 // 2, 2^10, 0xFF & ~0x0F, math.maxinteger + 1 == math.mininteger)

-- Metatables: what + and tostring do to a vector, and where its methods are.
local Vector = {}
Vector.__index = Vector
Vector.__add = function(a, b) return Vector.new(a.x + b.x, a.y + b.y) end
Vector.__tostring = function(v) return "(" .. v.x .. ", " .. v.y .. ")" end
function Vector.new(x, y) return setmetatable({x = x, y = y}, Vector) end
function Vector:length() return (self.x ^ 2 + self.y ^ 2) ^ 0.5 end
print("metatables", Vector.new(1, 2) + Vector.new(2, 2), Vector.new(3, 4):length())

-- A to-be-closed variable is closed however its block ends, here by an error.
local function resource(name)
    return setmetatable({}, {__close = function() print("  closed", name) end})
end
print("closing", pcall(function()
    local first <close> = resource("first")
    local second <close> = resource("second")
    error("half way", 0)
end))

-- A generator: a loop that hands out its values one by one. And a pipeline of them: each stage
-- pulls from the one before.
local function range(n)
    return coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end)
end
local function map(f, source)
    return coroutine.wrap(function() for v in source do coroutine.yield(f(v)) end end)
end
local function filter(is_wanted, source)
    return coroutine.wrap(function() for v in source do if is_wanted(v) then coroutine.yield(v) end end end)
end
local squares = {}
for v in filter(function(v) return v % 3 == 1 end, map(function(v) return v * v end, range(8))) do
    squares[#squares + 1] = v
end
print("pipeline", table.concat(squares, " "))

-- A yield leaves all the calls between it and its resume.
local function inner()
    local answer = coroutine.yield("inner asks")
    return "inner was told " .. answer
end
local function outer() return "outer: " .. inner() end
local co = coroutine.create(outer)
print("nested", coroutine.resume(co))
print("nested", coroutine.resume(co, "yes"))

-- Coroutines nest, and a yield goes to the resumer: the inner one's to the outer one, the outer one's to the main
-- program.
local outer_co = coroutine.create(function(order)
    local inner_co = coroutine.create(function(word)
        for i = 1, 2 do
            print("    inner", i, word)
            word = coroutine.yield("inner yields " .. i)
        end
        return "inner ends"
    end)
    repeat
        local _, said = coroutine.resume(inner_co, order)
        print("  outer", said, coroutine.status(inner_co))
        order = coroutine.yield("outer yields, " .. said)
    until coroutine.status(inner_co) == "dead"
    return "outer ends"
end)
for _, order in ipairs {"first", "second", "third", "fourth"} do
    print("main", coroutine.resume(outer_co, order))
end

-- Yields leave a pcall, a comparator in table.sort, a metamethod, too.
local compared = 0
local sorter = coroutine.wrap(function()
    local list = {5, 2, 8, 1}
    local ok, message = pcall(function()
        table.sort(list, function(a, b)
            coroutine.yield(a .. " < " .. b)
            return a < b
        end)
        local lazy = setmetatable({}, {__index = function(_, key) return coroutine.yield("missing " .. key) end})
        error("no " .. lazy.field, 0)
    end)
    return "sorted " .. table.concat(list, " ") .. ", " .. tostring(ok) .. ", " .. message
end)
local report = sorter()
while report:find("<") do
    compared = compared + 1
    report = sorter()
end
print("through C", compared > 0, report, sorter("luck"))

-- Symmetric coroutines: transfer passes control sideways, without a stack of resumers. A producer
-- and a consumer as equals.
local main = coroutine.running()
local producer, consumer
producer = coroutine.create(function()
    for _, item in ipairs {"warp", "weft", "cloth"} do
        print("  produced", item)
        coroutine.transfer(consumer, item)
    end
    coroutine.transfer(consumer, nil)
end)
consumer = coroutine.create(function(item)
    local n = 0
    while item do
        n = n + 1
        print("  consumed", item)
        item = coroutine.transfer(producer)
    end
    coroutine.transfer(main, n)
end)
print("transfer", coroutine.transfer(producer))
print("states", coroutine.state(producer), coroutine.state(consumer), coroutine.status(co))

-- Both kinds at once: each task resumes a generator, and the generator transfers to the hub in between. The task, which
-- waits for its generator, sleeps with it, and both wake up as one when the hub transfers to the generator.
local function count_slowly(n)
    return coroutine.wrap(function()
        for i = 1, n do
            coroutine.transfer(main, coroutine.running())
            coroutine.yield(i)
        end
    end)
end
local function task(name)
    return coroutine.create(function()
        for i in count_slowly(2) do print("  task", name, i) end
    end)
end
local ready = {task("a"), task("b")}
while #ready > 0 do
    local sleeper = coroutine.transfer(table.remove(ready, 1))
    if sleeper then
        print("hub", coroutine.state(sleeper), coroutine.state(coroutine.resumer(sleeper)))
        ready[#ready + 1] = sleeper
    end
end
print("both done")
