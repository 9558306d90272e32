-- Long expressions, many operators, long chains.
local parts = {}
for i = 1, 180 do parts[i] = "f(" .. i .. ")" end
local src = "local function f(x) return x end return "
print(load(src .. table.concat(parts, " + "))()) --> 16290
print(#load(src .. table.concat(parts, " .. "))()) --> 432
print(load(src .. table.concat(parts, " and "))()) --> 180
print(load("local a = 1 return " .. ("a + "):rep(5000) .. "a")()) --> 5001
print(load("return " .. ("1 - "):rep(3000) .. "1")(), load("local x = {} x.x = x return x" .. (".x"):rep(3000) .. " == x")()) --> -2999 true
print(load("local s = 'a' return #(" .. ("s .. "):rep(190) .. "s)")()) --> 191
print(load("return (" .. ("nil or "):rep(3000) .. "5)")(), load("local a = 5 return " .. ("a == 5 and "):rep(2000) .. "a")()) --> 5 5
print(load("local function f(n) return f and n end return f" .. ("(f(1) and 2)"):rep(1))()) --> 2
local calls = "local function f() return f end local n = 0 "
print(pcall(load("local function f(x) return x end return " .. ("f("):rep(150) .. "1" .. (")"):rep(150)))) --> true 1
