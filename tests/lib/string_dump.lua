-- string.dump and load of binary chunks.
local function f(a, ...) local x <const> = 5 local t = {a, ..., n = select("#", ...)} for i = 1, 3 do a = a + i end return a + x, t.n, "str", 1.5 end
local g = load(string.dump(f), "name", "b")
print(g(1, 2, 3)) --> 12 2 str 1.5
print(f(1, 2, 3)) --> 12 2 str 1.5
local up = 10
local h = load(string.dump(function() return up end))
print((pcall(h))) --> true
local s = load(string.dump(f, true))
print(s(1, 2, 3)) --> 12 2 str 1.5
print(debug.getinfo(s, "S").short_src, debug.getinfo(s, "S").linedefined, debug.getinfo(s, "l").currentline) --> ? 2 -1
print(select(2, load(string.dump(f), "x", "t"))) --> attempt to load a binary chunk (mode is 't')
print(load("return 1", "x", "b")) --> nil attempt to load a text chunk (mode is 'b')
print(load("return 1", "=x", "bt")()) --> 1
print(pcall(string.dump, string.len)) --> false unable to dump given function
print(pcall(string.dump)) --> false bad argument #1 to 'string.dump' (function expected, got no value)
print(pcall(string.dump, "x")) --> false bad argument #1 to 'string.dump' (function expected, got string)
print(pcall(load(string.dump(function() local t = nil; t.x = 1 end)))) --> false $HERE: attempt to index a nil value (local 't')
print(pcall(load(string.dump(function() local t = nil; t.x = 1 end, true)))) --> false ?:-1: attempt to index a nil value
local nested = load(string.dump(function() local n = 0 return function() n = n + 1 return n end end))()
print(nested(), nested()) --> 1 2
print(load(string.dump(load("x = 1; return x, _ENV.x")), "c", "b", {})()) --> 1 1
print(load(string.dump(f):sub(1, 20), "trunc", "b")) --> nil trunc: bad binary format (truncated chunk)
print(load("\27Lua", "bad")) --> nil bad: bad binary format (truncated chunk)
