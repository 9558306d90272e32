-- Varargs.
local function count(...) return select("#", ...) end
print(count(), count(nil), count(nil, nil), count(1, nil, 3), count((count()))) --> 0 1 2 3 1
local function pass(...) return ... end
print(pass(), (pass()), pass(1, 2), (pass(1, 2))) --> nil nil 1 1
print(pass(1, 2), pass(3, 4)) --> 1 3 4
local function first(a, ...) local b, c = ... return a, b, c, select("#", ...) end
print(first()) --> nil nil nil 0
print(first(1)) --> 1 nil nil 0
print(first(1, 2)) --> 1 2 nil 1
print(first(1, 2, 3, 4)) --> 1 2 3 3
print(#{pass(1, 2, 3)}, #{pass(1, 2, 3), 4}, #{(pass(1, 2, 3))}, #{pass(), pass()}) --> 3 2 1 0
local function sum(...)
    local s = 0
    for _, v in ipairs {...} do s = s + v end
    return s
end
print(sum(1, 2, 3), sum()) --> 6 0
print(select(2, "a", "b", "c"), select(-1, "a", "b"), select("#"), pcall(select, 0)) --> b b 0 false bad argument #1 to 'select' (index out of range)
print(select(-2, 1, 2, 3), pcall(select, -5, 1)) --> 2 false bad argument #1 to 'select' (index out of range)
local function tail(...) return pass(...) end
print(tail(1, nil, nil)) --> 1 nil nil
print((function(...) return ... end)(table.unpack({}, 1, 3))) --> nil nil nil
print(pcall(function(...) local a <const>, b = ... return b, a end, 1, 2)) --> true 2 1
local t = table.pack(pass(nil, nil))
print(t.n, #t) --> 2 0
print(string.format("%d %d", pass(1, 2)), ("x"):rep(pass(3))) --> 1 2 xxx
