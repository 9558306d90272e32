-- Errors of string functions: patterns, formats, packing.
local function e(code)
    local f, message = load(code, "=s")
    if f then _, message = pcall(f) end
    print(message)
    v, x, a = nil
end
e [[return ('x'):rep()]] --> s:1: bad argument #1 to 'rep' (number expected, got no value)
e [[return ('x'):rep({})]] --> s:1: bad argument #1 to 'rep' (number expected, got table)
e [[return ('x'):rep('y')]] --> s:1: bad argument #1 to 'rep' (number expected, got string)
e [[return ('x'):find()]] --> s:1: bad argument #1 to 'find' (string expected, got no value)
e [[return ('x'):sub({})]] --> s:1: bad argument #1 to 'sub' (number expected, got table)
e [[return ('%d'):format()]] --> s:1: bad argument #1 to 'format' (no value)
e [[return ('%d'):format('x')]] --> s:1: bad argument #1 to 'format' (number expected, got string)
e [[return ('%d'):format(1.5)]] --> s:1: bad argument #1 to 'format' (number has no integer representation)
e [[return ('%d'):format('1.5')]] --> s:1: bad argument #1 to 'format' (number has no integer representation)
e [[return ('%s'):format()]] --> s:1: bad argument #1 to 'format' (no value)
e [[return ('%c'):format({})]] --> s:1: bad argument #1 to 'format' (number expected, got table)
e [[return ('%y'):format(1)]] --> s:1: invalid conversion '%y' to 'format'
e [[return ('%'):format(1)]] --> s:1: invalid conversion '%' to 'format'
e [[return ('%10'):format(1)]] --> s:1: invalid conversion '%10' to 'format'
e [[return ('%0100d'):format(1)]] --> s:1: invalid conversion specification: '%0100d'
e [[return ('%.100f'):format(1)]] --> s:1: invalid conversion specification: '%.100f'
e [[return ('%#q'):format(1)]] --> s:1: specifier '%q' cannot have modifiers
e [[return ('%q'):format({})]] --> s:1: bad argument #1 to 'format' (value has no literal form)
e [[return ('%q'):format(print)]] --> s:1: bad argument #1 to 'format' (value has no literal form)
e [[return ('%-5q'):format('x')]] --> s:1: specifier '%q' cannot have modifiers
e [[return ('%p'):format()]] --> s:1: bad argument #1 to 'format' (no value)
e [[return ('%.3p'):format({})]] --> s:1: invalid conversion specification: '%.3p'
e [[return ('%+s'):format('x')]] --> s:1: invalid conversion specification: '%+s'
e [[return ('%  d'):format('x')]] --> s:1: bad argument #1 to 'format' (number expected, got string)
e [[return ('%0s'):format('x')]] --> s:1: invalid conversion specification: '%0s'
e [[return ('%i'):format(2^63)]] --> s:1: bad argument #1 to 'format' (number has no integer representation)
e [[return ('%x'):format(-1.5)]] --> s:1: bad argument #1 to 'format' (number has no integer representation)
e [[return ('%a'):format({})]] --> s:1: bad argument #1 to 'format' (number expected, got table)
e [[return ('%.3c'):format(65)]] --> s:1: invalid conversion specification: '%.3c'
e [[return ('%5.3s%'):format('x')]] --> s:1: bad argument #2 to 'format' (no value)
e [[return ('x'):gsub()]] --> s:1: bad argument #1 to 'gsub' (string expected, got no value)
e [[return ('x'):gsub('x')]] --> s:1: bad argument #2 to 'gsub' (string/function/table expected, got no value)
e [[return ('x'):gsub('x', nil)]] --> s:1: bad argument #2 to 'gsub' (string/function/table expected, got nil)
e [[return ('x'):gsub('x', true)]] --> s:1: bad argument #2 to 'gsub' (string/function/table expected, got boolean)
e [[return ('x'):gsub('x', '%2')]] --> s:1: invalid capture index %2
e [[return ('x'):gsub('x', '%')]] --> s:1: invalid use of '%' in replacement string
e [[return ('x'):gsub('x', '%z')]] --> s:1: invalid use of '%' in replacement string
e [[return ('x'):gsub('x', function() return {} end)]] --> s:1: invalid replacement value (a table)
e [[return ('x'):gsub('x', {x = true})]] --> s:1: invalid replacement value (a boolean)
e [[return ('x'):gsub('x', print, {})]] --> s:1: bad argument #3 to 'gsub' (number expected, got table)
e [[return ('x'):find('(')]] --> s:1: unfinished capture
e [[return ('x'):find('%')]] --> s:1: malformed pattern (ends with '%')
e [[return ('x'):find('[')]] --> s:1: malformed pattern (missing ']')
e [[return ('x'):find('[a')]] --> s:1: malformed pattern (missing ']')
e [[return ('x'):find('[a-')]] --> s:1: malformed pattern (missing ']')
e [[return ('x'):find('[%')]] --> s:1: malformed pattern (missing ']')
e [[return ('x'):find('[]')]] --> s:1: malformed pattern (missing ']')
e [[return ('x'):find('[^]')]] --> s:1: malformed pattern (missing ']')
e [[return ('x'):find('%b')]] --> s:1: malformed pattern (missing arguments to '%b')
e [[return ('x'):find('%bx')]] --> s:1: malformed pattern (missing arguments to '%b')
e [[return ('x'):find('%f')]] --> s:1: missing '[' after '%f' in pattern
e [[return ('x'):find('%fx')]] --> s:1: missing '[' after '%f' in pattern
e [[return ('x'):find('%1')]] --> s:1: invalid capture index %1
e [[return ('x'):find('(%1)')]] --> s:1: invalid capture index %1
e [[return ('x'):find('(x)%2')]] --> s:1: invalid capture index %2
e [[return ('x'):find('(' .. ('()'):rep(40))]] --> s:1: too many captures
e [[return ('x'):find(('()'):rep(33))]] --> s:1: too many captures
e [[return ('x'):find('%0')]] --> s:1: invalid capture index %0
e [[return ('x'):match('(x')]] --> s:1: unfinished capture
e [[return ('x'):gmatch('(x')()]] --> s:1: unfinished capture
e [[return ('a'):rep(300000):find(('a?'):rep(300000) .. 'b')]] --> s:1: pattern too complex
e [[return ('x'):find(('('):rep(300) .. ('x'))]] --> s:1: too many captures
e [[return string.pack('i17', 1)]] --> s:1: integral size (17) out of limits [1,16]
e [[return string.pack('i0', 1)]] --> s:1: integral size (0) out of limits [1,16]
e [[return string.pack('i1', 200)]] --> s:1: bad argument #2 to 'pack' (integer overflow)
e [[return string.pack('I1', 256)]] --> s:1: bad argument #2 to 'pack' (unsigned overflow)
e [[return string.pack('I1', -1)]] --> s:1: bad argument #2 to 'pack' (unsigned overflow)
e [[return string.pack('i', 'x')]] --> s:1: bad argument #2 to 'pack' (number expected, got string)
e [[return string.pack('z', 'a\0b')]] --> s:1: bad argument #2 to 'pack' (string contains zeros)
e [[return string.pack('s1', ('x'):rep(300))]] --> s:1: bad argument #2 to 'pack' (string length does not fit in given size)
e [[return string.pack('c2', 'abc')]] --> s:1: bad argument #2 to 'pack' (string longer than given size)
e [[return string.pack('c', 'abc')]] --> s:1: missing size for format option 'c'
e [[return string.pack('!3i4', 1)]] --> s:1: bad argument #1 to 'pack' (format asks for alignment not power of 2)
e [[return string.pack('!17', 1)]] --> s:1: integral size (17) out of limits [1,16]
e [[return string.pack('X')]] --> s:1: bad argument #1 to 'pack' (invalid next option for option 'X')
e [[return string.pack('Xz')]] --> s:1: bad argument #1 to 'pack' (invalid next option for option 'X')
e [[return string.pack('y')]] --> s:1: invalid format option 'y'
e [[return string.pack('i99999999999', 1)]] --> s:1: integral size (999999999) out of limits [1,16]
e [[return string.pack('j', 1.5)]] --> s:1: bad argument #2 to 'pack' (number has no integer representation)
e [[return string.pack('d', 'x')]] --> s:1: bad argument #2 to 'pack' (number expected, got string)
e [[return string.pack('!4Xi3')]] --> s:1: bad argument #1 to 'pack' (format asks for alignment not power of 2)
e [[return string.packsize('s')]] --> s:1: bad argument #1 to 'packsize' (variable-length format)
e [[return string.packsize('z')]] --> s:1: bad argument #1 to 'packsize' (variable-length format)
e [[return string.packsize('c2147483647c2147483647')]] --> s:1: invalid format option '7'
e [[return string.unpack('i4', 'x')]] --> s:1: bad argument #2 to 'unpack' (data string too short)
e [[return string.unpack('i16', ('\xff'):rep(8) .. ('\1'):rep(8))]] --> s:1: 16-byte integer does not fit into Lua Integer
e [[return string.unpack('z', 'x')]] --> s:1: bad argument #2 to 'unpack' (unfinished string for format 'z')
e [[return string.unpack('s1', '\5x')]] --> s:1: bad argument #2 to 'unpack' (data string too short)
e [[return string.unpack('i1', 'x', 10)]] --> s:1: bad argument #3 to 'unpack' (initial position out of string)
e [[return string.unpack('c5', 'x')]] --> s:1: bad argument #2 to 'unpack' (data string too short)
e [[return string.char(256)]] --> s:1: bad argument #1 to 'char' (value out of range)
e [[return string.char(-1)]] --> s:1: bad argument #1 to 'char' (value out of range)
e [[return string.char(1, 2, 300)]] --> s:1: bad argument #3 to 'char' (value out of range)
e [[return string.dump(print)]] --> s:1: unable to dump given function
e [[return string.dump(5)]] --> s:1: bad argument #1 to 'dump' (function expected, got number)
e [[return ('x').y.z()]] --> s:1: attempt to index a nil value (field 'y')
e [[return ('x')[1].z()]] --> s:1: attempt to index a nil value (field 'integer index')
e [[return ('x'):y()]] --> s:1: attempt to call a nil value (method 'y')
