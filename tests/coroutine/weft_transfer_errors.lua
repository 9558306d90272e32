-- weft-only
-- An error in a coroutine without a resumer is raised in the landing coroutine's transfer.
local main = coroutine.running()
local closed = {}
local co = coroutine.create(function()
    local x <close> = setmetatable({}, {__close = function(_, e) closed[#closed + 1] = e end})
    coroutine.transfer(main, "first")
    error("failed in co", 0)
end)
print(coroutine.transfer(co)) --> first
print(pcall(coroutine.transfer, co)) --> false failed in co
print(closed[1], coroutine.state(co), coroutine.status(co)) --> failed in co failed dead
local t = {}
print(select(2, pcall(coroutine.transfer, coroutine.create(function() error(t) end))) == t) --> true
local resumed = coroutine.create(function()
    coroutine.transfer(main, "parked")
    error("seen by the resumer", 0)
end)
local outer = coroutine.create(function() return coroutine.resume(resumed) end)
print(coroutine.transfer(outer)) --> parked
print(coroutine.status(outer), coroutine.state(resumed)) --> normal transferred
print(coroutine.transfer(resumed)) --> false seen by the resumer
