-- Float arithmetic, signed zeros, infinities, NaN.
print(1 / 0, -1 / 0, 0.0 == -0.0, 1 / 0.0, 1 / -0.0) --> inf -inf true inf -inf
print(1 // 0.0, -1 // 0.0, 5.5 // 2, -5.5 // 2, 5.5 // -2) --> inf -inf 2.0 -3.0 -3.0
print(5.5 % 2, -5.5 % 2, 5.5 % -2, -5.5 % -2, 5 % math.huge, -5 % math.huge, 5 % -math.huge) --> 1.5 0.5 -0.5 -1.5 5.0 inf -inf
local nan = 0 / 0
print(nan ~= nan, nan == nan, nan < nan, nan > 1, nan <= nan, not (nan < 1)) --> true false false false false true
print(2 ^ 10, 2 ^ 0.5, 2 ^ -1, (-2) ^ 2, -2 ^ 2, 2 ^ 3 ^ 2, (-8) ^ (1 / 3) ~= (-8) ^ (1 / 3)) --> 1024.0 1.4142135623731 0.5 4.0 -4.0 512.0 true
print(0.1 + 0.2, 1e15, 1e14, 1e16, 123456789012345.0, 1e100, -1.5e-10) --> 0.3 1e+15 1e+14 1e+16 1.2345678901234e+14 1e+100 -1.5e-10
print(3.0, -0.0, 100.0, 1e15 + 0.5, 2^53, 2^63, -2^63) --> 3.0 -0.0 100.0 1e+15 9.007199254741e+15 9.2233720368548e+18 -9.2233720368548e+18
print(1 + 1.0, 1 * 1.0, 3 // 1.0, 3 % 2.0, -3.0 // 2) --> 2.0 1.0 3.0 1.0 -2.0
print(math.maxinteger + 0.0, math.maxinteger + 1.0, math.mininteger - 1.0) --> 9.2233720368548e+18 9.2233720368548e+18 -9.2233720368548e+18
print(0.0 // 1, -0.0 // 1, 0 * -1.0, 1e308 * 10, -1e308 * 10) --> 0.0 -0.0 -0.0 inf -inf
print(1e308 + 1e308 - 1e308, math.huge - math.huge ~= math.huge - math.huge) --> inf true
print(pcall(load "return 1 % 0.0 ~= 1 % 0.0")) --> true true
