-- Numerals: integers, floats, hexadecimal, overflow.
print(3, 345, 0xff, 0xBEBADA, 0xA, 0X1f) --> 3 345 255 12499674 10 31
print(3.0, 3.1416, 314.16e-2, 0.31416E1, 34e1, 3., .5, 5e+2, 5E-2) --> 3.0 3.1416 3.1416 3.1416 340.0 3.0 0.5 500.0 0.05
print(0x0.1E, 0xA23p-4, 0X1.921FB54442D18P+1, 0x.8, 0x1p4, 0xAp0, 0x.1p4) --> 0.1171875 162.1875 3.1415926535898 0.5 16.0 10.0 1.0
print(9223372036854775807, 9223372036854775808, -9223372036854775808) --> 9223372036854775807 9.2233720368548e+18 -9.2233720368548e+18
print(0x7fffffffffffffff, 0xffffffffffffffff, 0x8000000000000000, 0x1ffffffffffffffff) --> 9223372036854775807 -1 -9223372036854775808 -1
print(0xfffffffffffffffff, 0x123456789abcdef01) --> -1 2541551405711093505
print(1e308, 1e309, -1e309, 1e-400, 0x1p-1074, 0x1p-1075, 0x1p1024) --> 1e+308 inf -inf 0.0 4.9406564584125e-324 0.0 inf
print(math.type(1), math.type(1.0), math.type(1e2), math.type(0x10), math.type(0x1p4), math.type(99999999999999999999)) --> integer float float integer float float
print(00012, 0e12, 0x0p1, 1e00001) --> 12 0.0 0.0 10.0
print(1 --[[c]] + --[[d]] 2) --> 3
print(123456789012345678901234567890) --> 1.2345678901235e+29
print(0x1.fffffffffffff8p0 == 2.0, 0x1.fffffffffffff7p0 == 0x1.fffffffffffffp0) --> true true
