-- During a traversal existing fields may be assigned and cleared.
local t = {}
for i = 1, 50 do t[i] = i t["k" .. i] = i end
local n = 0
for k, v in pairs(t) do n = n + 1 t[k] = nil end
print(n, next(t)) --> 100 nil
for i = 1, 50 do t["x" .. i] = i end
for k, v in pairs(t) do t[k] = v * 2 end
local sum = 0
for k, v in pairs(t) do sum = sum + v end
print(sum) --> 2550
for k in pairs(t) do t[k] = nil collectgarbage("step") end
print(next(t)) --> nil
print(pcall(next, {}, "no such key")) --> false invalid key to 'next'
print(next({}), next({5})) --> nil 1 5
