-- A program of ten thousand lines, written by this script from a fixed seed, compiles and computes what the reference does.
-- as-reference

local LINES = 10000

local seed = 20240607
local function random(n)
    seed = (seed * 6364136223846793005 + 1442695040888963407)
    return (seed >> 33) % n + 1
end
local function pick(list) return list[random(#list)] end

-- The text, and the variables in scope: names of integers, strings, lists of integers, functions of an integer.
local lines, depth, names = {}, 0, 0
local scope = {int = {}, str = {}, list = {}, fn = {}}
local assignable = {int = {}, str = {}}
local function emit(format, ...) lines[#lines + 1] = ("  "):rep(depth) .. format:format(...) end
local function new_name(prefix)
    names = names + 1
    return prefix .. names
end
local function declare(kind, name, is_constant)
    table.insert(scope[kind], name)
    if assignable[kind] and not is_constant then table.insert(assignable[kind], name) end
end
-- Runs f with the variables it declares known only inside.
local function scoped(f)
    local marks = {}
    for _, set in ipairs{scope, assignable} do
        for _, kind in ipairs{"int", "str", "list", "fn"} do
            if set[kind] then marks[#marks + 1] = {set[kind], #set[kind]} end
        end
    end
    depth = depth + 1
    f()
    depth = depth - 1
    for _, mark in ipairs(marks) do
        for i = #mark[1], mark[2] + 1, -1 do mark[1][i] = nil end
    end
end
-- Prefers what was declared last: a chunk's early locals soon lie far away.
local function variable(kind, set)
    local list = (set or scope)[kind]
    if #list == 0 then return nil end
    return list[math.max(1, #list - random(12) + 1)]
end

local int, str, condition
local int_makers = {
    function(d) return ("(%s + %s)"):format(int(d), int(d)) end,
    function(d) return ("(%s - %s)"):format(int(d), int(d)) end,
    function(d) return ("(%s * %d)"):format(int(d), random(200) - 100) end,
    function(d) return ("%s // %d"):format(int(d), random(30)) end,
    function(d) return ("%s %% %d"):format(int(d), random(1000)) end,
    function(d) return ("(%s & %s)"):format(int(d), int(d)) end,
    function(d) return ("(%s | 0x%x)"):format(int(d), random(65536)) end,
    function(d) return ("(%s ~ %s)"):format(int(d), int(d)) end,
    function(d) return ("(%s >> %d)"):format(int(d), random(40)) end,
    function(d) return ("(%s << %d)"):format(int(d), random(20)) end,
    function(d) return "-" .. int(d) end,
    function(d) return "~" .. int(d) end,
    function(d) return ("#%s"):format(str(d)) end,
    function(d) return ("(%s and %s or %s)"):format(condition(d), int(d), int(d)) end,
    function(d) return ("(math.tointeger(tonumber(%s)) or %d)"):format(str(d), random(100)) end,
    function(d) return ("math.max(%s, %s)"):format(int(d), int(d)) end,
    function(d) return ("select('#', %s, nil, %s)"):format(int(d), str(d)) end,
    function(d) return ("math.floor(%s / 8)"):format("(" .. int(d) .. " & 0xffffff)") end,
    function(d) return ("(function(a, ...) local b, c = ... return a + (c or b) end)(%s, %s)"):format(int(d), int(d)) end,
    function(d) return ("({%s, %s, n = %s})[%d]"):format(int(d), int(d), int(d), random(2)) end,
    function(d) local f = variable "fn" return f and ("%s(%s & 0xff)"):format(f, int(d)) or int(d) end,
    function(d) local t = variable "list" return t and ("(%s[%s %% 8] or %d)"):format(t, int(d), random(50)) or int(d) end,
    function(d) local t = variable "list" return t and ("#%s"):format(t) or int(d) end,
    function(d) return ("(string.byte(%s, %d) or 0)"):format(str(d), random(4)) end,
}
function int(d)
    d = (d or 3) - 1
    if d <= 0 or random(4) == 1 then
        if random(3) > 1 and #scope.int > 0 then return variable "int" end
        local kind = random(8)
        if kind == 1 then return ("0x%X"):format(random(1 << 30)) end
        if kind == 2 then return tostring(random(1 << 30) << 20) end
        return tostring(random(300))
    end
    return "(" .. pick(int_makers)(d) .. ")"
end
local str_makers = {
    function(d) return ("(%s .. %s)"):format(str(d), str(d)) end,
    function(d) return ("(%s .. %s .. %s .. '%s')"):format(str(d), int(d), str(d), pick{"-", "\\n", "\\x41", "\\u{20ac}", "\\065"}) end,
    function(d) return ("(%s):sub(%d, %d)"):format(str(d), random(6) - 3, random(12) - 2) end,
    function(d) return ("(%s):upper()"):format(str(d)) end,
    function(d) return ("string.rep(%s, %d, ',')"):format(("(%s):sub(1, 5)"):format(str(d)), random(3)) end,
    function(d) return ("string.format('%%d:%%s', %s, %s)"):format(int(d), str(d)) end,
    function(d) return ("tostring(%s)"):format(int(d)) end,
    function(d) return ("(%s):gsub('%%w', {a = 'b', x = '1'})"):format(str(d)) end,
    function(d) return ("(%s and %s or %s)"):format(condition(d), str(d), str(d)) end,
    function(d) return ("(('%%5.2f'):format((%s & 0xffff) / 16))"):format(int(d)) end,
}
function str(d)
    d = (d or 3) - 1
    if d <= 0 or random(3) == 1 then
        if random(2) == 1 and #scope.str > 0 then return variable "str" end
        return pick{"'abc'", '"x y"', "[[long]]", "'\\t'", "''", "'17'", "[==[ ]] ]==]", "'a longer text that is not a short string for certain'"}
    end
    return "(" .. pick(str_makers)(d) .. ")"
end
function condition(d)
    d = (d or 3) - 1
    local kind = random(d <= 0 and 4 or 8)
    if kind <= 2 then return ("%s %s %s"):format(int(d), pick{"<", "<=", ">", ">=", "==", "~="}, int(d)) end
    if kind == 3 then return ("%s %s %s"):format(str(d), pick{"<", "<=", "==", "~="}, str(d)) end
    if kind == 4 then return ("%s & 1 == %d"):format(int(d), random(2) - 1) end
    if kind == 5 then return ("not (%s)"):format(condition(d)) end
    if kind == 6 then return ("(%s and %s)"):format(condition(d), condition(d)) end
    if kind == 7 then return ("(%s or %s)"):format(condition(d), condition(d)) end
    return ("math.type(%s) == 'integer'"):format(int(d))
end

local statement
local function block(count, level)
    for _ = 1, count do statement(level) end
end
local function body(count, level)
    scoped(function() block(count, level) end)
end
local makers = {
    function()
        local expression, name = int(4), new_name "i"
        emit("local %s%s = %s", name, random(6) == 1 and " <const>" or "", expression)
        declare("int", name, lines[#lines]:find "<const>")
    end,
    function()
        local expression, name = str(3), new_name "s"
        emit("local %s = (%s):sub(1, 60)", name, expression)
        declare("str", name)
    end,
    function()
        local a, b, list = new_name "i", new_name "i", ("%s, %s"):format(int(), int())
        emit("local %s, %s = %s", a, b, list)
        declare("int", a)
        declare("int", b)
    end,
    function()
        local a, b = variable("int", assignable), variable("int", assignable)
        if not a then return emit("note(%s)", int()) end
        if a ~= b then emit("%s, %s = %s, %s", a, b, int(), int()) else emit("%s = %s", a, int(4)) end
    end,
    function()
        local s = variable("str", assignable)
        if s then emit("%s = (%s):sub(-40)", s, str(4)) else emit("note(#%s)", str()) end
    end,
    function() emit("note(%s)", int(5)) end,
    function() emit("note(#%s, %s)", str(4), int()) end,
    function()
        local name, items = new_name "t", {}
        for i = 1, random(9) do items[i] = int(2) end
        if random(3) == 1 then items[#items + 1] = ("x = %s, ['y z'] = %s, [-1] = %s"):format(int(2), str(2), int(2)) end
        emit("local %s = {%s}", name, table.concat(items, ", "))
        declare("list", name)
    end,
    function()
        local t = variable "list"
        if not t then return emit("note(%s)", int()) end
        emit("%s[#%s + 1] = %s", t, t, int())
        emit("%s.field%d = (%s.field%d or 0) + %s", t, random(3), t, random(3), int(2))
        emit("if #%s > 12 then table.remove(%s, %d) end", t, t, random(3))
    end,
    function(level)
        emit("if %s then", condition())
        body(random(3), level)
        for _ = 1, random(3) - 1 do
            emit("elseif %s then", condition())
            body(random(2), level)
        end
        if random(2) == 1 then
            emit("else")
            body(random(3), level)
        end
        emit("end")
    end,
    function(level)
        local name = new_name "i"
        emit("for %s = %d, %d, %d do", name, random(5), random(6), pick{1, 1, 2, -1})
        scoped(function()
            declare("int", name, true)
            block(random(4), level)
            if random(3) == 1 then emit("if %s then break end", condition()) end
        end)
        emit("end")
    end,
    function(level)
        local t, key, value = variable "list" or "{1, 2, 3}", new_name "i", new_name "i"
        emit("for %s, %s in ipairs(%s) do", key, value, t)
        scoped(function()
            declare("int", key, true)
            declare("int", value, true)
            emit("if %s > 4 then break end", key)
            block(random(3), level)
        end)
        emit("end")
    end,
    function(level)
        local name, label = new_name "i", new_name "continue"
        emit("for %s = 1, 4 do", name)
        scoped(function()
            declare("int", name, true)
            emit("if %s then goto %s end", condition(), label)
            emit("do")
            body(random(3), level)
            emit("end")
            emit("::%s::", label)
        end)
        emit("end")
    end,
    function(level)
        local name, label = new_name "n", new_name "again"
        emit("do")
        scoped(function()
            emit("local %s = 0", name)
            emit("::%s::", label)
            emit("do")
            body(random(3), level)
            emit("end")
            emit("%s = %s + 1", name, name)
            emit("if %s < 3 then goto %s end", name, label)
        end)
        emit("end")
    end,
    function(level)
        local name = new_name "n"
        emit("do local %s = %d", name, random(4))
        scoped(function()
            if random(2) == 1 then
                emit("while %s > 0 do", name)
                scoped(function()
                    emit("%s = %s - 1", name, name)
                    block(random(3), level)
                end)
                emit("end")
            else
                emit("repeat")
                scoped(function()
                    emit("local done = %s <= 1", name)
                    emit("%s = %s - 1", name, name)
                    block(random(3), level)
                    emit("local keep = function() return done end")
                end)
                emit("until keep()")
            end
        end)
        emit("end")
    end,
    function(level)
        local name, argument = new_name "f", new_name "i"
        emit("local function %s(%s, ...)", name, argument)
        scoped(function()
            declare("int", argument)
            emit("if spent() then return %s end", argument)
            block(random(4), level)
            if random(4) == 1 then emit("if %s then return %s(%s >> 3) end", condition(), name, argument) end
            emit("return (%s) & 0xffffff", int())
        end)
        emit("end")
        emit("note(%s(%d), (%s(%d, 2, nil)))", name, random(50), name, random(50))
        declare("fn", name)
    end,
    function(level)
        local maker, counter, bump = new_name "f", new_name "i", new_name "f"
        emit("local %s, %s", maker, bump)
        emit("do local %s = %s", counter, int())
        scoped(function()
            declare("int", counter)
            emit("%s = function(by) %s = (%s + by) & 0xffff return %s end", maker, counter, counter, counter)
            emit("%s = function(x)", bump)
            scoped(function()
                declare("int", "x")
                emit("if spent() then return x end")
                block(random(2), level)
                emit("return %s(x) + %s", maker, counter)
            end)
            emit("end")
        end)
        emit("end")
        emit("note(%s(%d), %s(%d), %s(1))", maker, random(9), bump, random(9), maker)
        declare("fn", maker)
        declare("fn", bump)
    end,
    function(level)
        local name, value = new_name "co", new_name "i"
        emit("local %s = coroutine.%s(function(%s)", name, "wrap", value)
        scoped(function()
            declare("int", value)
            emit("for k = 1, %d do", random(3))
            scoped(function()
                declare("int", "k", true)
                block(random(2), level)
                emit("%s = coroutine.yield(%s, k) or 0", value, int())
            end)
            emit("end")
            emit("return %s", int())
        end)
        emit("end)")
        emit("note(%s(%d))", name, random(20))
        emit("note(%s(%s))", name, int())
    end,
    function(level)
        emit("note(pcall(function()")
        scoped(function()
            block(random(2), level)
            local kind = random(4)
            if kind == 1 then emit("if %s then error(%s) end", condition(), int())
            elseif kind == 2 then emit("if %s then local nothing nothing.field = 1 end", condition())
            elseif kind == 3 then emit("if %s then return {} + %s end", condition(), int())
            else emit("if %s then error(%s, 0) end", condition(), str()) end
            emit("return %s", int())
        end)
        emit("end))")
    end,
    function(level)
        emit("do")
        scoped(function()
            emit("local closing <close> = setmetatable({}, {__close = function(_, e) note(%s, e) end})", int(2))
            block(random(3), level)
        end)
        emit("end")
    end,
    function()
        local name = new_name "o"
        emit("local %s = setmetatable({v = %s}, {", name, int(2))
        emit("  __index = function(_, k) return #k end, __call = function(self, a) return self.v ~ a end,")
        emit("  __add = function(a, b) return (type(a) == 'table' and a.v or a) + (type(b) == 'table' and b.v or b) end,")
        emit("  __eq = function() return true end, __lt = function(a, b) return a.v < b.v end, __len = function() return %d end,", random(99))
        emit("  __concat = function(a, b) return 'cat' end, __unm = function(self) return -self.v end, __newindex = function(t, k, v) rawset(t, k, type(v) == 'number' and v * 2 or v) end,")
        emit("})")
        emit("function %s:method(a, ...) return self.v + a + select('#', ...) end", name)
        emit("%s.extra = %s", name, int(2))
        emit("note(%s:method(%s, 1, nil), %s(3), %s + %s, %s + %s, #%s, -%s, %s.other, %s .. 'x', 1 .. %s, %s.extra, %s < %s)", name, int(2), name, name, int(2), int(2), name,
            name, name, name, name, name, name, name, name)
    end,
    function()
        local x = new_name "x"
        emit("local %s = (%s & 0xffff) / %d.0 + %s", x, int(), random(7), pick{"0.5", "1e3", ".25", "0x.8p1", "3."})
        emit("note(%s // 1 | 0, ('%%.3f'):format(%s * 1.5 - %s %% 3), %s < %d, %s == %s // 1)", x, x, x, x, random(5000), x, x)
    end,
}
local nesting = {[10] = true, [11] = true, [12] = true, [13] = true, [14] = true, [15] = true, [16] = true, [17] = true, [18] = true, [19] = true, [20] = true}
function statement(level)
    local kind
    repeat kind = random(#makers) until level > 0 or not nesting[kind]
    makers[kind](level - 1)
end

-- The frame: what the statements call. `spent` bounds the work of functions that call one another.
emit("local note, spent, sections = ...")
while #lines < LINES - 40 do
    emit("sections[#sections + 1] = function()")
    scoped(function() block(6 + random(8), 4) end)
    emit("end")
end
while #lines < LINES do emit("note(%s)", int()) end
local text = table.concat(lines, "\n")

local checksum, notes, fuel = 0, 0, 0
local function add(value)
    if math.type(value) == "float" then value = ("%.14g"):format(value) end
    if type(value) == "string" then
        local h = #value
        for i = 1, #value do h = (h * 33 ~ value:byte(i)) & 0xffffffff end
        value = h
    elseif type(value) ~= "number" then
        value = #type(value) + (value and 1 or 0)
    end
    checksum = (checksum * 31 + value) & 0xffffffffffff
end
local function note(...)
    notes = notes + 1
    for i = 1, select("#", ...) do add((select(i, ...))) end
end
local function spent()
    fuel = fuel - 1
    return fuel < 0
end

local _, count = text:gsub("\n", "\n")
local sections = {}
local program = assert(load(text, "=generated"))
program(note, spent, sections)
print(count + 1, #text, #sections, notes, checksum)
for i, section in ipairs(sections) do
    fuel = 200
    local ok, message = pcall(section)
    if not ok then note(message) end
    if i % 10 == 0 or not ok then print(i, ok and "" or message, notes, checksum) end
end
print(notes, checksum)

-- The same from its dump, with collections in between.
checksum, notes, sections = 0, 0, {}
assert(load(string.dump(program, true), "=dumped", "b"))(note, spent, sections)
for i, section in ipairs(sections) do
    fuel = 200
    pcall(section)
    if i % 8 == 0 then collectgarbage() end
end
print(#sections, notes, checksum)
