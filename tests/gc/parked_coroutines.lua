-- What coroutines hold that wait at calls made before by others: whole after any collection, and no longer than they hold it.
local function body(number)
    local last = {number}
    while true do
        local value = coroutine.yield(last[1])
        if last[1] ~= number then error("a value is lost") end
        number = value
        last = {value}
    end
end
local function step(co, value)
    local ok, was = coroutine.resume(co, value)
    return ok and was or error(was)
end
step(coroutine.create(body), 0)

local function round(mode, collect)
    collectgarbage(mode)
    local cos, good = {}, 0
    for i = 1, 200 do
        cos[i] = coroutine.create(body)
        step(cos[i], i)
    end
    for i = 1, 40 do
        for j = 1, 200 do
            if step(cos[j], i * 1000 + j) == i * 1000 + j then good = good + 1 end
            if j % 10 == 0 then collect() end
        end
    end
    return good
end
print(round("incremental", function() collectgarbage("step", 1) end)) --> 8000
print(round("incremental", function() local t = {} for i = 1, 100 do t[i] = {i} end end)) --> 8000
print(round("generational", function() collectgarbage("step", 0) end)) --> 8000
collectgarbage("incremental")
local co = coroutine.create(body)
step(co, 1)
collectgarbage()
print(step(co, 2)) --> 2

-- the former resumer of one that has yielded
local gone = setmetatable({}, {__mode = "k"})
for i = 1, 3 do
    local resumer = coroutine.create(function() for j = 1, 3 do step(co, j) end end)
    gone[resumer] = true
    coroutine.resume(resumer)
end
for i = 1, 2 do collectgarbage() end
print(next(gone)) --> nil
