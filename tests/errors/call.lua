-- Calling what cannot be called.
local function err(f, ...) print(select(2, pcall(f, ...))) end
local upvalue
local t = {a = {}, n = 5}
err(function() local l l() end) --> $HERE: attempt to call a nil value (local 'l')
err(function() undefinedglobal() end) --> $HERE: attempt to call a nil value (global 'undefinedglobal')
err(function() upvalue() end) --> $HERE: attempt to call a nil value (upvalue 'upvalue')
err(function() t.missing() end) --> $HERE: attempt to call a nil value (field 'missing')
err(function() t.a.b() end) --> $HERE: attempt to call a nil value (field 'b')
err(function() t.n() end) --> $HERE: attempt to call a number value (field 'n')
err(function() t:missing() end) --> $HERE: attempt to call a nil value (method 'missing')
err(function() t[1]() end) --> $HERE: attempt to call a nil value (field 'integer index')
err(function() local k = "x" t[k]() end) --> $HERE: attempt to call a nil value (field '?')
err(function() ("str")() end) --> $HERE: attempt to call a string value (constant 'str')
err(function() (1)() end) --> $HERE: attempt to call a number value
err(function() string.nothing("x") end) --> $HERE: attempt to call a nil value (field 'nothing')
err(function() ("x"):nothing() end) --> $HERE: attempt to call a nil value (method 'nothing')
err(function() (function() end)()() end) --> $HERE: attempt to call a nil value
err(function() t.a() end) --> $HERE: attempt to call a table value (field 'a')
err(function() return undefinedglobal() end) --> $HERE: attempt to call a nil value (global 'undefinedglobal')
err(function() return t:missing(1, 2, 3) end) --> $HERE: attempt to call a nil value (method 'missing')
err(function() local x = 5 return x(1) end) --> $HERE: attempt to call a number value (local 'x')
err(function() for i in 5 do end end) --> $HERE: attempt to call a number value (for iterator 'for iterator')
err(function() for i in undefinedglobal do end end) --> $HERE: attempt to call a nil value (for iterator 'for iterator')
err(function() for i in t.a do end end) --> $HERE: attempt to call a table value (for iterator 'for iterator')
err(function() for i in pairs(t), nil do error("in") end end) --> $HERE: bad argument #1 to 'for iterator' (table expected, got nil)
err(function() require() end) --> $HERE: bad argument #1 to 'require' (string expected, got no value)
err(nil) --> attempt to call a nil value
err(5) --> attempt to call a number value
