-- Messages of the compiler.
local function e(code)
    local f, message = load(code, "=s")
    if f then _, message = pcall(f) end
    print(message)
    v, x, a = nil
end
e [[goto nope]] --> s:1: no visible label 'nope' for <goto> at line 1
e [[do ::a:: end goto a]] --> s:1: no visible label 'a' for <goto> at line 1
e [[::a:: ::a::]] --> s:1: label 'a' already defined on line 1
e [[goto a; local x; ::a:: print(x)]] --> s:1: <goto a> at line 1 jumps into the scope of local 'x'
e [[goto f local x ::f:: x = 1]] --> s:1: <goto f> at line 1 jumps into the scope of local 'x'
e [[break]] --> s:1: break outside loop at line 1
e [[if true then break end]] --> s:1: break outside loop at line 1
e [[for i = 1, 2 do local function f() break end end]] --> s:1: break outside loop at line 1
e [[while true do goto continue local x ::continue:: print(x) end]] --> s:1: <goto continue> at line 1 jumps into the scope of local 'x'
e [[repeat goto c local x ::c:: until x]] --> s:1: <goto c> at line 1 jumps into the scope of local 'x'
e [[local x <nope> = 1]] --> s:1: unknown attribute 'nope'
e [[local x <const> = 1 x = 2]] --> s:1: attempt to assign to const variable 'x'
e [[local x <close>, y <close> = nil, nil]] --> s:1: multiple to-be-closed variables in local list
e [[local x <const>, y <close> = 1, nil y = 2]] --> s:1: attempt to assign to const variable 'y'
e [[local x <close> = nil x = 1]] --> s:1: attempt to assign to const variable 'x'
e [[local x < const = 1]] --> s:1: '>' expected near '='
e [[local function f() x <const> = 1 end]] --> s:1: syntax error near '<'
e [[local x <const> = 1 local function f() x = 2 end]] --> s:1: attempt to assign to const variable 'x'
e [[x =]] --> s:1: unexpected symbol near <eof>
e [[x = = 1]] --> s:1: unexpected symbol near '='
e [[x = 1 = 2]] --> s:1: unexpected symbol near '='
e [[1 = x]] --> s:1: unexpected symbol near '1'
e [[f() = 1]] --> s:1: syntax error near '='
e [[(x) = 1]] --> s:1: syntax error near '='
e [[a.b:c = 1]] --> s:1: function arguments expected near '='
e [[x]] --> s:1: syntax error near <eof>
e [[x.y]] --> s:1: syntax error near <eof>
e [[x:y]] --> s:1: function arguments expected near <eof>
e [[x + 1]] --> s:1: syntax error near '+'
e [['x']] --> s:1: unexpected symbol near ''x''
e [[return return]] --> s:1: unexpected symbol near 'return'
e [[return 1 2]] --> s:1: <eof> expected near '2'
e [[local]] --> s:1: <name> expected near <eof>
e [[local 1]] --> s:1: <name> expected near '1'
e [[local function]] --> s:1: <name> expected near <eof>
e [[local function f]] --> s:1: '(' expected near <eof>
e [[local function f(]] --> s:1: <name> or '...' expected near <eof>
e [[local function f(a]] --> s:1: ')' expected near <eof>
e [[local function f(a,]] --> s:1: <name> or '...' expected near <eof>
e [[local function f(..., a) end]] --> s:1: ')' expected near ','
e [[local function f(1) end]] --> s:1: <name> or '...' expected near '1'
e [[function]] --> s:1: <name> expected near <eof>
e [[function f]] --> s:1: '(' expected near <eof>
e [[function f.1() end]] --> s:1: '(' expected near '.1'
e [[function f:a.b() end]] --> s:1: '(' expected near '.'
e [[function f:a:b() end]] --> s:1: '(' expected near ':'
e [[if]] --> s:1: unexpected symbol near <eof>
e [[if x]] --> s:1: 'then' expected near <eof>
e [[if x then]] --> s:1: 'end' expected near <eof>
e [[if x then else elseif]] --> s:1: 'end' expected near 'elseif'
e [[if x then else else end]] --> s:1: 'end' expected near 'else'
e [[while]] --> s:1: unexpected symbol near <eof>
e [[while x]] --> s:1: 'do' expected near <eof>
e [[while x do]] --> s:1: 'end' expected near <eof>
e [[repeat]] --> s:1: 'until' expected near <eof>
e [[repeat until]] --> s:1: unexpected symbol near <eof>
e [[for]] --> s:1: <name> expected near <eof>
e [[for x]] --> s:1: '=' or 'in' expected near <eof>
e [[for x =]] --> s:1: unexpected symbol near <eof>
e [[for x = 1]] --> s:1: ',' expected near <eof>
e [[for x = 1 do]] --> s:1: ',' expected near 'do'
e [[for x = 1, 2]] --> s:1: 'do' expected near <eof>
e [[for x, y = 1, 2 do end]] --> s:1: 'in' expected near '='
e [[for x in]] --> s:1: unexpected symbol near <eof>
e [[for x in y]] --> s:1: 'do' expected near <eof>
e [[for 1 = 1, 2 do end]] --> s:1: <name> expected near '1'
e [[for x.y in z do end]] --> s:1: '=' or 'in' expected near '.'
e [[for x = 1, 2, 3, 4 do end]] --> s:1: 'do' expected near ','
e [[do]] --> s:1: 'end' expected near <eof>
e [[end]] --> s:1: <eof> expected near 'end'
e [[until]] --> s:1: <eof> expected near 'until'
e [[else]] --> s:1: <eof> expected near 'else'
e [[elseif]] --> s:1: <eof> expected near 'elseif'
e [[then]] --> s:1: unexpected symbol near 'then'
e [[in]] --> s:1: unexpected symbol near 'in'
e [[and]] --> s:1: unexpected symbol near 'and'
e [[not]] --> s:1: unexpected symbol near 'not'
e [[x = (]] --> s:1: unexpected symbol near <eof>
e [[x = (1]] --> s:1: ')' expected near <eof>
e [[x = {]] --> s:1: unexpected symbol near <eof>
e [[x = {1]] --> s:1: '}' expected near <eof>
e [[x = {1,]] --> s:1: unexpected symbol near <eof>
e [[x = {[1]] --> s:1: ']' expected near <eof>
e "x = {[1]" --> s:1: '=' expected near <eof>
e [[x = {[1] 2}]] --> s:1: '=' expected near '2'
e [[x = {a =]] --> s:1: unexpected symbol near <eof>
e [[x = {,}]] --> s:1: unexpected symbol near ','
e [[x = f(]] --> s:1: unexpected symbol near <eof>
e [[x = f(1]] --> s:1: ')' expected near <eof>
e [[x = f(1,]] --> s:1: unexpected symbol near <eof>
e [[x = f(1,)]] --> s:1: unexpected symbol near ')'
e [[x = a[]] --> s:1: unexpected symbol near <eof>
e [[x = a[1]] --> s:1: ']' expected near <eof>
e [[x = a.]] --> s:1: <name> expected near <eof>
e [[x = a.1]] --> s:1: unexpected symbol near '.1'
e [[x = a:]] --> s:1: <name> expected near <eof>
e [[x = a:b]] --> s:1: function arguments expected near <eof>
e [[x = a:b + 1]] --> s:1: function arguments expected near '+'
e [[x = function]] --> s:1: '(' expected near <eof>
e [[x = function(]] --> s:1: <name> or '...' expected near <eof>
e [[x = function() ]] --> s:1: 'end' expected near <eof>
e [[x = 'abc]] --> s:1: unfinished string near <eof>
e [[x = "abc]] --> s:1: unfinished string near <eof>
e [[x = 'abc\n]] --> s:1: unfinished string near <eof>
e [==[x = [[abc]==] --> s:1: unfinished long string (starting at line 1) near <eof>
e "x = [==[abc]=]" --> s:1: unfinished long string (starting at line 1) near <eof>
e [[x = [=abc]] --> s:1: invalid long string delimiter near '[='
e [[x = '\q']] --> s:1: invalid escape sequence near ''\q'
e [[x = '\x1']] --> s:1: hexadecimal digit expected near ''\x1''
e [[x = '\xg']] --> s:1: hexadecimal digit expected near ''\xg'
e [[x = '\300']] --> s:1: decimal escape too large near ''\300''
e [[x = '\u{']] --> s:1: hexadecimal digit expected near ''\u{''
e [[x = '\u{}']] --> s:1: hexadecimal digit expected near ''\u{}'
e [[x = '\u{110000000}']] --> s:1: UTF-8 value too large near ''\u{110000000'
e [[x = '\u123']] --> s:1: missing '{' near ''\u1'
e [[x = '\u{12']] --> s:1: missing '}' near ''\u{12''
e [==[--[[ unfinished]==] --> s:1: unfinished long comment (starting at line 1) near <eof>
e "--[==[ unfinished ]]" --> s:1: unfinished long comment (starting at line 1) near <eof>
e [[x = 1e]] --> s:1: malformed number near '1e'
e [[x = 1e+]] --> s:1: malformed number near '1e+'
e [[x = 0x]] --> s:1: malformed number near '0x'
e [[x = 0xg]] --> s:1: malformed number near '0xg'
e [[x = 1.2.3]] --> s:1: malformed number near '1.2.3'
e [[x = 1..2]] --> s:1: malformed number near '1..2'
e [[x = 3x]] --> s:1: malformed number near '3x'
e [[x = 0x1p]] --> s:1: malformed number near '0x1p'
e [[x = 1e5e5]] --> s:1: malformed number near '1e5e5'
e [[x = 1_000]] --> s:1: malformed number near '1_'
e [[x = ...; local function f() return ... end]] --> s:1: cannot use '...' outside a vararg function near '...'
e [[x = @]] --> s:1: unexpected symbol near '@'
e [[x = $]] --> s:1: unexpected symbol near '$'
e [[x = `]] --> s:1: unexpected symbol near '`'
e [[x = #]] --> s:1: unexpected symbol near <eof>
e [[x = !]] --> s:1: unexpected symbol near '!'
e [[x != y]] --> s:1: syntax error near '!'
e [[x ~= y]] --> s:1: syntax error near '~='
e [[x += 1]] --> s:1: syntax error near '+'
e [[x ++]] --> s:1: syntax error near '+'
e [[x = y?]] --> s:1: unexpected symbol near '?'
e [[x = a && b]] --> s:1: unexpected symbol near '&'
e [[x = 5 // ]] --> s:1: unexpected symbol near <eof>
e [[x = // 5]] --> s:1: unexpected symbol near '//'
e [[x = -]] --> s:1: unexpected symbol near <eof>
e [[x = ~]] --> s:1: unexpected symbol near <eof>
e [[x = not]] --> s:1: unexpected symbol near <eof>
e [[x = 1 ..]] --> s:1: unexpected symbol near <eof>
e [[x = nil.x]] --> s:1: unexpected symbol near '.'
e [[nil = 1]] --> s:1: unexpected symbol near 'nil'
e [[true = 1]] --> s:1: unexpected symbol near 'true'
e [[and = 1]] --> s:1: unexpected symbol near 'and'
e [[local and = 1]] --> s:1: <name> expected near 'and'
e [[function and() end]] --> s:1: <name> expected near 'and'
e [[x.and = 1]] --> s:1: <name> expected near 'and'
e [[x = {and = 1}]] --> s:1: unexpected symbol near 'and'
e [[goto]] --> s:1: <name> expected near <eof>
e [[goto 1]] --> s:1: <name> expected near '1'
e [[goto and]] --> s:1: <name> expected near 'and'
e [[::]] --> s:1: <name> expected near <eof>
e [[::a]] --> s:1: '::' expected near <eof>
e [[::a:]] --> s:1: '::' expected near ':'
e [[::1::]] --> s:1: <name> expected near '1'
e [[return 1,]] --> s:1: unexpected symbol near <eof>
e [[return ,]] --> s:1: unexpected symbol near ','
e [[return; x = 1]] --> s:1: <eof> expected near 'x'
e [[a, b]] --> s:1: '=' expected near <eof>
e [[a, b =]] --> s:1: unexpected symbol near <eof>
e [[a, 1 = 2]] --> s:1: unexpected symbol near '1'
e [[a, f() = 1, 2]] --> s:1: syntax error near '='
e [[a.b, c:d() = 1]] --> s:1: syntax error near '='
e [[local a, = 1]] --> s:1: <name> expected near '='
e [[;;; = 1]] --> s:1: unexpected symbol near '='
e [[x = }]] --> s:1: unexpected symbol near '}'
e "x = ]" --> s:1: unexpected symbol near ']'
e [[x = )]] --> s:1: unexpected symbol near ')'
e [[)]] --> s:1: unexpected symbol near ')'
e [[}]] --> s:1: unexpected symbol near '}'
e [[f(]] --> s:1: unexpected symbol near <eof>
e [[f{]] --> s:1: unexpected symbol near <eof>
e [[f']] --> s:1: unfinished string near <eof>
e [==[f[[]==] --> s:1: unfinished long string (starting at line 1) near <eof>
e [[f 5]] --> s:1: syntax error near '5'
e [[f nil]] --> s:1: syntax error near 'nil'
e [[f function() end]] --> s:1: syntax error near 'function'
e [[x = \n]] --> s:1: unexpected symbol near '\'
e [[\27Lua]] --> s:1: unexpected symbol near '\'
e [[x = '\z  ]] --> s:1: unfinished string near <eof>
e [[local a <const> = 1; a = a]] --> s:1: attempt to assign to const variable 'a'
e [[local function f() return end end]] --> s:1: <eof> expected near 'end'
e [[for i = 1, 2 do local i <const> = 1 i = 2 end]] --> s:1: attempt to assign to const variable 'i'
e [[local t <close> = 1, 2; t = nil]] --> s:1: attempt to assign to const variable 't'
