-- Coroutines: yields from deep inside a recursive walk.
local function build(d) if d == 0 then return { v = 1 } end return { l = build(d - 1), r = build(d - 1), v = d } end
local function walk(node)
    if node.l then walk(node.l) end
    coroutine.yield(node.v)
    if node.r then walk(node.r) end
end
local tree = build(15)
local sum = 0
for _ = 1, 40 do
    local nth = 0
    for v in coroutine.wrap(function() walk(tree) end) do
        nth = nth + 1
        sum = sum + v * (nth % 10)
    end
end
print(sum)
