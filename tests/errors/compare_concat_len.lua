-- Comparison, concatenation and length on the wrong types.
local function err(f, ...) print(select(2, pcall(f, ...))) end
local t, upvalue = {s = "x"}, nil
err(function() return 1 < "1" end) --> $HERE: attempt to compare number with string
err(function() return "1" < 1 end) --> $HERE: attempt to compare string with number
err(function() return nil < nil end) --> $HERE: attempt to compare two nil values
err(function() return {} < {} end) --> $HERE: attempt to compare two table values
err(function() return {} <= 1 end) --> $HERE: attempt to compare table with number
err(function() return 1 > nil end) --> $HERE: attempt to compare nil with number
err(function() return true < false end) --> $HERE: attempt to compare two boolean values
err(function() return print >= print end) --> $HERE: attempt to compare two function values
err(function() return t < 5 end) --> $HERE: attempt to compare table with number
err(function() if t.x > 0 then end end) --> $HERE: attempt to compare number with nil
err(function() return t.x < t.y end) --> $HERE: attempt to compare two nil values
err(function() return "a" .. nil end) --> $HERE: attempt to concatenate a nil value
err(function() return nil .. "a" end) --> $HERE: attempt to concatenate a nil value
err(function() local l return "a" .. l end) --> $HERE: attempt to concatenate a nil value (local 'l')
err(function() local l return l .. "a" end) --> $HERE: attempt to concatenate a nil value (local 'l')
err(function() return upvalue .. "x" end) --> $HERE: attempt to concatenate a nil value (upvalue 'upvalue')
err(function() return undefinedglobal .. "x" end) --> $HERE: attempt to concatenate a nil value (global 'undefinedglobal')
err(function() return t.missing .. "x" end) --> $HERE: attempt to concatenate a nil value (field 'missing')
err(function() return "x" .. t.missing .. "y" end) --> $HERE: attempt to concatenate a nil value (field 'missing')
err(function() return t .. "x" end) --> $HERE: attempt to concatenate a table value (upvalue 't')
err(function() return "x" .. {} end) --> $HERE: attempt to concatenate a table value
err(function() return "x" .. true end) --> $HERE: attempt to concatenate a boolean value
err(function() return 1 .. print end) --> $HERE: attempt to concatenate a function value (global 'print')
err(function() return t.s .. t.s .. t end) --> $HERE: attempt to concatenate a table value (upvalue 't')
err(function() return #nil end) --> $HERE: attempt to get length of a nil value
err(function() return #upvalue end) --> $HERE: attempt to get length of a nil value (upvalue 'upvalue')
err(function() return #undefinedglobal end) --> $HERE: attempt to get length of a nil value (global 'undefinedglobal')
err(function() return #t.missing end) --> $HERE: attempt to get length of a nil value (field 'missing')
err(function() return #5 end) --> $HERE: attempt to get length of a number value
err(function() return #true end) --> $HERE: attempt to get length of a boolean value
err(function() local n = 1 return #n end) --> $HERE: attempt to get length of a number value (local 'n')
