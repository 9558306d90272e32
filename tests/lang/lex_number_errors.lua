-- Malformed numbers are named whole.
local function try(source) print((select(2, load(source, "=s")))) end
try "return 1e" --> s:1: malformed number near '1e'
try "return 0x" --> s:1: malformed number near '0x'
try "return 0xg" --> s:1: malformed number near '0xg'
try "return 3..2" --> s:1: malformed number near '3..2'
try "return 1.2.3" --> s:1: malformed number near '1.2.3'
try "return 3x" --> s:1: malformed number near '3x'
try "return 0x1p" --> s:1: malformed number near '0x1p'
try "return 1e+" --> s:1: malformed number near '1e+'
try "return 12abc" --> s:1: malformed number near '12abc'
try "return 0x.p1" --> s:1: malformed number near '0x.p1'
try "return .e1" --> s:1: unexpected symbol near '.'
try "return 1__0" --> s:1: malformed number near '1_'
