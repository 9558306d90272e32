-- error: values, levels and positions.
print(pcall(error, "msg")) --> false msg
print(pcall(error, "msg", 0)) --> false msg
print(pcall(error, "msg", 1)) --> false msg
print(pcall(error, "msg", 2)) --> false $HERE: msg
print(pcall(error)) --> false nil
print(pcall(error, nil)) --> false nil
print(pcall(error, 42)) --> false 42
print(pcall(error, true)) --> false true
print(pcall(error, 1.5)) --> false 1.5
local function level(n) error("at level " .. n, n) end
local function caller(n)
    level(n)
end
print(pcall(level, 0)) --> false at level 0
print(pcall(level, 1)) --> false error_levels.lua:11: at level 1
print(pcall(level, 2)) --> false at level 2
print(pcall(caller, 1)) --> false error_levels.lua:11: at level 1
print(pcall(caller, 2)) --> false error_levels.lua:13: at level 2
print(pcall(caller, 3)) --> false at level 3
print(pcall(function() caller(2) end)) --> false error_levels.lua:13: at level 2
local t = {}
print(select(2, pcall(error, t)) == t, select("#", pcall(error, nil))) --> true 2
print(pcall(error, "with number level", 1.0)) --> false with number level
print(pcall(error, "x", "y")) --> false bad argument #2 to 'error' (number expected, got string)
print(pcall(error, "x", {})) --> false bad argument #2 to 'error' (number expected, got table)
print(pcall(assert, false)) --> false assertion failed!
print(pcall(assert, nil, "assert message")) --> false assert message
print(pcall(assert, false, t) == false) --> true
print(pcall(assert)) --> false bad argument #1 to 'assert' (value expected)
print(assert(1, 2, 3)) --> 1 2 3
print(select("#", assert(true, nil, nil))) --> 3
print(pcall(function() assert(false, "no position added") end)) --> false $HERE: no position added
print(pcall(function() error() end)) --> false nil
print(pcall(function() error("pos") end)) --> false $HERE: pos
print(pcall(function() error({}) end) == false) --> true
print(pcall(load("error('in chunk')", "=chunk"))) --> false chunk:1: in chunk
print(pcall(load("error('in chunk')", "@file.lua"))) --> false file.lua:1: in chunk
print(pcall(load("error('in chunk')"))) --> false [string "error('in chunk')"]:1: in chunk
print(pcall(load("\n\nerror('long ' .. 'source that goes on and on and on')"))) --> false [string "..."]:3: long source that goes on and on and on
print(pcall(load("error('x')", "=" .. ("n"):rep(100)))) --> false nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn:1: x
print(pcall(load("error('x')", "@" .. ("n"):rep(100)))) --> false ...nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn:1: x
print(pcall(load("error('x')", "some code"))) --> false [string "some code"]:1: x
