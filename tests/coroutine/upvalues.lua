-- Open upvalues of a suspended coroutine's locals are shared with closures outside.
local get, set
local co = coroutine.create(function()
    local x = 1
    get, set = function() return x end, function(v) x = v end
    coroutine.yield()
    print("inside", x)
    x = 10
    coroutine.yield()
    for i = 1, 2 do local j = i get = function() return i, j end coroutine.yield() end
end)
coroutine.resume(co)
print(get()) --> 1
set(5)
print(get()) --> 5
coroutine.resume(co) --> inside 5
print(get()) --> 10
coroutine.resume(co)
print(get()) --> 1 1
local g1 = get
coroutine.resume(co)
print(get()) --> 2 2
print(g1()) --> 1 1
coroutine.resume(co)
print(get()) --> 2 2
print(coroutine.status(co)) --> dead
co = nil
collectgarbage()
print(get()) --> 2 2
print(g1()) --> 1 1
local fs = {}
for i = 1, 3 do local c = coroutine.wrap(function() local v = i * 10 coroutine.yield(function() v = v + 1 return v end) end) fs[i] = c() end
collectgarbage()
print(fs[1](), fs[1](), fs[2](), fs[3]()) --> 11 12 21 31
