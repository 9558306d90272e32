-- debug functions on other coroutines.
local co = coroutine.create(function(a, ...) local b = a * 2 local function inner() local c = 3 coroutine.yield() return c end inner() return b end)
print(debug.getinfo(co, 0), debug.traceback(co)) --> nil stack traceback:
coroutine.resume(co, 5, "extra")
print(debug.getinfo(co, 0, "n").name, debug.getinfo(co, 1, "n").name, debug.getinfo(co, 2, "l").currentline, debug.getinfo(co, 3)) --> yield inner 2 nil
print(debug.getlocal(co, 1, 1)) --> c 3
print(debug.getlocal(co, 2, 1)) --> a 5
print(debug.getlocal(co, 2, 2)) --> b 10
print(debug.getlocal(co, 2, -1)) --> (vararg) extra
print(debug.getlocal(co, 2, 9)) --> nil
print(debug.setlocal(co, 2, 2, 99)) --> b
print(debug.traceback(co)) --> stack traceback:
-->  [C]: in function 'coroutine.yield'
-->  hooks_debug.lua:2: in local 'inner'
-->  hooks_debug.lua:2: in function <hooks_debug.lua:2>
print(debug.traceback(co, "msg")) --> msg
--> stack traceback:
-->  [C]: in function 'coroutine.yield'
-->  hooks_debug.lua:2: in local 'inner'
-->  hooks_debug.lua:2: in function <hooks_debug.lua:2>
print(debug.traceback(co, nil)) --> stack traceback:
-->  [C]: in function 'coroutine.yield'
-->  hooks_debug.lua:2: in local 'inner'
-->  hooks_debug.lua:2: in function <hooks_debug.lua:2>
print(debug.traceback(co, "skip", 1)) --> skip
--> stack traceback:
-->  hooks_debug.lua:2: in local 'inner'
-->  hooks_debug.lua:2: in function <hooks_debug.lua:2>
print(debug.traceback(co, {}) ~= nil) --> true
print(coroutine.resume(co)) --> true 99
print(debug.traceback(co)) --> stack traceback:
