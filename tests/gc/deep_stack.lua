-- Collections in the middle of a deep recursion: what its frames hold stays, whatever is stored where between two collections.
local function churn(n) for i = 1, n do local t = {i, {i}} end collectgarbage("step") end
local modes = {"generational", "incremental"}
local function each_mode(f) for _, mode in ipairs(modes) do collectgarbage(mode) print(mode, f()) end end

-- variables that were set before a call, between two calls, and after
local function nest(n)
    local a, b = {n}, nil
    if n == 0 then churn(1000) churn(1000) return 0 end
    local sum = nest(n - 1)
    b = {n}
    if n % 100 == 0 then churn(9) sum = sum + nest(n % 7) - (n % 7) * (n % 7 + 1) end
    local c = {n}
    return sum + a[1] + b[1] + c[1] - n
end
each_mode(function() return nest(600) end)
--> generational 360600
--> incremental 360600

-- the same depths are reached again by other frames, while the ones below stay
local function at(depth, f) if depth == 0 then return (f()) end local own = {depth} local r = at(depth - 1, f) return r + (own[1] - depth) end
each_mode(function()
    return at(1000, function()
        local sum = 0
        for i = 1, 60 do
            local kept = {i}
            sum = sum + at(i * 7 % 90, function() churn(9) return kept[1] end)
            kept = {i + 1}
            churn(3)
            sum = sum + kept[1] - i
        end
        return sum
    end)
end)
--> generational 1890
--> incremental 1890

-- errors, varargs, metamethods, callbacks of the library and to-be-closed variables between the frames
local closed = 0
local meta = {__close = function(t) closed = closed + t[1] churn(3) end}
local ways = {
    function(n, go) return go(n) end,
    function(n, go) local ok, v = pcall(go, n) return v end,
    function(n, go, ...) local t = {...} local v = go(n, {n}, {n}, ...) return v + #t end,
    function(n, go) return setmetatable({}, {__index = function(_, k) return go(k) end})[n] end,
    function(n, go) return (setmetatable({n}, {__add = function(a, b) return go(a[1] + b) end}) + 0) end,
    function(n, go) local v table.sort({1, 2}, function() v = v or go(n) return false end) return v end,
    function(n, go) local v = ("x"):gsub("x", function() return tostring(go(n)) end) return math.tointeger(v) end,
    function(n, go) local guard <close> = setmetatable({1}, meta) local v = go(n) churn(5) return v end,
    function(n, go) local v = {} local ok, e = pcall(function() v[1] = go(n) error({n}) end) return v[1] + e[1] - n end,
    function(n, go) return coroutine.wrap(function() local held = {n} coroutine.yield(go(n)) return held end)() end,
    function(n, go) for v in function(_, last) if not last then return go(n) end end do return v end end,
    function(n, go) return select(2, xpcall(go, debug.traceback, n)) end,
}
local function go(n)
    if n == 0 then churn(500) return 0 end
    local held = {n}
    local v = ways[n % #ways + 1](n - 1, go)
    churn(10)
    return v + held[1]
end
each_mode(function() closed = 0 return at(300, function() return go(60) end), closed end)
--> generational 1830 5
--> incremental 1830 5

-- debug.setlocal into a frame far below, of the running coroutine and of another; what would be freed is written over
local function churn_over() churn(500) churn(500) churn(500) end
each_mode(function()
    local function set(level) churn(500) assert(debug.setlocal(level + 2, 1, {"far below"}) == "target") churn_over() return 0 end
    local function down(n, level) if n == 0 then return set(level) end return 1 + down(n - 1, level + 1) end
    local function holder() local target = {"before"} down(500, 0) return target[1] end
    return holder()
end)
--> generational far below
--> incremental far below
each_mode(function()
    local function down(n) if n == 0 then churn(500) coroutine.yield() return 0 end return 1 + down(n - 1) end
    local co = coroutine.create(function() local target = {"before"} down(500) return target[1] end)
    coroutine.resume(co)
    churn(500)
    for level = 500, 510 do if debug.getlocal(co, level, 1) == "target" then debug.setlocal(co, level, 1, {"suspended"}) break end end
    churn_over()
    return select(2, coroutine.resume(co))
end)
--> generational suspended
--> incremental suspended
