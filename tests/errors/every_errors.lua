-- error, assert, pcall and xpcall; names in messages.
local function e(code)
    local f, message = load(code, "=s")
    if f then _, message = pcall(f) end
    print(message)
    v, x, a = nil
end
e [[error()]] --> nil
e [[error(nil)]] --> nil
e [[error('a')]] --> s:1: a
e [[error('a', 0)]] --> a
e [[error('a', 1)]] --> s:1: a
e [[error('a', 2)]] --> a
e [[error('a', 100)]] --> a
e [[error('a', -1)]] --> a
e [[error('a', 'x')]] --> s:1: bad argument #2 to 'error' (number expected, got string)
e [[error('a', {})]] --> s:1: bad argument #2 to 'error' (number expected, got table)
e [[error('a', 1.5)]] --> s:1: bad argument #2 to 'error' (number has no integer representation)
e [[error(1)]] --> 1
e [[error(1.5, 2)]] --> 1.5
e [[error(true)]] --> true
e [[assert()]] --> s:1: bad argument #1 to 'assert' (value expected)
e [[assert(false)]] --> s:1: assertion failed!
e [[assert(nil)]] --> s:1: assertion failed!
e [[assert(false, 'm')]] --> s:1: m
e [[assert(nil, nil)]] --> nil
e [[assert(false, 7)]] --> 7
e [[assert(1 == 2, 'msg', 3)]] --> s:1: msg
e [[local function f() error('deep', 2) end f()]] --> s:1: deep
e [[local function f() error('deep', 2) end local function g() f() end g()]] --> s:1: deep
e [[return pcall()]] --> s:1: bad argument #1 to 'pcall' (value expected)
e [[pcall()]] --> s:1: bad argument #1 to 'pcall' (value expected)
e [[xpcall()]] --> s:1: bad argument #2 to 'xpcall' (function expected, got no value)
e [[xpcall(print)]] --> s:1: bad argument #2 to 'xpcall' (function expected, got no value)
e [[xpcall(print, 5)]] --> s:1: bad argument #2 to 'xpcall' (function expected, got number)
e [[xpcall(print, nil)]] --> s:1: bad argument #2 to 'xpcall' (function expected, got nil)
e [[local ok, e = pcall(nil) error(e, 0)]] --> attempt to call a nil value
e [[local ok, e = pcall(5) error(e, 0)]] --> attempt to call a number value
e [[local ok, e = pcall({}) error(e, 0)]] --> attempt to call a table value
e [[local ok, e = xpcall(error, function(m) return 'H:' .. tostring(m) end, 'x') error(e, 0)]] --> H:x
e [[local ok, e = xpcall(error, function(m) error('again') end, 'x') error(tostring(e), 0)]] --> error in error handling
e [[local ok, e = xpcall(function() local x = nil + 1 end, function(m) return 'H:' .. m end) error(e, 0)]] --> H:s:1: attempt to perform arithmetic on a nil value
e [[local ok, e = xpcall(5, function(m) return 'H:' .. m end) error(e, 0)]] --> H:attempt to call a number value
e [[local function f() return f() + 1 end local ok, e = pcall(f) error((e:gsub('\n.*', '')), 0)]] --> s:1: stack overflow
e [[local function f() return 1 + f() end f()]] --> s:1: stack overflow
e [[string.rep('x', -1)()]] --> s:1: attempt to call a string value
e [[return tostring()]] --> s:1: bad argument #1 to 'tostring' (value expected)
e [[return table.unpack({}, 1, 1e7)]] --> s:1: too many results to unpack
e [[return string.rep('x', 1 << 62)]] --> s:1: resulting string too large
e [[return ('x'):rep(1e18)]] --> s:1: resulting string too large
e [[return ('x'):rep(math.maxinteger, ',')]] --> s:1: resulting string too large
e [[local t = {} t.x.y.z = 1]] --> s:1: attempt to index a nil value (field 'x')
e [[local t = {} t:nomethod()]] --> s:1: attempt to call a nil value (method 'nomethod')
e [[local s = 'x' s:nomethod()]] --> s:1: attempt to call a nil value (method 'nomethod')
e [[local t = {a = {}} t.a.b.c()]] --> s:1: attempt to index a nil value (field 'b')
e [[string.nofn()]] --> s:1: attempt to call a nil value (field 'nofn')
e [[nofn()]] --> s:1: attempt to call a nil value (global 'nofn')
e [[nolib.fn()]] --> s:1: attempt to index a nil value (global 'nolib')
e [[local nofn nofn()]] --> s:1: attempt to call a nil value (local 'nofn')
e [[local t = {} t.x()]] --> s:1: attempt to call a nil value (field 'x')
e [[local t = {} t[1]()]] --> s:1: attempt to call a nil value (field 'integer index')
e [[local t = {} local k = 'key' t[k]()]] --> s:1: attempt to call a nil value (field '?')
e [[local t = {{}} t[1].f()]] --> s:1: attempt to call a nil value (field 'f')
e [[_ENV = nil; x = 1]] --> s:1: attempt to index a nil value (upvalue '_ENV')
e [[_ENV = nil; return x]] --> s:1: attempt to index a nil value (upvalue '_ENV')
e [[local _ENV = {}; f()]] --> s:1: attempt to call a nil value (global 'f')
e [[local _ENV = {}; x.y = 1]] --> s:1: attempt to index a nil value (global 'x')
e [[local _ENV = 5; x = 1]] --> s:1: attempt to index a number value (local '_ENV')
e [[local _ENV = nil; return x.y]] --> s:1: attempt to index a nil value (local '_ENV')
e [[local function f(_ENV) return x end f()]] --> s:1: attempt to index a nil value (local '_ENV')
e [[goto_undefined()]] --> s:1: attempt to call a nil value (global 'goto_undefined')
e [[return (...)()]] --> s:1: attempt to call a nil value
e [[return (...).x]] --> s:1: attempt to index a nil value
e [[return select('#')()]] --> s:1: attempt to call a number value
e [[return 1 + nil]] --> s:1: attempt to perform arithmetic on a nil value
e [[return nil .. nil]] --> s:1: attempt to concatenate a nil value
e [[return #5]] --> s:1: attempt to get length of a number value
e [[return -{}]] --> s:1: attempt to perform arithmetic on a table value
e [[return ~{}]] --> s:1: attempt to perform bitwise operation on a table value
e [[return ~1.5]] --> s:1: number has no integer representation
e [[return ~'x']] --> s:1: attempt to perform bitwise operation on a string value (constant 'x')
e [[return 1 < nil]] --> s:1: attempt to compare number with nil
