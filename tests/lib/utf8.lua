-- The utf8 library.
print(utf8.char(), utf8.char(72, 228, 8364, 0x10FFFF), #utf8.char(0x7FFFFFFF), utf8.char(0) == "\0", utf8.charpattern == "[\0-\x7F\xC2-\xFD][\x80-\xBF]*") -->  Hä€􏿿 6 true true
local s = "aé€😀z"
print(#s, utf8.len(s), utf8.codepoint(s, 1, -1)) --> 11 5 97 233 8364 128512 122
print(utf8.len(s, 2), utf8.len(s, 4), utf8.len(s, -1), utf8.len(s, 1, 3), utf8.len(""), utf8.len("", 1), utf8.len("abc", 4), utf8.len("abc", 2, 1), utf8.len(s, 3)) --> 4 3 1 2 0 0 0 0 nil 3
for p, c in utf8.codes(s) do print(p, c) end --> 1 97
--> 2 233
--> 4 8364
--> 7 128512
--> 11 122
for c in s:gmatch(utf8.charpattern) do print(#c) end --> 1
--> 2
--> 3
--> 4
--> 1
print(utf8.offset(s, 1), utf8.offset(s, 2), utf8.offset(s, 3), utf8.offset(s, 5), utf8.offset(s, 6), utf8.offset(s, 7), utf8.offset(s, -1), utf8.offset(s, -2), utf8.offset(s, -6), utf8.offset(s, 0, 3), utf8.offset(s, 0, 5), utf8.offset(s, 2, 2)) --> 1 2 4 11 12 nil 11 7 nil 2 4 4
print(utf8.len("\xff"), utf8.len("a\x80"), utf8.len("\xc3"), utf8.len("\xe2\x82"), utf8.len("\xc0\x80"), utf8.len("\xed\xa0\x80"), utf8.len("\xed\xa0\x80", 1, -1, true), utf8.len("\xf4\x90\x80\x80"), utf8.len("\xf4\x90\x80\x80", 1, -1, true)) --> nil nil nil nil nil nil 1 nil 1
local function err(...) print(select(2, pcall(...))) end
err(utf8.codepoint, "\xff") --> invalid UTF-8 code
err(utf8.codepoint, s, 3) --> invalid UTF-8 code
err(utf8.codepoint, s, 100) --> bad argument #3 to 'utf8.codepoint' (out of bounds)
err(utf8.codepoint, s, 1, 100) --> bad argument #3 to 'utf8.codepoint' (out of bounds)
err(utf8.offset, s, 1, 3) --> initial position is a continuation byte
err(utf8.offset, s, 1, 100) --> bad argument #3 to 'utf8.offset' (position out of bounds)
err(utf8.char, -1) --> bad argument #1 to 'utf8.char' (value out of range)
err(utf8.char, 0x80000000) --> bad argument #1 to 'utf8.char' (value out of range)
err(utf8.char, "x") --> bad argument #1 to 'utf8.char' (number expected, got string)
err(utf8.len, s, 100) --> bad argument #2 to 'utf8.len' (initial position out of bounds)
err(utf8.len, s, 1, 100) --> bad argument #3 to 'utf8.len' (final position out of bounds)
err(utf8.len) --> bad argument #1 to 'utf8.len' (string expected, got no value)
err(utf8.codepoint, "\u{D7FF}\xed\xa0\x80", 1, -1) --> invalid UTF-8 code
err(function() for p, c in utf8.codes("a\xffb") do end end) --> $HERE: invalid UTF-8 code
err(function() for p, c in utf8.codes("ab\xe2\x82") do end end) --> $HERE: invalid UTF-8 code
err(function() for p, c in utf8.codes("\u{200000}") do end end) --> $HERE: invalid UTF-8 code
err(function() for p, c in utf8.codes("\x80") do end end) --> $HERE: bad argument #1 to 'codes' (invalid UTF-8 code)
for p, c in utf8.codes("\u{200000}\u{7FFFFFFF}", true) do print(p, c) end --> 1 2097152
--> 6 2147483647
print(utf8.codepoint("\u{7FFFFFFF}", 1, 1, true), utf8.codepoint("abc", 2), select("#", utf8.codepoint("abc", 3, 2)), utf8.codepoint("é", -2)) --> 2147483647 98 0 233
print(pcall(utf8.codepoint, ("x"):rep(2000000), 1, -1)) --> false stack overflow (string slice too long)
print(pcall(function() for _ in utf8.codes("ab\x80") do end end)) --> false $HERE: invalid UTF-8 code
