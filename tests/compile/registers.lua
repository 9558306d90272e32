-- Expressions that need care with registers: evaluation order, calls in the middle, self assignments.
local function f(...) return ... end
local t = {1, 2, 3}
local a, b, c = 1, 2, 3
print(f(a, f(b), f(c, f(a, b))))
print(a + f(b) * f(c) - f(a), f(a) .. f(b) .. c, (f(a, b)))
a, b, c = c, a, b
print(a, b, c)
a, b = f(b, a)
print(a, b)
t[1], t[2], t[3] = t[3], t[1], t[2]
print(t[1], t[2], t[3])
local i = 1
i, t[i] = 2, "x"
print(i, t[1], t[2])
do local a = a + 1 print(a) end
a = a + (function() a = 100 return 1 end)()
print(a)
local x = 1
local function inc() x = x + 1 return x end
print(x + inc(), x * inc() + x, inc() - x, x, {x, inc(), x}[2] == nil) --!compile ')' expected near '['
