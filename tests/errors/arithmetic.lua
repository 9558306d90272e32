-- Arithmetic on the wrong types.
local function err(f, ...) print(select(2, pcall(f, ...))) end
local upvalue
local t = {a = {}, s = "abc"}
err(function() local l return l + 1 end) --> $HERE: attempt to perform arithmetic on a nil value (local 'l')
err(function() local l return 1 + l end) --> $HERE: attempt to perform arithmetic on a nil value (local 'l')
err(function() return upvalue * 2 end) --> $HERE: attempt to perform arithmetic on a nil value (upvalue 'upvalue')
err(function() return undefinedglobal - 1 end) --> $HERE: attempt to perform arithmetic on a nil value (global 'undefinedglobal')
err(function() return t.missing / 2 end) --> $HERE: attempt to perform arithmetic on a nil value (field 'missing')
err(function() return t.a.b // 2 end) --> $HERE: attempt to perform arithmetic on a nil value (field 'b')
err(function() return t.s % 2 end) --> $HERE: attempt to mod a 'string' with a 'number'
err(function() return t[1] ^ 2 end) --> $HERE: attempt to perform arithmetic on a nil value (field 'integer index')
err(function() return -t end) --> $HERE: attempt to perform arithmetic on a table value (upvalue 't')
err(function() return -{} end) --> $HERE: attempt to perform arithmetic on a table value
err(function() return {} + {} end) --> $HERE: attempt to perform arithmetic on a table value
err(function() return 1 + {} end) --> $HERE: attempt to perform arithmetic on a table value
err(function() return "abc" + 1 end) --> $HERE: attempt to add a 'string' with a 'number'
err(function() return true + 1 end) --> $HERE: attempt to perform arithmetic on a boolean value
err(function() return print - print end) --> $HERE: attempt to perform arithmetic on a function value (global 'print')
err(function() local a, b = 1 return a + b end) --> $HERE: attempt to perform arithmetic on a nil value (local 'b')
err(function() local a, b = nil, {} return a + b end) --> $HERE: attempt to perform arithmetic on a nil value (local 'a')
err(function() local a, b = {}, nil return a + b end) --> $HERE: attempt to perform arithmetic on a table value (local 'a')
err(function() local c <const> = "abc" return c * 2 end) --> $HERE: attempt to mul a 'string' with a 'number'
err(function() local i = 0 i = i + undefinedglobal end) --> $HERE: attempt to perform arithmetic on a nil value (global 'undefinedglobal')
err(function() t.count = t.count + 1 end) --> $HERE: attempt to perform arithmetic on a nil value (field 'count')
err(function() return (upvalue or nil) + 1 end) --> $HERE: attempt to perform arithmetic on a nil value
err(function(...) return ... + 1 end) --> $HERE: attempt to perform arithmetic on a nil value
err(function() return #t.a + t.a end) --> $HERE: attempt to perform arithmetic on a table value (field 'a')
err(function() return math.pi * t end) --> $HERE: attempt to perform arithmetic on a table value (upvalue 't')
err(function() return t.a + 1 + upvalue end) --> $HERE: attempt to perform arithmetic on a table value (field 'a')
