-- Penlight's containers: List, Map, MultiMap, OrderedMap, Set, and classes.
-- as-reference
local List, Map, MultiMap, OrderedMap, Set, class =
    require "pl.List", require "pl.Map", require "pl.MultiMap", require "pl.OrderedMap", require "pl.Set", require "pl.class"

-- Lists.
local l = List{10, 20, 30}
print(l, l:append(40), l:extend{50, 60}, l:insert(1, 0), l:put(-10), l:pop(), l:pop(1), l:remove(2), l:len())
print(l:index(30), l:index(99), l:contains(20), l:count(30), l:reverse(), l:slice(2, 3), l:slice(-2), l:slice(2, -1))
print(List.range(1, 10, 3), List.range(5), List{3, 1, 2}:sort(), List{3, 1, 2}:sort ">", List{"b", "A", "c"}:sort(function(a, b) return a:lower() < b:lower() end))
print(List{5, 2, 8}:minmax(), List{1, 2} .. {3}, List{1, 2} == List{1, 2}, List{1} == List{2}, List{1, 2, 3}:join ";", List.split("a,b,,c", ","))
print(List{1, 2, 3, 4, 5, 6}:filter(function(x) return x % 2 == 0 end), List{1, 2, 3}:map("..", "x"), List{1, 2, 3}:map(function(x, k) return x * k end, 7), List{"a", "b"}:mapm "upper")
print(List{1, 2, 3, 4}:reduce "*", List{1, 2, 3, 4}:reduce(function(a, b) return a - b end), List{"one", "two", "three"}:map "#")
local by = List{1, 2, 3, 4, 5}:partition(function(x) return x % 2 == 1 and "odd" or "even" end)
print(by, by.odd, by.even)
print(List{1, 2, 3, 4, 5}:chop(2, 3), List{1, 2, 5}:splice(3, {3, 4}), List{1, 2, 3, 4}:slice_assign(2, 3, {"x", "y", "z"}), List{1, 2, 1}:remove_value(1), List{1, 2}:clear())
print(List "abc", List(("x y z"):gmatch "%a"), List{1, 2}:clone(), List{{1}, {2}}:map(function(t) return t[1] end))
local sum = 0
for x in List.range(1, 1000):iter() do sum = sum + x end
List{1, 2, 3}:foreach(function(x, y) sum = sum + x * y end, 2)
print(sum, pcall(function() return List{1} + 1 end), pcall(List.range, "a"))
local sorted = List()
local seed = 7
for i = 1, 2000 do seed = (seed * 16807) % 2147483647 sorted:append(seed % 1000) end
sorted:sort()
for i = 2, #sorted do assert(sorted[i - 1] <= sorted[i]) end
print(sorted[1], sorted[1000], sorted[2000], sorted:reduce "+")

-- Maps.
local m = Map{a = 1, b = 2}
m:set("c", 3)
m:update{d = 4, a = 10}
print(m:keys():sort(), m:values():sort(), m:get "a", m:getvalues{"a", "d", "x"}, m:setdefault("e", 5), m:setdefault("a", 5), m:len(), m == Map{a = 10, b = 2, c = 3, d = 4, e = 5})
print(Map{x = 1}, m:items():sort(function(a, b) return a[1] < b[1] end))
local mm = MultiMap()
for i = 1, 10 do mm:set(i % 3, i) end
mm:update{[0] = {"more"}, x = {1}}
print(mm[0], mm[1], mm[2], mm.x)

-- Ordered maps.
local o = OrderedMap()
for _, k in ipairs{"z", "a", "m", "b"} do o:set(k, #k .. k) end
o:insert(2, "second", true)
o:set("m", nil)
o.new = "by index"
print(o, o:keys(), o:values(), o.z, o.m)
o:sort()
print(o)
o:sort(function(a, b) return a > b end)
for k, v in o:iter() do io.write(k, "=", tostring(v), " ") end
print()
local big = OrderedMap()
for i = 1, 500 do big:set("k" .. i * 7 % 500, i) end
for i = 1, 500, 3 do big:set("k" .. i, nil) end
local text = tostring(big)
print(#text, text:sub(1, 60), #big:keys())

-- Sets.
local s, t = Set{1, 2, 3}, Set{3, 4}
local function sorted_set(x) return "{" .. Set.values(x):sort():join "," .. "}" end
print(sorted_set(s + t), sorted_set(s * t), sorted_set(s - t), sorted_set(s ^ t), s < t, Set{3} < t, s == Set{3, 2, 1}, Set.isempty(s * {}), Set.isdisjoint(s, Set{9}), #s)
print(sorted_set(Set.map(s, function(x) return x * 10 end)), s[1], s[9], Set{"one"})
local primes = Set()
local sieve = List.range(2, 500)
while #sieve > 0 do
    local p = sieve:pop(1)
    primes = primes + Set{p}
    sieve = sieve:filter(function(x) return x % p ~= 0 end)
end
print(#primes, Set.values(primes):sort():slice(-5))

-- Classes: inheritance, _base, class methods, properties, casts, is_a.
local Animal = class()
function Animal:_init(name) self.name = name end
function Animal:__tostring() return self.name .. ": " .. self:speak() end
function Animal:speak() return "?" end
local Dog = class(Animal)
function Dog:speak() return "bark" end
class.Cat(Animal)
function Cat:_init(name, breed) self:super(name) self.breed = breed end
function Cat:speak() return "meow" end
local Lion = class(Cat)
function Lion:speak() return Cat.speak(self) .. " roar" end
Lion.__eq = function(a, b) return a.name == b.name end
Lion.__lt = function(a, b) return a.name < b.name end
local fido, felix, leo = Dog "Fido", Cat("Felix", "Tabby"), Lion("Leo", "African")
print(fido, felix, leo, leo:is_a(Animal), leo:is_a(Dog), Dog:class_of(fido), Cat:class_of(leo), Lion:class_of(felix), leo.breed, felix:is_a() == Cat, leo == Lion "Leo", leo < Lion "Max")
print(class.Lion == nil, leo._base == nil or Lion._base == Cat, Cat._name, Animal._name)
local Props = class(class.properties)
function Props:_init() self._name = "Bob" self.log = {} end
function Props:set_name(name) self.log[#self.log + 1] = name self._name = name end
function Props:get_upper() return self._name:upper() end
local p = Props()
p.name = "Alice"
p.name = "Carol"
print(p.name, p.upper, #p.log, Props.class_method)
local Handler = class()
function Handler:_handler(name) return "handled " .. tostring(name) end
function Handler:_class_init() self.from_class_init = true end
local SubHandler = class(Handler)
print(SubHandler().nothing, SubHandler.from_class_init, pcall(function() return Animal():speak() end))
local Plain = class{_init = function(self, x) self.x = x end, double = function(self) return self.x * 2 end}
local Derived = class{_base = Plain, triple = function(self) return self.x * 3 end}
print(Derived(5):double(), Derived(5):triple(), Plain:cast({x = 9}):double())
Cat = nil
