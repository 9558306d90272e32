-- Yields and errors inside __close of a coroutine.
local function closer(f) return setmetatable({}, {__close = f}) end
local co = coroutine.create(function()
    local a <close> = closer(function(_, e) print("a", e) coroutine.yield("ya") error("ea", 0) end)
    local b <close> = closer(function(_, e) print("b", e) coroutine.yield("yb") error("eb", 0) end)
    coroutine.yield("body")
    error("e0", 0)
end)
for i = 1, 5 do print(coroutine.resume(co)) end --> true body
--> false e0
--> false cannot resume dead coroutine
--> false cannot resume dead coroutine
--> false cannot resume dead coroutine
local c2 = coroutine.wrap(function() return pcall(function() local x <close> = closer(function(_, e) coroutine.yield(e) end) error("pe", 0) end) end)
print(c2()) --> pe
print(c2()) --> false pe
