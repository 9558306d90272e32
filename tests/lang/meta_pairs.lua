-- __pairs gives the iterator; three values at most.
local t = setmetatable({}, {__pairs = function(self) return function(_, k) if not k then return 1, "one" elseif k < 3 then return k + 1, "more" end end, self, nil end})
for k, v in pairs(t) do print(k, v) end --> 1 one
--> 2 more
--> 3 more
print(select("#", pairs(t)), select("#", pairs({}))) --> 3 3
print(pcall(pairs)) --> false bad argument #1 to 'pairs' (value expected)
print(select("#", pairs(nil))) --> 3
print(pcall(function() for k in pairs(nil) do end end)) --> false $HERE: bad argument #1 to 'for iterator' (table expected, got nil)
print((pcall(pairs, 5))) --> true
print(pcall(pairs, setmetatable({}, {__pairs = function() error("in pairs", 0) end}))) --> false in pairs
for i, v in ipairs(setmetatable({}, {__index = function(_, i) if i <= 3 then return i * i end end})) do print(i, v) end --> 1 1
--> 2 4
--> 3 9
print(select(2, next({10})), rawequal((pairs({})), next)) --> 10 true
