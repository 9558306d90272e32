-- pcall with and without errors, error objects, nesting.
local function ok(x) return x + 1 end
local function fails(x) error(x) end
local object = {}
local sum = 0
for i = 1, 8000000 do
    local _, v = pcall(ok, i)
    sum = sum + v
end
for _ = 1, 800000 do
    local success, e = pcall(fails, object)
    if not success and e == object then sum = sum + 1 end
    pcall(pcall, fails, object)
end
print(sum)
