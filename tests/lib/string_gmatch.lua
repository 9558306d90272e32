-- string.gmatch.
for w in ("one two  three"):gmatch("%a+") do print(w) end --> one
--> two
--> three
for k, v in ("a=1, b=2"):gmatch("(%w+)=(%w+)") do print(k, v) end --> a 1
--> b 2
for p in ("abc"):gmatch("()") do print(p) end --> 1
--> 2
--> 3
--> 4
for a in ("abc"):gmatch("") do print("[" .. a .. "]") end --> []
--> []
--> []
--> []
for a in ("abab"):gmatch("^a") do print(a) end
for a in ("xay"):gmatch("a*") do print("<" .. a .. ">") end --> <>
--> <a>
--> <>
for w in ("one two"):gmatch("%a+", 4) do print(w) end --> two
for w in ("one two"):gmatch("%a+", -2) do print(w) end --> wo
for w in ("one"):gmatch("%a", 10) do print("never") end
local it = ("ab"):gmatch(".")
print(it(), it(), it(), it()) --> a b nil
print(pcall(string.gmatch)) --> false bad argument #1 to 'string.gmatch' (string expected, got no value)
print(pcall(string.gmatch, "x")) --> false bad argument #2 to 'string.gmatch' (string expected, got no value)
print(select("#", ("x"):gmatch("x"))) --> 1
print(coroutine.wrap(function() for w in ("a b"):gmatch("%a") do coroutine.yield(w) end end)()) --> a
