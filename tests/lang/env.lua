-- _ENV is an ordinary name.
local print, setmetatable, pcall, load = print, setmetatable, pcall, load
do
    local _ENV = {}
    x = 1
    print(x, _ENV.x) --> 1 1
    local function f() y = 2 end
    f()
    print(_ENV.y) --> 2
end
print(x) --> nil
local function sandbox(_ENV) z = a + b return z end
local e = {a = 1, b = 2}
print(sandbox(e), e.z) --> 3 3
do
    local _ENV <const> = {q = 5}
    print(q) --> 5
end
local f = load("v = 1 return v, w", "c", "t", {w = 2})
print(f()) --> 1 2
print(v) --> nil
do
    local _ENV = setmetatable({}, {__index = function(_, k) return k .. "!" end, __newindex = function(_, k, v) print("set", k, v) end})
    print(anything) --> anything!
    thing = 5 --> set thing 5
end
print(pcall(function() local _ENV = nil return x end)) --> false $HERE: attempt to index a nil value (local '_ENV')
print(pcall(function() local _ENV = 5 y = 1 end)) --> false $HERE: attempt to index a number value (local '_ENV')
do local _ENV = {print = print} function named() return "n" end print(named(), _ENV.named ~= nil) end --> n true
print(load("local _ENV = ... return zz", "=c")({zz = 9})) --> 9
