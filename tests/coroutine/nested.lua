-- Coroutines inside coroutines, each with its own stack.
local function level(n)
    if n == 0 then coroutine.yield("bottom") return "ret0" end
    local co = coroutine.create(level)
    local ok, v = coroutine.resume(co, n - 1)
    coroutine.yield(n .. ":" .. tostring(v))
    ok, v = coroutine.resume(co)
    return n .. "/" .. tostring(v)
end
local co = coroutine.create(level)
print(coroutine.resume(co, 5)) --> true 5:4:3:2:1:bottom
print(coroutine.resume(co)) --> true 5/4/3/2/1/ret0
print(coroutine.resume(co)) --> false cannot resume dead coroutine
local cos = {}
for i = 1, 5 do cos[i] = coroutine.wrap(function() local sum = 0 while true do sum = sum + coroutine.yield(sum) * i end end) cos[i]() end
for round = 1, 3 do local r = {} for i = 1, 5 do r[i] = cos[i](round) end print(table.concat(r, " ")) end --> 1 2 3 4 5
--> 3 6 9 12 15
--> 6 12 18 24 30
local function chain(n) if n == 0 then return "end of chain" end return coroutine.wrap(chain)(n - 1) end
print(chain(100)) --> end of chain
