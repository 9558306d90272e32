-- Suspended coroutines that nothing refers to are collected; their pending closes do not run.
local weak = setmetatable({}, {__mode = "v"})
do
    local function make() local co = coroutine.create(function() local x <close> = setmetatable({}, {__close = function() print("never") end}) coroutine.yield() end) coroutine.resume(co) return co end
    weak[1] = make() weak[2] = coroutine.wrap(function() coroutine.yield() end)
    weak[2]()
end
collectgarbage()
collectgarbage()
print(weak[1], weak[2]) --> nil nil
local co
do
    local data = {}
    weak.data = data
    co = coroutine.create(function() local keep = data coroutine.yield() return keep end)
    coroutine.resume(co)
end
collectgarbage()
print(weak.data ~= nil, select(2, coroutine.resume(co)) == weak.data) --> true true
local cyc = coroutine.create(function(self) coroutine.yield(self) end)
coroutine.resume(cyc, cyc)
weak.cyc = cyc
cyc = nil
collectgarbage()
collectgarbage()
print(weak.cyc) --> nil
