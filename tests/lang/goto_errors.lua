-- Jumps that are not allowed.
local function try(s) print((select(2, load(s, "=s")))) end
try "goto nowhere" --> s:1: no visible label 'nowhere' for <goto> at line 1
try "do ::inside:: end goto inside" --> s:1: no visible label 'inside' for <goto> at line 1
try "goto l; local a; ::l:: print(a)" --> s:1: <goto l> at line 1 jumps into the scope of local 'a'
try "::a:: ::a::" --> s:1: label 'a' already defined on line 1
try "::a:: do ::a:: end" --> s:1: label 'a' already defined on line 1
try "break" --> s:1: break outside loop at line 1
try "local function f() break end" --> s:1: break outside loop at line 1
try "while true do local function f() break end end" --> s:1: break outside loop at line 1
try "repeat if x then goto cont end; local a; ::cont:: until a" --> s:1: <goto cont> at line 1 jumps into the scope of local 'a'
try "goto f; local function f() end ::f:: x = 1" --> s:1: <goto f> at line 1 jumps into the scope of local 'f'
try "for i = 1, 2 do goto out end local x ::out:: return x" --> s:1: <goto out> at line 1 jumps into the scope of local 'x'
try "::" --> s:1: <name> expected near <eof>
try "goto 1" --> s:1: <name> expected near '1'
print(load("goto l; local a; ::l:: ; ::m::") ~= nil) --> true
