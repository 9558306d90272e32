-- Allocation: binary search trees built, searched and dropped.
local function insert(node, key)
    if not node then return { key = key } end
    if key < node.key then node.left = insert(node.left, key)
    elseif key > node.key then node.right = insert(node.right, key) end
    return node
end
local function depth(node)
    if not node then return 0 end
    local l, r = depth(node.left), depth(node.right)
    return 1 + (l > r and l or r)
end
local total, seed = 0, 3
for _ = 1, 140 do
    local root
    for _ = 1, 2500 do
        seed = (seed * 16807) % 2147483647
        root = insert(root, seed)
    end
    total = total + depth(root)
end
print(total)
