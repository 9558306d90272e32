-- string.find: positions, init, plain.
local s = "hello world"
print(s:find("o"), s:find("o", 6), s:find("o", -3), s:find("xyz"), s:find(""), s:find("", 5), s:find("", 12), s:find("", 13)) --> 5 8 nil nil 1 5 12 nil
print(s:find("wor", 1, true), s:find(".", 1, true), s:find("l+"), s:find("l+", 5), s:find("(l)(l)"), s:find("()o()")) --> 7 nil 3 10 3 5 5 5 6
print(s:find("hello", -100), s:find("h", 2), s:find("", -1), (""):find(""), (""):find("", 2), (""):find("x")) --> 1 nil 11 1 nil nil
print(("a.b"):find(".b", 1, true), ("a+b"):find("+", 1, true), ("a%b"):find("%", 1, true), ("a\0b"):find("\0"), ("a\0b"):find("b"), ("aaa"):find("aa", 2)) --> 2 2 2 2 3 2 3
print(s:find("o", math.mininteger), s:find("o", math.maxinteger), pcall(s.find, s)) --> 5 nil false bad argument #2 to 'string.find' (string expected, got no value)
print(s:find("l", 1, false)) --> 3 3
print(s:find("[", 1, true)) --> nil
print(("abcabc"):find("cab", 1, true), ("aab"):find("ab", 1, true), (("a"):rep(100) .. "b"):find("ab", 1, true)) --> 3 2 100 101
