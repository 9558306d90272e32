-- Malformed escapes and strings are refused with the text so far.
local function try(source) print((select(2, load(source, "=s")))) end
try [[return "\q"]] --> s:1: invalid escape sequence near '"\q'
try [[return "\300"]] --> s:1: decimal escape too large near '"\300"'
try [[return "\xg1"]] --> s:1: hexadecimal digit expected near '"\xg'
try [[return "\x1"]] --> s:1: hexadecimal digit expected near '"\x1"'
try [[return "\u41"]] --> s:1: missing '{' near '"\u4'
try [[return "\u{}"]] --> s:1: hexadecimal digit expected near '"\u{}'
try [[return "\u{80000000}"]] --> s:1: UTF-8 value too large near '"\u{80000000'
try [[return "\u{41"]] --> s:1: missing '}' near '"\u{41"'
try [[return "abc]] --> s:1: unfinished string near <eof>
try "return \"abc\ndef\"" --> s:1: unfinished string near '"abc'
try "return [[abc" --> s:1: unfinished long string (starting at line 1) near <eof>
try "return [==[abc]]" --> s:1: unfinished long string (starting at line 1) near <eof>
try "return [=abc" --> s:1: invalid long string delimiter near '[='
try "--[[ comment" --> s:1: unfinished long comment (starting at line 1) near <eof>
try "return 'a\\\nb' + '\\400'" --> s:2: decimal escape too large near ''\400''
