-- NaN in odd places never hangs or crashes.
local nan = 0 / 0
local t = {}
print(pcall(rawset, t, nan, 1)) --> false table index is NaN
print(t[nan]) --> nil
print(pcall(function() for i = 1, 10, nan do break end return "ok" end)) --> true ok
print(math.max(nan, 1) ~= math.max(nan, 1), math.min(1, nan)) --> true 1
print(pcall(string.rep, "x", nan)) --> false bad argument #2 to 'string.rep' (number has no integer representation)
print(pcall(table.sort, {3, nan, 1, nan, 2})) --> true
print(#tostring(nan) >= 3, nan // 1 ~= nan // 1, nan % 1 ~= nan % 1, pcall(math.floor, nan) == true) --> true true true true
print(pcall(string.char, nan)) --> false bad argument #1 to 'string.char' (number has no integer representation)
print(pcall(math.random, nan)) --> false bad argument #1 to 'math.random' (number has no integer representation)
print(select("#", nan, nan), pcall(select, nan)) --> 2 false bad argument #1 to 'select' (number has no integer representation)
print(pcall(utf8.char, nan)) --> false bad argument #1 to 'utf8.char' (number has no integer representation)
print(string.format("%.1f", nan):match("nan"), pcall(string.format, "%d", nan)) --> nan false bad argument #2 to 'string.format' (number has no integer representation)
print(math.tointeger(nan), nan == nan, rawequal(nan, nan), math.ult(1, 2)) --> nil false false true
print(pcall(function() return nan | 0 end)) --> false $HERE: number (upvalue 'nan') has no integer representation
print(pcall(function() return {} < nan end)) --> false $HERE: attempt to compare table with number
