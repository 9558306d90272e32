-- Garbage is reclaimed while the program runs, in both modes.
for _, mode in ipairs { "incremental", "generational", "incremental" } do
    collectgarbage(mode)
    collectgarbage()
    local base, peak = collectgarbage("count"), 0
    for i = 1, 200000 do
        local t = {i, tostring(i), function() return i end}
        if i % 10000 == 0 then peak = math.max(peak, collectgarbage("count")) end
    end
    print(peak < base + 30000) --> true
    --> true
    --> true
end
local s = ""
for i = 1, 2000 do s = s .. "some text " end
print(#s) --> 20000
collectgarbage()
print(collectgarbage("count") < 5000) --> true
