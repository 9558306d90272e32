-- weft-only
-- sethome: a task started by transfer returns to its home.
local main = coroutine.running()
local hub, done
hub = coroutine.create(function()
    local task = coroutine.create(function(v) return "task result " .. v end)
    coroutine.sethome(task, hub)
    local r = coroutine.transfer(task, 1)
    print("hub got", r, coroutine.state(task))
    return "hub ends"
end)
print(coroutine.transfer(hub)) --> hub got task result 1 finished
--> hub ends
