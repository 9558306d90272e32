-- debug.getupvalue, setupvalue, upvalueid, upvaluejoin.
local a, b = 1, 2
local function f() return a, b end
local function g() return b, string end
print(debug.getupvalue(f, 1)) --> a 1
print(debug.getupvalue(f, 2)) --> b 2
print(debug.getupvalue(f, 3)) -->
print(debug.setupvalue(f, 1, 10), a, debug.setupvalue(f, 5, 0)) --> a 10
print((debug.getupvalue(g, 2))) --> _ENV
print(debug.getupvalue(string.len, 1), debug.getupvalue(string.gmatch("x", "x"), 1)) --> nil  x
print(debug.upvalueid(f, 2) == debug.upvalueid(g, 1), debug.upvalueid(f, 1) == debug.upvalueid(g, 1), type(debug.upvalueid(f, 1)), debug.upvalueid(f, 3)) --> true false userdata nil
local x, y = "x", "y"
local function fx() return x end
local function fy() return y end
debug.upvaluejoin(fx, 1, fy, 1)
print(fx()) --> y
y = "new y"
print(fx(), x) --> new y x
print(debug.upvalueid(fx, 1) == debug.upvalueid(fy, 1)) --> true
local fs = {}
for i = 1, 2 do fs[i] = function() i = i + 1 return i end end
print(debug.upvalueid(fs[1], 1) ~= debug.upvalueid(fs[2], 1)) --> true
debug.upvaluejoin(fs[1], 1, fs[2], 1)
print(fs[1](), fs[2](), fs[1]()) --> 3 4 5
print(pcall(debug.upvaluejoin, f, 9, g, 1)) --> false bad argument #2 to 'debug.upvaluejoin' (invalid upvalue index)
print(pcall(debug.upvaluejoin, string.len, 1, g, 1)) --> false bad argument #2 to 'debug.upvaluejoin' (invalid upvalue index)
print(pcall(debug.upvalueid, 5, 1)) --> false bad argument #1 to 'debug.upvalueid' (function expected, got number)
print(pcall(debug.getupvalue, f)) --> false bad argument #2 to 'debug.getupvalue' (number expected, got no value)
print(pcall(debug.setupvalue, f, 1)) --> false bad argument #3 to 'debug.setupvalue' (value expected)
print(pcall(debug.upvaluejoin, f, 1, g, 9)) --> false bad argument #4 to 'debug.upvaluejoin' (invalid upvalue index)
local chunk = load("return x")
print((debug.getupvalue(chunk, 1))) --> _ENV
print(debug.setupvalue(chunk, 1, {x = "env"}), chunk()) --> _ENV env
print((debug.getupvalue(load(string.dump(f, true)), 1))) --> (no name)
