-- table_generic.lua: the table library on objects with metamethods, and sorting by a comparator.
--
-- table.c checks the arguments, finds lengths, and does all that needs no metamethod; the rest
-- comes here, where a metamethod or a comparator may yield. The chunk runs once, when the first of
-- these functions is needed, and fills the table it is given. Nothing global is used: the functions
-- get what they call as arguments of the chunk. They raise nothing themselves: table.c, which is
-- told by their results, knows the caller's position.
local generic, type, concat, unpack = ...

function generic.insert(t, pos, value, last)
    for i = last, pos + 1, -1 do
        t[i] = t[i - 1]
    end
    t[pos] = value
end

function generic.remove(t, pos, last)
    local value = t[pos]
    while pos < last do
        t[pos] = t[pos + 1]
        pos = pos + 1
    end
    t[pos] = nil
    return value
end

-- Overlapping ranges are moved from the end when the destination lies inside the source.
function generic.move(from, first, last, pos, to)
    local n = last - first
    if pos > last or pos <= first or to ~= from then
        for i = 0, n do
            to[pos + i] = from[first + i]
        end
    else
        for i = n, 0, -1 do
            to[pos + i] = from[first + i]
        end
    end
    return to
end

-- Returns the string; or nil, and the type and index of the element that can't be part of one.
function generic.concat(t, separator, first, last)
    local list, n = {}, 0
    for i = first, last do
        local value = t[i]
        local kind = type(value)
        if kind ~= "string" and kind ~= "number" then
            return nil, kind, i
        end
        n = n + 1
        list[n] = value
    end
    return concat(list, separator, 1, n)
end

function generic.unpack(t, first, last)
    local list, n = {}, 0
    for i = first, last do
        n = n + 1
        list[n] = t[i]
    end
    return unpack(list, 1, n)
end

-- Sorting where accesses call metamethods, or where elements differ in type and no comparator is given; all else is
-- sorted by the VM (weft_sort) or by table_sort.c. A merge sort, because calls of the comparator are what costs, and
-- it makes the fewest: at most n log2 n whatever the input and whatever the comparator answers. It works in tables of
-- its own and stores the result at the end, so a comparator that raises leaves t as it was. As a by-product it is
-- stable.

local BLOCK = 6 -- elements sorted by insertion, before merging begins; more would cost more comparisons

local function below(x, y)
    return x < y
end

-- Whether a[1..n] is one run, ascending or strictly descending (then it is reversed), and whether
-- the comparator contradicted itself.
local function is_one_run(a, n, less)
    local k = 2
    if not less(a[2], a[1]) then
        repeat
            k = k + 1
        until k > n or less(a[k], a[k - 1])
        return k > n
    end
    repeat
        k = k + 1
    until k > n or not less(a[k], a[k - 1])
    if k <= n then
        return false
    end
    -- here the last is below the first: a comparator that says the contrary too is always true
    if n > 3 and less(a[1], a[n]) then
        return true, true
    end
    for i = 1, n // 2 do
        a[i], a[n + 1 - i] = a[n + 1 - i], a[i]
    end
    return true
end

local function sort_blocks(a, n, less)
    for first = 1, n, BLOCK do
        local last = first + BLOCK - 1
        if last > n then
            last = n
        end
        for i = first + 1, last do
            local value, k = a[i], i - 1
            while k >= first and less(value, a[k]) do
                a[k + 1] = a[k]
                k = k - 1
            end
            a[k + 1] = value
        end
    end
end

-- from[first..middle] and from[middle+1..last], both sorted, into to[first..last].
local function merge(from, to, first, middle, last, less)
    local i, j = first, middle + 1
    if j > last or not less(from[j], from[middle]) then -- in order already
        for k = first, last do
            to[k] = from[k]
        end
        return
    end
    local x, y = from[i], from[j]
    for k = first, last do
        if less(y, x) then
            to[k] = y
            j = j + 1
            if j > last then
                for m = k + 1, last do
                    to[m] = from[i]
                    i = i + 1
                end
                return
            end
            y = from[j]
        else
            to[k] = x
            i = i + 1
            if i > middle then
                for m = k + 1, last do
                    to[m] = from[j]
                    j = j + 1
                end
                return
            end
            x = from[i]
        end
    end
end

-- Returns false when the comparator can't be one.
function generic.sort(t, less, n)
    less = less or below
    local a = {}
    for i = 1, n do
        a[i] = t[i]
    end
    local is_sorted, is_invalid = is_one_run(a, n, less)
    if is_invalid then
        return false
    end
    if not is_sorted then
        sort_blocks(a, n, less)
        local b, width = {}, BLOCK
        while width < n do
            for first = 1, n, 2 * width do
                local middle, last = first + width - 1, first + 2 * width - 1
                merge(a, b, first, middle < n and middle or n, last < n and last or n, less)
            end
            a, b = b, a
            width = 2 * width
        end
    end
    for i = 1, n do
        t[i] = a[i]
    end
    return true
end
