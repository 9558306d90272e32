-- Upvalues are shared, and outlive their scope.
local function counter()
    local n = 0
    return function() n = n + 1 return n end, function(v) n = v end
end
local get, set = counter()
print(get(), get()) --> 1 2
set(10)
print(get()) --> 11
local get2 = counter()
print(get2(), get()) --> 1 12
local fs = {}
for i = 1, 3 do
    local j = i * 10
    fs[#fs + 1] = function() i = i + 1 j = j + 1 return i, j end
    fs[#fs + 1] = function() return i, j end
end
print(fs[1]()) --> 2 11
print(fs[2]()) --> 2 11
print(fs[3]()) --> 3 21
print(fs[4]()) --> 3 21
print(fs[2]()) --> 2 11
local function nest(a) return function(b) return function(c) a = a + 1 return a + b + c end end end
local f = nest(1)(2)
print(f(3), f(3)) --> 7 8
local x = 1
local function inc() x = x + 1 end
inc()
inc()
print(x) --> 3
local k = 0
while k < 2 do
    k = k + 1
    local v = k
    fs["w" .. k] = function() v = v + 1 return v end
end
print(fs.w1(), fs.w1(), fs.w2()) --> 2 3 3
do
    local a = 1
    local g = function() return a end
    a = 2
    print(g()) --> 2
end
local function recursive(n) return n == 0 and "done" or recursive(n - 1) end
print(recursive(100)) --> done
