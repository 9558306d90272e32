-- table.sort.
local function sorted(t, f) table.sort(t, f) return table.concat(t, " ") end
print(sorted {3, 1, 2}) --> 1 2 3
print(sorted {}) -->
print(sorted {1}) --> 1
print(sorted {"b", "a", "C"}) --> C a b
print(sorted({3, 1, 2}, function(a, b) return a > b end)) --> 3 2 1
print(sorted {1.5, -1, 0, 2^53, -0.5}) --> -1 -0.5 0 1.5 9.007199254741e+15
print(sorted {5, 4, 3, 2, 1, 5, 4, 3, 2, 1}) --> 1 1 2 2 3 3 4 4 5 5
local t = {}
for i = 1, 500 do t[i] = (i * 7919) % 1009 end
table.sort(t)
local ok = true
for i = 2, #t do ok = ok and t[i - 1] <= t[i] end
print(ok, t[1], t[500]) --> true 1 1006
for n = 1, 60 do local a = {} for i = 1, n do a[i] = (i * 37) % 11 end table.sort(a, function(x, y) return x > y end) for i = 2, n do assert(a[i - 1] >= a[i]) end end
for n = 1, 200, 33 do local a, b, c = {}, {}, {} for i = 1, n do a[i], b[i], c[i] = i, n - i, 5 end table.sort(a) table.sort(b) table.sort(c) assert(a[1] == 1 and a[n] == n and b[1] == 0 and b[n] == n - 1 and c[n] == 5) end
local words = {}
for w in ("the quick brown fox jumps over the lazy dog"):gmatch("%a+") do words[#words + 1] = w end
print(sorted(words, function(a, b) if #a ~= #b then return #a < #b end return a < b end)) --> dog fox the the lazy over brown jumps quick
print(pcall(table.sort, {1, "x"})) --> false attempt to compare string with number
print(pcall(table.sort, {1, 2, nil, 4})) --> false attempt to compare nil with number
print(pcall(table.sort, {{}, {}})) --> false attempt to compare two table values
print(pcall(table.sort, {1, 2, 3}, function() error("cmp", 0) end)) --> false cmp
print(pcall(table.sort, {1, 2}, print ~= nil)) --> false bad argument #2 to 'table.sort' (function expected, got boolean)
print(pcall(table.sort)) --> false bad argument #1 to 'table.sort' (table expected, got no value)
print(pcall(table.sort, {3, 1, 2}, nil)) --> true
print(pcall(table.sort, {1, 2, 3, 4, 5}, function() return true end)) --> false invalid order function for sorting
local big = {}
for i = 1, 100 do big[i] = i % 7 end
print(pcall(table.sort, big, function() return true end)) --> false invalid order function for sorting
print(pcall(table.sort, setmetatable({}, {__len = function() return math.maxinteger end}))) --> false bad argument #1 to 'table.sort' (array too big)
local proxy = {3, 1, 2}
local p = setmetatable({}, {__len = function() return 3 end, __index = proxy, __newindex = proxy})
table.sort(p)
print(table.concat(proxy, " ")) --> 1 2 3
