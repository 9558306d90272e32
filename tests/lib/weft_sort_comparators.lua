-- weft-only: the reference sorts in place
-- table.sort by functions: inputs of all kinds and sizes, and comparators that do more than compare.
local seed = 7
local function random(n) seed = seed * 16807 % 2147483647 return seed % n end
local makers = {
    random = function() return random(1000) end,
    ascending = function(i) return i end,
    descending = function(i) return -i end,
    equal = function() return 1 end,
    few = function() return random(3) end,
    nearly = function(i, n) return i < n - 2 and i or random(n) end,
    runs = function(i) return i % 17 end,
    floats = function(i) return (random(50) - 25) / 4 end,
}
for name, make in pairs(makers) do
    for n = 0, 130 do
        local t, sum = {}, 0
        for i = 1, n do t[i] = {make(i, n), i} sum = sum + t[i][1] end
        local limit = n < 2 and 0 or n * math.ceil(math.log(n, 2)) + 2 * n
        local calls = 0
        table.sort(t, function(a, b) calls = calls + 1 return a[1] < b[1] end)
        for i = 1, n do sum = sum - t[i][1] end
        for i = 2, n do
            if t[i][1] < t[i - 1][1] then error(name .. " of " .. n) end
        end
        if #t ~= n or sum ~= 0 or calls > limit then error(name .. " of " .. n .. ": " .. calls .. " calls") end
    end
end
local function joined(t) return table.concat(t, " ") end
local t = {5, 3, 1, 4, 2}
table.sort(t, function(a, b) t = t return b < a end)
print(joined(t)) --> 5 4 3 2 1
-- results: none, several, other values
table.sort(t, function(a, b) if a < b then return 1, nil, "x" end end)
print(joined(t)) --> 1 2 3 4 5
table.sort(t, rawequal)
print(#t) --> 5
print(pcall(table.sort, {3, 1, 2, 5, 4}, function() return true end)) --> false invalid order function for sorting
-- an error leaves the table as it was
t = {3, 1, 2, 5, 4}
local n = 0
print(pcall(table.sort, t, function(a, b) n = n + 1 if n == 5 then error("no more", 0) end return a < b end)) --> false no more
print(joined(t)) --> 3 1 2 5 4
-- collections, a stack that moves, sorts within the sort, coroutines
local function deep(k) if k > 0 then return 1 + deep(k - 1) end return 0 end
t = {}
for i = 1, 60 do t[i] = {random(100)} end
table.sort(t, function(a, b)
    n = n + 1
    if n % 20 == 0 then collectgarbage() end
    if n % 50 == 0 then deep(3000) end
    local pair = {a[1], b[1]}
    table.sort(pair, function(x, y) return x < y end)
    return coroutine.wrap(function() return pair[1] < b[1] end)()
end)
local sorted = true
for i = 2, 60 do sorted = sorted and t[i - 1][1] <= t[i][1] end
print(sorted) --> true
-- the table is emptied, and takes other values, meanwhile
t = {"d", "b", "c", "a", "e"}
table.sort(t, function(a, b)
    for i = 1, 5 do t[i] = nil end
    collectgarbage()
    return a .. "" < b .. ""
end)
print(joined(t)) --> a b c d e
-- elements that are nil are compared as well
t = {3, nil, 1, n = 3}
local ok = pcall(table.sort, setmetatable(t, {__len = function() return 3 end}), function(a, b) return (a or 2) < (b or 2) end)
print(ok, t[1], t[2], t[3]) --> true 1 nil 3
-- what a comparator sees of its caller
local seen = {}
table.sort({2, 1}, function(a, b)
    local info = debug.getinfo(2, "nSf")
    seen[1] = info.what .. " " .. tostring(info.name) .. " " .. tostring(info.func == table.sort)
    for i = 1, 20 do
        local name, value = debug.getlocal(2, i)
        seen[2] = (seen[2] or 0) + (name and 1 or 0)
        if name then seen[3] = pcall(debug.setlocal, 2, i, 42) end
    end
    seen[4] = debug.traceback():match("in function 'table.sort'") ~= nil
    return a < b
end)
print(seen[1], seen[4]) --> C sort true true
print(table.sort({3, 2, 1}, function(a, b) return a < b end)) -->
print(select("#", table.sort({3, 2, 1}, function(a, b) return a < b end))) --> 0
