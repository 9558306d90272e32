-- weft-only
-- The chain to which the program returns is not closed by one that was transferred to (this closed the main coroutine, and crashed).
local main = coroutine.main()
local resumed

local function try()
    print(pcall(coroutine.close, main)) --> false cannot close the main coroutine
    print(pcall(coroutine.close, resumed)) --> false cannot close a coroutine that another waits for (main)
    print(coroutine.state(main), coroutine.state(resumed)) --> normal transferred
    return "back"
end
resumed = coroutine.create(function()
    local c <close> = setmetatable({}, {__close = function() print("closed") end})
    return coroutine.transfer(coroutine.create(try))
end)
print(coroutine.resume(resumed))
--> closed
--> true back

print(coroutine.transfer(coroutine.create(function() return pcall(coroutine.close, main) end)))
--> false cannot close the main coroutine

-- a chain that is being closed is not closed by its own __close
local root, leaf
root = coroutine.create(function()
    local r <close> = setmetatable({}, {__close = function() print("root") end})
    leaf = coroutine.create(function()
        local l <close> = setmetatable({}, {__close = function()
            print("leaf", coroutine.state(root), coroutine.state(leaf), pcall(coroutine.close, root))
        end})
        coroutine.transfer(main)
    end)
    coroutine.resume(leaf)
end)
coroutine.transfer(root)
print(coroutine.close(root), coroutine.state(root), coroutine.state(leaf))
--> leaf closing closing false cannot close a running coroutine
--> root
--> true closed closed
