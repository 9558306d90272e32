-- weft-only
-- timeout 60
-- Yield from anywhere: each callback of the language and its library, run with switches inside, gives what it gives without.
--
-- A case calls step() in its callbacks. Every mode runs it in another kind of coroutine with another kind of switch in
-- step(): results and the order of calls must be those of the run in which step() does not switch; likewise when the first
-- or the second call of step() raises an error after its switch, inside a pcall of the coroutine's or not (with pending
-- variables inside only: a coroutine that fails keeps those, if it was resumed, for coroutine.close).
local create, resume, yield, transfer = coroutine.create, coroutine.resume, coroutine.yield, coroutine.transfer
local running, status = coroutine.running, coroutine.status
local pack, unpack, sort, concat, insert = table.pack, table.unpack, table.sort, table.concat, table.insert
local setmetatable, getmetatable, pcall, tostring, load = setmetatable, getmetatable, pcall, tostring, load
local main = running()

local boom = setmetatable({}, {__name = "boom", __tostring = function() return "boom" end})
local switch, raise_at, steps, log

local function step(what)
    steps = steps + 1
    log[#log + 1] = what
    switch()
    if steps == raise_at then error(boom) end
end

-- An object whose metamethods step and give `result` (by default the event's name).
local function object(events, result, more)
    local mt = more or {}
    for event in events:gmatch("%a+") do
        mt["__" .. event] = function()
            step(event)
            if result == nil then return event end
            return result
        end
    end
    return setmetatable({}, mt)
end
-- A table that is reached through metamethods only.
local function proxy(t)
    return setmetatable({}, {
        __index = function(_, k) step("get") return t[k] end,
        __newindex = function(_, k, v) step("set") t[k] = v end,
        __len = function() step("len") return #t end,
        __pairs = function() step("pairs") return function(_, k) step("next") return next(t, k) end, nil, nil end,
    })
end
local function guard(what, f)
    return setmetatable({}, {__close = function(_, e)
        step(what)
        log[#log + 1] = tostring(e)
        if f then f() end
    end})
end
-- A number that compares by __lt and __le.
local number_meta = {
    __lt = function(a, b) step("lt") return a.n < b.n end,
    __le = function(a, b) step("le") return a.n <= b.n end,
    __tostring = function(a) step("tostring") return "n" .. a.n end,
}
local function numbers(...)
    local t = {...}
    for i = 1, #t do t[i] = setmetatable({n = t[i]}, number_meta) end
    return t
end
local function plain(t)
    local r = {}
    for i = 1, #t do r[i] = t[i].n end
    return concat(r, " ")
end

-- ---- modes ----

local function deep(n) if n > 0 then return 1 + deep(n - 1) end return 0 end
-- A coroutine that transfers back to whom it was reached by.
local function peer_switch()
    local peer = create(function(back) while true do back = transfer(back) end end)
    return function() transfer(peer, (running())) end
end
-- Resumes body's coroutine until it ends; the values passed are checked.
local function drive(body)
    local co = create(body)
    local t = pack(resume(co))
    while status(co) ~= "dead" do t = pack(resume(co, t[2])) end
    return t
end
local function yields()
    for i = 1, 3 do
        if yield(i) ~= i then error("the wrong value came back") end
    end
end
-- Transfers to body's coroutine until it ends.
local function drive_by_transfer(body)
    local co = create(body)
    local t = pack(pcall(transfer, co, "start"))
    while status(co) ~= "dead" do t = pack(pcall(transfer, coroutine.leaf(co), t[2])) end
    return t
end
local function to_main()
    for i = 1, 3 do
        if transfer(main, i) ~= i then error("the wrong value came back") end
    end
end

local modes = {
    {"yields", yields, drive},
    {"yields, the stack moves", function() deep(40) yields() deep(400) collectgarbage("step") end, drive},
    {"transfers to a peer", peer_switch, drive, true},
    {"reached by transfer, transfers to main", to_main, drive_by_transfer},
    {"reached by transfer, transfers to a peer", peer_switch, drive_by_transfer, true},
    {"resumed by one reached by transfer, yields", yields, function(body)
        return transfer(create(function() return drive(body) end))
    end},
    {"resumed by one reached by transfer, transfers to main", to_main, function(body)
        local root = create(function() return drive(body) end)
        local r = transfer(root)
        while status(root) ~= "dead" do r = transfer(coroutine.leaf(root), r) end
        return r
    end},
    {"yields and transfers", function()
        local me = running()
        yields()
        transfer(create(function() transfer(me) end))
        yields()
    end, drive},
    {"resumes others", function() coroutine.wrap(function() coroutine.wrap(yield)() yield() end)() end, drive},
    {"is thrown into", function()
        local ok, e = pcall(yield, "throw")
        if ok or e ~= "thrown" then error("nothing was thrown") end
    end, function(body)
        local co = create(body)
        local t = pack(resume(co))
        while status(co) ~= "dead" do t = pack(coroutine.throw(co, "thrown")) end
        return t
    end},
}

local function show(t)
    local r = {}
    for i = 1, t.n do r[i] = type(t[i]) == "table" and t[i] ~= boom and "table" or tostring(t[i]) end
    return concat(r, " ")
end

-- Runs f; gives what it returned or raised and what was called in which order.
local function run(f, mode_switch, driver, at, is_protected)
    switch, raise_at, steps, log = mode_switch, at, 0, {}
    local t = driver(is_protected and function() return pcall(f) end or function() return f() end)
    switch, raise_at = function() end, nil
    debug.sethook()
    return show(t) .. " / " .. concat(log, " "), steps
end

local runs, failures, switched, case_count = 0, 0, 0, 0
local function nothing() end
-- Runs f in all modes. "close ...", "closing ...": an error would leave variables pending.
local function case(name, f)
    local _, count = run(f, nothing, drive, nil, true)
    if count == 0 then print(name, "calls nothing back") end
    case_count = case_count + 1
    for at = 0, math.min(count, 2) do
        for _, is_protected in ipairs(name:find("^clos") and {true} or {true, false}) do
            local want = run(f, nothing, drive, at, is_protected)
            for _, mode in ipairs(modes) do
                local got, n = run(f, mode[4] and mode[2]() or mode[2], mode[3], at, is_protected)
                runs, switched = runs + 1, switched + n
                if got ~= want then
                    failures = failures + 1
                    if failures <= 20 then
                        print(name, mode[1], "raises at " .. at, is_protected and "protected" or "unprotected", "got", got, "expected", want)
                    end
                end
            end
        end
    end
end
-- A case written as code with o (and p, like it) and step in it.
local function code(name, text, make, op)
    if op then text = text:gsub("OP", (op:gsub("%%", "%%%%"))) end
    local f = assert(load("local make, step = ... return function() local o, p = make(), make() " .. text .. " end", "=" .. name))
    case(name .. ": " .. text, f(make, step))
end

-- ---- metamethods ----

for op, event in pairs {
    ["+"] = "add", ["-"] = "sub", ["*"] = "mul", ["/"] = "div", ["%"] = "mod", ["^"] = "pow", ["//"] = "idiv",
    ["&"] = "band", ["|"] = "bor", ["~"] = "bxor", ["<<"] = "shl", [">>"] = "shr", [".."] = "concat",
} do
    local function make() return object(event) end
    local text = "return o OP p, o OP 2, 2 OP o, o OP 2.0, 3.0 OP o, o OP 1000000, o OP '10', '10' OP o, p OP nil, (o OP p) .. 'x'"
    code(event, text, make, op)
    code(event, "local a, b, c = 1, 2, 3; b = o OP a; c = a OP o; return a, b, c", make, op)
    code(event, "local t = {o OP p, o OP 2, x = 2 OP o, n = 5}; return t[1], t[2], t.x, t.n", make, op)
    code(event, "return select('#', o OP p), (function(...) return select('#', ...), ... end)(1, o OP p, 2 OP p)", make, op)
    code(event, "return o OP p", function() return object(event, false) end, op)
end
code("unm", "return -o, - -o == 1, (-o) .. -p", function() return object("unm") end)
code("bnot", "local t = {~o, ~p} return ~o, t[1], t[2]", function() return object("bnot") end)
code("len", "local n = #o for i = 1, #o do n = n + i end return n, #o + #p", function() return object("len", 3) end)

for _, result in ipairs {true, false, "yes"} do
    local function make() return object("eq lt le", result) end
    for _, op in ipairs {"==", "~=", "<", "<=", ">", ">="} do
        local text = "return o OP p, not (o OP p), (o OP p) and 1 or 2"
        code("value", text, make, op)
        code("condition", "local r = {} if o OP p then r[1] = 1 else r[1] = 2 end if not (o OP p) then r[2] = 1 end " ..
            "for i = 1, 3 do r[#r + 1] = i if o OP p then break end end " ..
            "repeat r[#r + 1] = 'r' until o OP p or #r > 9 " ..
            "while o OP p and #r < 15 do r[#r + 1] = 'w' end return table.unpack(r)", make, op)
        if op ~= "==" and op ~= "~=" then
            code("constant", "return o OP 1, 1 OP o, o OP 1.5, 1.5 OP o, o OP 1000000, o OP 'a', 'a' OP o", make, op)
            code("constant", "local n = 0 if o OP 1 then n = 1 end if 1 OP o then n = n + 2 end if o OP 2.5 then n = n + 4 end return n",
                make, op)
        end
    end
end

local function indexed() return object("index newindex") end
code("index", "return o.x, o[1], o[o], o[1.5], o.x .. p.y, (o.x), #o.x", indexed)
code("index", "local k, i, t = 'key', 5, {o.a, o.b, c = o.c} return o[k], o[i], t[1], t[2], t.c, k, i", indexed)
code("index of an index", "return o.x.y.z, o[1][2]", function()
    return setmetatable({}, {__index = function(t, k) step("index") return t end, __tostring = function() return "o" end})
end)
code("index by tables", "return o.x, o.missing, o[1]", function()
    local last = setmetatable({}, {__index = function(_, k) step("index") return k end})
    return setmetatable({}, {__index = setmetatable({}, {__index = last})})
end)
code("method", "return o:method(1, 2), o:method(o:method()), select('#', o:method())", function()
    return setmetatable({}, {__index = function() step("index") return function(_, ...) step("method") return "m", ... end end})
end)
code("environment", "local _ENV = o x = 1 local r = y z = y return r, y, x", indexed)
code("environment, captured", "local _ENV = o return (function() x = y return z end)()", indexed)
code("newindex", "o.x = 1 o[1] = 2 o[o] = nil o.y, p.z, o[2] = 1, 2, o.x return o.x", indexed)
code("newindex by tables", "o.x = 1 o[1] = 2 return rawget(o, 'x')", function()
    return setmetatable({}, {__newindex = setmetatable({}, {__newindex = function(t, k, v) step("set") rawset(t, k, v) end})})
end)
case("index of a string", function()
    local meta = getmetatable("")
    local old = meta.__index
    meta.__index = function(_, k) step("index") meta.__index = old return function(s) step("method") return s .. k end end
    local ok, r = pcall(function() return ("text"):method() end)
    meta.__index = old
    return ok, r
end)
code("call", "return o(1, 2), o(), (o(3)), o(o(4))", function()
    return setmetatable({}, {__call = function(_, ...) step("call") return select("#", ...), ... end, __tostring = function() return "o" end})
end)
code("tail call", "return o(1, nil)", function() return object("call") end)
code("call of a call", "return o(1), pcall(o, 2), select(2, pcall(pcall, o))", function()
    return setmetatable({}, {__call = setmetatable({}, {__call = function(_, _, ...) step("call") return ... end})})
end)
code("concat", "return 'a' .. 'b' .. o .. 'c' .. 1 .. p .. 2.5, o .. p .. o, 'x' .. (o .. 'y'), 1 .. o", function()
    return setmetatable({}, {__concat = function(a, b)
        step("concat")
        return (type(a) == "table" and "T" or a) .. "," .. (type(b) == "table" and "T" or b)
    end})
end)
code("concat of objects", "local r = 'a' .. o .. 'b' .. 'c' .. o return r == o, (o .. 'x') == o", function()
    return setmetatable({}, {__concat = function(a, b) step("concat") return type(a) == "table" and a or b end})
end)
code("string arithmetic", "return '10' + o, o * '3', -o, '0x10' // o, '1' ~ o, ' 5 ' % o, 2 ^ o", function()
    return object("add mul unm idiv bxor mod pow")
end)
code("tostring", "return tostring(o), string.format('%s|%10s|%-4s|%.2s|%d', o, p, o, o, 7), #tostring(p)", function()
    return object("tostring")
end)
code("pairs", "local r = {} for k, v in pairs(o) do r[#r + 1] = k .. v end table.sort(r) return table.concat(r)", function()
    return proxy {"a", "b", x = "c"}
end)
code("ipairs", "local r = '' for i, v in ipairs(o) do r = r .. i .. v end return r", function() return proxy {"a", "b", "c"} end)

-- ---- to-be-closed variables ----

case("close at the end of a block", function()
    local r = {}
    do
        local a <close> = guard("a")
        local b <close> = guard("b")
        local c <close> = nil
        r[1] = "in"
    end
    do local d <close> = guard("d") r[2] = "again" end
    return r[1], r[2]
end)
case("close at a return", function()
    local function f(...)
        local a <close> = guard("a")
        do
            local b <close> = guard("b")
            return ..., "end"
        end
    end
    return f(1, 2), (f()), f()
end)
case("close at a return of a call", function()
    local function f(n) local a <close> = guard("a" .. n) if n > 0 then return f(n - 1) end return n, "end" end
    return f(3)
end)
case("close at a break", function()
    local n = 0
    for i = 1, 3 do
        local a <close> = guard("a")
        local b <close> = guard("b")
        n = n + i
        if i == 2 then break end
    end
    while true do local c <close> = guard("c") break end
    return n
end)
case("close at a goto", function()
    local n = 0
    ::again::
    do
        local a <close> = guard("a")
        n = n + 1
        if n < 3 then goto again end
        do local b <close> = guard("b") goto out end
    end
    ::out::
    repeat local c <close> = guard("c") n = n + 1 until n > 5
    return n
end)
case("close at an error", function()
    local ok, e = pcall(function()
        local a <close> = guard("a")
        local b <close> = guard("b", function() error("from b", 0) end)
        local c <close> = guard("c")
        error("first", 0)
    end)
    return ok, e
end)
case("close at an error of the machine's", function()
    local ok, e = pcall(function() local a <close> = guard("a") local x = nil + 1 end)
    return ok, e
end)
case("close below a message handler", function()
    return xpcall(function() local a <close> = guard("a") error("first", 0) end, function(m) step("handler") return m .. "!" end)
end)
case("close with an error in a normal exit", function()
    return pcall(function()
        local a <close> = guard("a")
        local b <close> = guard("b", function() error("from b", 0) end)
        return "not seen"
    end)
end)
case("close calls an object", function()
    local r
    do local a <close> = setmetatable({}, {__close = setmetatable({}, {__call = function(_, _, e) step("call") r = tostring(e) end})}) end
    return r
end)
case("coroutine.close", function()
    local co = create(function() local a <close> = guard("a") local b <close> = guard("b") yield() end)
    resume(co)
    local ok = coroutine.close(co)
    return ok, coroutine.state(co)
end)
case("coroutine.close with errors", function()
    local co = create(function()
        local a <close> = guard("a")
        local b <close> = guard("b", function() error("from b", 0) end)
        yield()
    end)
    resume(co)
    local ok, e = coroutine.close(co)
    return ok, e, coroutine.state(co)
end)
case("coroutine.close of a chain", function()
    local me = running()
    local leaf = create(function() local a <close> = guard("leaf") transfer(me) end)
    local root = create(function() local b <close> = guard("root") resume(leaf) end)
    transfer(root)
    return coroutine.close(root), coroutine.state(leaf), coroutine.state(root)
end)
case("a wrap's call that fails", function()
    local co
    local f = coroutine.wrap(function() co = running() local a <close> = guard("a") local b <close> = guard("b") error("e", 0) end)
    local ok, e = pcall(f)
    return ok, e, coroutine.state(co)
end)

-- ---- iterators ----

case("an iterator", function()
    local n = 0
    for i, v in function(_, i) step("next") if i < 3 then return i + 1, "v" end end, nil, 0 do n = n + i .. v end
    return n
end)
case("an iterator with many variables", function()
    local r = {}
    for a, b, c, d, e in function(s, c) step("next") if #r < 2 then return 1, 2, 3, 4 end end do r[#r + 1] = a + b + c + d r.e = e end
    return r[1], r[2], r.e
end)
case("an iterator that is an object", function()
    local r = ""
    local it = setmetatable({}, {__call = function(_, _, i) step("call") i = (i or 0) + 1 if i < 4 then return i end end})
    for i in it do r = r .. i end
    return r
end)
for how, leave in pairs {
    ["the end"] = function() end, ["an error"] = function() error("leaves", 0) end,
} do
    case("closing value of a loop at " .. how, function()
        return pcall(function()
            for i in function(_, i) step("next") i = (i or 0) + 1 if i < 3 then return i end end, nil, nil, guard("close") do
                leave()
            end
            return "after"
        end)
    end)
end
case("closing value of a loop at a break", function()
    local n
    for i in function() step("next") return 1 end, nil, nil, guard("close") do n = i break end
    return n
end)
case("closing value of a loop at a return", function()
    local function f() for i in function() step("next") return 1 end, nil, nil, guard("close") do return "r", i end end
    return f()
end)
case("closing value of a loop at a goto", function()
    for i in function() step("next") return 1 end, nil, nil, guard("close") do goto out end
    ::out::
    return "out"
end)
-- ---- protected calls ----

case("pcall", function() return pcall(function(...) step("f") return select("#", ...), ... end, 1, nil, 3) end)
case("pcall of pcall", function() return pcall(pcall, pcall, function() step("f") error("e", 0) end) end)
case("xpcall", function()
    return xpcall(function(...) step("f") return ... end, function(m) step("handler") return m end, 1, nil)
end)
case("message handler", function()
    return xpcall(function() step("f") error("e", 0) end, function(m) step("handler") return tostring(m) .. "!", "cut" end)
end)
case("message handler of the machine's error", function()
    return xpcall(function() local x x = x.y.z end, function(m) step("handler") return m .. "!" end)
end)
case("message handler of a message handler", function()
    local n = 0
    return xpcall(error, function(m)
        step("handler")
        n = n + 1
        if n < 4 then error(m .. n, 0) end
        return m
    end, "e", 0)
end)
case("message handler inside a metamethod", function()
    local o = setmetatable({}, {__add = function() return select(2, xpcall(error, function(m) step("handler") return m end, "e")) end})
    return o + 1, 1 + o
end)
case("errors pass through", function()
    local function level(n) if n == 0 then step("bottom") error("e", 0) end local x = level(n - 1) return x end
    return pcall(level, 10)
end)

-- ---- library ----

case("table.sort with a function", function()
    local t = {5, 2, 8, 1, 9, 3}
    sort(t, function(a, b) step("compare") return a > b end)
    return unpack(t)
end)
case("table.sort by __lt", function()
    local t = numbers(3, 1, 2)
    sort(t)
    return plain(t)
end)
case("table.sort of a proxy", function()
    local t = {3, 1, 2}
    sort(proxy(t))
    return unpack(t)
end)
case("table.sort of a proxy with a function", function()
    local t = numbers(3, 1, 2, 4)
    sort(proxy(t), function(a, b) step("compare") return b < a end)
    return plain(t)
end)
case("table.concat", function() return concat(proxy {"a", "b", 3}, ", "), concat(proxy {"a", "b", "c"}, "", 2, 3) end)
case("table.insert", function()
    local t = {1, 2}
    local p = proxy(t)
    insert(p, 3)
    insert(p, 1, 0)
    return unpack(t)
end)
case("table.remove", function()
    local t = {1, 2, 3, 4}
    local p = proxy(t)
    return table.remove(p), table.remove(p, 1), table.remove(p, 3), unpack(t)
end)
case("table.move", function()
    local a, b = {1, 2, 3}, {}
    local p = proxy(a)
    table.move(p, 1, 3, 2)
    local r = table.move(p, 1, 4, 1, proxy(b))
    return concat(a, " "), concat(b, " "), rawlen(r)
end)
case("table.unpack", function() return unpack(proxy {1, nil, 3}, 1, 3) end)
case("table.unpack by __len", function() return unpack(proxy {1, 2}) end)
case("string.gsub with a function", function()
    return ("hello world"):gsub("o(.?)", function(c) step("replace") if c == "r" then return nil end return "<" .. c .. ">" end)
end)
case("string.gsub with a table", function()
    return ("a b c"):gsub("%a", setmetatable({b = "kept"}, {__index = function(_, k) step("index") return k ~= "c" and k:upper() end}))
end)
case("string.gsub with positions and a limit", function()
    return ("abcd"):gsub("()%a", function(i) step("replace") return i end, 3)
end)
case("load with a reader", function()
    local pieces, i = {"local a, b = ... ", "return a ", "+ ", "b"}, 0
    local f = load(function() step("read") i = i + 1 return pieces[i] end, "=piece")
    return f and f(2, 3)
end)
case("load of a binary with a reader", function()
    local text, i = string.dump(function(x) return x * 2 end), 0
    local f = load(function() step("read") i = i + 1 return text:sub(i * 40 - 39, i * 40) end, "=binary", "b")
    return f and f(21)
end)
case("load with a reader that ends badly", function()
    local i = 0
    return load(function() step("read") i = i + 1 return i < 3 and "x = = 1 " or nil end, "=bad")
end)
case("load with a reader that gives no string", function() return load(function() step("read") return {} end) end)

local module = os.getenv("TEST_TMP") .. "/callback_module.lua"
local file = assert(io.open(module, "w"))
file:write("step('chunk') local r = ... step('again') return {r}, 'second'")
file:close()
_G.step = step
case("dofile", function()
    local t, second = dofile(module)
    return t[1], second
end)
case("loadfile", function() return loadfile(module)("arg")[1] end)
case("require of a file", function()
    local old = package.path
    package.path = os.getenv("TEST_TMP") .. "/?.lua"
    package.loaded.callback_module = nil
    local ok, t, where = pcall(require, "callback_module")
    package.path = old
    return ok, ok and t[1], ok and where == module
end)
case("require of a preloaded module", function()
    package.loaded.callback_preloaded = nil
    package.preload.callback_preloaded = function(...) step("loader") return select("#", ...) end
    return require("callback_preloaded")
end)
case("require by a searcher", function()
    package.loaded.callback_found = nil
    local at = #package.searchers + 1
    package.searchers[at] = function(name) step("searcher") return function(...) step("loader") return concat({...}, " ") end, "extra" end
    local t = pack(pcall(require, "callback_found"))
    package.searchers[at] = nil
    return unpack(t, 1, t.n)
end)
case("require by searchers that find nothing", function()
    local at = #package.searchers + 1
    package.searchers[at] = function(name) step("searcher") return "\n\tnot " .. name end
    local ok, e = pcall(require, "callback_missing")
    package.searchers[at] = nil
    return ok, type(e) == "string" and e:match("not callback_missing$")
end)
case("os.time", function()
    return os.time(proxy {year = 2020, month = 2, day = 3, hour = 12, isdst = false})
end)

-- ---- hooks ----

for event, mask in pairs {call = "c", ["return"] = "r", line = "l", all = "crl", count = ""} do
    case(event .. " hook", function()
        local function work(n)
            local s = 0
            for i = 1, n do
                s = s + math.abs(-i)
            end
            return s, ("x"):rep(2)
        end
        local seen = 0
        debug.sethook(function(what, line)
            if seen < 12 then
                seen = seen + 1
                step(what .. " " .. tostring(line))
            end
        end, mask, mask == "" and 7 or 0)
        local r = pack(pcall(work, 3))
        debug.sethook()
        return unpack(r, 1, r.n)
    end)
end

-- ---- callbacks in callbacks ----

case("nested", function()
    local o = setmetatable({}, {__index = function(_, k)
        local t = {3, 1, 2}
        sort(t, function(a, b)
            step("compare")
            return (("x"):gsub("x", function() step("replace") return tostring(a < b) end)) == "true"
        end)
        return k .. concat(t)
    end})
    return xpcall(function() for i in pairs(setmetatable({}, {__pairs = function() return next, {[o.a] = 1} end})) do error(i .. o.b, 0) end end,
        function(m) step("handler") return m .. o.c end)
end)

print(failures, "failures") --> 0 failures
print(case_count > 150, switched > runs) --> true true
-- print shows what it prints
local function shows() print(object("tostring"), object("tostring", "twice")) end
for _, mode in ipairs(modes) do run(shows, mode[4] and mode[2]() or mode[2], mode[3], nil, false) end --> tostring twice
--> tostring twice
--> tostring twice
--> tostring twice
--> tostring twice
--> tostring twice
--> tostring twice
--> tostring twice
--> tostring twice
--> tostring twice
