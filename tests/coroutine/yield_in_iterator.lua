-- yield inside iterators of the generic for.
local function iter(_, i) i = (i or 0) + 1 coroutine.yield("iter " .. i) if i <= 2 then return i, "v" .. i end end
local co = coroutine.wrap(function()
    for i, v in iter do print("body", i, v) coroutine.yield("body " .. i) end
    for k, v in pairs(setmetatable({}, {__pairs = function() coroutine.yield("pairs") return next, {only = 1}, nil end})) do print(k, v) end
    return "done"
end)
local r
repeat
    r = co()
    print(r) --> iter 1
    --> body 1 v1
    --> body 1
    --> iter 2
    --> body 2 v2
    --> body 2
    --> iter 3
    --> pairs
    --> only 1
    --> done
until r == "done"
