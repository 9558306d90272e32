-- weft-only
-- A coroutine that nobody resumed ends by an error: a __close that fails has variables of its own, which are closed first.
local function closer(name, f) return setmetatable({}, {__close = function(_, e) print("close", name, e) if f then f() end end}) end
local co = coroutine.create(function()
    local a <close> = closer("a")
    local b <close> = closer("b", function()
        local c <close> = closer("c", function()
            local d <close> = closer("d")
            error("E3", 0)
        end)
        error("E2", 0)
    end)
    error("E1", 0)
end)
print(pcall(coroutine.transfer, co)) --> close b E1
--> close c E2
--> close d E3
--> close a E3
--> false E3
print(coroutine.state(co)) --> failed
