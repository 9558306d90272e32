-- Arithmetic on wrong types, by every kind of expression.
local function e(code)
    local f, message = load(code, "=s")
    if f then _, message = pcall(f) end
    print(message)
    v, x, a = nil
end
e [[local v = nil local _ = v + 1]] --> s:1: attempt to perform arithmetic on a nil value (local 'v')
e [[local v = 's' local _ = v + 1]] --> s:1: attempt to add a 'string' with a 'number'
e [[local v = {} local _ = v + 1]] --> s:1: attempt to perform arithmetic on a table value (local 'v')
e [[local v = print local _ = v + 1]] --> s:1: attempt to perform arithmetic on a function value (local 'v')
e [[local v = nil local _ = 1 + v]] --> s:1: attempt to perform arithmetic on a nil value (local 'v')
e [[local v = 's' local _ = 1 + v]] --> s:1: attempt to add a 'number' with a 'string'
e [[local v = {} local _ = 1 + v]] --> s:1: attempt to perform arithmetic on a table value (local 'v')
e [[local v = print local _ = 1 + v]] --> s:1: attempt to perform arithmetic on a function value (local 'v')
e [[local v = nil local _ = v - {}]] --> s:1: attempt to perform arithmetic on a nil value (local 'v')
e [[local v = 's' local _ = v - {}]] --> s:1: attempt to sub a 'string' with a 'table'
e [[local v = {} local _ = v - {}]] --> s:1: attempt to perform arithmetic on a table value (local 'v')
e [[local v = print local _ = v - {}]] --> s:1: attempt to perform arithmetic on a function value (local 'v')
e [[local v = nil local _ = 2 * v]] --> s:1: attempt to perform arithmetic on a nil value (local 'v')
e [[local v = 's' local _ = 2 * v]] --> s:1: attempt to mul a 'number' with a 'string'
e [[local v = {} local _ = 2 * v]] --> s:1: attempt to perform arithmetic on a table value (local 'v')
e [[local v = print local _ = 2 * v]] --> s:1: attempt to perform arithmetic on a function value (local 'v')
e [[local v = nil local _ = v / 2]] --> s:1: attempt to perform arithmetic on a nil value (local 'v')
e [[local v = 's' local _ = v / 2]] --> s:1: attempt to div a 'string' with a 'number'
e [[local v = {} local _ = v / 2]] --> s:1: attempt to perform arithmetic on a table value (local 'v')
e [[local v = print local _ = v / 2]] --> s:1: attempt to perform arithmetic on a function value (local 'v')
e [[local v = nil local _ = v % 3]] --> s:1: attempt to perform arithmetic on a nil value (local 'v')
e [[local v = 's' local _ = v % 3]] --> s:1: attempt to mod a 'string' with a 'number'
e [[local v = {} local _ = v % 3]] --> s:1: attempt to perform arithmetic on a table value (local 'v')
e [[local v = print local _ = v % 3]] --> s:1: attempt to perform arithmetic on a function value (local 'v')
e [[local v = nil local _ = v // 2]] --> s:1: attempt to perform arithmetic on a nil value (local 'v')
e [[local v = 's' local _ = v // 2]] --> s:1: attempt to idiv a 'string' with a 'number'
e [[local v = {} local _ = v // 2]] --> s:1: attempt to perform arithmetic on a table value (local 'v')
e [[local v = print local _ = v // 2]] --> s:1: attempt to perform arithmetic on a function value (local 'v')
e [[local v = nil local _ = v ^ 2]] --> s:1: attempt to perform arithmetic on a nil value (local 'v')
e [[local v = 's' local _ = v ^ 2]] --> s:1: attempt to pow a 'string' with a 'number'
e [[local v = {} local _ = v ^ 2]] --> s:1: attempt to perform arithmetic on a table value (local 'v')
e [[local v = print local _ = v ^ 2]] --> s:1: attempt to perform arithmetic on a function value (local 'v')
e [[local v = nil local _ = -v]] --> s:1: attempt to perform arithmetic on a nil value (local 'v')
e [[local v = 's' local _ = -v]] --> s:1: attempt to unm a 'string' with a 'string'
e [[local v = {} local _ = -v]] --> s:1: attempt to perform arithmetic on a table value (local 'v')
e [[local v = print local _ = -v]] --> s:1: attempt to perform arithmetic on a function value (local 'v')
e [[local v = nil return (function() local _ = v + 1 end)()]] --> s:1: attempt to perform arithmetic on a nil value (upvalue 'v')
e [[local v = 's' return (function() local _ = v + 1 end)()]] --> s:1: attempt to add a 'string' with a 'number'
e [[local v = {} return (function() local _ = v + 1 end)()]] --> s:1: attempt to perform arithmetic on a table value (upvalue 'v')
e [[local v = print return (function() local _ = v + 1 end)()]] --> s:1: attempt to perform arithmetic on a function value (upvalue 'v')
e [[local v = nil return (function() local _ = 1 + v end)()]] --> s:1: attempt to perform arithmetic on a nil value (upvalue 'v')
e [[local v = 's' return (function() local _ = 1 + v end)()]] --> s:1: attempt to add a 'number' with a 'string'
e [[local v = {} return (function() local _ = 1 + v end)()]] --> s:1: attempt to perform arithmetic on a table value (upvalue 'v')
e [[local v = print return (function() local _ = 1 + v end)()]] --> s:1: attempt to perform arithmetic on a function value (upvalue 'v')
e [[local v = nil return (function() local _ = v - {} end)()]] --> s:1: attempt to perform arithmetic on a nil value (upvalue 'v')
e [[local v = 's' return (function() local _ = v - {} end)()]] --> s:1: attempt to sub a 'string' with a 'table'
e [[local v = {} return (function() local _ = v - {} end)()]] --> s:1: attempt to perform arithmetic on a table value (upvalue 'v')
e [[local v = print return (function() local _ = v - {} end)()]] --> s:1: attempt to perform arithmetic on a function value (upvalue 'v')
e [[local v = nil return (function() local _ = 2 * v end)()]] --> s:1: attempt to perform arithmetic on a nil value (upvalue 'v')
e [[local v = 's' return (function() local _ = 2 * v end)()]] --> s:1: attempt to mul a 'number' with a 'string'
e [[local v = {} return (function() local _ = 2 * v end)()]] --> s:1: attempt to perform arithmetic on a table value (upvalue 'v')
e [[local v = print return (function() local _ = 2 * v end)()]] --> s:1: attempt to perform arithmetic on a function value (upvalue 'v')
e [[local v = nil return (function() local _ = v / 2 end)()]] --> s:1: attempt to perform arithmetic on a nil value (upvalue 'v')
e [[local v = 's' return (function() local _ = v / 2 end)()]] --> s:1: attempt to div a 'string' with a 'number'
e [[local v = {} return (function() local _ = v / 2 end)()]] --> s:1: attempt to perform arithmetic on a table value (upvalue 'v')
e [[local v = print return (function() local _ = v / 2 end)()]] --> s:1: attempt to perform arithmetic on a function value (upvalue 'v')
e [[local v = nil return (function() local _ = v % 3 end)()]] --> s:1: attempt to perform arithmetic on a nil value (upvalue 'v')
e [[local v = 's' return (function() local _ = v % 3 end)()]] --> s:1: attempt to mod a 'string' with a 'number'
e [[local v = {} return (function() local _ = v % 3 end)()]] --> s:1: attempt to perform arithmetic on a table value (upvalue 'v')
e [[local v = print return (function() local _ = v % 3 end)()]] --> s:1: attempt to perform arithmetic on a function value (upvalue 'v')
e [[local v = nil return (function() local _ = v // 2 end)()]] --> s:1: attempt to perform arithmetic on a nil value (upvalue 'v')
e [[local v = 's' return (function() local _ = v // 2 end)()]] --> s:1: attempt to idiv a 'string' with a 'number'
e [[local v = {} return (function() local _ = v // 2 end)()]] --> s:1: attempt to perform arithmetic on a table value (upvalue 'v')
e [[local v = print return (function() local _ = v // 2 end)()]] --> s:1: attempt to perform arithmetic on a function value (upvalue 'v')
e [[local v = nil return (function() local _ = v ^ 2 end)()]] --> s:1: attempt to perform arithmetic on a nil value (upvalue 'v')
e [[local v = 's' return (function() local _ = v ^ 2 end)()]] --> s:1: attempt to pow a 'string' with a 'number'
e [[local v = {} return (function() local _ = v ^ 2 end)()]] --> s:1: attempt to perform arithmetic on a table value (upvalue 'v')
e [[local v = print return (function() local _ = v ^ 2 end)()]] --> s:1: attempt to perform arithmetic on a function value (upvalue 'v')
e [[local v = nil return (function() local _ = -v end)()]] --> s:1: attempt to perform arithmetic on a nil value (upvalue 'v')
e [[local v = 's' return (function() local _ = -v end)()]] --> s:1: attempt to unm a 'string' with a 'string'
e [[local v = {} return (function() local _ = -v end)()]] --> s:1: attempt to perform arithmetic on a table value (upvalue 'v')
e [[local v = print return (function() local _ = -v end)()]] --> s:1: attempt to perform arithmetic on a function value (upvalue 'v')
e [[v = nil local _ = v + 1]] --> s:1: attempt to perform arithmetic on a nil value (global 'v')
e [[v = 's' local _ = v + 1]] --> s:1: attempt to add a 'string' with a 'number'
e [[v = {} local _ = v + 1]] --> s:1: attempt to perform arithmetic on a table value (global 'v')
e [[v = print local _ = v + 1]] --> s:1: attempt to perform arithmetic on a function value (global 'v')
e [[v = nil local _ = 1 + v]] --> s:1: attempt to perform arithmetic on a nil value (global 'v')
e [[v = 's' local _ = 1 + v]] --> s:1: attempt to add a 'number' with a 'string'
e [[v = {} local _ = 1 + v]] --> s:1: attempt to perform arithmetic on a table value (global 'v')
e [[v = print local _ = 1 + v]] --> s:1: attempt to perform arithmetic on a function value (global 'v')
e [[v = nil local _ = v - {}]] --> s:1: attempt to perform arithmetic on a nil value (global 'v')
e [[v = 's' local _ = v - {}]] --> s:1: attempt to sub a 'string' with a 'table'
e [[v = {} local _ = v - {}]] --> s:1: attempt to perform arithmetic on a table value (global 'v')
e [[v = print local _ = v - {}]] --> s:1: attempt to perform arithmetic on a function value (global 'v')
e [[v = nil local _ = 2 * v]] --> s:1: attempt to perform arithmetic on a nil value (global 'v')
e [[v = 's' local _ = 2 * v]] --> s:1: attempt to mul a 'number' with a 'string'
e [[v = {} local _ = 2 * v]] --> s:1: attempt to perform arithmetic on a table value (global 'v')
e [[v = print local _ = 2 * v]] --> s:1: attempt to perform arithmetic on a function value (global 'v')
e [[v = nil local _ = v / 2]] --> s:1: attempt to perform arithmetic on a nil value (global 'v')
e [[v = 's' local _ = v / 2]] --> s:1: attempt to div a 'string' with a 'number'
e [[v = {} local _ = v / 2]] --> s:1: attempt to perform arithmetic on a table value (global 'v')
e [[v = print local _ = v / 2]] --> s:1: attempt to perform arithmetic on a function value (global 'v')
e [[v = nil local _ = v % 3]] --> s:1: attempt to perform arithmetic on a nil value (global 'v')
e [[v = 's' local _ = v % 3]] --> s:1: attempt to mod a 'string' with a 'number'
e [[v = {} local _ = v % 3]] --> s:1: attempt to perform arithmetic on a table value (global 'v')
e [[v = print local _ = v % 3]] --> s:1: attempt to perform arithmetic on a function value (global 'v')
e [[v = nil local _ = v // 2]] --> s:1: attempt to perform arithmetic on a nil value (global 'v')
e [[v = 's' local _ = v // 2]] --> s:1: attempt to idiv a 'string' with a 'number'
e [[v = {} local _ = v // 2]] --> s:1: attempt to perform arithmetic on a table value (global 'v')
e [[v = print local _ = v // 2]] --> s:1: attempt to perform arithmetic on a function value (global 'v')
e [[v = nil local _ = v ^ 2]] --> s:1: attempt to perform arithmetic on a nil value (global 'v')
e [[v = 's' local _ = v ^ 2]] --> s:1: attempt to pow a 'string' with a 'number'
e [[v = {} local _ = v ^ 2]] --> s:1: attempt to perform arithmetic on a table value (global 'v')
e [[v = print local _ = v ^ 2]] --> s:1: attempt to perform arithmetic on a function value (global 'v')
e [[v = nil local _ = -v]] --> s:1: attempt to perform arithmetic on a nil value (global 'v')
e [[v = 's' local _ = -v]] --> s:1: attempt to unm a 'string' with a 'string'
e [[v = {} local _ = -v]] --> s:1: attempt to perform arithmetic on a table value (global 'v')
e [[v = print local _ = -v]] --> s:1: attempt to perform arithmetic on a function value (global 'v')
e [[local t = {f = nil} local _ = t.f + 1]] --> s:1: attempt to perform arithmetic on a nil value (field 'f')
e [[local t = {f = 's'} local _ = t.f + 1]] --> s:1: attempt to add a 'string' with a 'number'
e [[local t = {f = {}} local _ = t.f + 1]] --> s:1: attempt to perform arithmetic on a table value (field 'f')
e [[local t = {f = print} local _ = t.f + 1]] --> s:1: attempt to perform arithmetic on a function value (field 'f')
e [[local t = {f = nil} local _ = 1 + t.f]] --> s:1: attempt to perform arithmetic on a nil value (field 'f')
e [[local t = {f = 's'} local _ = 1 + t.f]] --> s:1: attempt to add a 'number' with a 'string'
e [[local t = {f = {}} local _ = 1 + t.f]] --> s:1: attempt to perform arithmetic on a table value (field 'f')
e [[local t = {f = print} local _ = 1 + t.f]] --> s:1: attempt to perform arithmetic on a function value (field 'f')
e [[local t = {f = nil} local _ = t.f - {}]] --> s:1: attempt to perform arithmetic on a nil value (field 'f')
e [[local t = {f = 's'} local _ = t.f - {}]] --> s:1: attempt to sub a 'string' with a 'table'
e [[local t = {f = {}} local _ = t.f - {}]] --> s:1: attempt to perform arithmetic on a table value (field 'f')
e [[local t = {f = print} local _ = t.f - {}]] --> s:1: attempt to perform arithmetic on a function value (field 'f')
e [[local t = {f = nil} local _ = 2 * t.f]] --> s:1: attempt to perform arithmetic on a nil value (field 'f')
e [[local t = {f = 's'} local _ = 2 * t.f]] --> s:1: attempt to mul a 'number' with a 'string'
e [[local t = {f = {}} local _ = 2 * t.f]] --> s:1: attempt to perform arithmetic on a table value (field 'f')
e [[local t = {f = print} local _ = 2 * t.f]] --> s:1: attempt to perform arithmetic on a function value (field 'f')
e [[local t = {f = nil} local _ = t.f / 2]] --> s:1: attempt to perform arithmetic on a nil value (field 'f')
e [[local t = {f = 's'} local _ = t.f / 2]] --> s:1: attempt to div a 'string' with a 'number'
e [[local t = {f = {}} local _ = t.f / 2]] --> s:1: attempt to perform arithmetic on a table value (field 'f')
e [[local t = {f = print} local _ = t.f / 2]] --> s:1: attempt to perform arithmetic on a function value (field 'f')
e [[local t = {f = nil} local _ = t.f % 3]] --> s:1: attempt to perform arithmetic on a nil value (field 'f')
e [[local t = {f = 's'} local _ = t.f % 3]] --> s:1: attempt to mod a 'string' with a 'number'
e [[local t = {f = {}} local _ = t.f % 3]] --> s:1: attempt to perform arithmetic on a table value (field 'f')
e [[local t = {f = print} local _ = t.f % 3]] --> s:1: attempt to perform arithmetic on a function value (field 'f')
e [[local t = {f = nil} local _ = t.f // 2]] --> s:1: attempt to perform arithmetic on a nil value (field 'f')
e [[local t = {f = 's'} local _ = t.f // 2]] --> s:1: attempt to idiv a 'string' with a 'number'
e [[local t = {f = {}} local _ = t.f // 2]] --> s:1: attempt to perform arithmetic on a table value (field 'f')
e [[local t = {f = print} local _ = t.f // 2]] --> s:1: attempt to perform arithmetic on a function value (field 'f')
e [[local t = {f = nil} local _ = t.f ^ 2]] --> s:1: attempt to perform arithmetic on a nil value (field 'f')
e [[local t = {f = 's'} local _ = t.f ^ 2]] --> s:1: attempt to pow a 'string' with a 'number'
e [[local t = {f = {}} local _ = t.f ^ 2]] --> s:1: attempt to perform arithmetic on a table value (field 'f')
e [[local t = {f = print} local _ = t.f ^ 2]] --> s:1: attempt to perform arithmetic on a function value (field 'f')
e [[local t = {f = nil} local _ = -t.f]] --> s:1: attempt to perform arithmetic on a nil value (field 'f')
e [[local t = {f = 's'} local _ = -t.f]] --> s:1: attempt to unm a 'string' with a 'string'
e [[local t = {f = {}} local _ = -t.f]] --> s:1: attempt to perform arithmetic on a table value (field 'f')
e [[local t = {f = print} local _ = -t.f]] --> s:1: attempt to perform arithmetic on a function value (field 'f')
e [[local t = {f = nil} return (function() local _ = t.f + 1 end)()]] --> s:1: attempt to perform arithmetic on a nil value (field 'f')
e [[local t = {f = 's'} return (function() local _ = t.f + 1 end)()]] --> s:1: attempt to add a 'string' with a 'number'
e [[local t = {f = {}} return (function() local _ = t.f + 1 end)()]] --> s:1: attempt to perform arithmetic on a table value (field 'f')
e [[local t = {f = print} return (function() local _ = t.f + 1 end)()]] --> s:1: attempt to perform arithmetic on a function value (field 'f')
e [[local t = {f = nil} return (function() local _ = 1 + t.f end)()]] --> s:1: attempt to perform arithmetic on a nil value (field 'f')
e [[local t = {f = 's'} return (function() local _ = 1 + t.f end)()]] --> s:1: attempt to add a 'number' with a 'string'
e [[local t = {f = {}} return (function() local _ = 1 + t.f end)()]] --> s:1: attempt to perform arithmetic on a table value (field 'f')
e [[local t = {f = print} return (function() local _ = 1 + t.f end)()]] --> s:1: attempt to perform arithmetic on a function value (field 'f')
e [[local t = {f = nil} return (function() local _ = t.f - {} end)()]] --> s:1: attempt to perform arithmetic on a nil value (field 'f')
e [[local t = {f = 's'} return (function() local _ = t.f - {} end)()]] --> s:1: attempt to sub a 'string' with a 'table'
e [[local t = {f = {}} return (function() local _ = t.f - {} end)()]] --> s:1: attempt to perform arithmetic on a table value (field 'f')
e [[local t = {f = print} return (function() local _ = t.f - {} end)()]] --> s:1: attempt to perform arithmetic on a function value (field 'f')
e [[local t = {f = nil} return (function() local _ = 2 * t.f end)()]] --> s:1: attempt to perform arithmetic on a nil value (field 'f')
e [[local t = {f = 's'} return (function() local _ = 2 * t.f end)()]] --> s:1: attempt to mul a 'number' with a 'string'
e [[local t = {f = {}} return (function() local _ = 2 * t.f end)()]] --> s:1: attempt to perform arithmetic on a table value (field 'f')
e [[local t = {f = print} return (function() local _ = 2 * t.f end)()]] --> s:1: attempt to perform arithmetic on a function value (field 'f')
e [[local t = {f = nil} return (function() local _ = t.f / 2 end)()]] --> s:1: attempt to perform arithmetic on a nil value (field 'f')
e [[local t = {f = 's'} return (function() local _ = t.f / 2 end)()]] --> s:1: attempt to div a 'string' with a 'number'
e [[local t = {f = {}} return (function() local _ = t.f / 2 end)()]] --> s:1: attempt to perform arithmetic on a table value (field 'f')
e [[local t = {f = print} return (function() local _ = t.f / 2 end)()]] --> s:1: attempt to perform arithmetic on a function value (field 'f')
e [[local t = {f = nil} return (function() local _ = t.f % 3 end)()]] --> s:1: attempt to perform arithmetic on a nil value (field 'f')
e [[local t = {f = 's'} return (function() local _ = t.f % 3 end)()]] --> s:1: attempt to mod a 'string' with a 'number'
e [[local t = {f = {}} return (function() local _ = t.f % 3 end)()]] --> s:1: attempt to perform arithmetic on a table value (field 'f')
e [[local t = {f = print} return (function() local _ = t.f % 3 end)()]] --> s:1: attempt to perform arithmetic on a function value (field 'f')
e [[local t = {f = nil} return (function() local _ = t.f // 2 end)()]] --> s:1: attempt to perform arithmetic on a nil value (field 'f')
e [[local t = {f = 's'} return (function() local _ = t.f // 2 end)()]] --> s:1: attempt to idiv a 'string' with a 'number'
e [[local t = {f = {}} return (function() local _ = t.f // 2 end)()]] --> s:1: attempt to perform arithmetic on a table value (field 'f')
e [[local t = {f = print} return (function() local _ = t.f // 2 end)()]] --> s:1: attempt to perform arithmetic on a function value (field 'f')
e [[local t = {f = nil} return (function() local _ = t.f ^ 2 end)()]] --> s:1: attempt to perform arithmetic on a nil value (field 'f')
e [[local t = {f = 's'} return (function() local _ = t.f ^ 2 end)()]] --> s:1: attempt to pow a 'string' with a 'number'
e [[local t = {f = {}} return (function() local _ = t.f ^ 2 end)()]] --> s:1: attempt to perform arithmetic on a table value (field 'f')
e [[local t = {f = print} return (function() local _ = t.f ^ 2 end)()]] --> s:1: attempt to perform arithmetic on a function value (field 'f')
e [[local t = {f = nil} return (function() local _ = -t.f end)()]] --> s:1: attempt to perform arithmetic on a nil value (field 'f')
e [[local t = {f = 's'} return (function() local _ = -t.f end)()]] --> s:1: attempt to unm a 'string' with a 'string'
e [[local t = {f = {}} return (function() local _ = -t.f end)()]] --> s:1: attempt to perform arithmetic on a table value (field 'f')
e [[local t = {f = print} return (function() local _ = -t.f end)()]] --> s:1: attempt to perform arithmetic on a function value (field 'f')
e [[local t = {a = {b = nil}} local _ = t.a.b + 1]] --> s:1: attempt to perform arithmetic on a nil value (field 'b')
e [[local t = {a = {b = 's'}} local _ = t.a.b + 1]] --> s:1: attempt to add a 'string' with a 'number'
e [[local t = {a = {b = {}}} local _ = t.a.b + 1]] --> s:1: attempt to perform arithmetic on a table value (field 'b')
e [[local t = {a = {b = print}} local _ = t.a.b + 1]] --> s:1: attempt to perform arithmetic on a function value (field 'b')
e [[local t = {a = {b = nil}} local _ = 1 + t.a.b]] --> s:1: attempt to perform arithmetic on a nil value (field 'b')
e [[local t = {a = {b = 's'}} local _ = 1 + t.a.b]] --> s:1: attempt to add a 'number' with a 'string'
e [[local t = {a = {b = {}}} local _ = 1 + t.a.b]] --> s:1: attempt to perform arithmetic on a table value (field 'b')
e [[local t = {a = {b = print}} local _ = 1 + t.a.b]] --> s:1: attempt to perform arithmetic on a function value (field 'b')
e [[local t = {a = {b = nil}} local _ = t.a.b - {}]] --> s:1: attempt to perform arithmetic on a nil value (field 'b')
e [[local t = {a = {b = 's'}} local _ = t.a.b - {}]] --> s:1: attempt to sub a 'string' with a 'table'
e [[local t = {a = {b = {}}} local _ = t.a.b - {}]] --> s:1: attempt to perform arithmetic on a table value (field 'b')
e [[local t = {a = {b = print}} local _ = t.a.b - {}]] --> s:1: attempt to perform arithmetic on a function value (field 'b')
e [[local t = {a = {b = nil}} local _ = 2 * t.a.b]] --> s:1: attempt to perform arithmetic on a nil value (field 'b')
e [[local t = {a = {b = 's'}} local _ = 2 * t.a.b]] --> s:1: attempt to mul a 'number' with a 'string'
e [[local t = {a = {b = {}}} local _ = 2 * t.a.b]] --> s:1: attempt to perform arithmetic on a table value (field 'b')
e [[local t = {a = {b = print}} local _ = 2 * t.a.b]] --> s:1: attempt to perform arithmetic on a function value (field 'b')
e [[local t = {a = {b = nil}} local _ = t.a.b / 2]] --> s:1: attempt to perform arithmetic on a nil value (field 'b')
e [[local t = {a = {b = 's'}} local _ = t.a.b / 2]] --> s:1: attempt to div a 'string' with a 'number'
e [[local t = {a = {b = {}}} local _ = t.a.b / 2]] --> s:1: attempt to perform arithmetic on a table value (field 'b')
e [[local t = {a = {b = print}} local _ = t.a.b / 2]] --> s:1: attempt to perform arithmetic on a function value (field 'b')
e [[local t = {a = {b = nil}} local _ = t.a.b % 3]] --> s:1: attempt to perform arithmetic on a nil value (field 'b')
e [[local t = {a = {b = 's'}} local _ = t.a.b % 3]] --> s:1: attempt to mod a 'string' with a 'number'
e [[local t = {a = {b = {}}} local _ = t.a.b % 3]] --> s:1: attempt to perform arithmetic on a table value (field 'b')
e [[local t = {a = {b = print}} local _ = t.a.b % 3]] --> s:1: attempt to perform arithmetic on a function value (field 'b')
e [[local t = {a = {b = nil}} local _ = t.a.b // 2]] --> s:1: attempt to perform arithmetic on a nil value (field 'b')
e [[local t = {a = {b = 's'}} local _ = t.a.b // 2]] --> s:1: attempt to idiv a 'string' with a 'number'
e [[local t = {a = {b = {}}} local _ = t.a.b // 2]] --> s:1: attempt to perform arithmetic on a table value (field 'b')
e [[local t = {a = {b = print}} local _ = t.a.b // 2]] --> s:1: attempt to perform arithmetic on a function value (field 'b')
e [[local t = {a = {b = nil}} local _ = t.a.b ^ 2]] --> s:1: attempt to perform arithmetic on a nil value (field 'b')
e [[local t = {a = {b = 's'}} local _ = t.a.b ^ 2]] --> s:1: attempt to pow a 'string' with a 'number'
e [[local t = {a = {b = {}}} local _ = t.a.b ^ 2]] --> s:1: attempt to perform arithmetic on a table value (field 'b')
e [[local t = {a = {b = print}} local _ = t.a.b ^ 2]] --> s:1: attempt to perform arithmetic on a function value (field 'b')
e [[local t = {a = {b = nil}} local _ = -t.a.b]] --> s:1: attempt to perform arithmetic on a nil value (field 'b')
e [[local t = {a = {b = 's'}} local _ = -t.a.b]] --> s:1: attempt to unm a 'string' with a 'string'
e [[local t = {a = {b = {}}} local _ = -t.a.b]] --> s:1: attempt to perform arithmetic on a table value (field 'b')
e [[local t = {a = {b = print}} local _ = -t.a.b]] --> s:1: attempt to perform arithmetic on a function value (field 'b')
e [[local t, k = {nil}, 1 local _ = t[k] + 1]] --> s:1: attempt to perform arithmetic on a nil value (field '?')
e [[local t, k = {'s'}, 1 local _ = t[k] + 1]] --> s:1: attempt to add a 'string' with a 'number'
e [[local t, k = {{}}, 1 local _ = t[k] + 1]] --> s:1: attempt to perform arithmetic on a table value (field '?')
e [[local t, k = {print}, 1 local _ = t[k] + 1]] --> s:1: attempt to perform arithmetic on a function value (field '?')
e "local t, k = {nil}, 1 local _ = 1 + t[k]" --> s:1: attempt to perform arithmetic on a nil value (field '?')
e "local t, k = {'s'}, 1 local _ = 1 + t[k]" --> s:1: attempt to add a 'number' with a 'string'
e "local t, k = {{}}, 1 local _ = 1 + t[k]" --> s:1: attempt to perform arithmetic on a table value (field '?')
e "local t, k = {print}, 1 local _ = 1 + t[k]" --> s:1: attempt to perform arithmetic on a function value (field '?')
e [[local t, k = {nil}, 1 local _ = t[k] - {}]] --> s:1: attempt to perform arithmetic on a nil value (field '?')
e [[local t, k = {'s'}, 1 local _ = t[k] - {}]] --> s:1: attempt to sub a 'string' with a 'table'
e [[local t, k = {{}}, 1 local _ = t[k] - {}]] --> s:1: attempt to perform arithmetic on a table value (field '?')
e [[local t, k = {print}, 1 local _ = t[k] - {}]] --> s:1: attempt to perform arithmetic on a function value (field '?')
e "local t, k = {nil}, 1 local _ = 2 * t[k]" --> s:1: attempt to perform arithmetic on a nil value (field '?')
e "local t, k = {'s'}, 1 local _ = 2 * t[k]" --> s:1: attempt to mul a 'number' with a 'string'
e "local t, k = {{}}, 1 local _ = 2 * t[k]" --> s:1: attempt to perform arithmetic on a table value (field '?')
e "local t, k = {print}, 1 local _ = 2 * t[k]" --> s:1: attempt to perform arithmetic on a function value (field '?')
e [[local t, k = {nil}, 1 local _ = t[k] / 2]] --> s:1: attempt to perform arithmetic on a nil value (field '?')
e [[local t, k = {'s'}, 1 local _ = t[k] / 2]] --> s:1: attempt to div a 'string' with a 'number'
e [[local t, k = {{}}, 1 local _ = t[k] / 2]] --> s:1: attempt to perform arithmetic on a table value (field '?')
e [[local t, k = {print}, 1 local _ = t[k] / 2]] --> s:1: attempt to perform arithmetic on a function value (field '?')
e [[local t, k = {nil}, 1 local _ = t[k] % 3]] --> s:1: attempt to perform arithmetic on a nil value (field '?')
e [[local t, k = {'s'}, 1 local _ = t[k] % 3]] --> s:1: attempt to mod a 'string' with a 'number'
e [[local t, k = {{}}, 1 local _ = t[k] % 3]] --> s:1: attempt to perform arithmetic on a table value (field '?')
e [[local t, k = {print}, 1 local _ = t[k] % 3]] --> s:1: attempt to perform arithmetic on a function value (field '?')
e [[local t, k = {nil}, 1 local _ = t[k] // 2]] --> s:1: attempt to perform arithmetic on a nil value (field '?')
e [[local t, k = {'s'}, 1 local _ = t[k] // 2]] --> s:1: attempt to idiv a 'string' with a 'number'
e [[local t, k = {{}}, 1 local _ = t[k] // 2]] --> s:1: attempt to perform arithmetic on a table value (field '?')
e [[local t, k = {print}, 1 local _ = t[k] // 2]] --> s:1: attempt to perform arithmetic on a function value (field '?')
e [[local t, k = {nil}, 1 local _ = t[k] ^ 2]] --> s:1: attempt to perform arithmetic on a nil value (field '?')
e [[local t, k = {'s'}, 1 local _ = t[k] ^ 2]] --> s:1: attempt to pow a 'string' with a 'number'
e [[local t, k = {{}}, 1 local _ = t[k] ^ 2]] --> s:1: attempt to perform arithmetic on a table value (field '?')
e [[local t, k = {print}, 1 local _ = t[k] ^ 2]] --> s:1: attempt to perform arithmetic on a function value (field '?')
e "local t, k = {nil}, 1 local _ = -t[k]" --> s:1: attempt to perform arithmetic on a nil value (field '?')
e "local t, k = {'s'}, 1 local _ = -t[k]" --> s:1: attempt to unm a 'string' with a 'string'
e "local t, k = {{}}, 1 local _ = -t[k]" --> s:1: attempt to perform arithmetic on a table value (field '?')
e "local t, k = {print}, 1 local _ = -t[k]" --> s:1: attempt to perform arithmetic on a function value (field '?')
e [[local t = {nil} local _ = t[1] + 1]] --> s:1: attempt to perform arithmetic on a nil value (field 'integer index')
e [[local t = {'s'} local _ = t[1] + 1]] --> s:1: attempt to add a 'string' with a 'number'
e [[local t = {{}} local _ = t[1] + 1]] --> s:1: attempt to perform arithmetic on a table value (field 'integer index')
e [[local t = {print} local _ = t[1] + 1]] --> s:1: attempt to perform arithmetic on a function value (field 'integer index')
e "local t = {nil} local _ = 1 + t[1]" --> s:1: attempt to perform arithmetic on a nil value (field 'integer index')
e "local t = {'s'} local _ = 1 + t[1]" --> s:1: attempt to add a 'number' with a 'string'
e "local t = {{}} local _ = 1 + t[1]" --> s:1: attempt to perform arithmetic on a table value (field 'integer index')
e "local t = {print} local _ = 1 + t[1]" --> s:1: attempt to perform arithmetic on a function value (field 'integer index')
e [[local t = {nil} local _ = t[1] - {}]] --> s:1: attempt to perform arithmetic on a nil value (field 'integer index')
e [[local t = {'s'} local _ = t[1] - {}]] --> s:1: attempt to sub a 'string' with a 'table'
e [[local t = {{}} local _ = t[1] - {}]] --> s:1: attempt to perform arithmetic on a table value (field 'integer index')
e [[local t = {print} local _ = t[1] - {}]] --> s:1: attempt to perform arithmetic on a function value (field 'integer index')
e "local t = {nil} local _ = 2 * t[1]" --> s:1: attempt to perform arithmetic on a nil value (field 'integer index')
e "local t = {'s'} local _ = 2 * t[1]" --> s:1: attempt to mul a 'number' with a 'string'
e "local t = {{}} local _ = 2 * t[1]" --> s:1: attempt to perform arithmetic on a table value (field 'integer index')
e "local t = {print} local _ = 2 * t[1]" --> s:1: attempt to perform arithmetic on a function value (field 'integer index')
e [[local t = {nil} local _ = t[1] / 2]] --> s:1: attempt to perform arithmetic on a nil value (field 'integer index')
e [[local t = {'s'} local _ = t[1] / 2]] --> s:1: attempt to div a 'string' with a 'number'
e [[local t = {{}} local _ = t[1] / 2]] --> s:1: attempt to perform arithmetic on a table value (field 'integer index')
e [[local t = {print} local _ = t[1] / 2]] --> s:1: attempt to perform arithmetic on a function value (field 'integer index')
e [[local t = {nil} local _ = t[1] % 3]] --> s:1: attempt to perform arithmetic on a nil value (field 'integer index')
e [[local t = {'s'} local _ = t[1] % 3]] --> s:1: attempt to mod a 'string' with a 'number'
e [[local t = {{}} local _ = t[1] % 3]] --> s:1: attempt to perform arithmetic on a table value (field 'integer index')
e [[local t = {print} local _ = t[1] % 3]] --> s:1: attempt to perform arithmetic on a function value (field 'integer index')
e [[local t = {nil} local _ = t[1] // 2]] --> s:1: attempt to perform arithmetic on a nil value (field 'integer index')
e [[local t = {'s'} local _ = t[1] // 2]] --> s:1: attempt to idiv a 'string' with a 'number'
e [[local t = {{}} local _ = t[1] // 2]] --> s:1: attempt to perform arithmetic on a table value (field 'integer index')
e [[local t = {print} local _ = t[1] // 2]] --> s:1: attempt to perform arithmetic on a function value (field 'integer index')
e [[local t = {nil} local _ = t[1] ^ 2]] --> s:1: attempt to perform arithmetic on a nil value (field 'integer index')
e [[local t = {'s'} local _ = t[1] ^ 2]] --> s:1: attempt to pow a 'string' with a 'number'
e [[local t = {{}} local _ = t[1] ^ 2]] --> s:1: attempt to perform arithmetic on a table value (field 'integer index')
e [[local t = {print} local _ = t[1] ^ 2]] --> s:1: attempt to perform arithmetic on a function value (field 'integer index')
e "local t = {nil} local _ = -t[1]" --> s:1: attempt to perform arithmetic on a nil value (field 'integer index')
e "local t = {'s'} local _ = -t[1]" --> s:1: attempt to unm a 'string' with a 'string'
e "local t = {{}} local _ = -t[1]" --> s:1: attempt to perform arithmetic on a table value (field 'integer index')
e "local t = {print} local _ = -t[1]" --> s:1: attempt to perform arithmetic on a function value (field 'integer index')
e [[local function f() return nil end local _ = (f()) + 1]] --> s:1: attempt to perform arithmetic on a nil value
e [[local function f() return 's' end local _ = (f()) + 1]] --> s:1: attempt to add a 'string' with a 'number'
e [[local function f() return {} end local _ = (f()) + 1]] --> s:1: attempt to perform arithmetic on a table value
e [[local function f() return print end local _ = (f()) + 1]] --> s:1: attempt to perform arithmetic on a function value
e [[local function f() return nil end local _ = 1 + (f())]] --> s:1: attempt to perform arithmetic on a nil value
e [[local function f() return 's' end local _ = 1 + (f())]] --> s:1: attempt to add a 'number' with a 'string'
e [[local function f() return {} end local _ = 1 + (f())]] --> s:1: attempt to perform arithmetic on a table value
e [[local function f() return print end local _ = 1 + (f())]] --> s:1: attempt to perform arithmetic on a function value
e [[local function f() return nil end local _ = (f()) - {}]] --> s:1: attempt to perform arithmetic on a nil value
e [[local function f() return 's' end local _ = (f()) - {}]] --> s:1: attempt to sub a 'string' with a 'table'
e [[local function f() return {} end local _ = (f()) - {}]] --> s:1: attempt to perform arithmetic on a table value
e [[local function f() return print end local _ = (f()) - {}]] --> s:1: attempt to perform arithmetic on a function value
e [[local function f() return nil end local _ = 2 * (f())]] --> s:1: attempt to perform arithmetic on a nil value
e [[local function f() return 's' end local _ = 2 * (f())]] --> s:1: attempt to mul a 'number' with a 'string'
e [[local function f() return {} end local _ = 2 * (f())]] --> s:1: attempt to perform arithmetic on a table value
e [[local function f() return print end local _ = 2 * (f())]] --> s:1: attempt to perform arithmetic on a function value
e [[local function f() return nil end local _ = (f()) / 2]] --> s:1: attempt to perform arithmetic on a nil value
e [[local function f() return 's' end local _ = (f()) / 2]] --> s:1: attempt to div a 'string' with a 'number'
e [[local function f() return {} end local _ = (f()) / 2]] --> s:1: attempt to perform arithmetic on a table value
e [[local function f() return print end local _ = (f()) / 2]] --> s:1: attempt to perform arithmetic on a function value
e [[local function f() return nil end local _ = (f()) % 3]] --> s:1: attempt to perform arithmetic on a nil value
e [[local function f() return 's' end local _ = (f()) % 3]] --> s:1: attempt to mod a 'string' with a 'number'
e [[local function f() return {} end local _ = (f()) % 3]] --> s:1: attempt to perform arithmetic on a table value
e [[local function f() return print end local _ = (f()) % 3]] --> s:1: attempt to perform arithmetic on a function value
e [[local function f() return nil end local _ = (f()) // 2]] --> s:1: attempt to perform arithmetic on a nil value
e [[local function f() return 's' end local _ = (f()) // 2]] --> s:1: attempt to idiv a 'string' with a 'number'
e [[local function f() return {} end local _ = (f()) // 2]] --> s:1: attempt to perform arithmetic on a table value
e [[local function f() return print end local _ = (f()) // 2]] --> s:1: attempt to perform arithmetic on a function value
e [[local function f() return nil end local _ = (f()) ^ 2]] --> s:1: attempt to perform arithmetic on a nil value
e [[local function f() return 's' end local _ = (f()) ^ 2]] --> s:1: attempt to pow a 'string' with a 'number'
e [[local function f() return {} end local _ = (f()) ^ 2]] --> s:1: attempt to perform arithmetic on a table value
e [[local function f() return print end local _ = (f()) ^ 2]] --> s:1: attempt to perform arithmetic on a function value
e [[local function f() return nil end local _ = -(f())]] --> s:1: attempt to perform arithmetic on a nil value
e [[local function f() return 's' end local _ = -(f())]] --> s:1: attempt to unm a 'string' with a 'string'
e [[local function f() return {} end local _ = -(f())]] --> s:1: attempt to perform arithmetic on a table value
e [[local function f() return print end local _ = -(f())]] --> s:1: attempt to perform arithmetic on a function value
e [[return (function(...) local _ = (...) + 1 end)(nil)]] --> s:1: attempt to perform arithmetic on a nil value
e [[return (function(...) local _ = (...) + 1 end)('s')]] --> s:1: attempt to add a 'string' with a 'number'
e [[return (function(...) local _ = (...) + 1 end)({})]] --> s:1: attempt to perform arithmetic on a table value
e [[return (function(...) local _ = (...) + 1 end)(print)]] --> s:1: attempt to perform arithmetic on a function value
e [[return (function(...) local _ = 1 + (...) end)(nil)]] --> s:1: attempt to perform arithmetic on a nil value
e [[return (function(...) local _ = 1 + (...) end)('s')]] --> s:1: attempt to add a 'number' with a 'string'
e [[return (function(...) local _ = 1 + (...) end)({})]] --> s:1: attempt to perform arithmetic on a table value
e [[return (function(...) local _ = 1 + (...) end)(print)]] --> s:1: attempt to perform arithmetic on a function value
e [[return (function(...) local _ = (...) - {} end)(nil)]] --> s:1: attempt to perform arithmetic on a nil value
e [[return (function(...) local _ = (...) - {} end)('s')]] --> s:1: attempt to sub a 'string' with a 'table'
e [[return (function(...) local _ = (...) - {} end)({})]] --> s:1: attempt to perform arithmetic on a table value
e [[return (function(...) local _ = (...) - {} end)(print)]] --> s:1: attempt to perform arithmetic on a function value
e [[return (function(...) local _ = 2 * (...) end)(nil)]] --> s:1: attempt to perform arithmetic on a nil value
e [[return (function(...) local _ = 2 * (...) end)('s')]] --> s:1: attempt to mul a 'number' with a 'string'
e [[return (function(...) local _ = 2 * (...) end)({})]] --> s:1: attempt to perform arithmetic on a table value
e [[return (function(...) local _ = 2 * (...) end)(print)]] --> s:1: attempt to perform arithmetic on a function value
e [[return (function(...) local _ = (...) / 2 end)(nil)]] --> s:1: attempt to perform arithmetic on a nil value
e [[return (function(...) local _ = (...) / 2 end)('s')]] --> s:1: attempt to div a 'string' with a 'number'
e [[return (function(...) local _ = (...) / 2 end)({})]] --> s:1: attempt to perform arithmetic on a table value
e [[return (function(...) local _ = (...) / 2 end)(print)]] --> s:1: attempt to perform arithmetic on a function value
e [[return (function(...) local _ = (...) % 3 end)(nil)]] --> s:1: attempt to perform arithmetic on a nil value
e [[return (function(...) local _ = (...) % 3 end)('s')]] --> s:1: attempt to mod a 'string' with a 'number'
e [[return (function(...) local _ = (...) % 3 end)({})]] --> s:1: attempt to perform arithmetic on a table value
e [[return (function(...) local _ = (...) % 3 end)(print)]] --> s:1: attempt to perform arithmetic on a function value
e [[return (function(...) local _ = (...) // 2 end)(nil)]] --> s:1: attempt to perform arithmetic on a nil value
e [[return (function(...) local _ = (...) // 2 end)('s')]] --> s:1: attempt to idiv a 'string' with a 'number'
e [[return (function(...) local _ = (...) // 2 end)({})]] --> s:1: attempt to perform arithmetic on a table value
e [[return (function(...) local _ = (...) // 2 end)(print)]] --> s:1: attempt to perform arithmetic on a function value
e [[return (function(...) local _ = (...) ^ 2 end)(nil)]] --> s:1: attempt to perform arithmetic on a nil value
e [[return (function(...) local _ = (...) ^ 2 end)('s')]] --> s:1: attempt to pow a 'string' with a 'number'
e [[return (function(...) local _ = (...) ^ 2 end)({})]] --> s:1: attempt to perform arithmetic on a table value
e [[return (function(...) local _ = (...) ^ 2 end)(print)]] --> s:1: attempt to perform arithmetic on a function value
e [[return (function(...) local _ = -(...) end)(nil)]] --> s:1: attempt to perform arithmetic on a nil value
e [[return (function(...) local _ = -(...) end)('s')]] --> s:1: attempt to unm a 'string' with a 'string'
e [[return (function(...) local _ = -(...) end)({})]] --> s:1: attempt to perform arithmetic on a table value
e [[return (function(...) local _ = -(...) end)(print)]] --> s:1: attempt to perform arithmetic on a function value
e [[local v = nil local _ = ((v)) + 1]] --> s:1: attempt to perform arithmetic on a nil value (local 'v')
e [[local v = 's' local _ = ((v)) + 1]] --> s:1: attempt to add a 'string' with a 'number'
e [[local v = {} local _ = ((v)) + 1]] --> s:1: attempt to perform arithmetic on a table value (local 'v')
e [[local v = print local _ = ((v)) + 1]] --> s:1: attempt to perform arithmetic on a function value (local 'v')
e [[local v = nil local _ = 1 + ((v))]] --> s:1: attempt to perform arithmetic on a nil value (local 'v')
e [[local v = 's' local _ = 1 + ((v))]] --> s:1: attempt to add a 'number' with a 'string'
e [[local v = {} local _ = 1 + ((v))]] --> s:1: attempt to perform arithmetic on a table value (local 'v')
e [[local v = print local _ = 1 + ((v))]] --> s:1: attempt to perform arithmetic on a function value (local 'v')
e [[local v = nil local _ = ((v)) - {}]] --> s:1: attempt to perform arithmetic on a nil value (local 'v')
e [[local v = 's' local _ = ((v)) - {}]] --> s:1: attempt to sub a 'string' with a 'table'
e [[local v = {} local _ = ((v)) - {}]] --> s:1: attempt to perform arithmetic on a table value (local 'v')
e [[local v = print local _ = ((v)) - {}]] --> s:1: attempt to perform arithmetic on a function value (local 'v')
e [[local v = nil local _ = 2 * ((v))]] --> s:1: attempt to perform arithmetic on a nil value (local 'v')
e [[local v = 's' local _ = 2 * ((v))]] --> s:1: attempt to mul a 'number' with a 'string'
e [[local v = {} local _ = 2 * ((v))]] --> s:1: attempt to perform arithmetic on a table value (local 'v')
e [[local v = print local _ = 2 * ((v))]] --> s:1: attempt to perform arithmetic on a function value (local 'v')
e [[local v = nil local _ = ((v)) / 2]] --> s:1: attempt to perform arithmetic on a nil value (local 'v')
e [[local v = 's' local _ = ((v)) / 2]] --> s:1: attempt to div a 'string' with a 'number'
e [[local v = {} local _ = ((v)) / 2]] --> s:1: attempt to perform arithmetic on a table value (local 'v')
e [[local v = print local _ = ((v)) / 2]] --> s:1: attempt to perform arithmetic on a function value (local 'v')
e [[local v = nil local _ = ((v)) % 3]] --> s:1: attempt to perform arithmetic on a nil value (local 'v')
e [[local v = 's' local _ = ((v)) % 3]] --> s:1: attempt to mod a 'string' with a 'number'
e [[local v = {} local _ = ((v)) % 3]] --> s:1: attempt to perform arithmetic on a table value (local 'v')
e [[local v = print local _ = ((v)) % 3]] --> s:1: attempt to perform arithmetic on a function value (local 'v')
e [[local v = nil local _ = ((v)) // 2]] --> s:1: attempt to perform arithmetic on a nil value (local 'v')
e [[local v = 's' local _ = ((v)) // 2]] --> s:1: attempt to idiv a 'string' with a 'number'
e [[local v = {} local _ = ((v)) // 2]] --> s:1: attempt to perform arithmetic on a table value (local 'v')
e [[local v = print local _ = ((v)) // 2]] --> s:1: attempt to perform arithmetic on a function value (local 'v')
e [[local v = nil local _ = ((v)) ^ 2]] --> s:1: attempt to perform arithmetic on a nil value (local 'v')
e [[local v = 's' local _ = ((v)) ^ 2]] --> s:1: attempt to pow a 'string' with a 'number'
e [[local v = {} local _ = ((v)) ^ 2]] --> s:1: attempt to perform arithmetic on a table value (local 'v')
e [[local v = print local _ = ((v)) ^ 2]] --> s:1: attempt to perform arithmetic on a function value (local 'v')
e [[local v = nil local _ = -((v))]] --> s:1: attempt to perform arithmetic on a nil value (local 'v')
e [[local v = 's' local _ = -((v))]] --> s:1: attempt to unm a 'string' with a 'string'
e [[local v = {} local _ = -((v))]] --> s:1: attempt to perform arithmetic on a table value (local 'v')
e [[local v = print local _ = -((v))]] --> s:1: attempt to perform arithmetic on a function value (local 'v')
