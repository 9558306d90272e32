-- A coroutine that is being closed can be looked at: what its variable was in front of is gone.
local co
local function look()
    collectgarbage()
    local t = {}
    for i = 1, 200 do t[i] = load("return function() return " .. i .. " end")() end
    for level = 0, 6 do
        if debug.getinfo(co, level) then debug.getlocal(co, level, 1) end
    end
    return type(debug.traceback(co)), #t
end
local function body(last)
    local x <close> = setmetatable({}, {__close = function() print(look()) end})
    load("local last, k = ... k = k .. 'x' last(k) return k")(last, "a")
end
co = coroutine.create(body)
coroutine.resume(co, coroutine.yield)
print(coroutine.close(co)) --> string 200
--> true
co = coroutine.create(body)
print(coroutine.resume(co, function() error("E", 0) end)) --> false E
print(coroutine.close(co)) --> string 200
--> false E
