-- yield inside metamethods that Lua 5.4 lets yield.
local function y(name) return function(a, b) return coroutine.yield(name) end end
local mt = {}
for _, e in ipairs { "add", "sub", "mul", "div", "mod", "pow", "idiv", "unm", "band", "bor", "bxor", "shl", "shr", "bnot", "concat", "len", "eq", "lt", "le", "index", "newindex", "call" } do mt["__" .. e] = y(e) end
local a, b = setmetatable({}, mt), setmetatable({}, mt)
local co = coroutine.wrap(function()
    print(a + 1, 1 - a, a * b, a / 2, a % 2, a ^ 2, a // 2, -a)
    print(a & 1, 2 | a, a ~ b, a << 1, a >> 1, ~a)
    print(a .. "x", "x" .. "y" .. a .. "z", #a)
    print(a == b, a ~= b, a < b, a <= b, a > 1, 1 >= a)
    if a == b then print("eq branch") end
    if a < b then print("lt branch") else print("lt else") end
    print(a.field, a[1])
    a.x = 5
    a[1] = 6
    print(a(1, 2))
    for k, v in a do print("iter", k, v) if k then break end end
    return "done"
end)
local events, r = {}, co()
while r ~= "done" do
    events[#events + 1] = r
    r = co(#events) --> 1 2 3 4 5 6 7 8
    --> 9 10 11 12 13 14
    --> 15 xy16 17
    --> true false true true true true
    --> eq branch
    --> lt branch
    --> 26 27
    --> 30
    --> iter 31 nil
end
print(table.concat(events, " ")) --> add sub mul div mod pow idiv unm band bor bxor shl shr bnot concat concat len eq eq lt le lt le eq lt index index newindex newindex call call
