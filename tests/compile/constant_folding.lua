-- Folding gives what running gives, and leaves alone what it must not fold.
local function same(expr, ...) local a = table.pack(pcall(load("return " .. expr))) local b = table.pack(pcall(load("local a, b, c = ... return " .. expr:gsub("%f[%w_.][%d][%w.]*", function(n) return "(function() return " .. n .. " end)()" end)))) for i = 1, math.max(a.n, b.n) do local x, y = a[i], b[i] if i > 1 and a[1] == false then x, y = x:gsub("^.-:%d+: ", ""), y:gsub("^.-:%d+: ", "") end if not (x == y or x ~= x and y ~= y) or math.type(x) ~= math.type(y) then print("differ", expr, x, y) end end end
for _, op in ipairs { "+", "-", "*", "/", "//", "%", "^", "&", "|", "~", "<<", ">>", "..", "==", "<", "<=", ">", ">=", "~=", "and", "or" } do for _, x in ipairs { "0", "1", "3", "2.5", "0.0", "9223372036854775807", "1e308", "64" } do for _, y in ipairs { "0", "2", "1.5", "0.0", "63", "9223372036854775807" } do same(x .. " " .. op .. " " .. y) same("-" .. x .. " " .. op .. " -" .. y) end end end
print(1 / 0 > 0, -1 / 0 < 0, 0 / 0 ~= 0 / 0, 1 / -0.0, 0.0 == -0.0, 1 / (0 * -1.0)) --> true true true -inf true -inf
local z <const> = 0.0
print(1 / z, 1 / -z) --> inf -inf
print(3 + 4 * 2 ^ 2 - 1, 7 // 2 .. "", not nil, not 0, -"2", 2^53 + 1, 1 << 62, 5 // 0.0, -5 % 0.0 ~= -5 % 0.0) --> 18.0 3 true false -2 9.007199254741e+15 4611686018427387904 inf true
print(pcall(load "return 1 // 0")) --> false [string "return 1 // 0"]:1: attempt to divide by zero
print(pcall(load "return 1 % 0")) --> false [string "return 1 % 0"]:1: attempt to perform 'n%0'
print(pcall(load "local x <const> = 0 return 5 // x")) --> false [string "local x <const> = 0 return 5 // x"]:1: attempt to divide by zero
print(pcall(load "return 2^63 | 0")) --> false [string "return 2^63 | 0"]:1: number has no integer representation
print(pcall(load "return 'a' + 1")) --> false [string "return 'a' + 1"]:1: attempt to add a 'string' with a 'number'
print(load "return -0.0, 0.0, -0"()) --> -0.0 0.0 0
print(math.mininteger, -9223372036854775808, - 9223372036854775807 - 1, math.type(-9223372036854775808)) --> -9223372036854775808 -9.2233720368548e+18 -9223372036854775808 float
