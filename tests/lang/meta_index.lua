-- __index and __newindex: functions, tables, chains, rawget and rawset.
local log = {}
local base = {x = "base x", f = function() return "base f" end}
local mid = setmetatable({y = "mid y"}, {__index = base})
local t = setmetatable({z = "own"}, {__index = mid})
print(t.x, t.y, t.z, t.none, t.f(), rawget(t, "x")) --> base x mid y own nil base f nil
local f = setmetatable({}, {__index = function(self, k) return k, "dropped" end})
print(f.abc, f[1], f[true], f[2.5]) --> abc 1 true 2.5
print(rawget(f, "abc"), (select('#', f.abc))) --> nil 1
local n = setmetatable({old = 1}, {__newindex = function(self, k, v) rawset(self, k, v * 2) end})
n.new = 5
n.old = 7
n.new = 6
print(n.new, n.old) --> 6 7
local store = {}
local p = setmetatable({}, {__index = store, __newindex = store})
p.a = 1
print(rawget(p, "a"), store.a, p.a) --> nil 1 1
local chain = setmetatable({}, {__newindex = setmetatable({}, {__newindex = function(self, k, v) print("end of chain", k, v) end})})
chain.q = 1 --> end of chain q 1
local fields = setmetatable({}, {__index = function(_, k) return type(k) end})
print(fields[1], fields[1.5], fields.s, fields[{}], fields[print], fields[true]) --> number number string table function boolean
f[1], f.x = "raw", nil
print(f[1], type(f.x)) --> raw string
local depth = {}
for i = 1, 50 do depth = setmetatable({["k" .. i] = i}, {__index = depth}) end
print(depth.k1, depth.k50, depth.k51) --> 1 50 nil
print(pcall(function() local loop = {} setmetatable(loop, {__index = loop}) return loop.x end)) --> false $HERE: '__index' chain too long; possible loop
print(pcall(function() local loop = setmetatable({}, {}) getmetatable(loop).__newindex = loop loop.x = 1 end)) --> false $HERE: '__newindex' chain too long; possible loop
print(pcall(function() return setmetatable({}, {__index = 5}).x end)) --> false $HERE: attempt to index a number value
print(pcall(function() setmetatable({}, {__newindex = true}).x = 1 end)) --> false $HERE: attempt to index a boolean value
print(#setmetatable({}, {__index = {1, 2, 3}}), ("abc").len == string.len, ("abc").x) --> 0 true nil
