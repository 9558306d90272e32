-- Weak values: collected objects vanish, values and strings stay.
local w = setmetatable({}, {__mode = "v"})
local kept = {}
local function fill() w[1], w[2], w.s, w.n, w.k, w.f = {}, kept, "string", 42, {}, function() return w end end
fill()
collectgarbage()
print(w[1], w[2] == kept, w.s, w.n, w.k, w.f) --> nil true string 42 nil nil
kept = nil
collectgarbage()
print(w[2], #w) --> nil 0
for i = 1, 100 do w[i] = {} end
collectgarbage()
local n = 0
for k, v in pairs(w) do n = n + 1 end
print(n) --> 2
getmetatable(w).__mode = nil
w[1] = {}
collectgarbage()
print(w[1] ~= nil) --> true
local arr = setmetatable({}, {__mode = "v"})
for i = 1, 10 do arr[i] = i % 2 == 0 and {} or i end
collectgarbage()
for i = 1, 10 do if arr[i] then print(i, arr[i]) end end --> 1 1
--> 3 3
--> 5 5
--> 7 7
--> 9 9
