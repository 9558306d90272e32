-- Producer and consumer.
local function producer() return coroutine.create(function() for _, v in ipairs {"a", "b", "c"} do coroutine.yield(v) end return nil end) end
local function filter(p) return coroutine.create(function() local n = 1 while true do local _, v = coroutine.resume(p) if not v then return nil end coroutine.yield(n .. ":" .. v) n = n + 1 end end) end
local c = filter(producer())
while true do local _, v = coroutine.resume(c) if not v then break end print(v) end --> 1:a
--> 2:b
--> 3:c
