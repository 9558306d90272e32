-- Numeric for over integers: limits are checked before they can overflow.
local function run(a, b, c)
    local out = {}
    for i = a, b, c or 1 do
        out[#out + 1] = i
        if #out > 5 then out[#out] = "..." break end
    end
    print(table.concat(out, " "))
end
local max, min = math.maxinteger, math.mininteger
run(1, 3) --> 1 2 3
run(3, 1) -->
run(3, 1, -1) --> 3 2 1
run(1, 3, -1) -->
run(1, 10, 4) --> 1 5 9
run(max - 1, max) --> 9223372036854775806 9223372036854775807
run(max, max) --> 9223372036854775807
run(min, min) --> -9223372036854775808
run(min + 1, min, -1) --> -9223372036854775807 -9223372036854775808
run(max - 2, max, 2) --> 9223372036854775805 9223372036854775807
run(min + 2, min, -2) --> -9223372036854775806 -9223372036854775808
run(max - 1, max, max) --> 9223372036854775806
run(min, max, max) --> -9223372036854775808 -1 9223372036854775806
run(max, min, min) --> 9223372036854775807 -1
run(1, math.huge) --> 1 2 3 4 5 ...
run(1, -math.huge) -->
run(-1, -math.huge, -1) --> -1 -2 -3 -4 -5 ...
run(max, math.huge) --> 9223372036854775807
run(1, 0 / 0) -->
run(1, 3.9) --> 1 2 3
run(1, 2.0) --> 1 2
run(-1, -3.9, -1) --> -1 -2 -3
run(1, 1e300) --> 1 2 3 4 5 ...
run(3, -1e300, -1) --> 3 2 1 0 -1 ...
run(max - 1, 2^63) --> 9223372036854775806 9223372036854775807
run(min, -2^63, -1) --> -9223372036854775808
for i = 1, 3 do
    local j = i
    i = i * 10
    print(i, j) --> 10 1
    --> 20 2
    --> 30 3
end
local n = 0
for i = 1, 3 do n = n + i end
print(n) --> 6
for i = 5, 1 do print("never") end
