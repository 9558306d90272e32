-- Varargs, select, pack and unpack, multiple results.
local function sum(...)
    local s = 0
    for i = 1, select("#", ...) do s = s + (select(i, ...)) end
    return s
end
local function rotate(a, ...) return ..., a end
local function swap(a, b, c) return c, a, b end
local unpack = table.unpack or unpack
local total = 0
for i = 1, 700000 do
    total = total + sum(i, 1, 2, 3)
    local a, b, c = swap(rotate(i, 2), 4)
    total = total + b + #{ swap(a, b, c) } + sum(unpack({ i, c }))
end
print(total)
