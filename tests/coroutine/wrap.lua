-- wrap: values, errors with position, errors that are not strings.
local w = coroutine.wrap(function(...) local n = 0 for _, v in ipairs {...} do n = n + coroutine.yield(v) end return n end)
print(w(1, 2, 3)) --> 1
print(w(10)) --> 2
print(w(20)) --> 3
print(w(30)) --> 60
print(pcall(w)) --> false cannot resume dead coroutine
print(pcall(coroutine.wrap(function() error("msg") end))) --> false $HERE: msg
print(pcall(coroutine.wrap(function() error("msg", 0) end))) --> false msg
print(select(2, pcall(coroutine.wrap(function() error({7}) end)))[1]) --> 7
print(pcall(coroutine.wrap(function() error() end))) --> false nil
print(pcall(coroutine.wrap(function() local x = nil; x.y = 1 end))) --> false $HERE: attempt to index a nil value (local 'x')
local function level() local co = coroutine.wrap(function() error("inner", 0) end) co() end
print(pcall(level)) --> false wrap.lua:13: inner
print(pcall(coroutine.wrap(function() coroutine.wrap(function() error("two deep", 0) end)() end))) --> false $HERE: two deep
local g = coroutine.wrap(function() coroutine.yield(1) error("later") end)
print(g(), pcall(g)) --> 1 false wrap.lua:16: later
print(pcall(g)) --> false cannot resume dead coroutine
for v in coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end) do print(v) end --> 1
--> 2
--> 3
print(type(w), pcall(coroutine.wrap(pcall), error, "through pcall")) --> function true false through pcall
