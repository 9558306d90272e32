-- The order of evaluation, where Lua's implementation makes it visible.
local log = {}
local function e(n, v) log[#log + 1] = n return v == nil and n or v end
local function show(...) print(table.concat(log, " "), ...) log = {} end
local mt = {__index = function(_, k) e("get " .. k) return k end, __newindex = function(_, k, v) e("set " .. k) end, __add = function() e("add") return 0 end, __concat = function() e("concat") return "" end, __call = function() e("call") end}
local o = setmetatable({}, mt)
local r = e("a", 1) + e("b", 2) * e("c", 3)
show(r) --> a b c 7
r = e("x") .. e("y") .. e("z")
show(r) --> x y z xyz
o[e("k1")], o[e("k2")] = e("v1"), e("v2")
show() --> k1 k2 v1 v2 set k2 set k1
local u = {e(1), [e(2)] = e(3), e(4), x = e(5)}
show(#u) --> 1 2 3 4 5 2
o(e("arg1"), e("arg2"))
show() --> arg1 arg2 call
r = e("l", 1) < e("r", 2)
show(r) --> l r true
r = e("l", 1) > e("r", 2)
show(r) --> l r false
r = e("p", false) and e("q") or e("s")
show(r) --> p s s
r = o + o.b
show(r) --> get b add 0
for i = e("from", 1), e("to", 1), e("step", 1) do end
show() --> from to step
local p, q = e("first"), e("second"), e("third")
show(p, q); (function(...) show(select("#", ...)) end)(e("i"), e("j")) --> first second third first second
--> i j 2
show(e("ret1"), e("ret2")) --> ret1 ret2 ret1 ret2
