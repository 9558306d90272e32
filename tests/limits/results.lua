-- Too many results to unpack, too many arguments, concat of very many values.
print(pcall(table.unpack, {}, 1, 1e8)) --> false too many results to unpack
print(pcall(string.byte, ("x"):rep(2000000), 1, -1)) --> false stack overflow (string slice too long)
print(pcall(string.char, table.unpack({}, 1, 10)) == false) --> true
local function count(...) return select("#", ...) end
print(count(table.unpack({}, 1, 200000))) --> 200000
print(pcall(function() return count(table.unpack({}, 1, 2000000)) end)) --> false $HERE: too many results to unpack
print(#string.char(table.unpack(setmetatable({}, {__index = function() return 65 end}), 1, 10000))) --> 10000
local co = coroutine.wrap(function(...) return count(coroutine.yield(count(...))) end)
print(co(table.unpack({}, 1, 10000))) --> 10000
print(co(table.unpack({}, 1, 20000))) --> 20000
print(pcall(select, -1)) --> false bad argument #1 to 'select' (index out of range)
print(#table.pack(table.unpack({}, 1, 250)), table.pack(table.unpack({}, 1, 250)).n) --> 0 250
