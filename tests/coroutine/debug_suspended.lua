-- as-reference
-- What the debug library tells of suspended, waiting and dead coroutines: levels, names, lines, locals, traces.
local function shown(v)
    local is_plain = type(v) == "nil" or type(v) == "number" or type(v) == "string"
    return is_plain and v or type(v)
end

-- Temporaries, of Lua functions and of others, are the engine's own matter, and so are the values of a loop's state.
local function is_variable(name)
    return name and name ~= "(temporary)" and name ~= "(C temporary)"
end

local function dump(title, co)
    print("== " .. title, coroutine.status(co))
    for level = 0, 20 do
        local i = debug.getinfo(co, level, "nSlutf")
        if not i then
            break
        end
        print(level, i.what, i.namewhat, i.name, i.currentline, i.linedefined, i.istailcall, i.nparams, i.func ~= nil)
        for n = 1, 20 do
            local name, v = debug.getlocal(co, level, n)
            if is_variable(name) then
                print("", n, name, name ~= "(for state)" and shown(v))
            end
        end
        for n = -1, -5, -1 do
            print("", n, debug.getlocal(co, level, n))
        end
    end
    print(pcall(debug.getlocal, co, 20, 1))
    print(debug.getinfo(co, -1), debug.getinfo(co, 20))
    print((debug.traceback(co)))
    print((debug.traceback(co, "message", 1)))
end
local Y = coroutine.yield
local function C(f, ...) local co = coroutine.create(f) print(coroutine.resume(co, ...)) return co end
dump("new", coroutine.create(function(a) end))
dump("yield", C(function(a, ...) local b = 2; do local c = 3 end Y(a, b) local d = 4 end, 1, "v1", "v2"))
dump("tail", C(function(a) local b = 2 return Y(a) end, 1))
local mt = {}
for _, e in ipairs{"add","concat","index","newindex","call","len","unm","eq","lt","le","close","band"} do mt["__"..e] = function(x, y) local here = e Y(e) return x end end
local O, P = setmetatable({}, mt), setmetatable({}, mt)
dump("add", C(function() local z = 7 local x = z + O return x end))
dump("concat", C(function() local z = 7 local x = "a" .. "b" .. O .. "c" return x end))
dump("index", C(function() local z = 7 local x = O.field return x end))
dump("newindex", C(function() local z = 7 O.field = z end))
dump("call", C(function() local z = 7 O(z) end))
dump("len", C(function() local z = 7 z = #O end))
dump("eq", C(function() local z = 7 if O == P then z = 1 end end))
dump("lt", C(function() local z = 7 if O < P then z = 1 end end))
dump("close", C(function() local z <close> = O local w = 3 end))
dump("close2", C(function() do local z <close> = O end local w = 3 end))
dump("pcall", C(function() local z = 7 pcall(function(q) local r = q Y() end, 5) end))
dump("xpcall", C(function() local z = 7 xpcall(function(q) local r = q Y() end, print, 5) end))
dump("pcall yield", C(function() local z = 7 pcall(Y, 5) end))
dump("for", C(function() for i = 1, 3 do local v = i * 2 Y(v) end end))
dump("iter", C(function() for k, v in function(s, c) local q = s Y(c) return nil end, 1, 2 do end end))
dump("iter yield", C(function() for k, v in Y, 1, 2 do end end))
dump("load", C(function() local z = 1 load("local w = 5 coroutine.yield(w)", "=text")() end))
dump("err", C(function() local z = 1 local function f(a) local b = 2 error("x") end f(3) end))
dump("err2", C(function() local z = 1 local t = nil; z = z + t.x end))
dump("err3", C(function() local z = 1 string.rep() end))
local co = C(function() local z = 1 error("x") end) coroutine.close(co) dump("errclosed", co)
co = C(function() local z = 1 Y() end) coroutine.close(co) dump("closed", co)
dump("finished", C(function() local z = 1 return 5 end))
local me
co = coroutine.create(function() local z = 1 local q = coroutine.create(function() local k = 1 dump("normal", me) end) coroutine.resume(q, z) end)
me = co coroutine.resume(co)
co = coroutine.create(function() local z = 1 local q = coroutine.wrap(function() local k = 1 dump("normal wrap", me) end) q(z) end)
me = co coroutine.resume(co)
co = coroutine.create(function() local z = 1  for a in coroutine.wrap(function() local k = 1 dump("normal iter", me) end) do end end)
me = co coroutine.resume(co)
