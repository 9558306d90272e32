-- string.format: strings, %q, %%, errors.
print(("%s %s %s %s"):format("a", 1, nil, true), ("%10s|%-10s|%.2s|%5.1s|"):format("abc", "abc", "abc", "abc"), ("%%"):format(), ("%s"):format(1.0), ("%s%%"):format(50), ("%s"):format("a\0b") == "a\0b") --> a 1 nil true        abc|abc       |ab|    a| % 1.0 50% true
print(("%q"):format('a "quoted" \\ back'), ("%q"):format("line\nbreak"):gsub("\n", "<NL>"), ("%q"):format("\0\1\0019\r\t\127\200"), ("%q %q %q"):format(1, -5, math.mininteger), ("%q %q %q %q"):format(1.5, 1/0, -1/0, 0.1), ("%q %q %q"):format(nil, true, false)) --> "a \"quoted\" \\ back" "line\<NL>break" "\0\1\0019\13\9\127È" 1 -5 0x8000000000000000 0x1.8p+0 1e9999 -1e9999 0x1.999999999999ap-4 nil true false
print(load("return " .. ("%q"):format(0.1))() == 0.1, load("return " .. ("%q"):format(math.mininteger))() == math.mininteger, load("return " .. ("%q"):format("\0\r\n\"\\\200"))() == "\0\r\n\"\\\200", ("%q"):format(0/0)) --> true true true (0/0)
print(#("%s"):format(("x"):rep(1000)), #("%-99s|"):format("x"), pcall(string.format, "%-500s|", "x")) --> 1000 100 false invalid conversion specification: '%-500s'
print(pcall(string.format, "%.3s", "abcdef")) --> true abc
local function err(...) print(select(2, pcall(string.format, ...))) end
err("%q", {}) --> bad argument #2 to 'string.format' (value has no literal form)
err("%q", print) --> bad argument #2 to 'string.format' (value has no literal form)
err("%10q", "x") --> specifier '%q' cannot have modifiers
err("%") --> bad argument #2 to 'string.format' (no value)
err("%y", 1) --> invalid conversion '%y' to 'format'
err("%100d", 1) --> invalid conversion specification: '%100d'
err("%.100d", 1) --> invalid conversion specification: '%.100d'
err("%0000000d", 1) --> 1
err("% +-#0d", 1) --> invalid conversion specification: '% +-#0d'
err("%s") --> bad argument #2 to 'string.format' (no value)
err("%d") --> bad argument #2 to 'string.format' (no value)
err("%d %d", 1) --> bad argument #3 to 'string.format' (no value)
err("%ll", 1) --> invalid conversion '%l' to 'format'
err("%10") --> bad argument #2 to 'string.format' (no value)
err("%#s", "x") --> invalid conversion specification: '%#s'
err("%+s", "x") --> invalid conversion specification: '%+s'
err("%05s", "x") --> invalid conversion specification: '%05s'
err("%.5c", 65) --> invalid conversion specification: '%.5c'
err("%#d", 5) --> invalid conversion specification: '%#d'
err("%+x", 5) --> invalid conversion specification: '%+x'
err("%F", 1) --> invalid conversion '%F' to 'format'
err("%n", 1) --> invalid conversion '%n' to 'format'
err("%p") --> bad argument #2 to 'string.format' (no value)
err("%.3p", {}) --> invalid conversion specification: '%.3p'
err("%5.3", 1) --> invalid conversion '%5.3' to 'format'
err("%s", setmetatable({}, {__tostring = function() return 1 end})) --> 1
err("%5s", "a\0b") --> bad argument #2 to 'string.format' (string contains zeros)
err("%20s", "a\0b") --> bad argument #2 to 'string.format' (string contains zeros)
err("%-5%", 1) --> invalid conversion '%-5%' to 'format'
err("%1$d", 1) --> invalid conversion '%1$' to 'format'
err("%*d", 5, 1) --> invalid conversion '%*' to 'format'
print(("%p"):format(nil), ("%p"):format(1), ("%p"):format("short") == ("%p"):format("short"), ("%p"):format({}):match("^0x%x+$") ~= nil, ("%p"):format(print) == ("%p"):format(print), ("%10p|"):format(5), ("%-10p|"):format(true)) --> (null) (null) true true true     (null)| (null)    |
print(pcall(string.format)) --> false bad argument #1 to 'string.format' (string expected, got no value)
print(string.format("no directives", 1, 2)) --> no directives
print(("%s %s"):format(setmetatable({}, {__tostring = function() return "obj" end}), (setmetatable({}, {__name = "N"}))):gsub("0x%x+", "ADDR")) --> obj N: ADDR 1
print(string.format(5)) --> 5
print(string.format("%q", "\0" .. "1"), string.format("%q", "\0" .. "12")) --> "\0001" "\00012"
