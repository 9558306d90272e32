-- What coroutine.close and a wrap's call keep in their frames cannot be overwritten from a __close.
local function variable(f) return setmetatable({}, {__close = f}) end
local function body()
    local a <close> = variable(function() print("closed a") end)
    local b <close> = variable(function()
        for level = 2, 4 do
            local info = debug.getinfo(level, "S")
            for i = 1, info and info.what == "C" and 8 or 0 do debug.setlocal(level, i, 42) end
        end
    end)
    coroutine.yield()
    error("E", 0)
end
local co = coroutine.create(body)
coroutine.resume(co)
print(coroutine.close(co)) --> closed a
--> true
local f = coroutine.wrap(body)
f()
print(pcall(f)) --> closed a
--> false E
