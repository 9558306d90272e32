-- A ray tracer: vectors with operators, shapes and materials as classes with inheritance, shadows, reflection, and a
-- picture of characters.
local size = tonumber((...)) or 128

local sqrt, floor, huge, max, min = math.sqrt, math.floor, math.huge, math.max, math.min

-- ---- vectors ----

local Vector = {}
Vector.__index = Vector

local function vector(x, y, z)
    return setmetatable({ x = x, y = y, z = z }, Vector)
end

function Vector.__add(a, b) return vector(a.x + b.x, a.y + b.y, a.z + b.z) end
function Vector.__sub(a, b) return vector(a.x - b.x, a.y - b.y, a.z - b.z) end
function Vector.__unm(a) return vector(-a.x, -a.y, -a.z) end
function Vector.__mul(a, b)
    if type(b) == "number" then return vector(a.x * b, a.y * b, a.z * b) end
    return vector(a.x * b.x, a.y * b.y, a.z * b.z)
end
function Vector.__eq(a, b) return a.x == b.x and a.y == b.y and a.z == b.z end
function Vector.__tostring(a) return string.format("(%.3f, %.3f, %.3f)", a.x, a.y, a.z) end
function Vector:dot(b) return self.x * b.x + self.y * b.y + self.z * b.z end
function Vector:length() return sqrt(self:dot(self)) end
function Vector:normalized() return self * (1 / self:length()) end
function Vector:cross(b)
    return vector(self.y * b.z - self.z * b.y, self.z * b.x - self.x * b.z, self.x * b.y - self.y * b.x)
end
function Vector:reflected(normal) return self - normal * (2 * self:dot(normal)) end

-- ---- classes ----

local function class(parent)
    local c = {}
    c.__index = c
    if parent then setmetatable(c, { __index = parent }) end
    function c.new(...)
        local object = setmetatable({}, c)
        object:init(...)
        return object
    end
    return c
end

local Ray = class()
function Ray:init(origin, direction)
    self.origin, self.direction = origin, direction
end
function Ray:at(t) return self.origin + self.direction * t end

-- ---- materials ----

local Material = class()
function Material:init(color, shine, mirror)
    self.color, self.shine, self.mirror = color, shine or 0, mirror or 0
end
function Material:color_at() return self.color end

local Checkered = class(Material)
function Checkered:init(color, other, scale)
    Material.init(self, color, 0, 0.15)
    self.other, self.scale = other, scale
end
function Checkered:color_at(point)
    local cell = floor(point.x * self.scale) + floor(point.z * self.scale)
    return cell % 2 == 0 and self.color or self.other
end

local Striped = class(Material)
function Striped:init(colors, width)
    Material.init(self, colors[1], 0.4, 0.05)
    self.colors, self.width = colors, width
end
function Striped:color_at(point)
    return self.colors[floor(point.y / self.width) % #self.colors + 1]
end

-- ---- shapes: hit(ray) gives the least distance above a little, or nil ----

local EPSILON = 1e-6

local Shape = class()
function Shape:init(material) self.material = material end
function Shape:hit() return nil end
function Shape:describe() return self.name .. " with " .. tostring(self.material.color) end

local Sphere = class(Shape)
Sphere.name = "sphere"
function Sphere:init(center, radius, material)
    Shape.init(self, material)
    self.center, self.radius, self.radius2 = center, radius, radius * radius
end
function Sphere:hit(ray)
    local to_center = self.center - ray.origin
    local along = to_center:dot(ray.direction)
    local distance2 = to_center:dot(to_center) - along * along
    if distance2 > self.radius2 then return nil end
    local half = sqrt(self.radius2 - distance2)
    local near, far = along - half, along + half
    if near > EPSILON then return near end
    if far > EPSILON then return far end
    return nil
end
function Sphere:normal(point) return (point - self.center) * (1 / self.radius) end

local Plane = class(Shape)
Plane.name = "plane"
function Plane:init(normal, offset, material)
    Shape.init(self, material)
    self.up, self.offset = normal, offset
end
function Plane:hit(ray)
    local slope = self.up:dot(ray.direction)
    if slope > -EPSILON and slope < EPSILON then return nil end
    local t = (self.offset - self.up:dot(ray.origin)) / slope
    return t > EPSILON and t or nil
end
function Plane:normal() return self.up end

local Disc = class(Plane)
Disc.name = "disc"
function Disc:init(center, normal, radius, material)
    Plane.init(self, normal, normal:dot(center), material)
    self.center, self.radius2 = center, radius * radius
end
function Disc:hit(ray)
    local t = Plane.hit(self, ray)
    if not t then return nil end
    local from_center = ray:at(t) - self.center
    return from_center:dot(from_center) <= self.radius2 and t or nil
end

-- ---- scenes ----

local Scene = class()
function Scene:init(background)
    self.background, self.shapes, self.lights = background, {}, {}
    self.rays = 0
end
function Scene:add(...)
    for _, shape in ipairs { ... } do self.shapes[#self.shapes + 1] = shape end
    return self
end
function Scene:light(position, strength)
    self.lights[#self.lights + 1] = { position = position, strength = strength }
    return self
end
function Scene:nearest(ray)
    self.rays = self.rays + 1
    local best, best_shape = huge, nil
    for _, shape in ipairs(self.shapes) do
        local t = shape:hit(ray)
        if t and t < best then best, best_shape = t, shape end
    end
    return best_shape, best
end
function Scene:is_shadowed(point, direction, distance)
    local ray = Ray.new(point, direction)
    self.rays = self.rays + 1
    for _, shape in ipairs(self.shapes) do
        local t = shape:hit(ray)
        if t and t < distance then return true end
    end
    return false
end
function Scene:shade(shape, point, ray, depth)
    local material, normal = shape.material, shape:normal(point)
    if normal:dot(ray.direction) > 0 then normal = -normal end
    local color = material:color_at(point)
    local result = color * 0.15
    local start = point + normal * 1e-4
    for _, light in ipairs(self.lights) do
        local to_light = light.position - start
        local distance = to_light:length()
        local direction = to_light * (1 / distance)
        local slope = normal:dot(direction)
        if slope > 0 and not self:is_shadowed(start, direction, distance) then
            result = result + color * (slope * light.strength)
            if material.shine > 0 then
                local gleam = max(0, direction:reflected(normal):dot(ray.direction))
                result = result + vector(1, 1, 1) * (gleam ^ 24 * material.shine)
            end
        end
    end
    if material.mirror > 0 and depth > 0 then
        local mirrored = self:trace(Ray.new(start, ray.direction:reflected(normal)), depth - 1)
        result = result * (1 - material.mirror) + mirrored * material.mirror
    end
    return result
end
function Scene:trace(ray, depth)
    local shape, t = self:nearest(ray)
    if not shape then return self.background(ray.direction) end
    return self:shade(shape, ray:at(t), ray, depth)
end

local Camera = class()
function Camera:init(position, target, up, width)
    self.position, self.width = position, width
    self.forward = (target - position):normalized()
    self.right = self.forward:cross(up):normalized()
    self.up = self.right:cross(self.forward)
end
function Camera:ray(x, y)
    local direction = self.forward + self.right * (x * self.width) + self.up * (y * self.width)
    return Ray.new(self.position, direction:normalized())
end

-- ---- a picture ----

local function sky(direction)
    local height = max(0, direction.y)
    return vector(0.9, 0.9, 1) * (1 - height) + vector(0.3, 0.5, 1) * height
end

local scene = Scene.new(sky)
scene:add(Plane.new(vector(0, 1, 0), 0, Checkered.new(vector(0.9, 0.9, 0.9), vector(0.15, 0.15, 0.2), 1.2)),
    Sphere.new(vector(0, 1, 0), 1, Material.new(vector(0.9, 0.2, 0.2), 0.6, 0.25)),
    Sphere.new(vector(-2, 0.7, 0.8), 0.7, Striped.new({ vector(0.2, 0.7, 0.3), vector(0.9, 0.9, 0.4) }, 0.2)),
    Sphere.new(vector(1.8, 0.5, -1), 0.5, Material.new(vector(0.2, 0.3, 0.9), 0.8, 0.5)),
    Disc.new(vector(0.4, 0.05, -1.8), vector(0, 1, 0), 0.6, Material.new(vector(0.9, 0.6, 0.1))))
for i = 1, 4 do
    scene:add(Sphere.new(vector(i * 0.9 - 2.3, 0.2, -1.6), 0.2, Material.new(vector(i / 4, 0.5, 1 - i / 4), 0.3, 0.1)))
end
scene:light(vector(4, 6, -5), 0.7):light(vector(-5, 3, -4), 0.35)

local camera = Camera.new(vector(0, 2, -6), vector(0, 0.7, 0), vector(0, 1, 0), 0.9)
local shades = " .:-=+*#%@"
local lines, sum = {}, 0
for row = 1, size do
    local line = {}
    for column = 1, size do
        local x, y = (column - 0.5) / size * 2 - 1, 1 - (row - 0.5) / size * 2
        local color = scene:trace(camera:ray(x, y), 3)
        local brightness = min(0.999, (color.x + color.y + color.z) / 3)
        local level = floor(brightness * #shades) + 1
        line[column] = shades:sub(level, level)
        sum = (sum * 31 + floor(brightness * 255)) % 2147483647
    end
    lines[row] = table.concat(line)
end
for row = 1, size, 4 do print(lines[row]:sub(1, 72)) end
for _, shape in ipairs(scene.shapes) do print(shape:describe()) end
print(scene.rays, sum)
