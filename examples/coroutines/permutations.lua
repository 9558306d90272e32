-- permutations.lua: a recursive generator does the search, the loop that uses it does the thinking. The puzzle:
-- place N queens on a board so that none attacks another. A permutation has one queen in each row and in each
-- column, so that only the diagonals have to be looked at.
local N = 6

-- Hands out the list in every order, exchanging in place: an order is valid until the next is asked for.
local function permute(list, n)
    if n <= 1 then
        coroutine.yield(list)
        return
    end
    for i = 1, n do
        list[i], list[n] = list[n], list[i]
        permute(list, n - 1)
        list[i], list[n] = list[n], list[i]
    end
end
local function permutations(list)
    return coroutine.wrap(function() permute(list, #list) end)
end

local words = {}
for p in permutations {"a", "b", "c"} do words[#words + 1] = table.concat(p) end
print(table.concat(words, " "))

local function is_peaceful(columns)
    for i = 1, #columns do
        for j = i + 1, #columns do
            if math.abs(columns[i] - columns[j]) == j - i then return false end
        end
    end
    return true
end

local function board(columns)
    local rows = {}
    for _, column in ipairs(columns) do
        rows[#rows + 1] = (". "):rep(column - 1) .. "Q" .. (" ."):rep(#columns - column)
    end
    return table.concat(rows, "\n")
end

local columns, tried, solutions = {}, 0, {}
for i = 1, N do columns[i] = i end
for p in permutations(columns) do
    tried = tried + 1
    if is_peaceful(p) then solutions[#solutions + 1] = board(p) end
end
print(#solutions .. " solutions in " .. tried .. " permutations, the first:")
print(solutions[1])
