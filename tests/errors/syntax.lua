-- Syntax errors: what is unexpected, near which token, on which line.
local function try(s) print((select(2, load(s, "=s")))) end
try "x" --> s:1: syntax error near <eof>
try "x =" --> s:1: unexpected symbol near <eof>
try "x = = 1" --> s:1: unexpected symbol near '='
try "= 1" --> s:1: unexpected symbol near '='
try "local" --> s:1: <name> expected near <eof>
try "local 1" --> s:1: <name> expected near '1'
try "local x =" --> s:1: unexpected symbol near <eof>
try "x, y" --> s:1: '=' expected near <eof>
try "x.y" --> s:1: syntax error near <eof>
try "x:y" --> s:1: function arguments expected near <eof>
try "f(" --> s:1: unexpected symbol near <eof>
try "f(1" --> s:1: ')' expected near <eof>
try "f(1," --> s:1: unexpected symbol near <eof>
try "(x" --> s:1: ')' expected near <eof>
try "(x)" --> s:1: syntax error near <eof>
try "x = (1" --> s:1: ')' expected near <eof>
try "x = {1" --> s:1: '}' expected near <eof>
try "x = {1,,2}" --> s:1: unexpected symbol near ','
try "x = {[1] 2}" --> s:1: '=' expected near '2'
try "x = {a b}" --> s:1: '}' expected near 'b'
try "x = [1]" --> s:1: unexpected symbol near '['
try "x = 1 2" --> s:1: unexpected symbol near '2'
try "x = 'a' 'b'" --> s:1: unexpected symbol near ''b''
try "x = }" --> s:1: unexpected symbol near '}'
try "x = ]" --> s:1: unexpected symbol near ']'
try "if" --> s:1: unexpected symbol near <eof>
try "if x" --> s:1: 'then' expected near <eof>
try "if x then" --> s:1: 'end' expected near <eof>
try "if x then else" --> s:1: 'end' expected near <eof>
try "if x then elseif" --> s:1: unexpected symbol near <eof>
try "if x then else elseif y then end" --> s:1: 'end' expected near 'elseif'
try "if x do end" --> s:1: 'then' expected near 'do'
try "while" --> s:1: unexpected symbol near <eof>
try "while x" --> s:1: 'do' expected near <eof>
try "while x do" --> s:1: 'end' expected near <eof>
try "repeat" --> s:1: 'until' expected near <eof>
try "repeat until" --> s:1: unexpected symbol near <eof>
try "for" --> s:1: <name> expected near <eof>
try "for x" --> s:1: '=' or 'in' expected near <eof>
try "for x =" --> s:1: unexpected symbol near <eof>
try "for x = 1" --> s:1: ',' expected near <eof>
try "for x = 1 do end" --> s:1: ',' expected near 'do'
try "for x = 1, 2" --> s:1: 'do' expected near <eof>
try "for x = 1, 2, 3, 4 do end" --> s:1: 'do' expected near ','
try "for x in" --> s:1: unexpected symbol near <eof>
try "for x, y" --> s:1: 'in' expected near <eof>
try "for x.y in z do end" --> s:1: '=' or 'in' expected near '.'
try "for 1 = 1, 2 do end" --> s:1: <name> expected near '1'
try "function" --> s:1: <name> expected near <eof>
try "function f" --> s:1: '(' expected near <eof>
try "function f(" --> s:1: <name> or '...' expected near <eof>
try "function f(a" --> s:1: ')' expected near <eof>
try "function f(a," --> s:1: <name> or '...' expected near <eof>
try "function f(a,)" --> s:1: <name> or '...' expected near ')'
try "function f(..., a) end" --> s:1: ')' expected near ','
try "function f() " --> s:1: 'end' expected near <eof>
try "function f.a:b.c() end" --> s:1: '(' expected near '.'
try "function f:a:b() end" --> s:1: '(' expected near ':'
try "local function f.a() end" --> s:1: '(' expected near '.'
try "local function 5() end" --> s:1: <name> expected near '5'
try "function 5() end" --> s:1: <name> expected near '5'
try "return 1 x" --> s:1: <eof> expected near 'x'
try "return return" --> s:1: unexpected symbol near 'return'
try "return 1," --> s:1: unexpected symbol near <eof>
try "return = 1" --> s:1: unexpected symbol near '='
try "do" --> s:1: 'end' expected near <eof>
try "do end end" --> s:1: <eof> expected near 'end'
try "end" --> s:1: <eof> expected near 'end'
try "until x" --> s:1: <eof> expected near 'until'
try "else" --> s:1: <eof> expected near 'else'
try "then" --> s:1: unexpected symbol near 'then'
try "a.1 = 5" --> s:1: syntax error near '.1'
try "a.b: = 5" --> s:1: <name> expected near '='
try "a[1 = 5" --> s:1: ']' expected near '='
try "a[] = 5" --> s:1: unexpected symbol near ']'
try "f() = 5" --> s:1: syntax error near '='
try "(a) = 5" --> s:1: syntax error near '='
try "a + 1 = 5" --> s:1: syntax error near '+'
try "1 = a" --> s:1: unexpected symbol near '1'
try "'x' = a" --> s:1: unexpected symbol near ''x''
try "nil = 1" --> s:1: unexpected symbol near 'nil'
try "x = nil nil" --> s:1: unexpected symbol near 'nil'
try "x = 1 + " --> s:1: unexpected symbol near <eof>
try "x = + 1" --> s:1: unexpected symbol near '+'
try "x = 1 ++ 2" --> s:1: unexpected symbol near '+'
try "x = not" --> s:1: unexpected symbol near <eof>
try "x = #" --> s:1: unexpected symbol near <eof>
try "x = a and" --> s:1: unexpected symbol near <eof>
try "x = a or or b" --> s:1: unexpected symbol near 'or'
try "x = ~" --> s:1: unexpected symbol near <eof>
try "x = 1 ! 2" --> s:1: unexpected symbol near '!'
try "x = a != b" --> s:1: unexpected symbol near '!'
try "x += 1" --> s:1: syntax error near '+'
try "x = a ? b : c" --> s:1: unexpected symbol near '?'
try "::a" --> s:1: '::' expected near <eof>
try "::1::" --> s:1: <name> expected near '1'
try "goto" --> s:1: <name> expected near <eof>
try "goto 1" --> s:1: <name> expected near '1'
try "break 1" --> s:1: unexpected symbol near '1'
try "x = function" --> s:1: '(' expected near <eof>
try "x = function f() end" --> s:1: '(' expected near 'f'
try "x = ...," --> s:1: unexpected symbol near <eof>
try "local function f() return ... end" --> s:1: cannot use '...' outside a vararg function near '...'
try "\n\nx = =" --> s:3: unexpected symbol near '='
try "x = [[\n\n]] = 1" --> s:3: unexpected symbol near '='
try "f(\n1\n" --> s:3: ')' expected (to close '(' at line 1) near <eof>
try "if x then\n\n\nelse\n" --> s:5: 'end' expected (to close 'if' at line 1) near <eof>
try "x = {\n1,\n2\n" --> s:4: '}' expected (to close '{' at line 1) near <eof>
try "x = (\n1\n" --> s:3: ')' expected (to close '(' at line 1) near <eof>
try "for i = 1, 2 do\n\nx()\n" --> s:4: 'end' expected (to close 'for' at line 1) near <eof>
try "x = 'unfinished" --> s:1: unfinished string near <eof>
try "x = \"a\nb\"" --> s:1: unfinished string near '"a'
try "x = 5 y = = 6" --> s:1: unexpected symbol near '='
try "x = @" --> s:1: unexpected symbol near '@'
try "x = a.b.c.1" --> s:1: unexpected symbol near '.1'
try "local x <close" --> s:1: '>' expected near <eof>
try "local x <" --> s:1: <name> expected near <eof>
try "local <const> x" --> s:1: <name> expected near '<'
try "local x <const> <const> = 1" --> s:1: unexpected symbol near '<'
try "and" --> s:1: unexpected symbol near 'and'
try "x = and" --> s:1: unexpected symbol near 'and'
try "print 5" --> s:1: syntax error near '5'
try "print 'x' 5" --> s:1: unexpected symbol near '5'
try "a.b:c" --> s:1: function arguments expected near <eof>
try "a:b" --> s:1: function arguments expected near <eof>
try "a:b = 1" --> s:1: function arguments expected near '='
try "a:b 5" --> s:1: function arguments expected near '5'
try "a:5()" --> s:1: <name> expected near '5'
try "local a.b = 1" --> s:1: unexpected symbol near '.'
try "local a:b = 1" --> s:1: unexpected symbol near ':'
try "global x = 1" --> s:1: syntax error near 'x'
try ("x = " .. ("a"):rep(100) .. " " .. ("b"):rep(100)) --> s:1: syntax error near <eof>
