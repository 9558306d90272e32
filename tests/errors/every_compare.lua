-- Comparing wrong types, by every kind of expression.
local function e(code)
    local f, message = load(code, "=s")
    if f then _, message = pcall(f) end
    print(message)
    v, x, a = nil
end
e [[local v = nil local _ = v < 1]] --> s:1: attempt to compare nil with number
e [[local v = true local _ = v < 1]] --> s:1: attempt to compare boolean with number
e [[local v = 's' local _ = v < 1]] --> s:1: attempt to compare string with number
e [[local v = {} local _ = v < 1]] --> s:1: attempt to compare table with number
e [[local v = nil local _ = 1 < v]] --> s:1: attempt to compare number with nil
e [[local v = true local _ = 1 < v]] --> s:1: attempt to compare number with boolean
e [[local v = 's' local _ = 1 < v]] --> s:1: attempt to compare number with string
e [[local v = {} local _ = 1 < v]] --> s:1: attempt to compare number with table
e [[local v = nil local _ = v <= 'x']] --> s:1: attempt to compare nil with string
e [[local v = true local _ = v <= 'x']] --> s:1: attempt to compare boolean with string
e [[local v = {} local _ = v <= 'x']] --> s:1: attempt to compare table with string
e [[local v = nil local _ = v > {}]] --> s:1: attempt to compare table with nil
e [[local v = true local _ = v > {}]] --> s:1: attempt to compare table with boolean
e [[local v = 's' local _ = v > {}]] --> s:1: attempt to compare table with string
e [[local v = {} local _ = v > {}]] --> s:1: attempt to compare two table values
e [[local v = nil local _ = v >= v]] --> s:1: attempt to compare two nil values
e [[local v = true local _ = v >= v]] --> s:1: attempt to compare two boolean values
e [[local v = {} local _ = v >= v]] --> s:1: attempt to compare two table values
e [[local v = nil local _ = 'a' < v]] --> s:1: attempt to compare string with nil
e [[local v = true local _ = 'a' < v]] --> s:1: attempt to compare string with boolean
e [[local v = {} local _ = 'a' < v]] --> s:1: attempt to compare string with table
e [[local v = nil local _ = 1.5 > v]] --> s:1: attempt to compare nil with number
e [[local v = true local _ = 1.5 > v]] --> s:1: attempt to compare boolean with number
e [[local v = 's' local _ = 1.5 > v]] --> s:1: attempt to compare string with number
e [[local v = {} local _ = 1.5 > v]] --> s:1: attempt to compare table with number
e [[local v = nil local _ = v < -3]] --> s:1: attempt to compare nil with number
e [[local v = true local _ = v < -3]] --> s:1: attempt to compare boolean with number
e [[local v = 's' local _ = v < -3]] --> s:1: attempt to compare string with number
e [[local v = {} local _ = v < -3]] --> s:1: attempt to compare table with number
e [[local v = nil return (function() local _ = v < 1 end)()]] --> s:1: attempt to compare nil with number
e [[local v = true return (function() local _ = v < 1 end)()]] --> s:1: attempt to compare boolean with number
e [[local v = 's' return (function() local _ = v < 1 end)()]] --> s:1: attempt to compare string with number
e [[local v = {} return (function() local _ = v < 1 end)()]] --> s:1: attempt to compare table with number
e [[local v = nil return (function() local _ = 1 < v end)()]] --> s:1: attempt to compare number with nil
e [[local v = true return (function() local _ = 1 < v end)()]] --> s:1: attempt to compare number with boolean
e [[local v = 's' return (function() local _ = 1 < v end)()]] --> s:1: attempt to compare number with string
e [[local v = {} return (function() local _ = 1 < v end)()]] --> s:1: attempt to compare number with table
e [[local v = nil return (function() local _ = v <= 'x' end)()]] --> s:1: attempt to compare nil with string
e [[local v = true return (function() local _ = v <= 'x' end)()]] --> s:1: attempt to compare boolean with string
e [[local v = {} return (function() local _ = v <= 'x' end)()]] --> s:1: attempt to compare table with string
e [[local v = nil return (function() local _ = v > {} end)()]] --> s:1: attempt to compare table with nil
e [[local v = true return (function() local _ = v > {} end)()]] --> s:1: attempt to compare table with boolean
e [[local v = 's' return (function() local _ = v > {} end)()]] --> s:1: attempt to compare table with string
e [[local v = {} return (function() local _ = v > {} end)()]] --> s:1: attempt to compare two table values
e [[local v = nil return (function() local _ = v >= v end)()]] --> s:1: attempt to compare two nil values
e [[local v = true return (function() local _ = v >= v end)()]] --> s:1: attempt to compare two boolean values
e [[local v = {} return (function() local _ = v >= v end)()]] --> s:1: attempt to compare two table values
e [[local v = nil return (function() local _ = 'a' < v end)()]] --> s:1: attempt to compare string with nil
e [[local v = true return (function() local _ = 'a' < v end)()]] --> s:1: attempt to compare string with boolean
e [[local v = {} return (function() local _ = 'a' < v end)()]] --> s:1: attempt to compare string with table
e [[local v = nil return (function() local _ = 1.5 > v end)()]] --> s:1: attempt to compare nil with number
e [[local v = true return (function() local _ = 1.5 > v end)()]] --> s:1: attempt to compare boolean with number
e [[local v = 's' return (function() local _ = 1.5 > v end)()]] --> s:1: attempt to compare string with number
e [[local v = {} return (function() local _ = 1.5 > v end)()]] --> s:1: attempt to compare table with number
e [[local v = nil return (function() local _ = v < -3 end)()]] --> s:1: attempt to compare nil with number
e [[local v = true return (function() local _ = v < -3 end)()]] --> s:1: attempt to compare boolean with number
e [[local v = 's' return (function() local _ = v < -3 end)()]] --> s:1: attempt to compare string with number
e [[local v = {} return (function() local _ = v < -3 end)()]] --> s:1: attempt to compare table with number
e [[v = nil local _ = v < 1]] --> s:1: attempt to compare nil with number
e [[v = true local _ = v < 1]] --> s:1: attempt to compare boolean with number
e [[v = 's' local _ = v < 1]] --> s:1: attempt to compare string with number
e [[v = {} local _ = v < 1]] --> s:1: attempt to compare table with number
e [[v = nil local _ = 1 < v]] --> s:1: attempt to compare number with nil
e [[v = true local _ = 1 < v]] --> s:1: attempt to compare number with boolean
e [[v = 's' local _ = 1 < v]] --> s:1: attempt to compare number with string
e [[v = {} local _ = 1 < v]] --> s:1: attempt to compare number with table
e [[v = nil local _ = v <= 'x']] --> s:1: attempt to compare nil with string
e [[v = true local _ = v <= 'x']] --> s:1: attempt to compare boolean with string
e [[v = {} local _ = v <= 'x']] --> s:1: attempt to compare table with string
e [[v = nil local _ = v > {}]] --> s:1: attempt to compare table with nil
e [[v = true local _ = v > {}]] --> s:1: attempt to compare table with boolean
e [[v = 's' local _ = v > {}]] --> s:1: attempt to compare table with string
e [[v = {} local _ = v > {}]] --> s:1: attempt to compare two table values
e [[v = nil local _ = v >= v]] --> s:1: attempt to compare two nil values
e [[v = true local _ = v >= v]] --> s:1: attempt to compare two boolean values
e [[v = {} local _ = v >= v]] --> s:1: attempt to compare two table values
e [[v = nil local _ = 'a' < v]] --> s:1: attempt to compare string with nil
e [[v = true local _ = 'a' < v]] --> s:1: attempt to compare string with boolean
e [[v = {} local _ = 'a' < v]] --> s:1: attempt to compare string with table
e [[v = nil local _ = 1.5 > v]] --> s:1: attempt to compare nil with number
e [[v = true local _ = 1.5 > v]] --> s:1: attempt to compare boolean with number
e [[v = 's' local _ = 1.5 > v]] --> s:1: attempt to compare string with number
e [[v = {} local _ = 1.5 > v]] --> s:1: attempt to compare table with number
e [[v = nil local _ = v < -3]] --> s:1: attempt to compare nil with number
e [[v = true local _ = v < -3]] --> s:1: attempt to compare boolean with number
e [[v = 's' local _ = v < -3]] --> s:1: attempt to compare string with number
e [[v = {} local _ = v < -3]] --> s:1: attempt to compare table with number
e [[local t = {f = nil} local _ = t.f < 1]] --> s:1: attempt to compare nil with number
e [[local t = {f = true} local _ = t.f < 1]] --> s:1: attempt to compare boolean with number
e [[local t = {f = 's'} local _ = t.f < 1]] --> s:1: attempt to compare string with number
e [[local t = {f = {}} local _ = t.f < 1]] --> s:1: attempt to compare table with number
e [[local t = {f = nil} local _ = 1 < t.f]] --> s:1: attempt to compare number with nil
e [[local t = {f = true} local _ = 1 < t.f]] --> s:1: attempt to compare number with boolean
e [[local t = {f = 's'} local _ = 1 < t.f]] --> s:1: attempt to compare number with string
e [[local t = {f = {}} local _ = 1 < t.f]] --> s:1: attempt to compare number with table
e [[local t = {f = nil} local _ = t.f <= 'x']] --> s:1: attempt to compare nil with string
e [[local t = {f = true} local _ = t.f <= 'x']] --> s:1: attempt to compare boolean with string
e [[local t = {f = {}} local _ = t.f <= 'x']] --> s:1: attempt to compare table with string
e [[local t = {f = nil} local _ = t.f > {}]] --> s:1: attempt to compare table with nil
e [[local t = {f = true} local _ = t.f > {}]] --> s:1: attempt to compare table with boolean
e [[local t = {f = 's'} local _ = t.f > {}]] --> s:1: attempt to compare table with string
e [[local t = {f = {}} local _ = t.f > {}]] --> s:1: attempt to compare two table values
e [[local t = {f = nil} local _ = t.f >= t.f]] --> s:1: attempt to compare two nil values
e [[local t = {f = true} local _ = t.f >= t.f]] --> s:1: attempt to compare two boolean values
e [[local t = {f = {}} local _ = t.f >= t.f]] --> s:1: attempt to compare two table values
e [[local t = {f = nil} local _ = 'a' < t.f]] --> s:1: attempt to compare string with nil
e [[local t = {f = true} local _ = 'a' < t.f]] --> s:1: attempt to compare string with boolean
e [[local t = {f = {}} local _ = 'a' < t.f]] --> s:1: attempt to compare string with table
e [[local t = {f = nil} local _ = 1.5 > t.f]] --> s:1: attempt to compare nil with number
e [[local t = {f = true} local _ = 1.5 > t.f]] --> s:1: attempt to compare boolean with number
e [[local t = {f = 's'} local _ = 1.5 > t.f]] --> s:1: attempt to compare string with number
e [[local t = {f = {}} local _ = 1.5 > t.f]] --> s:1: attempt to compare table with number
e [[local t = {f = nil} local _ = t.f < -3]] --> s:1: attempt to compare nil with number
e [[local t = {f = true} local _ = t.f < -3]] --> s:1: attempt to compare boolean with number
e [[local t = {f = 's'} local _ = t.f < -3]] --> s:1: attempt to compare string with number
e [[local t = {f = {}} local _ = t.f < -3]] --> s:1: attempt to compare table with number
e [[local t = {f = nil} return (function() local _ = t.f < 1 end)()]] --> s:1: attempt to compare nil with number
e [[local t = {f = true} return (function() local _ = t.f < 1 end)()]] --> s:1: attempt to compare boolean with number
e [[local t = {f = 's'} return (function() local _ = t.f < 1 end)()]] --> s:1: attempt to compare string with number
e [[local t = {f = {}} return (function() local _ = t.f < 1 end)()]] --> s:1: attempt to compare table with number
e [[local t = {f = nil} return (function() local _ = 1 < t.f end)()]] --> s:1: attempt to compare number with nil
e [[local t = {f = true} return (function() local _ = 1 < t.f end)()]] --> s:1: attempt to compare number with boolean
e [[local t = {f = 's'} return (function() local _ = 1 < t.f end)()]] --> s:1: attempt to compare number with string
e [[local t = {f = {}} return (function() local _ = 1 < t.f end)()]] --> s:1: attempt to compare number with table
e [[local t = {f = nil} return (function() local _ = t.f <= 'x' end)()]] --> s:1: attempt to compare nil with string
e [[local t = {f = true} return (function() local _ = t.f <= 'x' end)()]] --> s:1: attempt to compare boolean with string
e [[local t = {f = {}} return (function() local _ = t.f <= 'x' end)()]] --> s:1: attempt to compare table with string
e [[local t = {f = nil} return (function() local _ = t.f > {} end)()]] --> s:1: attempt to compare table with nil
e [[local t = {f = true} return (function() local _ = t.f > {} end)()]] --> s:1: attempt to compare table with boolean
e [[local t = {f = 's'} return (function() local _ = t.f > {} end)()]] --> s:1: attempt to compare table with string
e [[local t = {f = {}} return (function() local _ = t.f > {} end)()]] --> s:1: attempt to compare two table values
e [[local t = {f = nil} return (function() local _ = t.f >= t.f end)()]] --> s:1: attempt to compare two nil values
e [[local t = {f = true} return (function() local _ = t.f >= t.f end)()]] --> s:1: attempt to compare two boolean values
e [[local t = {f = {}} return (function() local _ = t.f >= t.f end)()]] --> s:1: attempt to compare two table values
e [[local t = {f = nil} return (function() local _ = 'a' < t.f end)()]] --> s:1: attempt to compare string with nil
e [[local t = {f = true} return (function() local _ = 'a' < t.f end)()]] --> s:1: attempt to compare string with boolean
e [[local t = {f = {}} return (function() local _ = 'a' < t.f end)()]] --> s:1: attempt to compare string with table
e [[local t = {f = nil} return (function() local _ = 1.5 > t.f end)()]] --> s:1: attempt to compare nil with number
e [[local t = {f = true} return (function() local _ = 1.5 > t.f end)()]] --> s:1: attempt to compare boolean with number
e [[local t = {f = 's'} return (function() local _ = 1.5 > t.f end)()]] --> s:1: attempt to compare string with number
e [[local t = {f = {}} return (function() local _ = 1.5 > t.f end)()]] --> s:1: attempt to compare table with number
e [[local t = {f = nil} return (function() local _ = t.f < -3 end)()]] --> s:1: attempt to compare nil with number
e [[local t = {f = true} return (function() local _ = t.f < -3 end)()]] --> s:1: attempt to compare boolean with number
e [[local t = {f = 's'} return (function() local _ = t.f < -3 end)()]] --> s:1: attempt to compare string with number
e [[local t = {f = {}} return (function() local _ = t.f < -3 end)()]] --> s:1: attempt to compare table with number
e [[local t = {a = {b = nil}} local _ = t.a.b < 1]] --> s:1: attempt to compare nil with number
e [[local t = {a = {b = true}} local _ = t.a.b < 1]] --> s:1: attempt to compare boolean with number
e [[local t = {a = {b = 's'}} local _ = t.a.b < 1]] --> s:1: attempt to compare string with number
e [[local t = {a = {b = {}}} local _ = t.a.b < 1]] --> s:1: attempt to compare table with number
e [[local t = {a = {b = nil}} local _ = 1 < t.a.b]] --> s:1: attempt to compare number with nil
e [[local t = {a = {b = true}} local _ = 1 < t.a.b]] --> s:1: attempt to compare number with boolean
e [[local t = {a = {b = 's'}} local _ = 1 < t.a.b]] --> s:1: attempt to compare number with string
e [[local t = {a = {b = {}}} local _ = 1 < t.a.b]] --> s:1: attempt to compare number with table
e [[local t = {a = {b = nil}} local _ = t.a.b <= 'x']] --> s:1: attempt to compare nil with string
e [[local t = {a = {b = true}} local _ = t.a.b <= 'x']] --> s:1: attempt to compare boolean with string
e [[local t = {a = {b = {}}} local _ = t.a.b <= 'x']] --> s:1: attempt to compare table with string
e [[local t = {a = {b = nil}} local _ = t.a.b > {}]] --> s:1: attempt to compare table with nil
e [[local t = {a = {b = true}} local _ = t.a.b > {}]] --> s:1: attempt to compare table with boolean
e [[local t = {a = {b = 's'}} local _ = t.a.b > {}]] --> s:1: attempt to compare table with string
e [[local t = {a = {b = {}}} local _ = t.a.b > {}]] --> s:1: attempt to compare two table values
e [[local t = {a = {b = nil}} local _ = t.a.b >= t.a.b]] --> s:1: attempt to compare two nil values
e [[local t = {a = {b = true}} local _ = t.a.b >= t.a.b]] --> s:1: attempt to compare two boolean values
e [[local t = {a = {b = {}}} local _ = t.a.b >= t.a.b]] --> s:1: attempt to compare two table values
e [[local t = {a = {b = nil}} local _ = 'a' < t.a.b]] --> s:1: attempt to compare string with nil
e [[local t = {a = {b = true}} local _ = 'a' < t.a.b]] --> s:1: attempt to compare string with boolean
e [[local t = {a = {b = {}}} local _ = 'a' < t.a.b]] --> s:1: attempt to compare string with table
e [[local t = {a = {b = nil}} local _ = 1.5 > t.a.b]] --> s:1: attempt to compare nil with number
e [[local t = {a = {b = true}} local _ = 1.5 > t.a.b]] --> s:1: attempt to compare boolean with number
e [[local t = {a = {b = 's'}} local _ = 1.5 > t.a.b]] --> s:1: attempt to compare string with number
e [[local t = {a = {b = {}}} local _ = 1.5 > t.a.b]] --> s:1: attempt to compare table with number
e [[local t = {a = {b = nil}} local _ = t.a.b < -3]] --> s:1: attempt to compare nil with number
e [[local t = {a = {b = true}} local _ = t.a.b < -3]] --> s:1: attempt to compare boolean with number
e [[local t = {a = {b = 's'}} local _ = t.a.b < -3]] --> s:1: attempt to compare string with number
e [[local t = {a = {b = {}}} local _ = t.a.b < -3]] --> s:1: attempt to compare table with number
e [[local t, k = {nil}, 1 local _ = t[k] < 1]] --> s:1: attempt to compare nil with number
e [[local t, k = {true}, 1 local _ = t[k] < 1]] --> s:1: attempt to compare boolean with number
e [[local t, k = {'s'}, 1 local _ = t[k] < 1]] --> s:1: attempt to compare string with number
e [[local t, k = {{}}, 1 local _ = t[k] < 1]] --> s:1: attempt to compare table with number
e "local t, k = {nil}, 1 local _ = 1 < t[k]" --> s:1: attempt to compare number with nil
e "local t, k = {true}, 1 local _ = 1 < t[k]" --> s:1: attempt to compare number with boolean
e "local t, k = {'s'}, 1 local _ = 1 < t[k]" --> s:1: attempt to compare number with string
e "local t, k = {{}}, 1 local _ = 1 < t[k]" --> s:1: attempt to compare number with table
e [[local t, k = {nil}, 1 local _ = t[k] <= 'x']] --> s:1: attempt to compare nil with string
e [[local t, k = {true}, 1 local _ = t[k] <= 'x']] --> s:1: attempt to compare boolean with string
e [[local t, k = {{}}, 1 local _ = t[k] <= 'x']] --> s:1: attempt to compare table with string
e [[local t, k = {nil}, 1 local _ = t[k] > {}]] --> s:1: attempt to compare table with nil
e [[local t, k = {true}, 1 local _ = t[k] > {}]] --> s:1: attempt to compare table with boolean
e [[local t, k = {'s'}, 1 local _ = t[k] > {}]] --> s:1: attempt to compare table with string
e [[local t, k = {{}}, 1 local _ = t[k] > {}]] --> s:1: attempt to compare two table values
e "local t, k = {nil}, 1 local _ = t[k] >= t[k]" --> s:1: attempt to compare two nil values
e "local t, k = {true}, 1 local _ = t[k] >= t[k]" --> s:1: attempt to compare two boolean values
e "local t, k = {{}}, 1 local _ = t[k] >= t[k]" --> s:1: attempt to compare two table values
e "local t, k = {nil}, 1 local _ = 'a' < t[k]" --> s:1: attempt to compare string with nil
e "local t, k = {true}, 1 local _ = 'a' < t[k]" --> s:1: attempt to compare string with boolean
e "local t, k = {{}}, 1 local _ = 'a' < t[k]" --> s:1: attempt to compare string with table
e "local t, k = {nil}, 1 local _ = 1.5 > t[k]" --> s:1: attempt to compare nil with number
e "local t, k = {true}, 1 local _ = 1.5 > t[k]" --> s:1: attempt to compare boolean with number
e "local t, k = {'s'}, 1 local _ = 1.5 > t[k]" --> s:1: attempt to compare string with number
e "local t, k = {{}}, 1 local _ = 1.5 > t[k]" --> s:1: attempt to compare table with number
e [[local t, k = {nil}, 1 local _ = t[k] < -3]] --> s:1: attempt to compare nil with number
e [[local t, k = {true}, 1 local _ = t[k] < -3]] --> s:1: attempt to compare boolean with number
e [[local t, k = {'s'}, 1 local _ = t[k] < -3]] --> s:1: attempt to compare string with number
e [[local t, k = {{}}, 1 local _ = t[k] < -3]] --> s:1: attempt to compare table with number
e [[local t = {nil} local _ = t[1] < 1]] --> s:1: attempt to compare nil with number
e [[local t = {true} local _ = t[1] < 1]] --> s:1: attempt to compare boolean with number
e [[local t = {'s'} local _ = t[1] < 1]] --> s:1: attempt to compare string with number
e [[local t = {{}} local _ = t[1] < 1]] --> s:1: attempt to compare table with number
e "local t = {nil} local _ = 1 < t[1]" --> s:1: attempt to compare number with nil
e "local t = {true} local _ = 1 < t[1]" --> s:1: attempt to compare number with boolean
e "local t = {'s'} local _ = 1 < t[1]" --> s:1: attempt to compare number with string
e "local t = {{}} local _ = 1 < t[1]" --> s:1: attempt to compare number with table
e [[local t = {nil} local _ = t[1] <= 'x']] --> s:1: attempt to compare nil with string
e [[local t = {true} local _ = t[1] <= 'x']] --> s:1: attempt to compare boolean with string
e [[local t = {{}} local _ = t[1] <= 'x']] --> s:1: attempt to compare table with string
e [[local t = {nil} local _ = t[1] > {}]] --> s:1: attempt to compare table with nil
e [[local t = {true} local _ = t[1] > {}]] --> s:1: attempt to compare table with boolean
e [[local t = {'s'} local _ = t[1] > {}]] --> s:1: attempt to compare table with string
e [[local t = {{}} local _ = t[1] > {}]] --> s:1: attempt to compare two table values
e "local t = {nil} local _ = t[1] >= t[1]" --> s:1: attempt to compare two nil values
e "local t = {true} local _ = t[1] >= t[1]" --> s:1: attempt to compare two boolean values
e "local t = {{}} local _ = t[1] >= t[1]" --> s:1: attempt to compare two table values
e "local t = {nil} local _ = 'a' < t[1]" --> s:1: attempt to compare string with nil
e "local t = {true} local _ = 'a' < t[1]" --> s:1: attempt to compare string with boolean
e "local t = {{}} local _ = 'a' < t[1]" --> s:1: attempt to compare string with table
e "local t = {nil} local _ = 1.5 > t[1]" --> s:1: attempt to compare nil with number
e "local t = {true} local _ = 1.5 > t[1]" --> s:1: attempt to compare boolean with number
e "local t = {'s'} local _ = 1.5 > t[1]" --> s:1: attempt to compare string with number
e "local t = {{}} local _ = 1.5 > t[1]" --> s:1: attempt to compare table with number
e [[local t = {nil} local _ = t[1] < -3]] --> s:1: attempt to compare nil with number
e [[local t = {true} local _ = t[1] < -3]] --> s:1: attempt to compare boolean with number
e [[local t = {'s'} local _ = t[1] < -3]] --> s:1: attempt to compare string with number
e [[local t = {{}} local _ = t[1] < -3]] --> s:1: attempt to compare table with number
e [[local function f() return nil end local _ = (f()) < 1]] --> s:1: attempt to compare nil with number
e [[local function f() return true end local _ = (f()) < 1]] --> s:1: attempt to compare boolean with number
e [[local function f() return 's' end local _ = (f()) < 1]] --> s:1: attempt to compare string with number
e [[local function f() return {} end local _ = (f()) < 1]] --> s:1: attempt to compare table with number
e [[local function f() return nil end local _ = 1 < (f())]] --> s:1: attempt to compare number with nil
e [[local function f() return true end local _ = 1 < (f())]] --> s:1: attempt to compare number with boolean
e [[local function f() return 's' end local _ = 1 < (f())]] --> s:1: attempt to compare number with string
e [[local function f() return {} end local _ = 1 < (f())]] --> s:1: attempt to compare number with table
e [[local function f() return nil end local _ = (f()) <= 'x']] --> s:1: attempt to compare nil with string
e [[local function f() return true end local _ = (f()) <= 'x']] --> s:1: attempt to compare boolean with string
e [[local function f() return {} end local _ = (f()) <= 'x']] --> s:1: attempt to compare table with string
e [[local function f() return nil end local _ = (f()) > {}]] --> s:1: attempt to compare table with nil
e [[local function f() return true end local _ = (f()) > {}]] --> s:1: attempt to compare table with boolean
e [[local function f() return 's' end local _ = (f()) > {}]] --> s:1: attempt to compare table with string
e [[local function f() return {} end local _ = (f()) > {}]] --> s:1: attempt to compare two table values
e [[local function f() return nil end local _ = (f()) >= (f())]] --> s:1: attempt to compare two nil values
e [[local function f() return true end local _ = (f()) >= (f())]] --> s:1: attempt to compare two boolean values
e [[local function f() return {} end local _ = (f()) >= (f())]] --> s:1: attempt to compare two table values
e [[local function f() return nil end local _ = 'a' < (f())]] --> s:1: attempt to compare string with nil
e [[local function f() return true end local _ = 'a' < (f())]] --> s:1: attempt to compare string with boolean
e [[local function f() return {} end local _ = 'a' < (f())]] --> s:1: attempt to compare string with table
e [[local function f() return nil end local _ = 1.5 > (f())]] --> s:1: attempt to compare nil with number
e [[local function f() return true end local _ = 1.5 > (f())]] --> s:1: attempt to compare boolean with number
e [[local function f() return 's' end local _ = 1.5 > (f())]] --> s:1: attempt to compare string with number
e [[local function f() return {} end local _ = 1.5 > (f())]] --> s:1: attempt to compare table with number
e [[local function f() return nil end local _ = (f()) < -3]] --> s:1: attempt to compare nil with number
e [[local function f() return true end local _ = (f()) < -3]] --> s:1: attempt to compare boolean with number
e [[local function f() return 's' end local _ = (f()) < -3]] --> s:1: attempt to compare string with number
e [[local function f() return {} end local _ = (f()) < -3]] --> s:1: attempt to compare table with number
e [[return (function(...) local _ = (...) < 1 end)(nil)]] --> s:1: attempt to compare nil with number
e [[return (function(...) local _ = (...) < 1 end)(true)]] --> s:1: attempt to compare boolean with number
e [[return (function(...) local _ = (...) < 1 end)('s')]] --> s:1: attempt to compare string with number
e [[return (function(...) local _ = (...) < 1 end)({})]] --> s:1: attempt to compare table with number
e [[return (function(...) local _ = 1 < (...) end)(nil)]] --> s:1: attempt to compare number with nil
e [[return (function(...) local _ = 1 < (...) end)(true)]] --> s:1: attempt to compare number with boolean
e [[return (function(...) local _ = 1 < (...) end)('s')]] --> s:1: attempt to compare number with string
e [[return (function(...) local _ = 1 < (...) end)({})]] --> s:1: attempt to compare number with table
e [[return (function(...) local _ = (...) <= 'x' end)(nil)]] --> s:1: attempt to compare nil with string
e [[return (function(...) local _ = (...) <= 'x' end)(true)]] --> s:1: attempt to compare boolean with string
e [[return (function(...) local _ = (...) <= 'x' end)({})]] --> s:1: attempt to compare table with string
e [[return (function(...) local _ = (...) > {} end)(nil)]] --> s:1: attempt to compare table with nil
e [[return (function(...) local _ = (...) > {} end)(true)]] --> s:1: attempt to compare table with boolean
e [[return (function(...) local _ = (...) > {} end)('s')]] --> s:1: attempt to compare table with string
e [[return (function(...) local _ = (...) > {} end)({})]] --> s:1: attempt to compare two table values
e [[return (function(...) local _ = (...) >= (...) end)(nil)]] --> s:1: attempt to compare two nil values
e [[return (function(...) local _ = (...) >= (...) end)(true)]] --> s:1: attempt to compare two boolean values
e [[return (function(...) local _ = (...) >= (...) end)({})]] --> s:1: attempt to compare two table values
e [[return (function(...) local _ = 'a' < (...) end)(nil)]] --> s:1: attempt to compare string with nil
e [[return (function(...) local _ = 'a' < (...) end)(true)]] --> s:1: attempt to compare string with boolean
e [[return (function(...) local _ = 'a' < (...) end)({})]] --> s:1: attempt to compare string with table
e [[return (function(...) local _ = 1.5 > (...) end)(nil)]] --> s:1: attempt to compare nil with number
e [[return (function(...) local _ = 1.5 > (...) end)(true)]] --> s:1: attempt to compare boolean with number
e [[return (function(...) local _ = 1.5 > (...) end)('s')]] --> s:1: attempt to compare string with number
e [[return (function(...) local _ = 1.5 > (...) end)({})]] --> s:1: attempt to compare table with number
e [[return (function(...) local _ = (...) < -3 end)(nil)]] --> s:1: attempt to compare nil with number
e [[return (function(...) local _ = (...) < -3 end)(true)]] --> s:1: attempt to compare boolean with number
e [[return (function(...) local _ = (...) < -3 end)('s')]] --> s:1: attempt to compare string with number
e [[return (function(...) local _ = (...) < -3 end)({})]] --> s:1: attempt to compare table with number
e [[local v = nil local _ = ((v)) < 1]] --> s:1: attempt to compare nil with number
e [[local v = true local _ = ((v)) < 1]] --> s:1: attempt to compare boolean with number
e [[local v = 's' local _ = ((v)) < 1]] --> s:1: attempt to compare string with number
e [[local v = {} local _ = ((v)) < 1]] --> s:1: attempt to compare table with number
e [[local v = nil local _ = 1 < ((v))]] --> s:1: attempt to compare number with nil
e [[local v = true local _ = 1 < ((v))]] --> s:1: attempt to compare number with boolean
e [[local v = 's' local _ = 1 < ((v))]] --> s:1: attempt to compare number with string
e [[local v = {} local _ = 1 < ((v))]] --> s:1: attempt to compare number with table
e [[local v = nil local _ = ((v)) <= 'x']] --> s:1: attempt to compare nil with string
e [[local v = true local _ = ((v)) <= 'x']] --> s:1: attempt to compare boolean with string
e [[local v = {} local _ = ((v)) <= 'x']] --> s:1: attempt to compare table with string
e [[local v = nil local _ = ((v)) > {}]] --> s:1: attempt to compare table with nil
e [[local v = true local _ = ((v)) > {}]] --> s:1: attempt to compare table with boolean
e [[local v = 's' local _ = ((v)) > {}]] --> s:1: attempt to compare table with string
e [[local v = {} local _ = ((v)) > {}]] --> s:1: attempt to compare two table values
e [[local v = nil local _ = ((v)) >= ((v))]] --> s:1: attempt to compare two nil values
e [[local v = true local _ = ((v)) >= ((v))]] --> s:1: attempt to compare two boolean values
e [[local v = {} local _ = ((v)) >= ((v))]] --> s:1: attempt to compare two table values
e [[local v = nil local _ = 'a' < ((v))]] --> s:1: attempt to compare string with nil
e [[local v = true local _ = 'a' < ((v))]] --> s:1: attempt to compare string with boolean
e [[local v = {} local _ = 'a' < ((v))]] --> s:1: attempt to compare string with table
e [[local v = nil local _ = 1.5 > ((v))]] --> s:1: attempt to compare nil with number
e [[local v = true local _ = 1.5 > ((v))]] --> s:1: attempt to compare boolean with number
e [[local v = 's' local _ = 1.5 > ((v))]] --> s:1: attempt to compare string with number
e [[local v = {} local _ = 1.5 > ((v))]] --> s:1: attempt to compare table with number
e [[local v = nil local _ = ((v)) < -3]] --> s:1: attempt to compare nil with number
e [[local v = true local _ = ((v)) < -3]] --> s:1: attempt to compare boolean with number
e [[local v = 's' local _ = ((v)) < -3]] --> s:1: attempt to compare string with number
e [[local v = {} local _ = ((v)) < -3]] --> s:1: attempt to compare table with number
