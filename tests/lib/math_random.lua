-- math.random: the documented generator, ranges, seeds.
math.randomseed(42)
print(math.random(1, 100), math.random(1, 100), math.random(10), math.random(0), math.random(-5, 5)) --> 50 76 6 -7059243630996204619 1
print(("%.15f"):format(math.random())) --> 0.710976896615509
math.randomseed(42)
local a = math.random(1 << 40)
math.randomseed(42)
print(a == math.random(1 << 40)) --> true
math.randomseed(1, 2)
print(math.random(0), math.random(0)) --> 8291693048688576641 4164699302279098248
math.randomseed(123.0)
print(math.random(1, 6), math.random(1, 6)) --> 5 1
math.randomseed(-1)
print(math.random(1000)) --> 818
print(math.random(math.mininteger, math.maxinteger), math.random(math.maxinteger), math.random(0, math.maxinteger)) --> 8026835276506229831 6572522575535660160 2692236507815280835
local lo, hi = 2, 0
for i = 1, 1000 do local r = math.random() if r < lo then lo = r end if r > hi then hi = r end end
print(lo >= 0, hi < 1, lo < 0.05, hi > 0.95) --> true true true true
local seen = {}
for i = 1, 1000 do local r = math.random(3, 7) assert(math.type(r) == "integer" and r >= 3 and r <= 7) seen[r] = true end
print(seen[3], seen[4], seen[5], seen[6], seen[7], seen[2], seen[8]) --> true true true true true nil nil
print(math.random(5, 5), math.random(3.0, 3)) --> 5 3
print(pcall(math.random, 0, -1)) --> false bad argument #1 to 'math.random' (interval is empty)
print(pcall(math.random, 2, 1)) --> false bad argument #1 to 'math.random' (interval is empty)
print(pcall(math.random, 1, 2, 3)) --> false wrong number of arguments
print(pcall(math.random, 1.5)) --> false bad argument #1 to 'math.random' (number has no integer representation)
print(pcall(math.random, "x")) --> false bad argument #1 to 'math.random' (number expected, got string)
print(pcall(math.random, -1)) --> false bad argument #1 to 'math.random' (interval is empty)
print(math.type(math.random(0))) --> integer
print(select("#", math.randomseed()), select("#", math.randomseed(5)), pcall(math.randomseed, "x")) --> 2 2 false bad argument #1 to 'math.randomseed' (number expected, got string)
print(math.type((math.randomseed()))) --> integer
