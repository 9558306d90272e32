-- weft-only
-- Stacks that were deep get smaller again: of the main coroutine, of suspended ones, and of those that wait in resume.
local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end
local function stacks() return debug.memory().stack end
local function collect() for i = 1, 3 do collectgarbage() for j = 1, 10 do collectgarbage("count") end end end
local function few(before) return stacks().bytes - before < 4096 end
local before = stacks().bytes

print(deep(100000), stacks().bytes - before > 4000000) --> 100000 true
collect()
print(few(before)) --> true

-- a suspended one, which goes on with its values, and needs the depth again
local function body(a, b)
    local c = {a, b}
    while true do
        a = deep(a) + coroutine.yield(a + b + #c)
    end
end
local co = coroutine.create(body)
print(coroutine.resume(co, 50000, 3)) --> true 50005
print(coroutine.resume(co, 7)) --> true 50012
print(stacks().bytes - before > 2000000) --> true
collect()
print(few(before)) --> true
print(coroutine.resume(co, 1)) --> true 50013
collect()
print(few(before)) --> true
print(coroutine.resume(co, -50000)) --> true 13

-- many small ones
local list = {}
for i = 1, 1000 do
    list[i] = coroutine.wrap(function(n) while true do n = deep(30) + coroutine.yield(n) end end)
    list[i](i)
    list[i](i)
end
collect()
local small = stacks()
print(small.count, small.bytes // small.count < 300) --> 1002 true
local sum = 0
for i = 1, 1000 do sum = sum + list[i](i) end
print(sum) --> 530500

-- a coroutine that waits in resume, and the main one, whose deep frames go on afterwards
local function wait(n)
    if n == 0 then
        return coroutine.wrap(function()
            deep(100000)
            collect()
            return stacks().bytes - before < 1000000
        end)()
    end
    local r = wait(n - 1)
    return r
end
print(wait(10), coroutine.wrap(function() deep(100000) return wait(10) end)()) --> true true

-- a frame keeps the registers that it has above those in use
local function wide(co)
    local r
    do
        deep(20000)
        r = coroutine.yield(1)
    end
    local t = {r, r + 1, r + 2, r + 3, r + 4, r + 5, r + 6, r + 7, r + 8, r + 9, r + 10, r + 11, r + 12, r + 13, r + 14, r + 15, r + 16, r + 17, r + 18, r + 19,
        r + 20, r + 21, r + 22, r + 23, r + 24, r + 25, r + 26, r + 27, r + 28, r + 29, r + 30, r + 31, r + 32, r + 33, r + 34, r + 35, r + 36, r + 37, r + 38, r + 39}
    return #t, t[1], t[40]
end
co = coroutine.create(wide)
coroutine.resume(co)
collect()
print(coroutine.resume(co, 100)) --> true 40 100 139

-- one that is deep again and again keeps its stack
co = coroutine.wrap(function() while true do coroutine.yield(deep(50000)) end end)
local kept = true
for i = 1, 5 do
    co()
    collectgarbage()
    kept = kept and debug.memory().stack.bytes - before > 2000000
    co()
end
print(kept) --> true
co = nil
collect()

-- what waits in pcall, close and a generic for is found where it was
local log = {}
co = coroutine.wrap(function(...)
    local guard <close> = setmetatable({}, {__close = function() log[#log + 1] = "closed" end})
    for i, v in function(s, i) deep(5000) return coroutine.yield(i) end, nil, 0 do
        log[#log + 1] = i .. v
        local ok, e = pcall(function() deep(20000) coroutine.yield("inside") error("thrown", 0) end)
        log[#log + 1] = e
    end
    return select("#", ...), ...
end)
co(1, nil, 3)
collect()
print(co(1, "a")) --> inside
collect()
print(co()) --> 1
collect()
print(co(nil)) --> 3 1 nil 3
print(table.concat(log, " ")) --> 1a thrown closed
collect()
print(few(before)) --> false
list = nil
collect()
print(few(before)) --> true
