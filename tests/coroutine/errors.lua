-- An error kills the coroutine only; values that are not strings pass unchanged.
local co = coroutine.create(function() coroutine.yield() error({code = 1}) end)
coroutine.resume(co)
local ok, e = coroutine.resume(co)
print(ok, type(e), e.code, coroutine.status(co), coroutine.resume(co)) --> false table 1 dead false cannot resume dead coroutine
print(coroutine.resume(coroutine.create(function() error() end))) --> false nil
print(coroutine.resume(coroutine.create(function() error("with position") end))) --> false $HERE: with position
print(coroutine.resume(coroutine.create(function() return nil .. "x" end))) --> false $HERE: attempt to concatenate a nil value
print(coroutine.resume(coroutine.create(function() local t = {} t.x.y = 1 end))) --> false $HERE: attempt to index a nil value (field 'x')
print(coroutine.resume(coroutine.create(function() coroutine.yield(error("in argument", 0)) end))) --> false in argument
local n = 0
for i = 1, 200 do local c = coroutine.create(function() error(i) end) local ok, v = coroutine.resume(c) if not ok and v == i then n = n + 1 end end
print(n) --> 200
print(debug.traceback(co, "trace", 0):match("^trace\nstack traceback:") ~= nil) --> true
