-- weft-only
-- A coroutine that failed or ended has no resumer, and is in nobody's chain.
local failed = coroutine.create(function() error("x", 0) end)
print(coroutine.resume(failed)) --> false x
print(coroutine.resumer(failed), coroutine.state(failed)) --> nil failed
local ended = coroutine.create(function() return coroutine.resumer(coroutine.running()) ~= nil end)
print(coroutine.resume(ended)) --> true true
print(coroutine.resumer(ended)) --> nil
print(coroutine.close(failed)) --> false x
