-- A __close handler may yield.
local function closer(name)
    return setmetatable({}, {__close = function(_, e) print("closing", name, e) print("resumed with", coroutine.yield("from " .. name)) end})
end
local co = coroutine.wrap(function(...)
    do
        local a <close> = closer("a")
        local b <close> = closer("b")
        print("in", ...)
    end
    local function f() local c <close> = closer("c") return "r1", "r2" end
    print(f())
    print(pcall(function() local d <close> = closer("d") error("oops", 0) end))
    for i in function(_, c) if not c then return 1 end end, nil, nil, closer("e") do print("loop", i) end
    return "end"
end)
for i = 1, 6 do print("main", co(i)) end --> in 1
--> closing b nil
--> main from b
--> resumed with 2
--> closing a nil
--> main from a
--> resumed with 3
--> closing c nil
--> main from c
--> resumed with 4
--> r1 r2
--> closing d oops
--> main from d
--> resumed with 5
--> false oops
--> loop 1
--> closing e nil
--> main from e
--> resumed with 6
--> main end
