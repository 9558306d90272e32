-- Strings that are numerals take part in arithmetic.
print("10" + 5, "0x10" + 0, "3.0" + 1, " 10 " * "2", "1e1" * 1, "10" // "3", "10" % 4, -"2", -"-2.5", "2" ^ 2) --> 15 16 4.0 20 10.0 3 2 -2 2.5 4.0
print("10" + 0 == 10, math.type("10" + 0), math.type("10.0" + 0), math.type("10" / 2)) --> true integer float float
print("9223372036854775807" + 1, "9223372036854775808" + 0, "0xffffffffffffffffff" + 0) --> -9223372036854775808 9.2233720368548e+18 -1
print(10 .. "", 1.5 .. "|", -0.0 .. "", 2^63 .. "", 1 .. 2) --> 10 1.5| -0.0 9.2233720368548e+18 12
for _, s in ipairs { "", " ", "abc", "1 2", "0x", "1e", "--1", "1_0", "inf", "nan", "0x1p", "１" } do
    print(pcall(function() return s + 1 end)) --> false $HERE: attempt to add a 'string' with a 'number'
    --> false arith_strings.lua:7: attempt to add a 'string' with a 'number'
    --> false arith_strings.lua:7: attempt to add a 'string' with a 'number'
    --> false arith_strings.lua:7: attempt to add a 'string' with a 'number'
    --> false arith_strings.lua:7: attempt to add a 'string' with a 'number'
    --> false arith_strings.lua:7: attempt to add a 'string' with a 'number'
    --> false arith_strings.lua:7: attempt to add a 'string' with a 'number'
    --> false arith_strings.lua:7: attempt to add a 'string' with a 'number'
    --> false arith_strings.lua:7: attempt to add a 'string' with a 'number'
    --> false arith_strings.lua:7: attempt to add a 'string' with a 'number'
    --> false arith_strings.lua:7: attempt to add a 'string' with a 'number'
    --> false arith_strings.lua:7: attempt to add a 'string' with a 'number'
end
print(pcall(function() return {} + "1" end)) --> false $HERE: attempt to add a 'table' with a 'string'
print(pcall(function() return "a" + {} end)) --> false $HERE: attempt to add a 'string' with a 'table'
print(pcall(function() return -"x" end)) --> false $HERE: attempt to unm a 'string' with a 'string'
print("10" == 10, "abc" < "abd", pcall(function() return "10" < 5 end)) --> false true false $HERE: attempt to compare string with number
print("0x1p4" + 0, "\t5\n" + 0, "5." + 0, ".5" + 0) --> 16.0 5 5.0 0.5
