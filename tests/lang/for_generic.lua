-- Generic for: iterator, state, control.
for k, v in next, {10} do print(k, v) end --> 1 10
for i, v in ipairs({"a", "b", nil, "d"}) do print(i, v) end --> 1 a
--> 2 b
local function range(n) return function(s, c) if c < s then return c + 1 end end, n, 0 end
for i in range(3) do print(i) end --> 1
--> 2
--> 3
for a, b, c in function(s, c) if not c then return 1, 2 end end do print(a, b, c) end --> 1 2 nil
local callable = setmetatable({}, {__call = function(self, s, c) c = (c or 0) + 1 if c < 3 then return c, self == callable end end})
for i in callable do print(i) end --> 1
--> 2
for w in ("one two"):gmatch("%a+") do print(w) end --> one
--> two
for k in pairs({}) do print("never") end
print(pcall(function() for x in nil do end end)) --> false $HERE: attempt to call a nil value (for iterator 'for iterator')
print(pcall(function() for x in 5 do end end)) --> false $HERE: attempt to call a number value (for iterator 'for iterator')
print(pcall(function() local t = {} for x in t.iter do end end)) --> false $HERE: attempt to call a nil value (for iterator 'for iterator')
local n = 0
for k, v in pairs({a = 1, b = 2, 10, 20}) do n = n + v end
print(n) --> 33
