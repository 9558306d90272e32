-- Arrays of arrays: reads and writes by integer index.
local size, generations = 96, 500
local function grid()
    local g = {}
    for y = 0, size + 1 do
        local row = {}
        for x = 0, size + 1 do row[x] = 0 end
        g[y] = row
    end
    return g
end
local now, later = grid(), grid()
local seed = 7
for y = 1, size do
    for x = 1, size do
        seed = (seed * 16807) % 2147483647
        now[y][x] = seed % 3 == 0 and 1 or 0
    end
end
for _ = 1, generations do
    for y = 1, size do
        local above, here, below, out = now[y - 1], now[y], now[y + 1], later[y]
        for x = 1, size do
            local n = above[x - 1] + above[x] + above[x + 1] + here[x - 1] + here[x + 1]
                + below[x - 1] + below[x] + below[x + 1]
            out[x] = (n == 3 or n == 2 and here[x] == 1) and 1 or 0
        end
    end
    now, later = later, now
end
local alive = 0
for y = 1, size do for x = 1, size do alive = alive + now[y][x] * (x + y) end end
print(alive)
