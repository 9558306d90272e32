-- Errors of library functions for values out of range.
local function e(code)
    local f, message = load(code, "=s")
    if f then _, message = pcall(f) end
    print(message)
    v, x, a = nil
end
e [[return table.concat({{}})]] --> s:1: invalid value (table) at index 1 in table for 'concat'
e [[return table.concat({1, nil, 3}, ',', 1, 3)]] --> s:1: invalid value (nil) at index 2 in table for 'concat'
e [[return table.concat({1, print})]] --> s:1: invalid value (function) at index 2 in table for 'concat'
e [[return table.concat({}, {}, 1)]] --> s:1: bad argument #2 to 'concat' (string expected, got table)
e [[return table.concat({}, 1, 1, 1)]] --> s:1: invalid value (nil) at index 1 in table for 'concat'
e [[return table.concat({true})]] --> s:1: invalid value (boolean) at index 1 in table for 'concat'
e [[return table.insert({}, 1, 2, 3)]] --> s:1: wrong number of arguments to 'insert'
e [[return table.insert({})]] --> s:1: wrong number of arguments to 'insert'
e [[return table.insert()]] --> s:1: bad argument #1 to 'insert' (table expected, got no value)
e [[return table.insert({}, 5, 1)]] --> s:1: bad argument #2 to 'insert' (position out of bounds)
e [[return table.insert({}, 0, 1)]] --> s:1: bad argument #2 to 'insert' (position out of bounds)
e [[return table.insert({1}, 3, 1)]] --> s:1: bad argument #2 to 'insert' (position out of bounds)
e [[return table.insert({}, 'x', 1)]] --> s:1: bad argument #2 to 'insert' (number expected, got string)
e [[return table.insert({}, 1.5, 1)]] --> s:1: bad argument #2 to 'insert' (number has no integer representation)
e [[return table.insert(1, 2)]] --> s:1: bad argument #1 to 'insert' (table expected, got number)
e [[return table.insert(nil, 2)]] --> s:1: bad argument #1 to 'insert' (table expected, got nil)
e [[return table.insert('x', 2)]] --> s:1: bad argument #1 to 'insert' (table expected, got string)
e [[return table.remove({}, 5)]] --> s:1: bad argument #1 to 'remove' (position out of bounds)
e [[return table.remove({1}, 3)]] --> s:1: bad argument #1 to 'remove' (position out of bounds)
e [[return table.remove({1}, -1)]] --> s:1: bad argument #1 to 'remove' (position out of bounds)
e [[return table.remove({}, 'x')]] --> s:1: bad argument #2 to 'remove' (number expected, got string)
e [[return table.remove()]] --> s:1: bad argument #1 to 'remove' (table expected, got no value)
e [[return table.move({}, 1, math.maxinteger, 2)]] --> s:1: bad argument #4 to 'move' (destination wrap around)
e [[return table.move({}, -1, math.maxinteger, 2)]] --> s:1: bad argument #3 to 'move' (too many elements to move)
e [[return table.move({}, 0, math.maxinteger, 2)]] --> s:1: bad argument #3 to 'move' (too many elements to move)
e [[return table.move({}, 1, 2, math.maxinteger)]] --> s:1: bad argument #4 to 'move' (destination wrap around)
e [[return table.move({}, 1, 2, 3, 4)]] --> s:1: bad argument #5 to 'move' (table expected, got number)
e [[return table.move(1, 1, 2, 3)]] --> s:1: bad argument #1 to 'move' (table expected, got number)
e [[return table.move({}, 1, 2)]] --> s:1: bad argument #4 to 'move' (number expected, got no value)
e [[return table.move({}, 'a', 2, 3)]] --> s:1: bad argument #2 to 'move' (number expected, got string)
e [[return table.sort({3, 1, 'x'})]] --> attempt to compare string with number
e [[return table.sort({{}, {}})]] --> attempt to compare two table values
e [[return table.sort({1, 2, 3, nil, 5})]] --> attempt to compare nil with number
e [[return table.sort({1, 2}, 5)]] --> s:1: bad argument #2 to 'sort' (function expected, got number)
e [[return table.sort({3, 2, 1}, function() error('cmp') end)]] --> s:1: cmp
e [[return table.sort({1, true})]] --> attempt to compare boolean with number
e [[return table.sort(setmetatable({}, {__len = function() return math.maxinteger end}))]] --> s:1: bad argument #1 to 'sort' (array too big)
e [[return table.sort(setmetatable({}, {__len = function() return {} end}))]] --> s:1: object length is not an integer
e [[return table.unpack()]] --> attempt to get length of a nil value
e [[return table.unpack(1)]] --> attempt to get length of a number value
e [[return table.unpack({}, 'x')]] --> s:1: bad argument #2 to 'unpack' (number expected, got string)
e [[return table.unpack({}, 1, 1e8)]] --> s:1: too many results to unpack
e [[return table.unpack({}, math.mininteger, math.maxinteger)]] --> s:1: too many results to unpack
e [[return table.unpack({}, 1, 'x')]] --> s:1: bad argument #3 to 'unpack' (number expected, got string)
e [[return table.unpack(nil, 1, 2)]] --> attempt to index a nil value
e [[return table.unpack('x', 1, 2) .. 1]] --> s:1: attempt to concatenate a nil value
e [[return table.pack(...).n.x]] --> s:1: attempt to index a number value (field 'n')
e [[return select(0)]] --> s:1: bad argument #1 to 'select' (index out of range)
e [[return select(-1)]] --> s:1: bad argument #1 to 'select' (index out of range)
e [[return select(-5, 1)]] --> s:1: bad argument #1 to 'select' (index out of range)
e [[return select('x')]] --> s:1: bad argument #1 to 'select' (number expected, got string)
e [[return select()]] --> s:1: bad argument #1 to 'select' (number expected, got no value)
e [[return select(1.5)]] --> s:1: bad argument #1 to 'select' (number has no integer representation)
e [[return select({}, 1)]] --> s:1: bad argument #1 to 'select' (number expected, got table)
e [[return tonumber('z', 37)]] --> s:1: bad argument #2 to 'tonumber' (base out of range)
e [[return tonumber('z', 1)]] --> s:1: bad argument #2 to 'tonumber' (base out of range)
e [[return tonumber(5, 10)]] --> s:1: bad argument #1 to 'tonumber' (string expected, got number)
e [[return tonumber()]] --> s:1: bad argument #1 to 'tonumber' (value expected)
e [[return tonumber({}, 10)]] --> s:1: bad argument #1 to 'tonumber' (string expected, got table)
e [[return tonumber('1', 'x')]] --> s:1: bad argument #2 to 'tonumber' (number expected, got string)
e [[return tonumber('1', 1.5)]] --> s:1: bad argument #2 to 'tonumber' (number has no integer representation)
e [[return setmetatable({}, 5)]] --> s:1: bad argument #2 to 'setmetatable' (nil or table expected, got number)
e [[return setmetatable(5, {})]] --> s:1: bad argument #1 to 'setmetatable' (table expected, got number)
e [[return setmetatable({})]] --> s:1: bad argument #2 to 'setmetatable' (nil or table expected, got no value)
e [[return setmetatable()]] --> s:1: bad argument #1 to 'setmetatable' (table expected, got no value)
e [[return rawlen(5)]] --> s:1: bad argument #1 to 'rawlen' (table or string expected, got number)
e [[return rawlen()]] --> s:1: bad argument #1 to 'rawlen' (table or string expected, got no value)
e [[return rawget(5)]] --> s:1: bad argument #1 to 'rawget' (table expected, got number)
e [[return rawset({}, 1)]] --> s:1: bad argument #3 to 'rawset' (value expected)
e [[return rawequal(1)]] --> s:1: bad argument #2 to 'rawequal' (value expected)
e [[return math.random(0, -1)]] --> s:1: bad argument #1 to 'random' (interval is empty)
e [[return math.random(2, 1)]] --> s:1: bad argument #1 to 'random' (interval is empty)
e [[return math.random(1, 2, 3)]] --> s:1: wrong number of arguments
e [[return math.random(1.5)]] --> s:1: bad argument #1 to 'random' (number has no integer representation)
e [[return math.random('x')]] --> s:1: bad argument #1 to 'random' (number expected, got string)
e [[return math.random(math.mininteger, math.maxinteger) .. {}]] --> s:1: attempt to concatenate a table value
e [[return math.floor()]] --> s:1: bad argument #1 to 'floor' (number expected, got no value)
e [[return math.floor({})]] --> s:1: bad argument #1 to 'floor' (number expected, got table)
e [[return math.fmod(1, 0)]] --> s:1: bad argument #2 to 'fmod' (zero)
e [[return math.fmod(1)]] --> s:1: bad argument #2 to 'fmod' (number expected, got no value)
e [[return math.fmod('x', 1)]] --> s:1: bad argument #1 to 'fmod' (number expected, got string)
e [[return math.max()]] --> s:1: bad argument #1 to 'max' (value expected)
e [[return math.min()]] --> s:1: bad argument #1 to 'min' (value expected)
e [[return math.max(1, 'x')]] --> attempt to compare number with string
e [[return math.max(1, {})]] --> attempt to compare number with table
e [[return math.tointeger()]] --> s:1: bad argument #1 to 'tointeger' (value expected)
e [[return math.ult(1.5, 2)]] --> s:1: bad argument #1 to 'ult' (number has no integer representation)
e [[return math.abs('x')]] --> s:1: bad argument #1 to 'abs' (number expected, got string)
e [[return utf8.char(-1)]] --> s:1: bad argument #1 to 'char' (value out of range)
e [[return utf8.char(1 << 31)]] --> s:1: bad argument #1 to 'char' (value out of range)
e [[return utf8.char('x')]] --> s:1: bad argument #1 to 'char' (number expected, got string)
e [[return utf8.codepoint('x', 5)]] --> s:1: bad argument #3 to 'codepoint' (out of bounds)
e [[return utf8.codepoint('\xff')]] --> s:1: invalid UTF-8 code
e [[return utf8.codepoint('abc', 1, 10)]] --> s:1: bad argument #3 to 'codepoint' (out of bounds)
e [[return utf8.codepoint('', 1)]] --> s:1: bad argument #3 to 'codepoint' (out of bounds)
e [[return utf8.len('x', 5)]] --> s:1: bad argument #2 to 'len' (initial position out of bounds)
e [[return utf8.len('x', 1, 5)]] --> s:1: bad argument #3 to 'len' (final position out of bounds)
e [[return utf8.len('x', -5)]] --> s:1: bad argument #2 to 'len' (initial position out of bounds)
e [[return utf8.offset('x', 1, 5)]] --> s:1: bad argument #3 to 'offset' (position out of bounds)
e [[return utf8.offset('\x80', 1)]] --> s:1: initial position is a continuation byte
e [[return utf8.offset('a\x80', 1, 2)]] --> s:1: initial position is a continuation byte
e [[return utf8.codes('\xff')()]] --> s:1: bad argument #1 to '?' (string expected, got no value)
e [[return utf8.codes()]] --> s:1: bad argument #1 to 'codes' (string expected, got no value)
e [[return os.time({})]] --> s:1: field 'year' missing in date table
e [[return os.time({year = 2020})]] --> s:1: field 'month' missing in date table
e [[return os.time({year = 2020, month = 1})]] --> s:1: field 'day' missing in date table
e [[return os.time({year = 'x', month = 1, day = 1})]] --> s:1: field 'year' is not an integer
e [[return os.time({year = 1.5, month = 1, day = 1})]] --> s:1: field 'year' is not an integer
e [[return os.time({year = 1 << 40, month = 1, day = 1})]] --> s:1: field 'year' is out-of-bound
e [[return os.time({year = 2020, month = 1 << 40, day = 1})]] --> s:1: field 'month' is out-of-bound
e [[return os.time({year = {}, month = 1, day = 1})]] --> s:1: field 'year' is not an integer
e [[return os.time(5)]] --> s:1: bad argument #1 to 'time' (table expected, got number)
e [[return os.date('%')]] --> s:1: bad argument #1 to 'date' (invalid conversion specifier '%')
e [[return os.date('%Ez')]] --> s:1: bad argument #1 to 'date' (invalid conversion specifier '%Ez')
e [[return os.date('%Q')]] --> s:1: bad argument #1 to 'date' (invalid conversion specifier '%Q')
e [[return os.date('*t', 'x')]] --> s:1: bad argument #2 to 'date' (number expected, got string)
e [[return os.date('%Y', 1 << 60)]] --> s:1: date result cannot be represented in this installation
e [[return os.date('%E')]] --> s:1: bad argument #1 to 'date' (invalid conversion specifier '%E')
e [[return os.getenv()]] --> s:1: bad argument #1 to 'getenv' (string expected, got no value)
e [[return os.setlocale('C', 'nope')]] --> s:1: bad argument #2 to 'setlocale' (invalid option 'nope')
e [[return io.open('x', 'rz')]] --> s:1: bad argument #2 to 'open' (invalid mode)
e [[return io.open('x', '')]] --> s:1: bad argument #2 to 'open' (invalid mode)
e [[return io.open('x', 'r+bx')]] --> s:1: bad argument #2 to 'open' (invalid mode)
e [[return io.open()]] --> s:1: bad argument #1 to 'open' (string expected, got no value)
e [[return io.lines('/nonexistent/file')]] --> s:1: cannot open file '/nonexistent/file' (No such file or directory)
e [[return io.lines(5, 'x')]] --> s:1: cannot open file '5' (No such file or directory)
e [[return io.open('/dev/null'):read('x')]] --> s:1: bad argument #1 to 'read' (invalid format)
e [[return io.open('/dev/null'):read({})]] --> s:1: bad argument #1 to 'read' (string expected, got table)
e [[return io.open('/dev/null'):seek('x')]] --> s:1: bad argument #1 to 'seek' (invalid option 'x')
e [[return io.open('/dev/null'):seek('set', 'x')]] --> s:1: bad argument #2 to 'seek' (number expected, got string)
e [[return io.open('/dev/null'):setvbuf('x')]] --> s:1: bad argument #1 to 'setvbuf' (invalid option 'x')
e [[return io.open('/dev/null'):setvbuf()]] --> s:1: bad argument #1 to 'setvbuf' (string expected, got no value)
e [[return io.open('/dev/null'):write({})]] --> s:1: bad argument #1 to 'write' (string expected, got table)
e [[return io.stdout.write()]] --> s:1: bad argument #1 to 'write' (FILE* expected, got no value)
e [[return io.stdout.write(5)]] --> s:1: bad argument #1 to 'write' (FILE* expected, got number)
e [[return io.stdout:seek('bad')]] --> s:1: bad argument #1 to 'seek' (invalid option 'bad')
e [[return io.type()]] --> s:1: bad argument #1 to 'type' (value expected)
e [[return io.close(5)]] --> s:1: bad argument #1 to 'close' (FILE* expected, got number)
e [[return io.input('/nonexistent/file')]] --> s:1: cannot open file '/nonexistent/file' (No such file or directory)
e [[return io.output('/nonexistent/dir/file')]] --> s:1: cannot open file '/nonexistent/dir/file' (No such file or directory)
e [[return io.read('x')]] --> s:1: bad argument #1 to 'read' (invalid format)
e [[return io.write({})]] --> s:1: bad argument #1 to 'write' (string expected, got table)
e [[return io.write(nil)]] --> s:1: bad argument #1 to 'write' (string expected, got nil)
e [[return (function() local f = io.tmpfile() f:close() f:read() end)()]] --> s:1: attempt to use a closed file
e [[return (function() local f = io.tmpfile() f:close() f:close() end)()]] --> s:1: attempt to use a closed file
e [[return (function() local f = io.tmpfile() f:close() io.close(f) end)()]] --> s:1: attempt to use a closed file
e [[return (function() local f = io.tmpfile() f:close() f:lines() end)()]] --> s:1: attempt to use a closed file
e [[return (function() local f = io.tmpfile() f:close() io.input(f) io.read() end)()]] --> s:1: attempt to use a closed file
e [[return (function() local f = io.tmpfile() local l = f:lines() f:close() l() end)()]] --> s:1: file is already closed
e [[return (function() io.input(io.stdin) end)().x]] --> s:1: attempt to index a nil value
