-- Integer arithmetic wraps around.
local max, min = math.maxinteger, math.mininteger
print(max + 1 == min, min - 1 == max, max * 2, min * -1 == min, -min == min) --> true true -2 true true
print(max * max, min * min, max * min) --> 1 0 -9223372036854775808
print(7 // 2, -7 // 2, 7 // -2, -7 // -2, 0 // 5) --> 3 -4 -4 3 0
print(7 % 3, -7 % 3, 7 % -3, -7 % -3, 6 % 3, -6 % 3) --> 1 2 -2 -1 0 0
print(min // -1, min % -1, max // -1, max % -1) --> -9223372036854775808 0 -9223372036854775807 0
print(min // 1, min % max, max % min, max // min, min // max) --> -9223372036854775808 9223372036854775806 -1 -1 -2
print(pcall(function() return 1 // 0 end)) --> false $HERE: attempt to divide by zero
print(pcall(function() return 1 % 0 end)) --> false $HERE: attempt to perform 'n%0'
local zero = 0
print(pcall(function() return zero // zero end)) --> false $HERE: attempt to divide by zero
print(pcall(function() return min % zero end)) --> false $HERE: attempt to perform 'n%0'
print(3 - -3, - - 3, -(-3), 2^2, 10 / 2) --> 6 3 3 4.0 5.0
print(1 + 2 * 3 - 4 // 2 % 3) --> 5
