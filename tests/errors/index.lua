-- Indexing what cannot be indexed, named by where it came from.
local function err(f, ...) print(select(2, pcall(f, ...))) end
local upvalue
local t = {a = {}}
err(function() local l l.x = 1 end) --> $HERE: attempt to index a nil value (local 'l')
err(function() local l return l.x end) --> $HERE: attempt to index a nil value (local 'l')
err(function(param) return param.x end) --> $HERE: attempt to index a nil value (local 'param')
err(function() return upvalue.x end) --> $HERE: attempt to index a nil value (upvalue 'upvalue')
err(function() upvalue.x = 1 end) --> $HERE: attempt to index a nil value (upvalue 'upvalue')
err(function() return undefinedglobal.x end) --> $HERE: attempt to index a nil value (global 'undefinedglobal')
err(function() undefinedglobal.x = 1 end) --> $HERE: attempt to index a nil value (global 'undefinedglobal')
err(function() return t.b.c end) --> $HERE: attempt to index a nil value (field 'b')
err(function() return t.a.b.c end) --> $HERE: attempt to index a nil value (field 'b')
err(function() t.a.b.c = 1 end) --> $HERE: attempt to index a nil value (field 'b')
err(function() return t[1].x end) --> $HERE: attempt to index a nil value (field 'integer index')
err(function() local k = "key" return t[k].x end) --> $HERE: attempt to index a nil value (field '?')
err(function() local i = 1 return t[i].x end) --> $HERE: attempt to index a nil value (field '?')
err(function() return ("x").y.z end) --> $HERE: attempt to index a nil value (field 'y')
err(function() return (1).x end) --> $HERE: attempt to index a number value
err(function() return (nil).x end) --> $HERE: attempt to index a nil value
err(function() return (true)[1] end) --> $HERE: attempt to index a boolean value
err(function() return t:nomethod() end) --> $HERE: attempt to call a nil value (method 'nomethod')
err(function() return t.a:nomethod() end) --> $HERE: attempt to call a nil value (method 'nomethod')
err(function() return t.b:method() end) --> $HERE: attempt to index a nil value (field 'b')
err(function() return f1().x end) --> $HERE: attempt to call a nil value (global 'f1')
err(function() return (t.a.b)[1] end) --> $HERE: attempt to index a nil value (field 'b')
err(function() return t.a.b[1][2] end) --> $HERE: attempt to index a nil value (field 'b')
err(function() return print.x end) --> $HERE: attempt to index a function value (global 'print')
err(function() return upvalue[upvalue] end) --> $HERE: attempt to index a nil value (upvalue 'upvalue')
err(function() return math.nothing.x end) --> $HERE: attempt to index a nil value (field 'nothing')
err(function() return string.format.x end) --> $HERE: attempt to index a function value (field 'format')
err(function() local c <const> = nil return c.x end) --> $HERE: attempt to index a nil value
err(function() local a = 1 return a.b.c end) --> $HERE: attempt to index a number value (local 'a')
err(function() t.x.y.z = 1 end) --> $HERE: attempt to index a nil value (field 'x')
err(function() t[nil] = 1 end) --> $HERE: table index is nil
err(function() t[0 / 0] = 1 end) --> $HERE: table index is NaN
err(function() rawset(t, nil, 1) end) --> table index is nil
