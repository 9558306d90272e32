-- weft-only
-- What transfer, resume and yield refuse, with the words that tell what to use.
local main = coroutine.running()
local t = coroutine.create(function() coroutine.transfer(main) end)
coroutine.transfer(t)
print(coroutine.resume(t)) --> false cannot resume a transferred coroutine (use coroutine.transfer)
local y = coroutine.create(function() coroutine.yield() end)
coroutine.resume(y)
print(pcall(coroutine.transfer, y)) --> false cannot transfer to a yielded coroutine (use coroutine.resume)
local dead = coroutine.create(function() end)
coroutine.resume(dead)
print(pcall(coroutine.transfer, dead)) --> false cannot transfer to a dead coroutine
local outer
outer = coroutine.create(function() local inner = coroutine.create(function() return pcall(coroutine.transfer, outer) end) return coroutine.resume(inner) end)
local _, _, ok, message = coroutine.resume(outer)
print(ok, (message:gsub("is .*%)", "is NAME)"))) --> false cannot transfer to a normal coroutine (its leaf is NAME)
print(pcall(coroutine.yield)) --> false attempt to yield from outside a coroutine
local z = coroutine.create(function() print(pcall(coroutine.yield)) return "z" end)
print(coroutine.transfer(z)) --> false attempt to yield from a coroutine that was not resumed
--> z
print(pcall(coroutine.transfer)) --~> ^false\tbad argument #1 to 'coroutine.transfer'
print(coroutine.resume(dead)) --> false cannot resume dead coroutine
print(coroutine.status(t), coroutine.status(y), coroutine.state(y)) --> suspended suspended yielded
