-- Metatables and base tables that change are seen at once.
local base = {}
local function get(t) return t.v end
local t = setmetatable({}, {__index = base})
for i = 1, 5 do get(t) end
print(get(t)) --> nil
base.v = 1
print(get(t)) --> 1
t.v = 2
print(get(t)) --> 2
t.v = nil
print(get(t)) --> 1
base.v = nil
print(get(t)) --> nil
getmetatable(t).__index = function(_, k) return k .. "?" end
print(get(t)) --> v?
setmetatable(t, nil)
print(get(t)) --> nil
local mt = {}
local s = setmetatable({}, mt)
print(pcall(function() return s + 1 end)) --> false $HERE: attempt to perform arithmetic on a table value (upvalue 's')
mt.__add = function() return "now" end
print(s + 1) --> now
mt.__add = nil
print(pcall(function() return s + 1 end)) --> false $HERE: attempt to perform arithmetic on a table value (upvalue 's')
mt.__len = function() return 42 end
print(#s) --> 42
mt.__newindex = function(_, k) rawset(s, k, "caught") end
s.q = 1
print(s.q) --> caught
mt.__newindex = nil
s.r = 1
print(s.r) --> 1
rawset(mt, "__call", function(_, x) return x end)
print(s(3)) --> 3
for _, k in ipairs { "a", "b", "c" } do t[k] = k end
local function fa(o) return o.a end
print(fa(t), fa({a = 1}), fa({b = 2, a = 3}), fa(setmetatable({}, {__index = t}))) --> a 1 3 a
