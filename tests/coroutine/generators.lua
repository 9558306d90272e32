-- Generators: permutations, tree walks, pipelines.
local function permgen(a, n)
    n = n or #a
    if n <= 1 then coroutine.yield(a) else
        for i = 1, n do
            a[n], a[i] = a[i], a[n]
            permgen(a, n - 1)
            a[n], a[i] = a[i], a[n]
        end
    end
end
for p in coroutine.wrap(function() permgen {1, 2, 3} end) do print(table.concat(p, " ")) end --> 2 3 1
--> 3 2 1
--> 3 1 2
--> 1 3 2
--> 2 1 3
--> 1 2 3
local function walk(t) if t then walk(t.l) coroutine.yield(t.v) walk(t.r) end end
local tree = {v = 4, l = {v = 2, l = {v = 1}, r = {v = 3}}, r = {v = 5}}
local out = {}
for v in coroutine.wrap(function() walk(tree) end) do out[#out + 1] = v end
print(table.concat(out, ",")) --> 1,2,3,4,5
local function gen(n) return coroutine.wrap(function() for i = 2, n do coroutine.yield(i) end end) end
local function filter(p, g) return coroutine.wrap(function() for n in g do if n % p ~= 0 then coroutine.yield(n) end end end) end
local primes, g = {}, gen(50)
while true do
    local n = g()
    if n == nil then break end
    primes[#primes + 1] = n
    g = filter(n, g)
end
print(table.concat(primes, " ")) --> 2 3 5 7 11 13 17 19 23 29 31 37 41 43 47
