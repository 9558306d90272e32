-- debug.getmetatable, getregistry, getuservalue, setuservalue, cstacklimit.
print(debug.getmetatable("").__index == string, debug.getmetatable({}), debug.getmetatable(1)) --> true nil nil
local t = setmetatable({}, {__metatable = "p"})
print(type(debug.getmetatable(t)), debug.setmetatable(t, nil) == t, getmetatable(t)) --> table true nil
print(type(debug.getregistry()), debug.getregistry()[2] == _G, type(debug.getregistry()[1]), debug.getregistry()._LOADED == package.loaded) --> table true thread true
print(debug.getuservalue(io.stdout, 1)) --> nil
print(debug.getuservalue(1)) --> nil
print(debug.getuservalue({}, 1)) --> nil
print(debug.setuservalue(io.stdout, 1, 5)) --> nil
print(pcall(debug.setuservalue, {}, 1)) --> false bad argument #1 to 'debug.setuservalue' (userdata expected, got table)
print(pcall(debug.setmetatable, {})) --> false bad argument #2 to 'debug.setmetatable' (nil or table expected, got no value)
print(pcall(debug.setmetatable, {}, 1)) --> false bad argument #2 to 'debug.setmetatable' (nil or table expected, got number)
print(pcall(debug.getmetatable)) --> false bad argument #1 to 'debug.getmetatable' (value expected)
