-- An error closes the pending variables of a wrapped coroutine before it is propagated.
local function closer(name) return setmetatable({}, {__close = function(_, e) print("closing", name, e) end}) end
local w = coroutine.wrap(function() local a <close> = closer("a") coroutine.yield(1) error("failed", 0) end)
print(w()) --> 1
print(pcall(w)) --> closing a failed
--> false failed
print(pcall(w)) --> false cannot resume dead coroutine
local g = coroutine.wrap(function() local a <close> = closer("b") return "ok" end)
print(g()) --> closing b nil
--> ok
local e = coroutine.wrap(function() local a <close> = setmetatable({}, {__close = function() error("close error", 0) end}) error("body", 0) end)
print(pcall(e)) --> false close error
