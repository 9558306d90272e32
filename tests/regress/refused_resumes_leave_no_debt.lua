-- a resume that finds no room for its arguments is not counted as one that waits
local co = coroutine.create(function(...)
    return (coroutine.yield())
end)
coroutine.resume(co, table.unpack({}, 1, 200000))
-- the memory of waiting resumes is limited; each of these has 16 MB
for _ = 1, 100 do
    pcall(coroutine.resume, co, table.unpack({}, 1, 900000))
end
print(coroutine.resume(co, 7)) --> true 7
