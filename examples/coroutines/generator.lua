-- generator.lua: a generator hands out its values one by one, and goes on where it was when the next is asked for.
-- What would be a callback, or a list made in advance, becomes a loop that yields and a loop that asks.

-- It may be endless: the one who asks decides how many.
local function fibonacci()
    return coroutine.wrap(function()
        local a, b = 0, 1
        while true do
            coroutine.yield(a)
            a, b = b, a + b
        end
    end)
end

local small = {}
for n in fibonacci() do
    if n > 100 then break end
    small[#small + 1] = n
end
print("fibonacci", table.concat(small, " "))

-- It may be recursive: a yield leaves all the calls between it and the one who asks, and comes back into them.
local function insert(tree, key)
    if not tree then return {key = key} end
    local side = key < tree.key and "left" or "right"
    tree[side] = insert(tree[side], key)
    return tree
end
local function walk(tree, depth)
    if tree then
        walk(tree.left, depth + 1)
        coroutine.yield(tree.key, depth)
        walk(tree.right, depth + 1)
    end
end
local function in_order(tree)
    return coroutine.wrap(function() walk(tree, 1) end)
end

local tree
for word in ("loom shuttle cloth heddle warp thread weft"):gmatch("%a+") do
    tree = insert(tree, word)
end
print("tree, root to the left")
for word, depth in in_order(tree) do
    print(("    "):rep(depth) .. word)
end

-- It may yield from a callback: here gsub finds the fields of a text, and its callback hands them out.
local function fields(text)
    return coroutine.wrap(function()
        text:gsub("(%w+)%s*=%s*(%w+)", function(name, value) coroutine.yield(name, value) end)
    end)
end
for name, value in fields("width = 120, yarn = wool, colour=indigo") do
    print("field", name, value)
end

-- And it may be told something each time: what the caller passes is what yield returns.
local average = coroutine.wrap(function(value)
    local sum, n = 0, 0
    while true do
        sum, n = sum + value, n + 1
        value = coroutine.yield(sum / n)
    end
end)
print("average so far", average(10), average(20), average(60))
