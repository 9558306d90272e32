-- Comparisons between integers and floats are exact.
local max, min = math.maxinteger, math.mininteger
print(1 == 1.0, max == max + 0.0, max < max + 0.0, max <= max + 0.0, max + 0.0 > max, max + 0.0 == 2^63) --> true false true true true true
print(min == -2^63, min <= -2^63, min < -2^63, min - 1.0 == min) --> true true false true
print(2^53 == 2^53 + 1, (1 << 53) == 2^53, (1 << 53) + 1 == 2^53, (1 << 53) + 1 > 2^53) --> true true false true
print(1 < 1.5, 2 > 1.5, 1 <= 0.99, -1 < -0.5, 0 < 0.0, 0 <= -0.0) --> true true false true false true
print(max < math.huge, min > -math.huge, max > 1e18, max < 1e19, min < -1e18) --> true true true true true
local nan = 0 / 0
print(1 < nan, 1 > nan, 1 <= nan, max >= nan, 1 == nan, 1 ~= nan) --> false false false false false true
print(9007199254740993 < 9007199254740992.0, 9007199254740993 == 9007199254740992.0) --> false false
for _, f in ipairs { 0.5, -0.5, 1e15, 2^62, 2^63, -2^63, 2^64, math.huge, -math.huge } do
    print(f, 0 < f, 0 <= f, max < f, max <= f, min < f, min <= f, f < max, f <= min) --> 0.5 true true false false true true true false
    --> -0.5 false false false false true true true false
    --> 1e+15 true true false false true true true false
    --> 4.6116860184274e+18 true true false false true true true false
    --> 9.2233720368548e+18 true true true true true true false false
    --> -9.2233720368548e+18 false false false false false true true true
    --> 1.844674407371e+19 true true true true true true false false
    --> inf true true true true true true false false
    --> -inf false false false false false false true true
end
