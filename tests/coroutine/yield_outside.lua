-- yield in the main program.
print(pcall(coroutine.yield)) --> false attempt to yield from outside a coroutine
print(pcall(coroutine.yield, 1)) --> false attempt to yield from outside a coroutine
print(coroutine.isyieldable()) --> false
print(coroutine.wrap(function() return coroutine.isyieldable() end)()) --> true
print(coroutine.isyieldable(coroutine.running()), coroutine.isyieldable(coroutine.create(print))) --> false true
