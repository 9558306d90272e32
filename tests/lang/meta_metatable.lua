-- __metatable protects; getmetatable and setmetatable.
local t = setmetatable({}, {__metatable = "locked"})
print(getmetatable(t), pcall(setmetatable, t, {})) --> locked false cannot change a protected metatable
print(getmetatable({}), getmetatable("").__index == string, getmetatable(1), getmetatable(nil)) --> nil true nil nil
local mt = {}
local u = {}
print(setmetatable(u, mt) == u, getmetatable(u) == mt, getmetatable(setmetatable(u, nil))) --> true true nil
print(pcall(setmetatable, 1, {})) --> false bad argument #1 to 'setmetatable' (table expected, got number)
print(pcall(setmetatable, {})) --> false bad argument #2 to 'setmetatable' (nil or table expected, got no value)
print(pcall(setmetatable, {}, 1)) --> false bad argument #2 to 'setmetatable' (nil or table expected, got number)
print(pcall(getmetatable)) --> false bad argument #1 to 'getmetatable' (value expected)
print(getmetatable(setmetatable({}, {__metatable = false}))) --> false
debug.setmetatable(t, nil)
print(getmetatable(t)) --> nil
