-- same_fringe.lua: do two trees have the same leaves, from left to right, whatever their branches are like? Two
-- loops can't walk two trees in step, for each recursion wants to be in charge. Two generators can: each keeps its
-- place in its own tree, and the comparison ends at the first difference.

-- A tree is a leaf (a string) or a pair of trees.
local function leaves(tree)
    local visited = 0
    local function walk(t)
        if type(t) == "table" then
            walk(t[1])
            walk(t[2])
        else
            visited = visited + 1
            coroutine.yield(t)
        end
    end
    local next_leaf = coroutine.wrap(function() walk(tree) end)
    return next_leaf, function() return visited end
end

local function is_same_fringe(a, b)
    local next_a, count_a = leaves(a)
    local next_b, count_b = leaves(b)
    local x, y
    repeat
        x, y = next_a(), next_b()
    until x ~= y or x == nil
    return x == y, count_a() + count_b()
end

local function text(tree)
    return type(tree) == "table" and "(" .. text(tree[1]) .. " " .. text(tree[2]) .. ")" or tree
end

local left = {{{"warp", "weft"}, "loom"}, "cloth"}
local balanced = {{"warp", "weft"}, {"loom", "cloth"}}
local other = {"warp", {"wool", {"loom", "cloth"}}}
local longer = {balanced, "thread"}

for _, tree in ipairs {balanced, other, longer} do
    local is_same, visited = is_same_fringe(left, tree)
    print(text(left), is_same and "==" or "~=", text(tree), visited .. " leaves visited")
end
