-- Bitwise operators on integers, and on what converts to integers exactly.
print(5 & 3, 5 | 3, 5 ~ 3, ~5, ~0, 1 << 4, 256 >> 4) --> 1 7 6 -6 -1 16 16
print(1 << 63, 1 << 64, 1 << 65, -1 >> 1, -1 >> 63, -1 >> 64, -1 << 63) --> -9223372036854775808 0 0 9223372036854775807 1 0 -9223372036854775808
print(1 << -1, 16 >> -2, 1 << math.mininteger, 1 >> math.mininteger, -1 << math.maxinteger) --> 0 64 0 0 0
print(3.0 & 1, 2^53 | 0, 2.0 << 1.0) --> 1 9007199254740992 4
print(pcall(function() return "3" & 1 end)) --> false $HERE: attempt to perform bitwise operation on a string value (constant '3')
print(pcall(function() return 1 | "0x10" end)) --> false $HERE: attempt to perform bitwise operation on a string value (constant '0x10')
print(0xF0 ~ 0xFF & 0x0F | 1 << 2) --> 255
print(1 | 2 ~ 3 & 4 << 1 + 1) --> 3
print(-1 & 0xffffffff, ~0 >> 32, math.mininteger >> 63, math.mininteger << 1) --> 4294967295 4294967295 1 0
print(pcall(function() return 1.5 & 1 end)) --> false $HERE: number has no integer representation
print(pcall(function() return 2^63 | 0 end)) --> false $HERE: number has no integer representation
print(pcall(function() return "a" | 0 end)) --> false $HERE: attempt to perform bitwise operation on a string value (constant 'a')
print(pcall(function() return "1.5" | 0 end)) --> false $HERE: attempt to perform bitwise operation on a string value (constant '1.5')
print(pcall(function() return {} & 1 end)) --> false $HERE: attempt to perform bitwise operation on a table value
print(pcall(function() return ~nil end)) --> false $HERE: attempt to perform bitwise operation on a nil value
print(pcall(function() return 1 << (0 / 0) end)) --> false $HERE: number has no integer representation
print(pcall(function() local s = "1.5" return s << 1 end)) --> false $HERE: attempt to perform bitwise operation on a string value (local 's')
