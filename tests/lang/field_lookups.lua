-- as-reference
-- Fields of objects of many classes, read, called and set at the same sites, while classes change in every way between.
local function class(parent)
  local c = {}
  c.__index = c
  return setmetatable(c, parent and { __index = parent })
end
local A = class()
local B = class(A)
local C = class(B)
local D = class(C)
function A:name() return "A.name" end
function A:deep() return "A.deep" end
function C:name() return "C.name" end
local classes = { A, B, C, D }
local objects = {}
for i = 1, 12 do
  local o = setmetatable({ id = i }, classes[i % 4 + 1])
  if i % 3 == 0 then o.extra = i end
  if i % 5 == 0 then o.more, o.yet_more = i, -i end
  objects[i] = o
end

local function methods()
  local out = {}
  for r = 1, 3 do
    out = {}
    for i, o in ipairs(objects) do
      out[i] = tostring(o.name and o:name()) .. "/" .. tostring(o.deep and o:deep())
    end
  end
  return table.concat(out, " ")
end
local function fields()
  local out = {}
  for r = 1, 3 do
    out = {}
    for i, o in ipairs(objects) do
      out[#out + 1] = o.id
      out[#out + 1] = tostring(o.extra)
      out[#out + 1] = tostring(o.more)
      out[#out + 1] = tostring(o.missing)
    end
  end
  return table.concat(out, " ")
end
local function set(value)
  for r = 1, 3 do
    for _, o in ipairs(objects) do
      o.extra = value
      o.id = o.id + 1
    end
  end
end
local function show(what)
  print(what, methods())
  print(what, fields())
end

show("start")
function B:name() return "B.name" end
show("a method between")
A.missing = "found"
show("a field that was absent")
A.missing = nil
show("taken away")
rawset(C, "missing", "raw")
show("set raw")
C.missing = false
show("another value")
C.name = nil
show("a method taken away")
C.name = function() return "new C.name" end
show("and back")
D.__index = B
show("another __index")
D.__index = function(_, key) return key == "name" and function() return "by function" end or nil end
show("a function as __index")
D.__index = D
show("its own again")
setmetatable(D, nil)
show("a class without parent")
setmetatable(D, { __index = A })
show("with another parent")
getmetatable(D).__index = B
show("a parent's metatable is changed")
rawset(getmetatable(D), "__index", A)
show("and again, raw")
for i = 1, 200 do A["field" .. i] = i end
show("a class that has become a dictionary")
A.name = function() return "dictionary's name" end
show("its method changed")
objects[3].name = function() return "its own" end
show("a method of its own")
objects[3].name = nil
show("and none")
set("x")
show("fields set")
for _, o in ipairs(objects) do o.extra = nil end
show("fields cleared")
set("y")
show("and set again")
collectgarbage()
show("after a collection")

-- a metatable gets __newindex when its objects' fields have been added by lookup
local P = class()
local function make()
  local o = setmetatable({}, P)
  o.a = 1
  o.b = 2
  o.c = 3
  return o
end
local function fields_of(o)
  local keys = {}
  for k, v in next, o do keys[#keys + 1] = k .. "=" .. tostring(v) end
  table.sort(keys)
  return table.concat(keys, ",")
end
for i = 1, 5 do print(fields_of(make())) end
P.__newindex = function(t, k, v) rawset(t, k, v * 10) end
print(fields_of(make()))
P.__newindex = nil
print(fields_of(make()))
rawset(P, "__newindex", function(t, k, v) rawset(t, k, -v) end)
print(fields_of(make()))
P.__newindex = P
print(fields_of(make()), P.a, P.b, P.c)
P.__newindex = nil
print(fields_of(make()))

-- own fields that are nil, and what lies behind them
local Node = class(A)
local nodes = {}
for i = 1, 8 do
  nodes[i] = setmetatable(i % 2 == 0 and { link = 0, id = i } or { id = i, link = 0, more = i }, i % 4 < 2 and Node or class(Node))
end
local function links()
  local out
  for r = 1, 4 do
    out = {}
    for i, o in ipairs(nodes) do out[i] = tostring(o.link) end
  end
  return table.concat(out, " ")
end
local function relink(value) for r = 1, 2 do for i, o in ipairs(nodes) do o.link = value end end end
print(links())
relink(nil)
print(links())
Node.link = "class's"
print(links())
relink("own")
print(links())
relink(nil)
Node.link = nil
print(links())
Node.link = false
print(links())
Node.__newindex = function(t, k, v) rawset(t, k, "by newindex " .. tostring(v)) end
relink(1)
print(links())
Node.__newindex = nil
relink(nil)
relink(2)
print(links())
relink(nil)
for i = 1, 200 do Node["field" .. i] = i end
print(links())
relink(3)
print(links())

-- a metatable whose __index is nil, until it is not
local hollow = { __index = nil, x = 1 }
local base = setmetatable({}, hollow)
local leaf = setmetatable({ own = nil }, { __index = base })
local function get() local x for r = 1, 8 do x = tostring(leaf.v) .. tostring(leaf.own) .. tostring(({ leaf, base })[r % 2 + 1].v) end return x end
print(get())
hollow.__index = { v = "v", own = "o" }
print(get())
hollow.__index = nil
print(get())

-- a class whose fields are added at a site that has added them to others
local function brand(t) t.kind = "branded" end
local parent, other = class(), class()
local child = setmetatable({}, parent)
for i = 1, 4 do brand({}) end
for i = 1, 3 do print(child.kind) end
brand(parent)
for i = 1, 3 do print(child.kind) end

-- __index set where other fields of that shape are set
local function point(mt, to) mt.__index = to end
local mt = { __index = { v = 1 } }
local object = setmetatable({}, mt)
local function v() local x for i = 1, 3 do x = object.v; x = object.w or x end return x end
print(v())
for i = 1, 6 do point({ __index = 0 }, 1) end
point(mt, { v = 2 })
print(v())
point(mt, { v = 3, w = 4 })
print(v())

-- weak values up the chain
local kept = {}
local holder = setmetatable({ v = kept }, { __mode = "v" })
local weak = setmetatable({}, { __index = holder })
local function has() local x for i = 1, 8 do x = weak.v; x = ({ weak, holder })[i % 2 + 1].v end return x ~= nil end
print(has())
kept = nil
collectgarbage()
collectgarbage()
print(has())

-- strings
local s = "text"
local function upper(x) return x:upper() end
for i = 1, 3 do print(upper(s), upper(setmetatable({}, { __index = { upper = function() return "table's" end } }))) end
string.upper, s = function() return "changed" end, string.upper
print(upper("x"))
string.upper = s
print(upper("x"))
string.shout = function(x) return s(x) .. "!" end
print(("x"):shout())
string.shout = nil
print(pcall(function() return ("x"):shout() end))
