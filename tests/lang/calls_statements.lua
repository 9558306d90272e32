-- Call syntax, statements, separators.
local f
function f(...) print("f", type(...) == "table" and "a table" or ...) return f end
f(1) f "str" f [[long]] f {} ; --> f 1
--> f str
--> f long
--> f a table
;;; f(2); --> f 2
(f)(3) --> f 3
local t = {f = f}
t.f(4); t["f"](5) --> f 4
--> f 5
f(6)(7) --> f 6
--> f 7
do local r = f; (r)(8) end --> f 8
print((f(9)) == f) --> f 9
--> true
local x = f --> f 10
(10)
print(x == f) --> true
return f(11), print("last") --> f 11
--> last
