-- a hook runs while coroutine.close, or a failing wrap, waits for a __close
local closed = 0
local mt = {__close = function() closed = closed + 1 end}
local co = coroutine.create(function()
    local a <close> = setmetatable({}, mt)
    local b <close> = setmetatable({}, mt)
    coroutine.yield()
end)
coroutine.resume(co)
local events = 0
local function count() events = events + 1 end
debug.sethook(count, "crl", 1)
local ok = coroutine.close(co)
debug.sethook()
print(ok, closed, events > 0) --> true 2 true
local wrapped = coroutine.wrap(function()
    local a <close> = setmetatable({}, mt)
    error("x", 0)
end)
debug.sethook(count, "crl", 1)
print(pcall(wrapped)) --> false x
debug.sethook()
print(closed) --> 3
