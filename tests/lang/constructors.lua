-- Table constructors.
local function f(...) return 1, 2, 3 end
local t = {10, 20; x = 1, ["y z"] = 2, [30] = 3, f(), f()}
print(#t, t[1], t[3], t[4], t[6], t.x, t["y z"], t[30]) --> 6 10 1 1 3 1 2 3
print(#{f(), nil}, #{nil, f()}, #{(f())}, #{[1] = "a", "b"}, ({[1] = "a", "b"})[1]) --> 1 4 1 1 b
print(next({}), #{n = 1}, ({a = 1, a = 2}).a) --> nil 0 2
local nested = {{1, {2, {3}}}, k = {v = {w = "deep"}}}
print(nested[1][2][2][1], nested.k.v.w) --> 3 deep
print(#{1, 2, 3, nil, 5, nil} >= 3, #{1, 2, [3] = 3}) --> true 3
local keys = {[1.0] = "int", [1.5] = "float", [true] = "t", [print] = "f"}
print(keys[1], keys[1.5], keys[true], keys[print]) --> int float t f
print(pcall(load "return {[nil] = 1}")) --> false [string "return {[nil] = 1}"]:1: table index is nil
print(pcall(load "return {[0/0] = 1}")) --> false [string "return {[0/0] = 1}"]:1: table index is NaN
print(({...})[1], #{...}, ({n = select("#", ...)}).n) --> nil 0 0
local fns = {function() return "a" end, b = function() return "b" end}
print(fns[1](), fns.b()) --> a b
local big = {}
for i = 1, 120 do big[#big + 1] = tostring(i) end
local s = "return {" .. table.concat(big, ",") .. "}"
local r = load(s)()
print(#r, r[1], r[50], r[51], r[100], r[120]) --> 120 1 50 51 100 120
local order = {}
local function o(v) order[#order + 1] = v return v end
local _ = {[o(1)] = o(2), o(3), k = o(4), o(5)}
print(table.concat(order, " ")) --> 1 2 3 4 5
