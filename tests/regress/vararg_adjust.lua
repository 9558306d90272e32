-- Varargs, calls and adjustment in tail positions and in tables.
local function v(...) return ... end
local function n(...) return select("#", ...) end
print(n(v()), n(v(), v()), n(v(1, 2), v(1, 2)), n((v(1, 2)))) --> 0 1 3 1
print((v(1, 2, 3))) --> 1
local a, b, c, d = v(1, 2), v(3, 4)
print(a, b, c, d) --> 1 3 4 nil
local t = {v(1, 2), v(3, 4), (v(5, 6))}
print(#t, t[1], t[2], t[3]) --> 3 1 3 5
print(#{v(), v(), v(1)}, n(nil, v()), n(v(nil, nil))) --> 3 1 2
local function wrap(...) return v(...), "x" end
print(wrap(1, 2), (wrap(3))) --> 1 3
local function f(a, b, ...) a, b = b, a return a, b, ... end
print(f(1, 2, 3, 4)) --> 2 1 3 4
print(f(1)) --> nil 1
print((function(...) local x, y = ..., "last" return x, y end)(1, 2)) --> 1 last
print((function(...) return (...) end)(), n((function(...) return ... end)())) --> nil 0
print((function(a, ...) return ..., a end)(1, 2, 3)) --> 2 1
local s = 0
for i, x in ipairs({v(1, 2, 3)}) do s = s + x end
print(s) --> 6
