-- A round-robin scheduler.
local tasks = {}
local function spawn(name, n) tasks[#tasks + 1] = coroutine.create(function() for i = 1, n do print(name, i) coroutine.yield() end print(name, "done") end) end
spawn("a", 2)
spawn("b", 3)
spawn("c", 1)
while #tasks > 0 do
    for i = #tasks, 1, -1 do
        coroutine.resume(tasks[i]) --> c 1
        --> b 1
        --> a 1
        --> c done
        --> b 2
        --> a 2
        --> b 3
        --> a done
        --> b done
        if coroutine.status(tasks[i]) == "dead" then table.remove(tasks, i) end
    end
end
