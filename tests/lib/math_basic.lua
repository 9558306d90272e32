-- math: rounding, conversion, extremes.
print(math.floor(3.7), math.floor(-3.7), math.ceil(3.2), math.ceil(-3.2), math.floor(5), math.ceil(5), math.floor(1e100), math.ceil(-1e100), math.floor(-0.0), math.floor(2^62) == 2^62, math.type(math.floor(2^62)), math.type(math.floor(2^63))) --> 3 -4 4 -3 5 5 1e+100 -1e+100 0 true integer float
print(math.abs(-5), math.abs(5.5), math.abs(-0.0), math.abs(math.mininteger), math.max(1, 2.5, -1), math.min(1, 2.5, -1), math.max(1), math.max(1, 1.0), math.min(1.0, 1), math.max(0/0, 1) ~= math.max(0/0, 1)) --> 5 5.5 0.0 -9223372036854775808 2.5 -1 1 1 1.0 true
print(math.fmod(7, 3), math.fmod(-7, 3), math.fmod(7, -3), math.fmod(-7, -3), math.fmod(5.5, 2), math.fmod(-5.5, 2), math.fmod(math.mininteger, -1), math.fmod(1, math.huge), math.fmod(7, 3.0), pcall(math.fmod, 1, 0)) --> 1 -1 1 -1 1.5 -1.5 0 1.0 1.0 false bad argument #2 to 'math.fmod' (zero)
print(math.fmod(1, 0.0) ~= math.fmod(1, 0.0)) --> true
print(math.modf(3.7)) --> 3 0.7
print(math.modf(-3.7)) --> -3 -0.7
print(math.modf(5)) --> 5 0.0
print(math.modf(math.huge)) --> inf 0.0
print(math.modf(-math.huge)) --> -inf 0.0
print(math.modf(1e100)) --> 1e+100 0.0
print(math.modf(-0.0)) --> 0 0.0
print((math.modf(0/0)) ~= (math.modf(0/0))) --> true
print(math.tointeger(3.0), math.tointeger(3.5), math.tointeger("8"), math.tointeger("x"), math.tointeger({}), math.tointeger(2^63), math.tointeger(-2^63), math.tointeger(0/0), math.tointeger("3.0")) --> 3 nil 8 nil nil nil -9223372036854775808 nil 3
print(math.type(1), math.type(1.0), math.type("1"), math.type(nil), pcall(math.type)) --> integer float nil nil false bad argument #1 to 'math.type' (value expected)
print(math.ult(1, 2), math.ult(-1, 1), math.ult(1, -1), math.ult(5, 5), math.ult(math.maxinteger, math.mininteger), pcall(math.ult, 1.5, 2)) --> true false true false true false bad argument #1 to 'math.ult' (number has no integer representation)
print(math.pi, math.huge, -math.huge, math.maxinteger, math.mininteger) --> 3.1415926535898 inf -inf 9223372036854775807 -9223372036854775808
print(math.sqrt(16), math.sqrt(2), math.exp(0), math.exp(1), math.log(1), math.log(8, 2), math.log(1000, 10), math.log(9, 3), math.log(2.718281828459045), math.log(0)) --> 4.0 1.4142135623731 1.0 2.718281828459 0.0 3.0 3.0 2.0 1.0 -inf
print(math.sin(0), math.cos(0), math.tan(0), math.asin(1), math.acos(1), math.atan(1), math.atan(1, 0), math.atan(-1, -1), math.atan(0, -1), math.deg(math.pi), math.rad(180)) --> 0.0 1.0 0.0 1.5707963267949 0.0 0.78539816339745 1.5707963267949 -2.3561944901923 3.1415926535898 180.0 3.1415926535898
print(("%.10f %.10f %.10f"):format(math.sin(1), math.cos(1), math.tan(1))) --> 0.8414709848 0.5403023059 1.5574077247
print(math.log(8, 2.0), math.log(100, 10.0), math.log(64, 4)) --> 3.0 2.0 3.0
local function err(...) print(select(2, pcall(...))) end
err(math.floor) --> bad argument #1 to 'math.floor' (number expected, got no value)
err(math.floor, "x") --> bad argument #1 to 'math.floor' (number expected, got string)
err(math.floor, {}) --> bad argument #1 to 'math.floor' (number expected, got table)
err(math.max) --> bad argument #1 to 'math.max' (value expected)
err(math.min) --> bad argument #1 to 'math.min' (value expected)
err(math.abs, "a") --> bad argument #1 to 'math.abs' (number expected, got string)
err(math.sqrt, nil) --> bad argument #1 to 'math.sqrt' (number expected, got nil)
err(math.fmod, 1) --> bad argument #2 to 'math.fmod' (number expected, got no value)
err(math.fmod, 1, "x") --> bad argument #2 to 'math.fmod' (number expected, got string)
err(math.tointeger) --> bad argument #1 to 'math.tointeger' (value expected)
err(math.log, 1, "x") --> bad argument #2 to 'math.log' (number expected, got string)
err(math.modf) --> bad argument #1 to 'math.modf' (number expected, got no value)
print(math.sqrt("4"), math.max("10", "9"), pcall(math.max, "10", 9)) --> 2.0 9 false attempt to compare string with number
print(math.floor("3.7")) --> 3
