-- Escapes in quoted strings.
print(("%q"):format("\a\b\f\r\t\v\\\"\'")) --> "\7\8\12\13\9\11\\\"'"
print(#"\x41\x00\xff", ("\x41\x7A")) --> 3 Az
print("\65\066\0067", #"\0001") --> AB7 2
local joined = "a\z
       b\z   c"
print(joined) --> abc
local two_lines = "one\
two"
print(two_lines) --> one
--> two
print("\u{41}\u{E9}\u{20AC}\u{10FFFF}" == "A\xC3\xA9\xE2\x82\xAC\xF4\x8F\xBF\xBF") --> true
print(#"\u{7FFFFFFF}", ("\u{7FFFFFFF}"):byte(1, -1)) --> 6 253 191 191 191 191 191
print(#"\u{0}", #"\u{80}", #"\u{800}", #"\u{10000}", #"\u{200000}", #"\u{4000000}") --> 1 2 3 4 5 6
print('single "double" inside', "double 'single' inside") --> single "double" inside double 'single' inside
print(#'\'', #"\"", '\'' == "'") --> 1 1 true
