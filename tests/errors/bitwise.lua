-- Bitwise operations on the wrong types and on numbers without integer value.
local function err(f, ...) print(select(2, pcall(f, ...))) end
local t = {f = 1.5, s = "1.5"}
err(function() return 1.5 | 1 end) --> $HERE: number has no integer representation
err(function() local x = 1.5 return x & 1 end) --> $HERE: number (local 'x') has no integer representation
err(function() return t.f ~ 1 end) --> $HERE: number (field 'f') has no integer representation
err(function() return t.s << 1 end) --> $HERE: attempt to perform bitwise operation on a string value (field 's')
err(function() return "abc" >> 1 end) --> $HERE: attempt to perform bitwise operation on a string value (constant 'abc')
err(function() return ~t end) --> $HERE: attempt to perform bitwise operation on a table value (upvalue 't')
err(function() return ~1.5 end) --> $HERE: number has no integer representation
err(function() return nil & 1 end) --> $HERE: attempt to perform bitwise operation on a nil value
err(function() return 1 & undefinedglobal end) --> $HERE: attempt to perform bitwise operation on a nil value (global 'undefinedglobal')
err(function() return {} | {} end) --> $HERE: attempt to perform bitwise operation on a table value
err(function() return 2^63 | 0 end) --> $HERE: number has no integer representation
err(function() return 1 << 2^64 end) --> $HERE: number has no integer representation
err(function() return 1 ~ (0 / 0) end) --> $HERE: number has no integer representation
err(function() local h = math.huge return h // 1 | 0 end) --> $HERE: number has no integer representation
err(function() return 1.5 << {} end) --> $HERE: attempt to perform bitwise operation on a table value
err(function() return {} << 1.5 end) --> $HERE: attempt to perform bitwise operation on a table value
err(function() return "a" | {} end) --> $HERE: attempt to perform bitwise operation on a string value (constant 'a')
err(function() return "9223372036854775808" | 0 end) --> $HERE: attempt to perform bitwise operation on a string value (constant '9223372036854775808')
