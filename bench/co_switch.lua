-- Coroutines: resume and yield, one pair after another.
local co = coroutine.create(function(x)
    while true do x = coroutine.yield(x + 1) end
end)
local resume, v = coroutine.resume, 0
for _ = 1, 5000000 do
    local _
    _, v = resume(co, v)
end
print(v)
