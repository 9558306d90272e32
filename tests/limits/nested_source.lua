-- Deeply nested source is refused by a message, not by a crash.
local function try(s, n) n = n or 10000 local f, m = load(s(n), "=deep") print(f and "compiles" or m:match("C stack overflow") or m:match("overflow") or m:match("too many %a+") or m) end
try(function(n) return "return " .. ("("):rep(n) .. "1" .. (")"):rep(n) end) --> C stack overflow
try(function(n) return "return " .. ("{"):rep(n) .. ("}"):rep(n) end) --> C stack overflow
try(function(n) return ("do "):rep(n) .. ("end "):rep(n) end) --> C stack overflow
try(function(n) return "return " .. ("-"):rep(1) .. (" -"):rep(n) .. "1" end) --> C stack overflow
try(function(n) return "return " .. ("not "):rep(n) .. "1" end) --> C stack overflow
try(function(n) return "return " .. ("function() return "):rep(n) .. "1" .. (" end"):rep(n) end) --> C stack overflow
try(function(n) return "return " .. ("a .. "):rep(n) .. "a" end) --> C stack overflow
try(function(n) return "return " .. ("2 ^ "):rep(n) .. "2" end) --> C stack overflow
try(function(n) return ("if x then "):rep(n) .. ("end "):rep(n) end) --> C stack overflow
try(function(n) return ("while x do "):rep(n) .. ("end "):rep(n) end) --> C stack overflow
try(function(n) return ("f("):rep(n) .. (")"):rep(n) end) --> C stack overflow
try(function(n) return "x = " .. ("a["):rep(n) .. "1" .. ("]"):rep(n) end) --> C stack overflow
try(function(n) return "local a" .. (", a"):rep(n) end) --> too many local
try(function(n) return ("a,"):rep(n) .. "a = 1" end) --> C stack overflow
print(load("return " .. ("("):rep(100) .. "1" .. (")"):rep(100))(), load("return " .. ("-"):rep(1) .. (" -"):rep(99) .. "1")(), #load("return {" .. ("{"):rep(90) .. ("}"):rep(90) .. "}")()) --> 1 1 1
print(load("return " .. ("1 + "):rep(20000) .. "1")()) --> 20001
print(#load("return " .. ("'a' .. "):rep(150) .. "'a'")()) --> 151
print(load(("x = 1 "):rep(20000) .. " return x")()) --> 1
print(load("return " .. ("(1 + "):rep(60) .. "1" .. (")"):rep(60))()) --> 61
print(load("local t = {} t" .. (".x"):rep(1) .. " = 5 return t" .. (".x"):rep(1))()) --> 5
print(pcall(load("local t = {} t.x = t return t" .. (".x"):rep(5000) .. " == t"))) --> true true
