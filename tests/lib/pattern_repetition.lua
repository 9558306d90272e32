-- Repetition, anchors, captures, back references, frontier, balance.
print(("aaa"):match("a*"), ("aaa"):match("a-"), ("aaa"):match("^a-$"), ("baaa"):match("a+"), ("b"):match("a*"), ("b"):match("a?b"), ("aab"):match("a?b")) --> aaa  aaa aaa  b ab
print(("key = value"):match("^(%w+)%s*=%s*(%w+)$"), ("  x  "):match("^%s*(.-)%s*$"), ("2024-01-02"):match("(%d+)-(%d+)-(%d+)")) --> key x 2024 01 02
print(("abc"):match("()b()"), ("abc"):match("((a)(b))"), ("abc"):match(".-"), ("abc"):match(".-$"), ("x"):match("()"), (""):match("^$")) --> 2 ab  abc 1 
print(("f(a(b)c)d"):match("%b()"), ("((x)"):match("%b()"), ("[[]"):match("%b[]"), ("<<a>>"):match("%b<>"), ("aXbX"):match("%bXX")) --> (a(b)c) (x) [] <<a>> XbX
print(("THE (quick) fox"):find("%f[%a]%a+%f[%A]"), ("THE (quick) fox"):gsub("%f[%a]%a", "*"), ("x"):find("%f[%z]"), ("hello"):find("%f[%w]"), ("a b"):gsub("%f[%W]", "|")) --> 1 *HE (*uick) *ox 2 1 a| b| 2
print(("abab"):match("(ab)%1"), ([["it's"]]):match([[(["'])(.-)%1]]), ("aa bb cd"):gsub("(%a)%1", "<%1>")) --> ab " <a> <b> cd 2
print(("a$b"):match("a$b"), ("a"):match("a$"), ("^a"):match("%^a"), ("ab^"):match("b^"), ("$"):match("$"), ("a.b"):match("^a%.b$")) --> a$b a ^a b^  a.b
print(("ab12cd"):match("%a+%d+"), ("123abc"):match("^%a"), ("abc"):match("b", 2), ("abc"):match("^b", 2), ("abc"):match("^a", 2), ("aaab"):match("a-b")) --> ab12 nil b b nil aaab
print(("x=1, y=2"):gsub("(%w)=(%w)", "%2=%1"), ("abc"):gsub("", "-"), ("abc"):gsub("b*", "X"), ("abc"):gsub("^a", "A"), ("aaa"):gsub("^a", "A")) --> 1=x, 2=y -a-b-c- XaXcX Abc Aaa 1
print(("\0\1\0"):match("\0(.)\0") == "\1", ("a\0b"):match(".-b") == "a\0b", ("äö"):len(), ("äö"):match("."):byte()) --> true true 4 195
