-- __gc: order, resurrection, objects of cycles, marking at setmetatable.
local function obj(name) return setmetatable({name = name}, {__gc = function(o) print("gc", o.name) end}) end
local function make() local all = {} for i = 1, 3 do all[i] = obj(i) end end -- they die together
make()
collectgarbage() --> gc 3
--> gc 2
--> gc 1
local saved
local function resurrect() setmetatable({v = "alive"}, {__gc = function(o) saved = o end}) end
resurrect()
collectgarbage()
print(saved.v) --> alive
saved = nil
collectgarbage()
print(saved) --> nil
local function late() local mt = {} local o = setmetatable({}, mt) mt.__gc = function() print("never: not marked when set") end end
late()
collectgarbage()
local function marked() local mt = {__gc = true} local o = setmetatable({}, mt) mt.__gc = function() print("set later") end end
marked()
collectgarbage() --> set later
local function again() local mt = {} local n = 0 mt.__gc = function(o) n = n + 1 print("round", n) if n < 3 then setmetatable(o, mt) end end setmetatable({}, mt) end
again()
collectgarbage() --> round 1
collectgarbage() --> round 2
collectgarbage() --> round 3
collectgarbage()
local function cyc() local a, b = obj("a"), obj("b") a.b, b.a = b, a end
cyc()
collectgarbage() --> gc b
--> gc a
local w = setmetatable({}, {__mode = "k"})
local wv = setmetatable({}, {__mode = "v"})
local function weak() local o = setmetatable({}, {__gc = function(o) print("in weak", w[o], wv[1]) end}) w[o] = "info" wv[1] = o end
weak()
collectgarbage() --> in weak info nil
collectgarbage()
print(next(w), wv[1]) --> nil nil
local function nongc() setmetatable({}, {__gc = 5}) setmetatable({}, {__gc = false}) end
nongc()
collectgarbage()
print("no call") --> no call
local function creates() setmetatable({}, {__gc = function() obj("created in finalizer") end}) end
creates()
collectgarbage()
collectgarbage() --> gc created in finalizer
