-- finalizers that make more objects with finalizers do not keep a state from closing
local calls = 0
local mt = {}
mt.__gc = function()
    calls = calls + 1
    if calls == 100 then
        print("endless")
        os.exit(1)
    end
    setmetatable({}, mt)
    for _ = 1, 100000 do
        local _ = {}
    end
end
Kept = setmetatable({}, mt)
print("end") --> end
