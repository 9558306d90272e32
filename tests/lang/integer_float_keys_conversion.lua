-- tostring and tonumber round trips.
for _, x in ipairs { 0, -1, 1.0, -0.0, 1e15, 1e16, 0.1, 1/3, 123456.789e3, 2^53, math.maxinteger, math.mininteger, math.huge, -math.huge, 5e-324, 1.7976931348623157e308 } do
    print(tostring(x), tonumber(tostring(x)) == x, math.type(tonumber(tostring(x)))) --> 0 true integer
    --> -1 true integer
    --> 1.0 true float
    --> -0.0 true float
    --> 1e+15 true float
    --> 1e+16 true float
    --> 0.1 true float
    --> 0.33333333333333 false float
    --> 123456789.0 true float
    --> 9.007199254741e+15 false float
    --> 9223372036854775807 true integer
    --> -9223372036854775808 true integer
    --> inf false nil
    --> -inf false nil
    --> 4.9406564584125e-324 true float
    --> 1.7976931348623e+308 false float
end
print(tonumber("  12  "), tonumber("0x1F"), tonumber("1e2"), tonumber(".5"), tonumber("5."), tonumber("0x.8p1"), tonumber("-0x10")) --> 12 31 100.0 0.5 5.0 1.0 -16
print(tonumber(""), tonumber(" "), tonumber("12a"), tonumber("1 2"), tonumber("- 1"), tonumber("0x"), tonumber("1e"), tonumber("nan"), tonumber("inf")) --> nil nil nil nil nil nil nil nil nil
print(tonumber("10", 2), tonumber("ff", 16), tonumber("zz", 36), tonumber("-101", 2), tonumber("8", 8), tonumber("7" , 8), tonumber(" 11 ", 3)) --> 2 255 1295 -5 nil 7 4
print(tonumber("1e1", 16), tonumber("9", 9), tonumber("", 10), tonumber("1.0", 10)) --> 481 nil nil nil
print(pcall(tonumber, "1", 1)) --> false bad argument #2 to 'tonumber' (base out of range)
print(pcall(tonumber, "1", 37)) --> false bad argument #2 to 'tonumber' (base out of range)
print(pcall(tonumber, 1, 10)) --> false bad argument #1 to 'tonumber' (string expected, got number)
print(pcall(tonumber)) --> false bad argument #1 to 'tonumber' (value expected)
print(tonumber(nil), tonumber({}), tonumber(true), tonumber("1\0"), tonumber("9223372036854775808"), tonumber("7fffffffffffffff", 16), tonumber("ffffffffffffffff", 16)) --> nil nil nil nil 9.2233720368548e+18 9223372036854775807 -1
print(3 | 0, 3.0 | 0, math.tointeger(3.0), math.tointeger("3"), 1e2 | 0) --> 3 3 3 3 100
