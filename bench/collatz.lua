-- While loops: remainder, division, comparison, on numbers that become floats.
local best, best_length = 0, 0
for start = 1, 200000 do
    local n, length = start, 1
    while n ~= 1 do
        if n % 2 == 0 then n = n / 2 else n = 3 * n + 1 end
        length = length + 1
    end
    if length > best_length then best, best_length = start, length end
end
print(best, best_length)
