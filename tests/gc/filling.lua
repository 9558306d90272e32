-- Tables that are filled while the collector runs keep everything that is in use, whatever part it goes to.
local function filled(mode, key)
    collectgarbage(mode)
    local strong, weak, n = {}, setmetatable({}, {__mode = "k"}), 3000
    for i = 1, n do
        local k = key(i)
        strong[k] = {i}
        if type(k) == "table" then weak[k] = strong[k] end
        if i % 7 == 0 then strong[k] = nil end
        if i % 11 == 0 then strong[k] = {i, "again"} end
    end
    collectgarbage("step")
    local count, sum, weakly = 0, 0, 0
    for k, v in pairs(strong) do
        count, sum = count + 1, sum + v[1]
        assert(v[2] == nil or v[1] % 11 == 0)
    end
    for k, v in pairs(weak) do
        weakly = weakly + (strong[k] and 1 or 0)
        assert(type(v[1]) == "number")
    end
    return count, sum, weakly
end
for _, mode in ipairs({"generational", "incremental"}) do
    print(mode, filled(mode, function() return {} end))
    print(mode, filled(mode, function(i) return "k" .. i end))
    print(mode, filled(mode, function(i) return i * 1000 end))
    print(mode, filled(mode, function(i) return i + 0.5 end))
end
--> generational 2610 3915915 2610
--> generational 2610 3915915 0
--> generational 2610 3915915 0
--> generational 2610 3915915 0
--> incremental 2610 3915915 2610
--> incremental 2610 3915915 0
--> incremental 2610 3915915 0
--> incremental 2610 3915915 0
