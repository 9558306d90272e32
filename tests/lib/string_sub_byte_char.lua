-- string.sub, byte, char, len, upper, lower, reverse.
local s = "hello"
print(s:sub(2), s:sub(2, 3), s:sub(-3), s:sub(-3, -2), s:sub(0), s:sub(10), s:sub(3, 2), s:sub(-100, 100), s:sub(2, -2)) --> ello el llo ll hello   hello ell
print(s:sub(math.mininteger), s:sub(math.maxinteger), s:sub(math.mininteger, math.maxinteger), s:sub(1, math.mininteger), s:sub(math.maxinteger, math.maxinteger)) --> hello  hello  
print(s:sub(2.0, "3"), pcall(s.sub, s, 1.5)) --> el false bad argument #2 to 'string.sub' (number has no integer representation)
print(s:byte(), s:byte(2), s:byte(-1), s:byte(10), select("#", s:byte(10)), s:byte(1, -1)) --> 104 101 111 nil 0 104 101 108 108 111
print(s:byte(0), s:byte(3, 2), s:byte(-2, 100), ("\0\255"):byte(1, 2)) --> nil nil 108 0 255
print(string.char(), string.char(104, 105), #string.char(0, 255), pcall(string.char, 256)) -->  hi 2 false bad argument #1 to 'string.char' (value out of range)
print(s:len(), s:upper(), ("ABC1"):lower(), s:reverse(), (""):reverse(), ("a"):reverse(), #("a\0b"):upper()) --> 5 HELLO abc1 olleh  a 3
print(pcall(string.char, -1)) --> false bad argument #1 to 'string.char' (value out of range)
print(pcall(string.len)) --> false bad argument #1 to 'string.len' (string expected, got no value)
print(pcall(string.upper, {})) --> false bad argument #1 to 'string.upper' (string expected, got table)
print(string.len(12), string.reverse(123), string.upper(1.5)) --> 2 321 1.5
print(pcall(string.byte, ("x"):rep(10), 1, 1e9)) --> true 120 120 120 120 120 120 120 120 120 120
