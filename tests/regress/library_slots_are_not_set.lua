-- weft-only
-- debug.setlocal leaves the slots of library functions alone (they rely on them: this crashed, or broke a chain of coroutines).
local function spoil(co)
    for level = 0, 10 do
        local ok, info = pcall(debug.getinfo, co, level, "S")
        if not info then
            break
        end
        for n = 1, 20 do
            if info.what == "C" and debug.setlocal(co, level, n, 42) then
                print("set", level, n)
            end
        end
    end
end

-- buffers and lists of a suspended library function
local co = coroutine.create(function() return ("abc"):gsub(".", function(c) coroutine.yield() return c .. c end) end)
while coroutine.resume(co) and coroutine.status(co) == "suspended" do
    spoil(co)
end
co = coroutine.create(function() return table.concat(setmetatable({}, {__len = function() return 2 end, __index = coroutine.yield}), ",") end)
local _, t, k
repeat
    _, t, k = coroutine.resume(co, "value")
    spoil(co)
until coroutine.status(co) == "dead"
print(t) --> value,value

-- coroutine.close while a __close of it is suspended
local closed = coroutine.create(function()
    local c <close> = setmetatable({}, {__close = function() coroutine.yield("closing") end})
    coroutine.yield()
end)
coroutine.resume(closed)
co = coroutine.create(function() return coroutine.close(closed) end)
print(coroutine.resume(co)) --> true closing
spoil(co)
print(coroutine.resume(co)) --> true true

-- the slot by which a chain is found downwards
local main = coroutine.main()
local leaf = coroutine.create(function() return coroutine.transfer(coroutine.create(function() spoil(main) return "back" end)) end)
print(coroutine.resume(leaf)) --> true back
