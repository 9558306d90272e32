-- Shadowing, blocks, and a local's own initialiser.
local x = 1
do
    local x = x + 1
    print(x) --> 2
    do local x <const> = "deep" print(x) end --> deep
    x = 5
    print(x) --> 5
end
print(x) --> 1
local function x2() return x end
local x = 100
print(x, x2()) --> 100 1
global_value = "g"
print(_G.global_value, _ENV.global_value, _G == _ENV) --> g g true
local function f(f) return f end
print(f(3)) --> 3
for x = 1, 1 do print(x) end --> 1
if x then local x = nil print(x) end --> nil
print(x) --> 100
local a; local a = a
print(a) --> nil
local function g() local function g() return "inner" end return g() end
print(g()) --> inner
