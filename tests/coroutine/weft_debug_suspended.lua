-- weft-only
-- The debug library on coroutines that Lua cannot suspend, or not in such a place: levels, names, lines, locals.
local yield, main = coroutine.yield, coroutine.main()

local function shown(v)
    return type(v) == "string" and ("%q"):format(v) or math.type(v) and tostring(v) or type(v)
end

local function locals(co, level)
    local list = {}
    for n = 1, 20 do
        local name, v = debug.getlocal(co, level, n)
        if name and name ~= "(temporary)" and name ~= "(C temporary)" then
            list[#list + 1] = name .. "=" .. shown(v)
        end
    end
    return #list > 0 and " {" .. table.concat(list, ", ") .. "}" or ""
end

-- One line for each level: where it is, how it was called, its variables.
local function dump(co)
    local first = coroutine.state(co)
    print(first .. ":")
    for level = 0, 20 do
        local i = debug.getinfo(co, level, "nSlt")
        if i == nil then
            break
        end
        local place = i.what == "C" and "[C]" or i.short_src:match("[^/]*$"):gsub(".*%.lua", "") .. ":" .. i.currentline
        print(level, place, (i.namewhat .. " " .. (i.name or "-")):gsub("^ ", "") .. locals(co, level))
    end
    assert(debug.traceback(co) ~= "stack traceback:" or debug.getinfo(co, 0, "l") == nil)
    assert(not pcall(debug.getlocal, co, 21, 1) and not pcall(debug.setlocal, co, 21, 1, 1))
end

local function yielded(f, ...)
    local co = coroutine.create(f)
    assert(coroutine.resume(co, ...))
    dump(co)
    return co
end

-- yielded inside callbacks of the library
yielded(function()
    local t = {3, 1, 2}
    table.sort(t, function(a, b)
        local here = "sort"
        yield()
        return a < b
    end)
end)
--> yielded:
--> 0 [C] upvalue yield
--> 1 :48 - {a=1, b=3, here="sort"}
--> 2 [C] field sort
--> 3 :46 - {t=table}
yielded(function(s)
    return s:gsub("%w", function(c)
        local upper = c:upper()
        yield(upper)
    end)
end, "xyz")
--> yielded:
--> 0 [C] upvalue yield
--> 1 :60 - {c="x", upper="X"}
--> 2 [C] method gsub
--> 3 :58 - {s="xyz"}
yielded(function()
    local list = setmetatable({}, {__len = function() return 2 end, __index = function(_, k) yield(k) return "v" end})
    return table.concat(list, ",")
end)
--> yielded:
--> 0 [C] upvalue yield
--> 1 :69 - {_=table, k=1}
--> 2 [C] field concat
--> 3 :70 - {list=table}
yielded(function()
    local text = setmetatable({}, {__tostring = function(t) local kind = "tostring" return yield(kind) end})
    return string.format("%d %s", 1, text)
end)
--> yielded:
--> 0 [C] upvalue yield
--> 1 :78 - {t=table, kind="tostring"}
--> 2 [C] field format
--> 3 :79 - {text=table}
yielded(function()
    return load(function() local piece = 1 return yield(piece) end)
end)
--> yielded:
--> 0 [C] upvalue yield
--> 1 :87 - {piece=1}
--> 2 [C] global load
--> 3 :87 -

-- in handlers: of errors, of variables to be closed while an error unwinds, of a closed coroutine's variables
yielded(function()
    local outer = 1
    xpcall(function() local inner = 2 error("text", 0) end, function(m) local seen = m yield() end)
end)
--> yielded:
--> 0 [C] upvalue yield
--> 1 :98 - {m="text", seen="text"}
--> 2 [C] global error
--> 3 :98 - {inner=2}
--> 4 [C] global xpcall
--> 5 :98 - {outer=1}
local function guard(name)
    return setmetatable({}, {__close = function(_, e) local closing = name yield(e) end})
end
yielded(function()
    local outer = 1
    pcall(function(...)
        local c <close> = guard("c")
        local function fail() local d = 2 error("text", 0) end
        fail()
    end, "argument")
end)
--> yielded:
--> 0 [C] upvalue yield
--> 1 :108 - {_=table, e="text", closing="c"}
--> 2 [C] global pcall
--> 3 :112 - {outer=1}
yielded(function()
    local outer = 1
    local other = coroutine.create(function() local c <close> = guard("other's") yield() end)
    coroutine.resume(other)
    coroutine.close(other)
end)
--> yielded:
--> 0 [C] upvalue yield
--> 1 :108 - {_=table, e=nil, closing="other's"}
--> 2 [C] field close
--> 3 :127 - {outer=1, other=thread}
yielded(function()
    local outer = 1
    coroutine.wrap(function() local c <close> = guard("wrapped") error("text", 0) end)()
end)
--> yielded:
--> 0 [C] upvalue yield
--> 1 :108 - {_=table, e="text", closing="wrapped"}
--> 2 [C] -
--> 3 :136 - {outer=1}

-- in hooks
yielded(function()
    local before = 1
    debug.sethook(function(event, line) local hook = event yield(line) end, "l")
    local after = 2
end)
--> yielded:
--> 0 [C] upvalue yield
--> 1 :147 hook ? {event="line", line=148, hook="line"}
--> 2 :148 - {before=1}
yielded(function()
    local function f(a, b) return a + b end
    debug.sethook(function(event)
        if debug.getinfo(2, "f").func == f then
            debug.sethook()
            yield()
        end
    end, "c")
    return f(1, 2) + 1
end)
--> yielded:
--> 0 [C] upvalue yield
--> 1 :159 hook ? {event="call"}
--> 2 :155 local f {a=1, b=2}
--> 3 :162 - {f=function}
yielded(function()
    local function f(a, b) local sum = a + b return sum, a end
    debug.sethook(function(event)
        if debug.getinfo(2, "f").func == f then
            debug.sethook()
            yield()
        end
    end, "r")
    local x = f(1, 2)
end)
--> yielded:
--> 0 [C] upvalue yield
--> 1 :174 hook ? {event="return"}
--> 2 :170 local f {a=1, b=2, sum=3}
--> 3 :177 - {f=function}

-- parked by a transfer: a lone one; the root and the leaf of a sleeping chain, resumed, wrapped and in a loop
local function transferred(f)
    local co = coroutine.create(f)
    coroutine.transfer(co, "a")
    dump(co)
    return co
end
transferred(function(a)
    local b = a
    return (coroutine.transfer(main))
end)
--> transferred:
--> 0 [C] field transfer
--> 1 :194 - {a="a", b="a"}
local leaf
transferred(function(a)
    local me = "root"
    leaf = coroutine.create(function(b) local me = "leaf" coroutine.transfer(main) return b end)
    coroutine.resume(leaf, a)
end)
dump(leaf)
--> normal:
--> 0 [C] field resume
--> 1 :203 - {a="a", me="root"}
--> transferred:
--> 0 [C] field transfer
--> 1 :202 - {b="a", me="leaf"}
transferred(function(a)
    local call = coroutine.wrap(function(b) leaf = coroutine.running() coroutine.transfer(main) return b end)
    call(a)
end)
dump(leaf)
--> normal:
--> 0 [C] local call
--> 1 :214 - {a="a", call=function}
--> transferred:
--> 0 [C] field transfer
--> 1 :213 - {b="a"}
transferred(function(a)
    for v in coroutine.wrap(function() leaf = coroutine.running() coroutine.transfer(main) end) do
        print(v)
    end
end)
dump(leaf)
--> normal:
--> 0 [C] for iterator for iterator
--> 1 :224 - {a="a", (for state)=function, (for state)=nil, (for state)=nil, (for state)=nil}
--> transferred:
--> 0 [C] field transfer
--> 1 :224 -

-- waiting for the running one
local function waiting(f)
    local co = coroutine.create(f)
    assert(coroutine.resume(co, function() local here = 1 dump(co) end))
end
waiting(function(f) local r = coroutine.resume(coroutine.create(f)) return r end)
--> normal:
--> 0 [C] field resume
--> 1 :241 - {f=function}
waiting(function(f) local r = coroutine.wrap(f)() return r end)
--> normal:
--> 0 [C] -
--> 1 :245 - {f=function}
waiting(function(f) for v in coroutine.wrap(f) do end end)
--> normal:
--> 0 [C] for iterator for iterator
--> 1 :249 - {f=function, (for state)=function, (for state)=nil, (for state)=nil, (for state)=nil}
waiting(function(f)
    local other = coroutine.create(function() pcall(yield) f() end)
    coroutine.resume(other)
    coroutine.throw(other, "thrown")
end)
--> normal:
--> 0 [C] field throw
--> 1 :256 - {f=function, other=thread}

-- not running any more
local function ended(f, ...)
    local co = coroutine.create(f)
    print(coroutine.resume(co, ...))
    dump(co)
    return co
end
local failed = ended(function(a)
    local b = a
    local function inner(c) local d = c error("failed", 0) end
    inner(b)
end, "x")
--> false failed
--> failed:
--> 0 [C] global error
--> 1 :271 local inner {c="x", d="x"}
--> 2 :272 - {a="x", b="x", inner=function}
print(coroutine.close(failed))
dump(failed)
--> false failed
--> failed:
ended(function() return 1 end)
--> true 1
--> finished:
local new = coroutine.create(function(a) end)
dump(new)
print(coroutine.throw(new, "thrown"))
dump(new)
--> new:
--> false thrown
--> failed:
local lost = coroutine.create(function() local inside = 1 local c <close> = setmetatable({}, {__close = error}) error("lost", 0) end)
print(select("#", pcall(coroutine.transfer, lost)))
dump(lost)
--> 2
--> failed:
--> 0 [C] global error
--> 1 :293 - {inside=1, c=table}
local closing
closing = coroutine.create(function()
    local c <close> = setmetatable({}, {__close = function() dump(closing) end})
    local d <close> = setmetatable({}, {__close = function() collectgarbage() dump(closing) error("close", 0) end})
    yield()
end)
coroutine.resume(closing)
print(coroutine.close(closing))
dump(closing)
--> closing:
--> closing:
--> false close
--> failed:
coroutine.wrap(pcall)(coroutine.wrap(function()
    closing = coroutine.running()
    local c <close> = setmetatable({}, {__close = function() collectgarbage() dump(closing) end})
    local d = 4
    error("wrapped", 0)
end))
dump(closing)
--> closing:
--> 0 [C] global error
--> 1 :317 - {c=table, d=4}
--> failed:

-- variables are set where the coroutine goes on; the slots of library functions, on which they rely, are not
local co = coroutine.create(function(a, ...)
    local b, c = 2, 3
    local function up() return c end
    table.sort({2, 1}, function(x, y)
        yield()
        return x < y
    end)
    return a, b, up(), ...
end)
coroutine.resume(co, 1, "v1", "v2")
print(debug.setlocal(co, 3, 1, "A"), debug.setlocal(co, 3, 2, "B"), debug.setlocal(co, 3, 3, "C"), debug.setlocal(co, 3, -2, "V"))
--> a b c (vararg)
for level = 0, 2, 2 do
    for n = 1, 10 do
        assert(debug.setlocal(co, level, n, "bad") == nil)
    end
end
print(debug.setlocal(co, 3, 30, 1), debug.setlocal(co, 3, -3, 1), debug.setlocal(co, 1, 1, 0))
--> nil nil x
print(coroutine.resume(co))
--> true A B C v1 V

-- a hook set on a suspended coroutine counts from there
local lines
local function watched(mask, count, f)
    lines = {}
    local thread = coroutine.create(f)
    coroutine.resume(thread)
    debug.sethook(thread, function(event, line) lines[#lines + 1] = event .. " " .. tostring(line) end, mask, count)
    print(select(2, debug.gethook(thread)))
    return thread
end
local thread = watched("crl", 0, function()
    local function f()
        return 1
    end
    yield()
    f()
end)
coroutine.resume(thread)
print(table.concat(lines, ", "))
--> crl 0
--> line 363, call nil, line 360, return nil, line 364, return nil
thread = watched("", 1000, function() yield() for i = 1, 10000 do end end)
coroutine.resume(thread)
print(#lines >= 10, lines[1])
-->  1000
--> true count nil
debug.sethook(thread)
print(debug.gethook(thread), debug.gethook())
--> nil nil
