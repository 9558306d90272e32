-- string.gsub: replacement strings, tables, functions, limits.
print(("hello"):gsub("l", "L"), ("hello"):gsub("l", "L", 1), ("hello"):gsub("l", "L", 0), ("hello"):gsub("l", "L", -1), ("hello"):gsub("x", "y")) --> heLLo heLlo hello hello hello 0
print(("hello world"):gsub("(o)", "<%1>"), ("hello"):gsub(".", "%0%0"), ("a b"):gsub("%w", "%%"), ("abc"):gsub("(a)(b)(c)", "%3%2%1"), ("x"):gsub("x", "%0%1")) --> hell<o> w<o>rld hheelllloo % % cba xx 1
print(("$name is $age"):gsub("%$(%w+)", {name = "Lua", age = 30}), ("$a $b"):gsub("%$(%w+)", {a = false}), ("abc"):gsub("%w", {a = 1, b = 2.5})) --> Lua is 30 $a $b 12.5c 3
print(("abc"):gsub("%w", function(c) if c == "b" then return nil end return c .. c end), ("abc"):gsub("b", function() return false end), ("abc"):gsub("(a)(b)", function(x, y) return y .. x end)) --> aabcc abc bac 1
print(("abc"):gsub("()", function(p) return p end), ("4 5"):gsub("%d", function(d) return d + 1 end), ("x y"):gsub("%s", function() end)) --> 1a2b3c4 5 6 x y 1
print(("abc def"):gsub("%w+", string.upper), ("a,b"):gsub(",", "\0") == "a\0b", ("a"):gsub("a", "%%0"), ("abc"):gsub("", ""), (""):gsub("", "x"), ("abc"):gsub(".", "")) --> ABC DEF true %0 abc x  3
print(string.gsub("hello", "", "-"), string.gsub("abc", "%w", "%%%0"), (("x"):rep(1000):gsub("x", "yy")) == ("yy"):rep(1000)) --> -h-e-l-l-o- %a%b%c true
print(pcall(string.gsub, "abc", ".", function(c) error("in callback " .. c, 0) end)) --> false in callback a
print(("abc"):gsub("b", setmetatable({}, {__index = function(_, k) return "[" .. k .. "]" end}))) --> a[b]c 1
local n = 0
print(("aXbXc"):gsub("X", function() n = n + 1 return n end), ("abc"):gsub("(b)()", "%2%1"), ("abc"):gsub("b", 5), ("abc"):gsub("b", 1.5)) --> a1b2c a3bc a5c a1.5c 1
