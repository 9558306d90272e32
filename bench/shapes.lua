-- Objects: methods, inheritance through __index, polymorphic calls.
local Shape = {}
Shape.__index = Shape
function Shape:area() return 0 end
function Shape:scale(k) self.size = self.size * k return self end
function Shape:describe() return self:area() + self.size end
local function subclass(area)
    local class = setmetatable({}, { __index = Shape })
    class.__index = class
    class.area = area
    class.new = function(size) return setmetatable({ size = size }, class) end
    return class
end
local Square = subclass(function(self) return self.size * self.size end)
local Circle = subclass(function(self) return 3.0 * self.size * self.size end)
local Line = subclass(nil)
local sum = 0.0
for i = 1, 500000 do
    local shapes = { Square.new(2.0), Circle.new(i % 7 + 0.5), Line.new(1.0) }
    for j = 1, 3 do sum = sum + shapes[j]:scale(1.5):describe() end
end
print(("%.3f"):format(sum))
