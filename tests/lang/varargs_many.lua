-- Many arguments and results.
local t = {}
for i = 1, 200 do t[i] = i end
local function f(...) return select("#", ...), (select(200, ...)) end
print(f(table.unpack(t))) --> 200 200
local function g(...) return ... end
print(select("#", g(table.unpack(t))), select("#", g(table.unpack(t)), g(table.unpack(t)))) --> 200 201
local big = {}
for i = 1, 5000 do big[i] = i end
print(select("#", table.unpack(big)), (select(5000, g(table.unpack(big))))) --> 5000 5000
print(#{g(table.unpack(big))}, #table.pack(table.unpack(big))) --> 5000 5000
print(math.max(table.unpack(big))) --> 5000
local function rec(n, ...) if n == 0 then return select("#", ...) end return rec(n - 1, n, ...) end
print(rec(100)) --> 100
local function deep(n, ...) if n == 0 then return ... end return (select("#", ...)) + (deep(n - 1, n, ...)) end
print(deep(50)) --> 1226
print(#string.char(table.unpack({65, 66, 67})), #(string.char(table.unpack(setmetatable({}, {__index = function(_, i) return 97 end}), 1, 200)))) --> 3 200
