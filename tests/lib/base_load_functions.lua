-- load: strings, reader functions, modes, environments.
print(load("return 1 + 1")(), load("return ...")(1, 2)) --> 2 1 2
print(select("#", load("")())) --> 0
print(load("syntax error here", "=s")) --> nil s:1: syntax error near 'error'
local env = {}
load("x = 5 y = x", "c", "t", env)()
print(env.x, env.y, x) --> 5 5 nil
print(load("return _ENV", "c", "t", 42)(), load("return _ENV", "c", "t", nil)(), load("return _ENV")() == _G) --> 42 nil true
local parts = {"return ", "1", " + ", "2", nil}
local i = 0
print(load(function() i = i + 1 return parts[i] end)()) --> 3
local n = 0
print(load(function() n = n + 1 if n == 1 then return "return 'em'" elseif n == 2 then return "" end error("read past the end") end)()) --> em
print(pcall(function() return load(function() return {} end) end)) --> true nil $HERE: reader function must return a string
print(pcall(function() return load(function() error("reader", 0) end) end)) --> true nil reader
print(pcall(function() return load(function() error({}) end) == nil end)) --> true true
print(pcall(load)) --> false bad argument #1 to 'load' (function expected, got no value)
print(pcall(load, nil)) --> false bad argument #1 to 'load' (function expected, got nil)
print(pcall(load, {})) --> false bad argument #1 to 'load' (function expected, got table)
print(load("return 1", "c", "b")) --> nil attempt to load a text chunk (mode is 'b')
print(load("\27x", "c", "t")) --> nil attempt to load a binary chunk (mode is 't')
print(pcall(load, "return 1", "c", "x")) --> true nil attempt to load a text chunk (mode is 'x')
local f = load("local a = ... ; return function() a = a + 1 return a end")
print(f(1)(), f(5)()) --> 2 6
print((debug.getupvalue(load("return x"), 1))) --> _ENV
print((debug.getupvalue(load("return 1"), 1))) --> _ENV
print(select("#", load("-- only a comment")())) --> 0
