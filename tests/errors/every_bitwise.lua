-- Bitwise operators on wrong types, by every kind of expression.
local function e(code)
    local f, message = load(code, "=s")
    if f then _, message = pcall(f) end
    print(message)
    v, x, a = nil
end
e [[local v = nil local _ = v & 1]] --> s:1: attempt to perform bitwise operation on a nil value (local 'v')
e [[local v = 's' local _ = v & 1]] --> s:1: attempt to perform bitwise operation on a string value (local 'v')
e [[local v = 1.5 local _ = v & 1]] --> s:1: number (local 'v') has no integer representation
e [[local v = {} local _ = v & 1]] --> s:1: attempt to perform bitwise operation on a table value (local 'v')
e [[local v = nil local _ = 1 | v]] --> s:1: attempt to perform bitwise operation on a nil value (local 'v')
e [[local v = 's' local _ = 1 | v]] --> s:1: attempt to perform bitwise operation on a string value (local 'v')
e [[local v = 1.5 local _ = 1 | v]] --> s:1: number (local 'v') has no integer representation
e [[local v = {} local _ = 1 | v]] --> s:1: attempt to perform bitwise operation on a table value (local 'v')
e [[local v = nil local _ = v ~ 2]] --> s:1: attempt to perform bitwise operation on a nil value (local 'v')
e [[local v = 's' local _ = v ~ 2]] --> s:1: attempt to perform bitwise operation on a string value (local 'v')
e [[local v = 1.5 local _ = v ~ 2]] --> s:1: number (local 'v') has no integer representation
e [[local v = {} local _ = v ~ 2]] --> s:1: attempt to perform bitwise operation on a table value (local 'v')
e [[local v = nil local _ = v << 1]] --> s:1: attempt to perform bitwise operation on a nil value (local 'v')
e [[local v = 's' local _ = v << 1]] --> s:1: attempt to perform bitwise operation on a string value (local 'v')
e [[local v = 1.5 local _ = v << 1]] --> s:1: number (local 'v') has no integer representation
e [[local v = {} local _ = v << 1]] --> s:1: attempt to perform bitwise operation on a table value (local 'v')
e [[local v = nil local _ = 1 >> v]] --> s:1: attempt to perform bitwise operation on a nil value (local 'v')
e [[local v = 's' local _ = 1 >> v]] --> s:1: attempt to perform bitwise operation on a string value (local 'v')
e [[local v = 1.5 local _ = 1 >> v]] --> s:1: number (local 'v') has no integer representation
e [[local v = {} local _ = 1 >> v]] --> s:1: attempt to perform bitwise operation on a table value (local 'v')
e [[local v = nil local _ = ~v]] --> s:1: attempt to perform bitwise operation on a nil value (local 'v')
e [[local v = 's' local _ = ~v]] --> s:1: attempt to perform bitwise operation on a string value (local 'v')
e [[local v = 1.5 local _ = ~v]] --> s:1: number (local 'v') has no integer representation
e [[local v = {} local _ = ~v]] --> s:1: attempt to perform bitwise operation on a table value (local 'v')
e [[local v = nil return (function() local _ = v & 1 end)()]] --> s:1: attempt to perform bitwise operation on a nil value (upvalue 'v')
e [[local v = 's' return (function() local _ = v & 1 end)()]] --> s:1: attempt to perform bitwise operation on a string value (upvalue 'v')
e [[local v = 1.5 return (function() local _ = v & 1 end)()]] --> s:1: number (upvalue 'v') has no integer representation
e [[local v = {} return (function() local _ = v & 1 end)()]] --> s:1: attempt to perform bitwise operation on a table value (upvalue 'v')
e [[local v = nil return (function() local _ = 1 | v end)()]] --> s:1: attempt to perform bitwise operation on a nil value (upvalue 'v')
e [[local v = 's' return (function() local _ = 1 | v end)()]] --> s:1: attempt to perform bitwise operation on a string value (upvalue 'v')
e [[local v = 1.5 return (function() local _ = 1 | v end)()]] --> s:1: number (upvalue 'v') has no integer representation
e [[local v = {} return (function() local _ = 1 | v end)()]] --> s:1: attempt to perform bitwise operation on a table value (upvalue 'v')
e [[local v = nil return (function() local _ = v ~ 2 end)()]] --> s:1: attempt to perform bitwise operation on a nil value (upvalue 'v')
e [[local v = 's' return (function() local _ = v ~ 2 end)()]] --> s:1: attempt to perform bitwise operation on a string value (upvalue 'v')
e [[local v = 1.5 return (function() local _ = v ~ 2 end)()]] --> s:1: number (upvalue 'v') has no integer representation
e [[local v = {} return (function() local _ = v ~ 2 end)()]] --> s:1: attempt to perform bitwise operation on a table value (upvalue 'v')
e [[local v = nil return (function() local _ = v << 1 end)()]] --> s:1: attempt to perform bitwise operation on a nil value (upvalue 'v')
e [[local v = 's' return (function() local _ = v << 1 end)()]] --> s:1: attempt to perform bitwise operation on a string value (upvalue 'v')
e [[local v = 1.5 return (function() local _ = v << 1 end)()]] --> s:1: number (upvalue 'v') has no integer representation
e [[local v = {} return (function() local _ = v << 1 end)()]] --> s:1: attempt to perform bitwise operation on a table value (upvalue 'v')
e [[local v = nil return (function() local _ = 1 >> v end)()]] --> s:1: attempt to perform bitwise operation on a nil value (upvalue 'v')
e [[local v = 's' return (function() local _ = 1 >> v end)()]] --> s:1: attempt to perform bitwise operation on a string value (upvalue 'v')
e [[local v = 1.5 return (function() local _ = 1 >> v end)()]] --> s:1: number (upvalue 'v') has no integer representation
e [[local v = {} return (function() local _ = 1 >> v end)()]] --> s:1: attempt to perform bitwise operation on a table value (upvalue 'v')
e [[local v = nil return (function() local _ = ~v end)()]] --> s:1: attempt to perform bitwise operation on a nil value (upvalue 'v')
e [[local v = 's' return (function() local _ = ~v end)()]] --> s:1: attempt to perform bitwise operation on a string value (upvalue 'v')
e [[local v = 1.5 return (function() local _ = ~v end)()]] --> s:1: number (upvalue 'v') has no integer representation
e [[local v = {} return (function() local _ = ~v end)()]] --> s:1: attempt to perform bitwise operation on a table value (upvalue 'v')
e [[v = nil local _ = v & 1]] --> s:1: attempt to perform bitwise operation on a nil value (global 'v')
e [[v = 's' local _ = v & 1]] --> s:1: attempt to perform bitwise operation on a string value (global 'v')
e [[v = 1.5 local _ = v & 1]] --> s:1: number (global 'v') has no integer representation
e [[v = {} local _ = v & 1]] --> s:1: attempt to perform bitwise operation on a table value (global 'v')
e [[v = nil local _ = 1 | v]] --> s:1: attempt to perform bitwise operation on a nil value (global 'v')
e [[v = 's' local _ = 1 | v]] --> s:1: attempt to perform bitwise operation on a string value (global 'v')
e [[v = 1.5 local _ = 1 | v]] --> s:1: number (global 'v') has no integer representation
e [[v = {} local _ = 1 | v]] --> s:1: attempt to perform bitwise operation on a table value (global 'v')
e [[v = nil local _ = v ~ 2]] --> s:1: attempt to perform bitwise operation on a nil value (global 'v')
e [[v = 's' local _ = v ~ 2]] --> s:1: attempt to perform bitwise operation on a string value (global 'v')
e [[v = 1.5 local _ = v ~ 2]] --> s:1: number (global 'v') has no integer representation
e [[v = {} local _ = v ~ 2]] --> s:1: attempt to perform bitwise operation on a table value (global 'v')
e [[v = nil local _ = v << 1]] --> s:1: attempt to perform bitwise operation on a nil value (global 'v')
e [[v = 's' local _ = v << 1]] --> s:1: attempt to perform bitwise operation on a string value (global 'v')
e [[v = 1.5 local _ = v << 1]] --> s:1: number (global 'v') has no integer representation
e [[v = {} local _ = v << 1]] --> s:1: attempt to perform bitwise operation on a table value (global 'v')
e [[v = nil local _ = 1 >> v]] --> s:1: attempt to perform bitwise operation on a nil value (global 'v')
e [[v = 's' local _ = 1 >> v]] --> s:1: attempt to perform bitwise operation on a string value (global 'v')
e [[v = 1.5 local _ = 1 >> v]] --> s:1: number (global 'v') has no integer representation
e [[v = {} local _ = 1 >> v]] --> s:1: attempt to perform bitwise operation on a table value (global 'v')
e [[v = nil local _ = ~v]] --> s:1: attempt to perform bitwise operation on a nil value (global 'v')
e [[v = 's' local _ = ~v]] --> s:1: attempt to perform bitwise operation on a string value (global 'v')
e [[v = 1.5 local _ = ~v]] --> s:1: number (global 'v') has no integer representation
e [[v = {} local _ = ~v]] --> s:1: attempt to perform bitwise operation on a table value (global 'v')
e [[local t = {f = nil} local _ = t.f & 1]] --> s:1: attempt to perform bitwise operation on a nil value (field 'f')
e [[local t = {f = 's'} local _ = t.f & 1]] --> s:1: attempt to perform bitwise operation on a string value (field 'f')
e [[local t = {f = 1.5} local _ = t.f & 1]] --> s:1: number (field 'f') has no integer representation
e [[local t = {f = {}} local _ = t.f & 1]] --> s:1: attempt to perform bitwise operation on a table value (field 'f')
e [[local t = {f = nil} local _ = 1 | t.f]] --> s:1: attempt to perform bitwise operation on a nil value (field 'f')
e [[local t = {f = 's'} local _ = 1 | t.f]] --> s:1: attempt to perform bitwise operation on a string value (field 'f')
e [[local t = {f = 1.5} local _ = 1 | t.f]] --> s:1: number (field 'f') has no integer representation
e [[local t = {f = {}} local _ = 1 | t.f]] --> s:1: attempt to perform bitwise operation on a table value (field 'f')
e [[local t = {f = nil} local _ = t.f ~ 2]] --> s:1: attempt to perform bitwise operation on a nil value (field 'f')
e [[local t = {f = 's'} local _ = t.f ~ 2]] --> s:1: attempt to perform bitwise operation on a string value (field 'f')
e [[local t = {f = 1.5} local _ = t.f ~ 2]] --> s:1: number (field 'f') has no integer representation
e [[local t = {f = {}} local _ = t.f ~ 2]] --> s:1: attempt to perform bitwise operation on a table value (field 'f')
e [[local t = {f = nil} local _ = t.f << 1]] --> s:1: attempt to perform bitwise operation on a nil value (field 'f')
e [[local t = {f = 's'} local _ = t.f << 1]] --> s:1: attempt to perform bitwise operation on a string value (field 'f')
e [[local t = {f = 1.5} local _ = t.f << 1]] --> s:1: number (field 'f') has no integer representation
e [[local t = {f = {}} local _ = t.f << 1]] --> s:1: attempt to perform bitwise operation on a table value (field 'f')
e [[local t = {f = nil} local _ = 1 >> t.f]] --> s:1: attempt to perform bitwise operation on a nil value (field 'f')
e [[local t = {f = 's'} local _ = 1 >> t.f]] --> s:1: attempt to perform bitwise operation on a string value (field 'f')
e [[local t = {f = 1.5} local _ = 1 >> t.f]] --> s:1: number (field 'f') has no integer representation
e [[local t = {f = {}} local _ = 1 >> t.f]] --> s:1: attempt to perform bitwise operation on a table value (field 'f')
e [[local t = {f = nil} local _ = ~t.f]] --> s:1: attempt to perform bitwise operation on a nil value (field 'f')
e [[local t = {f = 's'} local _ = ~t.f]] --> s:1: attempt to perform bitwise operation on a string value (field 'f')
e [[local t = {f = 1.5} local _ = ~t.f]] --> s:1: number (field 'f') has no integer representation
e [[local t = {f = {}} local _ = ~t.f]] --> s:1: attempt to perform bitwise operation on a table value (field 'f')
e [[local t = {f = nil} return (function() local _ = t.f & 1 end)()]] --> s:1: attempt to perform bitwise operation on a nil value (field 'f')
e [[local t = {f = 's'} return (function() local _ = t.f & 1 end)()]] --> s:1: attempt to perform bitwise operation on a string value (field 'f')
e [[local t = {f = 1.5} return (function() local _ = t.f & 1 end)()]] --> s:1: number (field 'f') has no integer representation
e [[local t = {f = {}} return (function() local _ = t.f & 1 end)()]] --> s:1: attempt to perform bitwise operation on a table value (field 'f')
e [[local t = {f = nil} return (function() local _ = 1 | t.f end)()]] --> s:1: attempt to perform bitwise operation on a nil value (field 'f')
e [[local t = {f = 's'} return (function() local _ = 1 | t.f end)()]] --> s:1: attempt to perform bitwise operation on a string value (field 'f')
e [[local t = {f = 1.5} return (function() local _ = 1 | t.f end)()]] --> s:1: number (field 'f') has no integer representation
e [[local t = {f = {}} return (function() local _ = 1 | t.f end)()]] --> s:1: attempt to perform bitwise operation on a table value (field 'f')
e [[local t = {f = nil} return (function() local _ = t.f ~ 2 end)()]] --> s:1: attempt to perform bitwise operation on a nil value (field 'f')
e [[local t = {f = 's'} return (function() local _ = t.f ~ 2 end)()]] --> s:1: attempt to perform bitwise operation on a string value (field 'f')
e [[local t = {f = 1.5} return (function() local _ = t.f ~ 2 end)()]] --> s:1: number (field 'f') has no integer representation
e [[local t = {f = {}} return (function() local _ = t.f ~ 2 end)()]] --> s:1: attempt to perform bitwise operation on a table value (field 'f')
e [[local t = {f = nil} return (function() local _ = t.f << 1 end)()]] --> s:1: attempt to perform bitwise operation on a nil value (field 'f')
e [[local t = {f = 's'} return (function() local _ = t.f << 1 end)()]] --> s:1: attempt to perform bitwise operation on a string value (field 'f')
e [[local t = {f = 1.5} return (function() local _ = t.f << 1 end)()]] --> s:1: number (field 'f') has no integer representation
e [[local t = {f = {}} return (function() local _ = t.f << 1 end)()]] --> s:1: attempt to perform bitwise operation on a table value (field 'f')
e [[local t = {f = nil} return (function() local _ = 1 >> t.f end)()]] --> s:1: attempt to perform bitwise operation on a nil value (field 'f')
e [[local t = {f = 's'} return (function() local _ = 1 >> t.f end)()]] --> s:1: attempt to perform bitwise operation on a string value (field 'f')
e [[local t = {f = 1.5} return (function() local _ = 1 >> t.f end)()]] --> s:1: number (field 'f') has no integer representation
e [[local t = {f = {}} return (function() local _ = 1 >> t.f end)()]] --> s:1: attempt to perform bitwise operation on a table value (field 'f')
e [[local t = {f = nil} return (function() local _ = ~t.f end)()]] --> s:1: attempt to perform bitwise operation on a nil value (field 'f')
e [[local t = {f = 's'} return (function() local _ = ~t.f end)()]] --> s:1: attempt to perform bitwise operation on a string value (field 'f')
e [[local t = {f = 1.5} return (function() local _ = ~t.f end)()]] --> s:1: number (field 'f') has no integer representation
e [[local t = {f = {}} return (function() local _ = ~t.f end)()]] --> s:1: attempt to perform bitwise operation on a table value (field 'f')
e [[local t = {a = {b = nil}} local _ = t.a.b & 1]] --> s:1: attempt to perform bitwise operation on a nil value (field 'b')
e [[local t = {a = {b = 's'}} local _ = t.a.b & 1]] --> s:1: attempt to perform bitwise operation on a string value (field 'b')
e [[local t = {a = {b = 1.5}} local _ = t.a.b & 1]] --> s:1: number (field 'b') has no integer representation
e [[local t = {a = {b = {}}} local _ = t.a.b & 1]] --> s:1: attempt to perform bitwise operation on a table value (field 'b')
e [[local t = {a = {b = nil}} local _ = 1 | t.a.b]] --> s:1: attempt to perform bitwise operation on a nil value (field 'b')
e [[local t = {a = {b = 's'}} local _ = 1 | t.a.b]] --> s:1: attempt to perform bitwise operation on a string value (field 'b')
e [[local t = {a = {b = 1.5}} local _ = 1 | t.a.b]] --> s:1: number (field 'b') has no integer representation
e [[local t = {a = {b = {}}} local _ = 1 | t.a.b]] --> s:1: attempt to perform bitwise operation on a table value (field 'b')
e [[local t = {a = {b = nil}} local _ = t.a.b ~ 2]] --> s:1: attempt to perform bitwise operation on a nil value (field 'b')
e [[local t = {a = {b = 's'}} local _ = t.a.b ~ 2]] --> s:1: attempt to perform bitwise operation on a string value (field 'b')
e [[local t = {a = {b = 1.5}} local _ = t.a.b ~ 2]] --> s:1: number (field 'b') has no integer representation
e [[local t = {a = {b = {}}} local _ = t.a.b ~ 2]] --> s:1: attempt to perform bitwise operation on a table value (field 'b')
e [[local t = {a = {b = nil}} local _ = t.a.b << 1]] --> s:1: attempt to perform bitwise operation on a nil value (field 'b')
e [[local t = {a = {b = 's'}} local _ = t.a.b << 1]] --> s:1: attempt to perform bitwise operation on a string value (field 'b')
e [[local t = {a = {b = 1.5}} local _ = t.a.b << 1]] --> s:1: number (field 'b') has no integer representation
e [[local t = {a = {b = {}}} local _ = t.a.b << 1]] --> s:1: attempt to perform bitwise operation on a table value (field 'b')
e [[local t = {a = {b = nil}} local _ = 1 >> t.a.b]] --> s:1: attempt to perform bitwise operation on a nil value (field 'b')
e [[local t = {a = {b = 's'}} local _ = 1 >> t.a.b]] --> s:1: attempt to perform bitwise operation on a string value (field 'b')
e [[local t = {a = {b = 1.5}} local _ = 1 >> t.a.b]] --> s:1: number (field 'b') has no integer representation
e [[local t = {a = {b = {}}} local _ = 1 >> t.a.b]] --> s:1: attempt to perform bitwise operation on a table value (field 'b')
e [[local t = {a = {b = nil}} local _ = ~t.a.b]] --> s:1: attempt to perform bitwise operation on a nil value (field 'b')
e [[local t = {a = {b = 's'}} local _ = ~t.a.b]] --> s:1: attempt to perform bitwise operation on a string value (field 'b')
e [[local t = {a = {b = 1.5}} local _ = ~t.a.b]] --> s:1: number (field 'b') has no integer representation
e [[local t = {a = {b = {}}} local _ = ~t.a.b]] --> s:1: attempt to perform bitwise operation on a table value (field 'b')
e [[local t, k = {nil}, 1 local _ = t[k] & 1]] --> s:1: attempt to perform bitwise operation on a nil value (field '?')
e [[local t, k = {'s'}, 1 local _ = t[k] & 1]] --> s:1: attempt to perform bitwise operation on a string value (field '?')
e [[local t, k = {1.5}, 1 local _ = t[k] & 1]] --> s:1: number (field '?') has no integer representation
e [[local t, k = {{}}, 1 local _ = t[k] & 1]] --> s:1: attempt to perform bitwise operation on a table value (field '?')
e "local t, k = {nil}, 1 local _ = 1 | t[k]" --> s:1: attempt to perform bitwise operation on a nil value (field '?')
e "local t, k = {'s'}, 1 local _ = 1 | t[k]" --> s:1: attempt to perform bitwise operation on a string value (field '?')
e "local t, k = {1.5}, 1 local _ = 1 | t[k]" --> s:1: number (field '?') has no integer representation
e "local t, k = {{}}, 1 local _ = 1 | t[k]" --> s:1: attempt to perform bitwise operation on a table value (field '?')
e [[local t, k = {nil}, 1 local _ = t[k] ~ 2]] --> s:1: attempt to perform bitwise operation on a nil value (field '?')
e [[local t, k = {'s'}, 1 local _ = t[k] ~ 2]] --> s:1: attempt to perform bitwise operation on a string value (field '?')
e [[local t, k = {1.5}, 1 local _ = t[k] ~ 2]] --> s:1: number (field '?') has no integer representation
e [[local t, k = {{}}, 1 local _ = t[k] ~ 2]] --> s:1: attempt to perform bitwise operation on a table value (field '?')
e [[local t, k = {nil}, 1 local _ = t[k] << 1]] --> s:1: attempt to perform bitwise operation on a nil value (field '?')
e [[local t, k = {'s'}, 1 local _ = t[k] << 1]] --> s:1: attempt to perform bitwise operation on a string value (field '?')
e [[local t, k = {1.5}, 1 local _ = t[k] << 1]] --> s:1: number (field '?') has no integer representation
e [[local t, k = {{}}, 1 local _ = t[k] << 1]] --> s:1: attempt to perform bitwise operation on a table value (field '?')
e "local t, k = {nil}, 1 local _ = 1 >> t[k]" --> s:1: attempt to perform bitwise operation on a nil value (field '?')
e "local t, k = {'s'}, 1 local _ = 1 >> t[k]" --> s:1: attempt to perform bitwise operation on a string value (field '?')
e "local t, k = {1.5}, 1 local _ = 1 >> t[k]" --> s:1: number (field '?') has no integer representation
e "local t, k = {{}}, 1 local _ = 1 >> t[k]" --> s:1: attempt to perform bitwise operation on a table value (field '?')
e "local t, k = {nil}, 1 local _ = ~t[k]" --> s:1: attempt to perform bitwise operation on a nil value (field '?')
e "local t, k = {'s'}, 1 local _ = ~t[k]" --> s:1: attempt to perform bitwise operation on a string value (field '?')
e "local t, k = {1.5}, 1 local _ = ~t[k]" --> s:1: number (field '?') has no integer representation
e "local t, k = {{}}, 1 local _ = ~t[k]" --> s:1: attempt to perform bitwise operation on a table value (field '?')
e [[local t = {nil} local _ = t[1] & 1]] --> s:1: attempt to perform bitwise operation on a nil value (field 'integer index')
e [[local t = {'s'} local _ = t[1] & 1]] --> s:1: attempt to perform bitwise operation on a string value (field 'integer index')
e [[local t = {1.5} local _ = t[1] & 1]] --> s:1: number (field 'integer index') has no integer representation
e [[local t = {{}} local _ = t[1] & 1]] --> s:1: attempt to perform bitwise operation on a table value (field 'integer index')
e "local t = {nil} local _ = 1 | t[1]" --> s:1: attempt to perform bitwise operation on a nil value (field 'integer index')
e "local t = {'s'} local _ = 1 | t[1]" --> s:1: attempt to perform bitwise operation on a string value (field 'integer index')
e "local t = {1.5} local _ = 1 | t[1]" --> s:1: number (field 'integer index') has no integer representation
e "local t = {{}} local _ = 1 | t[1]" --> s:1: attempt to perform bitwise operation on a table value (field 'integer index')
e [[local t = {nil} local _ = t[1] ~ 2]] --> s:1: attempt to perform bitwise operation on a nil value (field 'integer index')
e [[local t = {'s'} local _ = t[1] ~ 2]] --> s:1: attempt to perform bitwise operation on a string value (field 'integer index')
e [[local t = {1.5} local _ = t[1] ~ 2]] --> s:1: number (field 'integer index') has no integer representation
e [[local t = {{}} local _ = t[1] ~ 2]] --> s:1: attempt to perform bitwise operation on a table value (field 'integer index')
e [[local t = {nil} local _ = t[1] << 1]] --> s:1: attempt to perform bitwise operation on a nil value (field 'integer index')
e [[local t = {'s'} local _ = t[1] << 1]] --> s:1: attempt to perform bitwise operation on a string value (field 'integer index')
e [[local t = {1.5} local _ = t[1] << 1]] --> s:1: number (field 'integer index') has no integer representation
e [[local t = {{}} local _ = t[1] << 1]] --> s:1: attempt to perform bitwise operation on a table value (field 'integer index')
e "local t = {nil} local _ = 1 >> t[1]" --> s:1: attempt to perform bitwise operation on a nil value (field 'integer index')
e "local t = {'s'} local _ = 1 >> t[1]" --> s:1: attempt to perform bitwise operation on a string value (field 'integer index')
e "local t = {1.5} local _ = 1 >> t[1]" --> s:1: number (field 'integer index') has no integer representation
e "local t = {{}} local _ = 1 >> t[1]" --> s:1: attempt to perform bitwise operation on a table value (field 'integer index')
e "local t = {nil} local _ = ~t[1]" --> s:1: attempt to perform bitwise operation on a nil value (field 'integer index')
e "local t = {'s'} local _ = ~t[1]" --> s:1: attempt to perform bitwise operation on a string value (field 'integer index')
e "local t = {1.5} local _ = ~t[1]" --> s:1: number (field 'integer index') has no integer representation
e "local t = {{}} local _ = ~t[1]" --> s:1: attempt to perform bitwise operation on a table value (field 'integer index')
e [[local function f() return nil end local _ = (f()) & 1]] --> s:1: attempt to perform bitwise operation on a nil value
e [[local function f() return 's' end local _ = (f()) & 1]] --> s:1: attempt to perform bitwise operation on a string value
e [[local function f() return 1.5 end local _ = (f()) & 1]] --> s:1: number has no integer representation
e [[local function f() return {} end local _ = (f()) & 1]] --> s:1: attempt to perform bitwise operation on a table value
e [[local function f() return nil end local _ = 1 | (f())]] --> s:1: attempt to perform bitwise operation on a nil value
e [[local function f() return 's' end local _ = 1 | (f())]] --> s:1: attempt to perform bitwise operation on a string value
e [[local function f() return 1.5 end local _ = 1 | (f())]] --> s:1: number has no integer representation
e [[local function f() return {} end local _ = 1 | (f())]] --> s:1: attempt to perform bitwise operation on a table value
e [[local function f() return nil end local _ = (f()) ~ 2]] --> s:1: attempt to perform bitwise operation on a nil value
e [[local function f() return 's' end local _ = (f()) ~ 2]] --> s:1: attempt to perform bitwise operation on a string value
e [[local function f() return 1.5 end local _ = (f()) ~ 2]] --> s:1: number has no integer representation
e [[local function f() return {} end local _ = (f()) ~ 2]] --> s:1: attempt to perform bitwise operation on a table value
e [[local function f() return nil end local _ = (f()) << 1]] --> s:1: attempt to perform bitwise operation on a nil value
e [[local function f() return 's' end local _ = (f()) << 1]] --> s:1: attempt to perform bitwise operation on a string value
e [[local function f() return 1.5 end local _ = (f()) << 1]] --> s:1: number has no integer representation
e [[local function f() return {} end local _ = (f()) << 1]] --> s:1: attempt to perform bitwise operation on a table value
e [[local function f() return nil end local _ = 1 >> (f())]] --> s:1: attempt to perform bitwise operation on a nil value
e [[local function f() return 's' end local _ = 1 >> (f())]] --> s:1: attempt to perform bitwise operation on a string value
e [[local function f() return 1.5 end local _ = 1 >> (f())]] --> s:1: number has no integer representation
e [[local function f() return {} end local _ = 1 >> (f())]] --> s:1: attempt to perform bitwise operation on a table value
e [[local function f() return nil end local _ = ~(f())]] --> s:1: attempt to perform bitwise operation on a nil value
e [[local function f() return 's' end local _ = ~(f())]] --> s:1: attempt to perform bitwise operation on a string value
e [[local function f() return 1.5 end local _ = ~(f())]] --> s:1: number has no integer representation
e [[local function f() return {} end local _ = ~(f())]] --> s:1: attempt to perform bitwise operation on a table value
e [[return (function(...) local _ = (...) & 1 end)(nil)]] --> s:1: attempt to perform bitwise operation on a nil value
e [[return (function(...) local _ = (...) & 1 end)('s')]] --> s:1: attempt to perform bitwise operation on a string value
e [[return (function(...) local _ = (...) & 1 end)(1.5)]] --> s:1: number has no integer representation
e [[return (function(...) local _ = (...) & 1 end)({})]] --> s:1: attempt to perform bitwise operation on a table value
e [[return (function(...) local _ = 1 | (...) end)(nil)]] --> s:1: attempt to perform bitwise operation on a nil value
e [[return (function(...) local _ = 1 | (...) end)('s')]] --> s:1: attempt to perform bitwise operation on a string value
e [[return (function(...) local _ = 1 | (...) end)(1.5)]] --> s:1: number has no integer representation
e [[return (function(...) local _ = 1 | (...) end)({})]] --> s:1: attempt to perform bitwise operation on a table value
e [[return (function(...) local _ = (...) ~ 2 end)(nil)]] --> s:1: attempt to perform bitwise operation on a nil value
e [[return (function(...) local _ = (...) ~ 2 end)('s')]] --> s:1: attempt to perform bitwise operation on a string value
e [[return (function(...) local _ = (...) ~ 2 end)(1.5)]] --> s:1: number has no integer representation
e [[return (function(...) local _ = (...) ~ 2 end)({})]] --> s:1: attempt to perform bitwise operation on a table value
e [[return (function(...) local _ = (...) << 1 end)(nil)]] --> s:1: attempt to perform bitwise operation on a nil value
e [[return (function(...) local _ = (...) << 1 end)('s')]] --> s:1: attempt to perform bitwise operation on a string value
e [[return (function(...) local _ = (...) << 1 end)(1.5)]] --> s:1: number has no integer representation
e [[return (function(...) local _ = (...) << 1 end)({})]] --> s:1: attempt to perform bitwise operation on a table value
e [[return (function(...) local _ = 1 >> (...) end)(nil)]] --> s:1: attempt to perform bitwise operation on a nil value
e [[return (function(...) local _ = 1 >> (...) end)('s')]] --> s:1: attempt to perform bitwise operation on a string value
e [[return (function(...) local _ = 1 >> (...) end)(1.5)]] --> s:1: number has no integer representation
e [[return (function(...) local _ = 1 >> (...) end)({})]] --> s:1: attempt to perform bitwise operation on a table value
e [[return (function(...) local _ = ~(...) end)(nil)]] --> s:1: attempt to perform bitwise operation on a nil value
e [[return (function(...) local _ = ~(...) end)('s')]] --> s:1: attempt to perform bitwise operation on a string value
e [[return (function(...) local _ = ~(...) end)(1.5)]] --> s:1: number has no integer representation
e [[return (function(...) local _ = ~(...) end)({})]] --> s:1: attempt to perform bitwise operation on a table value
e [[local v = nil local _ = ((v)) & 1]] --> s:1: attempt to perform bitwise operation on a nil value (local 'v')
e [[local v = 's' local _ = ((v)) & 1]] --> s:1: attempt to perform bitwise operation on a string value (local 'v')
e [[local v = 1.5 local _ = ((v)) & 1]] --> s:1: number (local 'v') has no integer representation
e [[local v = {} local _ = ((v)) & 1]] --> s:1: attempt to perform bitwise operation on a table value (local 'v')
e [[local v = nil local _ = 1 | ((v))]] --> s:1: attempt to perform bitwise operation on a nil value (local 'v')
e [[local v = 's' local _ = 1 | ((v))]] --> s:1: attempt to perform bitwise operation on a string value (local 'v')
e [[local v = 1.5 local _ = 1 | ((v))]] --> s:1: number (local 'v') has no integer representation
e [[local v = {} local _ = 1 | ((v))]] --> s:1: attempt to perform bitwise operation on a table value (local 'v')
e [[local v = nil local _ = ((v)) ~ 2]] --> s:1: attempt to perform bitwise operation on a nil value (local 'v')
e [[local v = 's' local _ = ((v)) ~ 2]] --> s:1: attempt to perform bitwise operation on a string value (local 'v')
e [[local v = 1.5 local _ = ((v)) ~ 2]] --> s:1: number (local 'v') has no integer representation
e [[local v = {} local _ = ((v)) ~ 2]] --> s:1: attempt to perform bitwise operation on a table value (local 'v')
e [[local v = nil local _ = ((v)) << 1]] --> s:1: attempt to perform bitwise operation on a nil value (local 'v')
e [[local v = 's' local _ = ((v)) << 1]] --> s:1: attempt to perform bitwise operation on a string value (local 'v')
e [[local v = 1.5 local _ = ((v)) << 1]] --> s:1: number (local 'v') has no integer representation
e [[local v = {} local _ = ((v)) << 1]] --> s:1: attempt to perform bitwise operation on a table value (local 'v')
e [[local v = nil local _ = 1 >> ((v))]] --> s:1: attempt to perform bitwise operation on a nil value (local 'v')
e [[local v = 's' local _ = 1 >> ((v))]] --> s:1: attempt to perform bitwise operation on a string value (local 'v')
e [[local v = 1.5 local _ = 1 >> ((v))]] --> s:1: number (local 'v') has no integer representation
e [[local v = {} local _ = 1 >> ((v))]] --> s:1: attempt to perform bitwise operation on a table value (local 'v')
e [[local v = nil local _ = ~((v))]] --> s:1: attempt to perform bitwise operation on a nil value (local 'v')
e [[local v = 's' local _ = ~((v))]] --> s:1: attempt to perform bitwise operation on a string value (local 'v')
e [[local v = 1.5 local _ = ~((v))]] --> s:1: number (local 'v') has no integer representation
e [[local v = {} local _ = ~((v))]] --> s:1: attempt to perform bitwise operation on a table value (local 'v')
