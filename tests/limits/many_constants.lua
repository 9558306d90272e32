-- More constants, statements and jumps than 16 bits hold.
local parts = {"local t = {}"}
for i = 1, 70000 do parts[#parts + 1] = "t[" .. i .. "] = " .. i .. ".5" end
parts[#parts + 1] = "return t"
local t = load(table.concat(parts, "\n"))()
print(#t, t[1], t[256], t[65536], t[70000]) --> 70000 1.5 256.5 65536.5 70000.5
parts = {"local s = 0"}
for i = 1, 40000 do parts[#parts + 1] = "s = s + #'str" .. i .. "'" end
parts[#parts + 1] = "return s"
print(load(table.concat(parts, " "))()) --> 308894
parts = {"return {"}
for i = 1, 70000 do parts[#parts + 1] = "'k" .. i .. "'," end
parts[#parts + 1] = "}"
local k = load(table.concat(parts))()
print(#k, k[1], k[70000]) --> 70000 k1 k70000
parts = {"return {"}
for i = 1, 70000 do parts[#parts + 1] = "k" .. i .. " = " .. i .. "," end
parts[#parts + 1] = "}"
k = load(table.concat(parts))()
print(k.k1, k.k300, k.k70000) --> 1 300 70000
parts = {"local t = ... "}
for i = 1, 70000 do parts[#parts + 1] = "t.f" .. i .. " = t.f" .. i .. " or " .. i .. " " end
parts[#parts + 1] = "return t.f1, t.f257, t.f70000, t.f70000 == 70000, t.f70000 + 1, t['f' .. 69999]"
print(load(table.concat(parts))({})) --> 1 257 70000 true 70001 69999
local src = {"local a = ... "}
for i = 1, 35000 do src[#src + 1] = "a = a + " .. 1000000 + i .. " " end
src[#src + 1] = "return a"
print(load(table.concat(src))(0)) --> 35612517500
