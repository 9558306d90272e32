-- as-reference
-- select(i, ...) in every place, with every kind of index; and when it is another function.
local function forms(i, ...)
  local a = select(i, ...)
  local b, c = select(i, ...)
  local d, e, f, g = select(i, ...)
  select(i, ...)
  local all = { select(i, ...) }
  print(a, b, c, d, e, f, g, #all, (select(i, ...)))
  print(select(i, ...))
  return select(i, ...)
end
for _, i in ipairs { 1, 2, 3, 4, 5, "#" } do
  for r = 1, 2 do print(forms(i, "x", nil, "z")) end
  print(forms(i))
end
for _, i in ipairs { -1, -3, 2.0, "2", 0, -4, 1.5, "x", math.mininteger, math.maxinteger } do
  print(i, pcall(forms, i, "x", nil, "z"))
end
print(pcall(forms))

local function count(...) return select("#", ...) end
local function second(...) return (select(2, ...)) end
local many = {}
for i = 1, 3000 do many[i] = i end
print(count(), count(nil), count(nil, nil), count(table.unpack(many)))
print(second(), second(1), second(1, 2), second(table.unpack(many)))
local function rest(...) return select(2, ...) end
print(select("#", rest(table.unpack(many))), (rest(table.unpack(many))), #{ rest(table.unpack(many)) })
local function sum(...)
  local s = 0
  for i = 1, select("#", ...) do s = s + select(i, ...) end
  return s
end
print(sum(table.unpack(many)), sum())
local function deep(n, ...) if n == 0 then return select("#", ...) end return deep(n - 1, n, ...) end
print(deep(100))
local function fixed(a, b, ...) return a, b, select("#", ...), (select(1, ...)) end
print(fixed(), fixed(1), fixed(1, 2, 3))

local calls = 0
local function other(i, ...) calls = calls + 1 return i, ... end
local function by(select, ...) return select(1, ...) end
for r = 1, 3 do print(by(select, "p", "q"), by(other, "p", "q")) end
print(calls)
local hooked = 0
local function hook() if debug.getinfo(2, "f").func == select then hooked = hooked + 1 end end
debug.sethook(hook, "c")
print(count(1, 2, 3), sum(1, 2))
debug.sethook()
print(hooked)
local callable = setmetatable({}, { __call = function(_, ...) return "called", ... end })
for r = 1, 2 do print(by(callable, 5)) end
print(pcall(by, nil, 5))
