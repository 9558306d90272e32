-- string.format: integers and floats.
print(("%d %5d|%-5d|%05d|%+d|% d|%i"):format(42, 42, 42, 42, 42, 42, 42), ("%.3d|%8.3d|%-8.3d|"):format(5, 5, 5), ("%d"):format("10"), ("%d"):format(3.0), ("%d"):format(-0.0)) --> 42    42|42   |00042|+42| 42|42 005|     005|005     | 10 3 0
print(("%x %X %#x %o %#o"):format(255, 255, 255, 8, 8), ("%x"):format(-1), ("%o"):format(-1), ("%5x|%-5x|%05x"):format(255, 255, 255), ("%c%c"):format(65, 66), ("%5c|%-3c|"):format(65, 66)) --> ff FF 0xff 10 010 ffffffffffffffff 1777777777777777777777    ff|ff   |000ff AB     A|B  |
print(("%f %.2f %10.3f|%-10.1f|%+f|%e|%.0e|%E"):format(1.5, 1.555, 3.14159, 2.5, 1, 12345.678, 5, 0.00012), ("%g %g %g %g %.3g %#g"):format(1e20, 0.1, 100000, 1e6, 3.14159, 1)) --> 1.500000 1.55      3.142|2.5       |+1.000000|1.234568e+04|5e+00|1.200000E-04 1e+20 0.1 100000 1e+06 3.14 1.00000
print(("%f %g %e"):format(1/0, -1/0, 1e300), ("%5.1f|%05.1f|% .2f"):format(-1.25, -1.25, 1), ("%G"):format(1e-10), ("%.14g %.17g"):format(0.1, 0.1), ("%.20f"):format(0.1)) --> inf -inf 1.000000e+300  -1.2|-01.2| 1.00 1E-10 0.1 0.10000000000000001 0.10000000000000000555
print(("%a %A %.2a"):format(1, 0.5, 3.14159), ("%a"):format(0), ("%10.1a|"):format(1), ("%.99f"):format(1/3):len(), ("%99.99f"):format(1e10):len(), ("%f"):format(1e308):len()) --> 0x1p+0 0X1P-1 0x1.92p+1 0x0p+0   0x1.0p+0| 101 111 316
print(("%d"):format(math.mininteger), ("%d"):format(math.maxinteger), ("%x"):format(math.mininteger), ("%.0f"):format(2^63), ("%5.2s|%.0s|%s"):format("abc", "abc", "abc")) --> -9223372036854775808 9223372036854775807 8000000000000000 9223372036854775808    ab||abc
print(pcall(string.format, "%d", 1.5)) --> false bad argument #2 to 'string.format' (number has no integer representation)
print(pcall(string.format, "%d", 2^63)) --> false bad argument #2 to 'string.format' (number has no integer representation)
print(pcall(string.format, "%d", "x")) --> false bad argument #2 to 'string.format' (number expected, got string)
print(pcall(string.format, "%d", "1.5")) --> false bad argument #2 to 'string.format' (number has no integer representation)
print(pcall(string.format, "%x", 0/0)) --> false bad argument #2 to 'string.format' (number has no integer representation)
print(pcall(string.format, "%c", "x")) --> false bad argument #2 to 'string.format' (number expected, got string)
