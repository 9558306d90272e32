-- All expressions are evaluated before any assignment; missing values are nil.
local a, b, c = 1, 2
print(a, b, c) --> 1 2 nil
a, b = b, a
print(a, b) --> 2 1
a, b, c = (function() return 7, 8, 9 end)()
print(a, b, c) --> 7 8 9
a, b, c = 0, (function() return 7, 8, 9 end)()
print(a, b, c) --> 0 7 8
a, b = (function() return 7, 8 end)(), 10
print(a, b) --> 7 10
local t = {}
local i = 1
i, t[i] = i + 1, 20
print(i, t[1], t[2]) --> 2 20 nil
t.x, t.y = 1
print(t.x, t.y) --> 1 nil
a, a = 1, 2
print(a == 1 or a == 2) --> true
local function log(n) print("eval", n) return n end
t[log(1)], t[log(2)] = log(3), log(4) --> eval 1
--> eval 2
--> eval 3
--> eval 4
t = {1, 2}
t[1], t[2], t[3] = t[2], t[1], t
print(t[1], t[2], t[3] == t) --> 2 1 true
do
    local x, y = 1, 2
    local x, y = y, x
    print(x, y) --> 2 1
end
local p = {q = {r = 1}}
p.q.r, p = 2, p.q
print(p.r) --> 2
local z <const>, w = 5, 6
w = w + z
print(w) --> 11
a = {}
i = 3
i, a[i], a[i + 1] = 4, i, i
print(a[3], a[4], a[5]) --> 3 3 nil
