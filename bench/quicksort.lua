-- Sorting: a hand-written quicksort and table.sort with a comparator.
local floor = math.floor
local function random_array(n, seed)
    local t = {}
    for i = 1, n do
        seed = (seed * 16807) % 2147483647
        t[i] = seed % 100000
    end
    return t
end
local function quicksort(t, lo, hi)
    while lo < hi do
        local pivot, i, j = t[floor((lo + hi) / 2)], lo, hi
        while i <= j do
            while t[i] < pivot do i = i + 1 end
            while t[j] > pivot do j = j - 1 end
            if i <= j then
                t[i], t[j] = t[j], t[i]
                i, j = i + 1, j - 1
            end
        end
        if j - lo < hi - i then quicksort(t, lo, j) lo = i else quicksort(t, i, hi) hi = j end
    end
end
local a, b = random_array(500000, 11), random_array(150000, 13)
quicksort(a, 1, #a)
table.sort(b, function(x, y) return x > y end)
local sum = 0
for i = 1, #a, 100 do sum = sum + a[i] * i end
for i = 1, #b, 100 do sum = sum + b[i] * i end
print(sum)
