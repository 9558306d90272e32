-- A method call site goes on right when the class that it found a method in changes its layout or is exchanged.
local Class = {a = 1}
Class.__index = Class
function Class.name() return "first" end
local object = setmetatable({}, Class)
local function call() return object:name() end
for i = 1, 5 do call() end
print(call()) --> first
Class.__index = {p = print, q = print, r = error, s = 1, name = function() return "exchanged" end}
print(call()) --> exchanged
Class.__index = {name = function() return "short" end}
print(call()) --> short
Class.__index = Class
Class.name = nil
print(pcall(call)) --~> ^false\t.*attempt to call a nil value \(method 'name'\)
Class.other, Class.name = 2, function() return "again" end
print(call()) --> again
for i = 1, 200 do Class["field" .. i] = i end
print(call()) --> again
object.name = function() return "own" end
print(call()) --> own
object.name = nil
setmetatable(object, {__index = function(_, k) return function() return "computed " .. k end end})
print(call()) --> computed name
