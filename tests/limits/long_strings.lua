-- Very long strings.
local s = ("x"):rep(1000000)
print(#s, #(s .. s), s:sub(-1), #s:upper(), s:find("y"), #s:gsub("x", "y"), s == ("x"):rep(1000000)) --> 1000000 2000000 x 1000000 nil 1000000 true
local f = load("return '" .. s .. "'")
print(#f()) --> 1000000
print(#load("return [[" .. s .. "]]")()) --> 1000000
print(load(("a"):rep(100000) .. " = 1 return " .. ("a"):rep(100000))()) --> 1
local t = {[s] = 1}
print(t[("x"):rep(1000000)], #tostring(s), #("%s"):format(s), s:byte(-1), #s:reverse()) --> 1 1000000 1000000 120 1000000
local parts = {}
for i = 1, 100000 do parts[i] = "item" .. i end
local j = table.concat(parts, ",")
print(#j, select(2, j:gsub(",", ","))) --> 988894 99999
local acc = ""
for i = 1, 20000 do acc = acc .. "ab" end
print(#acc, acc:sub(39990)) --> 40000 bababababab
local n = 0
for w in j:gmatch("item%d+") do n = n + 1 end
print(n) --> 100000
print(#load("--" .. s .. "\nreturn 'after'")(), load("return " .. ("1"):rep(1000) .. " > 1e300")()) --> 5 true
print(pcall(string.rep, s, 1 << 50)) --> false resulting string too large
print(#string.pack("s4", s), #string.pack("z", s)) --> 1000004 1000001
