-- What a batch of random programs (difftest_gen.lua) contains besides them: the function that runs one, in an environment of its own.
local write, flush, format, sort, concat = io.write, io.flush, string.format, table.sort, table.concat
local original = {}
for _, name in ipairs { "assert", "collectgarbage", "error", "getmetatable", "ipairs", "load", "next", "pairs", "pcall", "rawequal",
    "rawget", "rawlen", "rawset", "select", "setmetatable", "tonumber", "tostring", "type", "xpcall", "coroutine", "string", "table",
    "math", "utf8", "os" } do original[name] = _G[name] end

local function show(v, depth)
    local kind = math.type(v) or type(v)
    if kind == "integer" then return format("%d", v) end
    if kind == "float" then return v ~= v and "nan" or format("%.17g", v) .. "f" end
    if kind == "string" then return #v <= 200 and format("%q", v) or format("%q", v:sub(1, 200)) .. "#" .. #v end
    if kind ~= "table" then return kind == "boolean" and tostring(v) or kind end
    local meta = getmetatable(v)
    if type(meta) == "table" and meta.__name == "Obj" then return "obj(" .. show(rawget(v, "v"), 1) .. ")" end
    if depth > 2 then return "{...}" end
    local items = {}
    for key, value in next, v do
        items[#items + 1] = "[" .. show(key, 3) .. "]=" .. show(value, depth + 1)
    end
    sort(items)
    for i = #items, 41, -1 do items[i] = i == 41 and "... " .. #items or nil end
    return "{" .. concat(items, ",") .. "}"
end

local function environment()
    local env, fuel, printed = {}, 4000, 0
    for name, value in pairs(original) do env[name] = value end
    env._ENV_NAME = "env"
    local function T()
        fuel = fuel - 1
        if fuel < 0 then error("out of fuel", 0) end
    end
    local function P(...)
        T()
        printed = printed + 1
        if printed > 700 then error("too much output", 0) end
        local n = select("#", ...)
        local items = { ... }
        for i = 1, n do items[i] = show(items[i], 1) end
        write(concat(items, " "), "\n")
    end
    env.T, env.P, env.CL, env.print = T, P, {}, P
    env._G = env
    function env.CAP(s) return #s > 60 and s:sub(-60) or s end
    function env.LOAD(...) -- only the message or the kind: the piece is not run
        local f, message = load(...)
        return f and "compiles" or message
    end
    function env.SORTED(t)
        local keys = {}
        for k in pairs(t) do keys[#keys + 1] = k end
        sort(keys, function(a, b) return show(a, 1) < show(b, 1) end)
        local i = 0
        return function() i = i + 1; if keys[i] ~= nil then return keys[i], t[keys[i]] end end
    end
    function env.GMATCH(s, pattern)
        local n = 0
        for a, b in original.string.gmatch(s, pattern) do
            n = n + 1
            P(a, b)
            if n == 6 then break end
        end
        return n
    end
    function env.COUNT(n)
        local i = 0
        return function() i = i + 1; if i <= n then return i, -i end end
    end
    local function first_and_last(t) -- borders
        local first, last = 0, 0
        while rawget(t, first + 1) ~= nil do first = first + 1 end
        for k in next, t do
            if math.type(k) == "integer" and k > last then last = k end
        end
        return first, last
    end
    function env.FULL(t)
        local first, last = first_and_last(t)
        return first == last
    end
    function env.LEN(t, n)
        local first, last = first_and_last(t)
        if first == last then return n end
        if (n == 0 or rawget(t, n) ~= nil) and rawget(t, n + 1) == nil then return first end
        return -n
    end
    function env.TBC(name, failure)
        return setmetatable({}, { __close = function(_, e) P("close", name, e); if failure then error(failure) end end })
    end
    -- as an iterator: its fourth value is closed by the loop
    local closing_meta = { __close = function(self, e) P("closing", self.name, e) end }
    function env.CLOSING(name, n)
        local value = setmetatable({ name = name }, closing_meta)
        if name ~= "for" then return value end
        local i = 0
        return function() i = i + 1; if i <= n then return i, name end end, nil, nil, value
    end
    local meta = { __name = "Obj" }
    local function MK(v) return setmetatable({ v = v }, meta) end
    local function value(o) return getmetatable(o) == meta and rawget(o, "v") or tonumber(o) or error("no value", 2) end
    local function whole(o) return math.tointeger(value(o)) or 5 end
    for name, f in pairs {
        add = function(a, b) return MK(value(a) + value(b)) end, sub = function(a, b) return MK(value(a) - value(b)) end,
        mul = function(a, b) return MK(value(a) * value(b)) end, div = function(a, b) return value(a) / value(b), 99 end,
        mod = function(a, b) return MK(whole(a) % (whole(b) | 1)) end, idiv = function(a, b) return whole(a) // (whole(b) | 1) end,
        pow = function() return "pow" end, unm = function(a, b) return rawequal(a, b) and "unm" or "unm2" end,
        band = function(a, b) return whole(a) & whole(b) end, bor = function(a, b) return whole(a) | whole(b) end,
        bxor = function(a, b) return whole(a) ~ whole(b) end, shl = function(a, b) return whole(a) << (whole(b) & 7) end,
        shr = function(a, b) return whole(a) >> (whole(b) & 7) end, bnot = function(a) return ~whole(a) end,
        concat = function(a, b) return (type(a) == "table" and "<" .. value(a) or a) .. (type(b) == "table" and value(b) .. ">" or b) end,
        len = function(a) return value(a) end, eq = function(a, b) return value(a) == value(b) and 1 or nil end,
        lt = function(a, b) return value(a) < value(b) end, le = function(a, b) return value(a) <= value(b) and "yes" end,
        call = function(self, ...) T() return value(self), ... end,
        tostring = function(self) return "Obj:" .. value(self) end,
        pairs = function(self) return next, { v = value(self) } end,
        newindex = function(self, k, v) if k == "bad" then error("bad field") end rawset(self, k, v) end,
        index = function(self, k)
            if k == "x" then return value(self) end
            if k == "name" then return k .. "!" end
            if k == "get" then return function(s, n) T() return n and MK(n) or s end end
            if k == "oops" then error("oops " .. k) end
        end,
    } do meta["__" .. name] = f end
    env.MK = MK
    -- an object whose every metamethod yields, when it can
    local yielder = { __name = "Yielder" }
    for _, event in ipairs { "add", "sub", "concat", "len", "lt", "le", "eq", "index", "unm", "call" } do
        yielder["__" .. event] = function(_, b)
            T()
            return coroutine.isyieldable() and coroutine.yield(event, type(b)) or event
        end
    end
    function env.YIELDER(v) return setmetatable({ v = v }, yielder) end
    return env
end

return function(seed, source)
    write("== ", seed, "\n")
    flush()
    local f, message = load(source, "=p", "t", environment())
    if not f then
        write("does not compile: ", message, "\n")
    else
        local result = table.pack(pcall(f, 1, "two", 3.5))
        write("end: ", show(result[1], 1), " ", show(result[2], 1), "\n")
    end
end
