-- Interning does not show: equality and order of strings however they are made.
local a = ("x"):rep(50)
local b = ("x"):rep(25) .. ("x"):rep(25)
print(a == b, a < b .. "y", ({[a] = 1})[b], #a, a:sub(1, 3) == "xxx") --> true true 1 50 true
print("a\0b" < "a\0c", "a\0" > "a", "\0" < "\1", "" < "\0", "Z" < "a", "a" < "b", "10" < "9", "\xff" > "a") --> true true true true true true true true
print(tostring(12) == "12", ("12"):rep(2) == "1212", (12 .. "") == "12", #tostring(1e100)) --> true true true 6
local t = {}
for i = 1, 100 do t["key" .. i] = i end
local n = 0
for i = 1, 100 do n = n + t["k" .. "ey" .. i] end
print(n, ("é"):byte(1, -1)) --> 5050 195 169
for len = 38, 43 do local s = ("q"):rep(len) local t = {[s] = len} print(t[("q"):rep(len - 1) .. "q"], s == ("q"):rep(len), s .. "" == s) end --> 38 true true
--> 39 true true
--> 40 true true
--> 41 true true
--> 42 true true
--> 43 true true
