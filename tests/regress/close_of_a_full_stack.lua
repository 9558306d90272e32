-- pending variables of an error are closed wherever the stack ends
local order
local mt = {__close = function(o, e) order = order .. o[1] .. (e and "!" or "") end}
local function var(name) return setmetatable({name}, mt) end
for size = 1, 190, 3 do
    local text = "local a0, b0 = ... return function() local a <close> = a0 a0 = nil local l1 = {} "
    for i = 2, size do
        text = text .. "local l" .. i .. " "
    end
    text = text .. "local b <close> = b0 b0 = nil l1 = -l1 end"
    local function body() return load(text)(var("a"), var("b")) end
    order = ""
    local co = coroutine.create(function(f) return pcall(f) end)
    local _, ok = coroutine.resume(co, body())
    assert(not ok and order == "b!a!", order)
    order = ""
    co = coroutine.create(body())
    assert(not coroutine.resume(co) and order == "")
    coroutine.close(co)
    assert(order == "b!a!", order)
end
print("ok") --> ok
