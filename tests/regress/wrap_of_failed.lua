-- A wrap's call of a coroutine that failed in a resume closes it and raises its error, once.
local co
local f = coroutine.wrap(function()
    co = coroutine.running()
    coroutine.yield()
    local x <close> = setmetatable({}, {__close = function(_, e) print("closed", e) end})
    error("E", 0)
end)
f()
print(coroutine.resume(co)) --> false E
print(pcall(f)) --> closed E
--> false E
print(pcall(f)) --> false cannot resume dead coroutine
print(coroutine.close(co)) --> true
