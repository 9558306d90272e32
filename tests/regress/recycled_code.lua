-- a function whose code lies where another's was is called as what it is
local function fill(...)
    local a, b, c, d, e, f, g, h = ...
    return a
end
local wrong = 0
for _ = 1, 20 do
    local site = load("local f = ... local r = f(1) return r")
    site(load("return function(a) local b = a local c = a return a end")())
    collectgarbage()
    local kept = {}
    for i = 1, 100 do
        local f = load("return function(a, b, c) a = b c = b return b end")()
        fill(7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7)
        if site(f) ~= nil then
            wrong = wrong + 1
        end
        kept[i] = f
    end
end
print(wrong) --> 0
