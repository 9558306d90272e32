-- Constructors with very many elements.
local n = 100000
local parts = {}
for i = 1, n do parts[i] = tostring(i) end
local t = load("return {" .. table.concat(parts, ",") .. "}")()
print(#t, t[1], t[51], t[65536], t[n]) --> 100000 1 51 65536 100000
for i = 1, n do parts[i] = "{" .. i .. "}" end
t = load("return {" .. table.concat(parts, ",") .. "}")()
print(#t, t[n][1]) --> 100000 100000
for i = 1, n do parts[i] = "[" .. i .. "]=" .. i end
t = load("return {" .. table.concat(parts, ",") .. "}")()
print(#t, t[n]) --> 100000 100000
t = load("return {" .. ("nil,"):rep(1000) .. "1}")()
print(t[1001]) --> 1
t = load("local function f() return 1, 2, 3 end return {" .. ("f(),"):rep(500) .. "f()}")()
print(#t) --> 503
t = load("return {" .. ("...,"):rep(300) .. "...}")(7, 8)
print(#t, t[301], t[302]) --> 302 7 8
local u = {table.unpack(t)}
print(#u) --> 302
local big = {}
for i = 1, 150000 do big[i] = i end
print(select("#", table.unpack(big)), #{table.unpack(big)}, (select(150000, table.unpack(big)))) --> 150000 150000 150000
