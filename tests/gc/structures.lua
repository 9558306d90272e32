-- Live structures survive collections at every moment.
local function tree(d) if d == 0 then return {} end return {tree(d - 1), tree(d - 1)} end
local function count(t) if not t[1] then return 1 end return count(t[1]) + count(t[2]) end
local keep = tree(10)
for i = 1, 20 do tree(6) collectgarbage("step", i * 10) end
print(count(keep)) --> 1024
local list
for i = 1, 100000 do list = {next = list, v = i} end
collectgarbage()
local n = 0
while list do n = n + 1 list = list.next end
print(n) --> 100000
local t = {}
for i = 1, 5000 do t["k" .. i] = {i} if i % 500 == 0 then collectgarbage("step") end end
local s = 0
for k, v in pairs(t) do s = s + v[1] end
print(s) --> 12502500
local fs = {}
for i = 1, 1000 do local x = {i} fs[i] = function() x = {x[1] + 1} return x[1] end if i % 100 == 0 then collectgarbage() end end
s = 0
for i = 1, 1000 do s = s + fs[i]() end
print(s) --> 501500
collectgarbage("generational")
local old = {}
collectgarbage()
for i = 1, 2000 do old[i % 50] = {i} old["s" .. i % 50] = "v" .. i end
collectgarbage("step")
print(old[0][1], old.s0, old[49][1]) --> 2000 v2000 1999
collectgarbage("incremental")
local cos = {}
for i = 1, 200 do cos[i] = coroutine.wrap(function() local v = {i} while true do coroutine.yield(v[1]) v = {v[1] + 1} end end) cos[i]() end
collectgarbage()
s = 0
for r = 1, 3 do for i = 1, 200 do s = s + cos[i]() end collectgarbage("step", 0) end
print(s) --> 61500
