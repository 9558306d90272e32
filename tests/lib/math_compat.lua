-- The functions of Lua 5.3's compatibility that Debian's build has.
print(math.cosh(0), math.sinh(0), math.tanh(0), math.pow(2, 10), math.log10(1000)) --> 1.0 0.0 0.0 1024.0 3.0
print(math.frexp(8)) --> 0.5 4
print(math.frexp(0)) --> 0.0 0
print(math.frexp(-0.3)) --> -0.6 -1
print(math.ldexp(0.5, 4), math.ldexp(1, -1074), math.ldexp(1, 2000)) --> 8.0 4.9406564584125e-324 inf
print(("%.10f %.10f %.10f"):format(math.cosh(1), math.sinh(1), math.tanh(1))) --> 1.5430806348 1.1752011936 0.7615941560
print(math.frexp(math.huge)) --> inf 0
print(math.pow(2, 0.5), math.pow("2", 3)) --> 1.4142135623731 8.0
print(pcall(math.ldexp, 1)) --> false bad argument #2 to 'math.ldexp' (number expected, got no value)
print(pcall(math.frexp)) --> false bad argument #1 to 'math.frexp' (number expected, got no value)
print(math.atan2(1, 0), table.getn, unpack, loadstring, setfenv, string.gfind, bit32) --> 1.5707963267949 nil nil nil nil nil nil
