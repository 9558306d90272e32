-- Arrays and hashes grow, shrink and keep their contents.
local t = {}
for i = 1, 1000 do t[i] = i end
for i = 1, 1000 do t["k" .. i] = -i end
for i = -100, 0 do t[i] = i end
local s = 0
for k, v in pairs(t) do s = s + v end
print(s, #t) --> -5050 1000
for i = 1, 1000, 2 do t["k" .. i] = nil end
for i = 1000, 501, -1 do t[i] = nil end
local n = 0
for _ in pairs(t) do n = n + 1 end
print(n, #t) --> 1101 500
local r = {}
for i = 1000, 1, -1 do r[i] = i end
print(#r) --> 1000
local sparse = {}
for i = 0, 20 do sparse[1 << i] = i end
local m = 0
for k, v in pairs(sparse) do m = m + v end
print(m, sparse[1 << 20], sparse[3]) --> 210 20 nil
local q = {}
local head, tail = 1, 0
for i = 1, 10000 do
    tail = tail + 1 q[tail] = i
    if i % 3 == 0 then q[head] = nil head = head + 1 end
end
print(tail - head, q[head], q[tail]) --> 6666 3334 10000
local f = {}
for i = 1, 100 do f[i + 0.0] = i end
print(#f) --> 100
for i = 1, 300 do local o = {} for j = 1, i % 20 do o["f" .. j] = j end if i % 20 ~= 0 then assert(o["f" .. i % 20] == i % 20) end end
print("ok") --> ok
