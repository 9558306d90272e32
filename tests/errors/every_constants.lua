-- Wrong operands that are constants, and objects with a __name.
local function e(code)
    local f, message = load(code, "=s")
    if f then _, message = pcall(f) end
    print(message)
    v, x, a = nil
end
e [[local _ = ('x').y.z]] --> s:1: attempt to index a nil value (field 'y')
e [[local _ = (1).x]] --> s:1: attempt to index a number value
e [[local _ = (nil).x]] --> s:1: attempt to index a nil value
e "local _ = (true)[1]" --> s:1: attempt to index a boolean value
e [[(1)()]] --> s:1: attempt to call a number value
e [[('x')()]] --> s:1: attempt to call a string value (constant 'x')
e [[(nil)()]] --> s:1: attempt to call a nil value
e [[({})()]] --> s:1: attempt to call a table value
e [[(function() end)().x = 1]] --> s:1: attempt to index a nil value
e [[local a <const> = nil; local _ = a.x]] --> s:1: attempt to index a nil value
e [[local a <const> = 'x'; a()]] --> s:1: attempt to call a string value (constant 'x')
e [[local a <const> = 5; a.b.c = 1]] --> s:1: attempt to index a number value
e [[local a <const> = 5; local _ = a .. {}]] --> s:1: attempt to concatenate a table value
e [[local a <const> = 'q'; local _ = a + 1]] --> s:1: attempt to add a 'string' with a 'number'
e [[local _ = 'a' + 1]] --> s:1: attempt to add a 'string' with a 'number'
e [[local _ = 1 + 'a']] --> s:1: attempt to add a 'number' with a 'string'
e [[local _ = 'a' + 'b']] --> s:1: attempt to add a 'string' with a 'string'
e [[local _ = '10' + {}]] --> s:1: attempt to add a 'string' with a 'table'
e [[local _ = {} + '10']] --> s:1: attempt to add a 'table' with a 'string'
e [[local _ = 'a' | 1]] --> s:1: attempt to perform bitwise operation on a string value (constant 'a')
e [[local _ = 1 & 'a']] --> s:1: attempt to perform bitwise operation on a string value (constant 'a')
e [[local _ = '1.5' | 1]] --> s:1: attempt to perform bitwise operation on a string value (constant '1.5')
e [[local _ = 1.5 | 1]] --> s:1: number has no integer representation
e [[local _ = 2^53 | 1.5]] --> s:1: number has no integer representation
e [[local _ = 2^63 | 0]] --> s:1: number has no integer representation
e [[local _ = 1 << 1e100]] --> s:1: number has no integer representation
e [[local _ = 1 // 0]] --> s:1: attempt to divide by zero
e [[local _ = 1 % 0]] --> s:1: attempt to perform 'n%0'
e [[local a = 0 local _ = 1 // a]] --> s:1: attempt to divide by zero
e [[local a = 0 local _ = 1 % a]] --> s:1: attempt to perform 'n%0'
e [[local a, b = 5, 0 return a % b]] --> s:1: attempt to perform 'n%0'
e [[local _ = math.mininteger // 0]] --> s:1: attempt to divide by zero
e [[return 1 < '1']] --> s:1: attempt to compare number with string
e [[return '1' < 1]] --> s:1: attempt to compare string with number
e [[return {} < {}]] --> s:1: attempt to compare two table values
e [[return nil < nil]] --> s:1: attempt to compare two nil values
e [[return print < print]] --> s:1: attempt to compare two function values
e [[return true > false]] --> s:1: attempt to compare two boolean values
e [[return {} <= 1]] --> s:1: attempt to compare table with number
e [[local t = setmetatable({}, {__name = 'My'}) return t + 1]] --> s:1: attempt to perform arithmetic on a My value (local 't')
e [[local t = setmetatable({}, {__name = 'My'}) return t < 1]] --> s:1: attempt to compare My with number
e [[local t = setmetatable({}, {__name = 'My'}) return t < t]] --> s:1: attempt to compare two My values
e [[local t = setmetatable({}, {__name = 'My'}) return t .. 'x']] --> s:1: attempt to concatenate a My value (local 't')
e [[local t = setmetatable({}, {__name = 'My'}) t()]] --> s:1: attempt to call a My value (local 't')
e [[local t = setmetatable({}, {__name = 'My'}) return t | 1]] --> s:1: attempt to perform bitwise operation on a My value (local 't')
e [[local t = setmetatable({}, {__name = 'My'}) return ('x'):rep(t)]] --> s:1: bad argument #1 to 'rep' (number expected, got My)
e [[local t = setmetatable({}, {__name = 7}) return t + 1]] --> s:1: attempt to perform arithmetic on a table value (local 't')
e [[io.stdout.x.y = 1]] --> s:1: attempt to index a nil value (field 'x')
e [[return io.stdout + 1]] --> s:1: attempt to perform arithmetic on a FILE* value (field 'stdout')
e [[return io.stdout .. 'x']] --> s:1: attempt to concatenate a FILE* value (field 'stdout')
e [[return #io.stdout]] --> s:1: attempt to get length of a FILE* value (field 'stdout')
e [[return io.stdout < 1]] --> s:1: attempt to compare FILE* with number
e [[io.stdout()]] --> s:1: attempt to call a FILE* value (field 'stdout')
e [[io.stdout.x = 1]] --> s:1: attempt to index a FILE* value (field 'stdout')
e [[return -io.stdout]] --> s:1: attempt to perform arithmetic on a FILE* value (field 'stdout')
e [[return ~io.stdout]] --> s:1: attempt to perform bitwise operation on a FILE* value (field 'stdout')
