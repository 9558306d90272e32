-- Coroutines: yields inside pcall, errors caught after being resumed.
local function task(n)
    local caught = 0
    for i = 1, n do
        local ok, e = pcall(function(x)
            local y = coroutine.yield(x)
            if y % 4 == 0 then error(caught) end
            return y
        end, i)
        caught = caught + (ok and e or 1)
    end
    return caught
end
local co = coroutine.create(task)
local _, v = coroutine.resume(co, 1500000)
local n = 0
while coroutine.status(co) == "suspended" do
    n = n + 1
    _, v = coroutine.resume(co, n)
end
print(v, n)
