-- The statements of random programs (difftest_gen.lua): each writes its lines by the generator's methods, and has a weight.
local Gen = ...

local statements = {} -- { weight, function }
local total_weight = 0

local function statement(weight, f)
    statements[#statements + 1] = { weight, f }
    total_weight = total_weight + weight
end

function Gen:statement()
    local roll = self:below(total_weight)
    for _, s in ipairs(statements) do
        roll = roll - s[1]
        if roll < 0 then return s[2](self) end
    end
end

-- Runs `body` with the variables of an inner scope.
function Gen:scoped(body)
    local count = #self.vars
    self.depth = self.depth + 1
    body()
    self.depth = self.depth - 1
    for i = #self.vars, count + 1, -1 do self.vars[i] = nil end
end

function Gen:block(count)
    self:scoped(function()
        for _ = 1, count do
            if #self.lines > 220 then return end
            self:statement()
        end
    end)
end

function Gen:body_size() return self.depth > 3 and 1 or self:range(1, 4) end

-- Runs `body` as the inside of a function with its own idea of varargs and loops.
function Gen:in_body(has_varargs, body)
    local saved_varargs, saved_loops = self.has_varargs, self.loop_depth
    self.has_varargs, self.loop_depth = has_varargs, 0
    self.in_function = self.in_function + 1
    self:scoped(body)
    self.in_function = self.in_function - 1
    self.has_varargs, self.loop_depth = saved_varargs, saved_loops
end

function Gen:protected(body)
    local saved = self.is_protected
    self.is_protected = true
    body()
    self.is_protected = saved
end

function Gen:expression(kind, depth)
    if kind == "i" then return self:int(depth) end
    if kind == "n" then return self:num(depth) end
    if kind == "s" then return "CAP(" .. self:str(depth) .. ")" end
    if kind == "b" then return self:bool(depth) end
    if kind == "t" then return self:tab(depth) end
    if kind == "o" then return self:obj(depth) end
end

local kinds = { "i", "i", "i", "n", "n", "s", "s", "b", "t", "t", "o" }

statement(14, function(g) -- a new local
    local kind = g:pick(kinds)
    local value = g:expression(kind, 3)
    if kind == "t" then value = g:fill(g:pick { "{%x, %x}", "{%i, %i, x = %i}", "{}", "{x = %i, y = %s, n = 0}",
        "{%v}", "{%i, %i, %i, %i}", "table.pack(%v)" }, 2) end
    local is_constant = g:chance(15)
    local name = g:declare(kind, is_constant)
    g.vars[#g.vars] = nil -- not yet visible in its own value
    g:linef("local %s%s = %s", name, is_constant and " <const>" or "", value)
    g.vars[#g.vars + 1] = { name = name, kind = kind, is_constant = is_constant }
    if g:chance(50) then g:linef("P(%s)", name) end
end)

statement(4, function(g) -- several locals at once, from a call or a list
    local first, second = g:int(2), g:int(2)
    local a, b = g:declare("i"), g:declare("i")
    if g:chance(50) then
        g:linef("local %s, %s = %s, %s", a, b, first, second)
    else
        g:linef("local %s, %s = (function() return %s, %s, 1 end)()", a, b, first, second)
    end
end)

statement(16, function(g) -- assignment
    local kind = g:pick { "i", "i", "n", "s", "b" }
    local name = g:var(kind, true)
    if not name then return end
    g:linef("%s = %s", name, g:expression(kind, 3))
    if g:chance(60) then g:linef("P(%s)", name) end
end)

statement(5, function(g) -- several targets: evaluation order, swaps
    local a, b = g:var("i", true), g:var("i", true)
    local t = g:var("t")
    if not a or not b then return end
    local roll = g:below(4)
    if roll == 0 then g:linef("%s, %s = %s, %s", a, b, b, a)
    elseif roll == 1 and t then g:linef("%s, %s[%s & 3] = %s, %s", a, t, a, g:int(1), g:any(1))
    elseif roll == 2 and t then g:linef("%s.x, %s, %s.y = %s, %s", t, b, t, g:any(1), g:int(1))
    else g:linef("%s, %s = %s, %s, %s", a, b, g:int(2), g:int(2), g:multi(1)) end
    g:linef("P(%s, %s)", a, b)
end)

statement(12, function(g) -- a table changes
    local t = g:var("t")
    if not t then return end
    -- never a comparison alone as the key: 5.4.4 compiles that wrongly when the table is an upvalue
    local key = g:pick { "[%d]", "[" .. Gen.length_of(t) .. " + 1]", "[" .. Gen.length_of(t) .. "]", ".x", ".y", ".n", "[%s]", "[%i]", "[%b or 'no']", "[2^53]",
        "[1.0]", "[%d + 0.5]", ".k1", "['x']", "[-0.0]" }
    g:line(t .. g:fill(key, 1) .. " = " .. g:any(2))
    if g:chance(40) then g:linef("P(%s)", t) end
end)

statement(16, function(g) -- print expressions
    g:line("P(" .. g:fill(g:pick { "%x", "%i", "%n", "%s", "%b", "%v", "%i, %n", "%s, %x", "%x, %v", "{%v}", "%t",
        "%i == %n, %i < %n, %i <= %n", "%F", "%l, #%s", "%i, %i, %i" }, 3) .. ")")
end)

statement(7, function(g) -- if
    if g.depth > 5 then return end
    g:openf("if %s then", g:bool(2))
    g:block(g:body_size())
    if g:chance(40) then
        g.indent = g.indent - 1
        g:openf("elseif %s then", g:bool(2))
        g:block(g:body_size())
    end
    if g:chance(50) then
        g.indent = g.indent - 1
        g:open("else")
        g:block(g:body_size())
    end
    g:close()
end)

-- The statements of a loop's body, some with break or goto continue. 5.4.4 leaves a generic `for` that has a
-- closing value without closing it when a `break` and a captured local meet (`closes`: no such break).
function Gen:loop_body(extra, closes)
    self.loop_depth = self.loop_depth + 1
    self:scoped(function()
        self:line("T()")
        if extra then extra() end
        local label
        if self:chance(25) then
            label = self:fresh("continue")
            self:linef("if %s then goto %s end", self:bool(1), label)
        end
        if label then
            self:open("do")
            self:block(self:body_size())
            self:close()
            self:linef("::%s::", label)
        else
            local first = #self.lines + 1
            self:block(self:body_size())
            local captures = closes and table.concat(self.lines, "\n", first):find("function", 1, true)
            if self:chance(25) and not captures then self:linef("if %s then break end", self:bool(1)) end
        end
    end)
    self.loop_depth = self.loop_depth - 1
end

statement(9, function(g) -- numeric for
    if g.loop_depth > 1 or g.depth > 5 then return end
    local head = g:pick { "1, %d", "%d, %d", "%d, 1, -1", "1, 10, 3", "3, 1", "1.0, 3", "1, 3.5", "0, 1, 0.25", "%d, %d, -2",
        "math.maxinteger - 2, math.maxinteger", "math.mininteger, math.mininteger + 2", "math.maxinteger - 1, math.huge",
        "math.mininteger + 1, -math.huge, -1", "1, 0/0", "math.maxinteger, math.mininteger, math.mininteger",
        "1, math.maxinteger, math.maxinteger // 2", "3, 1, -1", "-1, -3, -1", "5, 5", "1, 2, 2^53 | 0", "0.1, 0.35, 0.1",
        "math.mininteger, math.maxinteger, math.maxinteger", "1, -1/0", "%i & 7, %i & 15", "0, -6, -2", "1, 3, 1.0" }
    local name = g:fresh("i")
    g:openf("for %s = %s do", name, g:fill(head, 1))
    g:loop_body(function()
        g.vars[#g.vars + 1] = { name = name, kind = "n", is_constant = g:chance(80) }
        if g:chance(60) then g:linef("P(%s)", name) end
    end)
    g:close()
end)

statement(5, function(g) -- while and repeat
    if g.loop_depth > 1 or g.depth > 5 then return end
    local n = g:fresh("c")
    g:linef("local %s = %d", n, g:range(1, 6))
    if g:chance(50) then
        g:openf("while %s > 0%s do", n, g:chance(30) and " and " .. g:bool(1) or "")
        g:loop_body(function() g:linef("%s = %s - 1", n, n) end)
        g:close()
    else
        local inner = g:fresh("r")
        g:open("repeat")
        g:linef("local %s = %s", inner, g:int(1))
        g:linef("%s = %s - 1", n, n)
        g.loop_depth = g.loop_depth + 1
        g:scoped(function()
            g:line("T()")
            g.vars[#g.vars + 1] = { name = inner, kind = "i" }
            if g:chance(40) then
                g:linef("CL[#CL + 1] = function() %s = %s + 1 return %s, %s end", inner, inner, inner, n)
            end
            g:block(g:body_size())
        end)
        g.loop_depth = g.loop_depth - 1
        g:close(("until %s <= 0 or %s == %d"):format(n, inner, g:range(0, 5)))
    end
end)

statement(5, function(g) -- generic for
    if g.loop_depth > 1 or g.depth > 5 then return end
    local a, b = g:fresh("i"), g:fresh("x")
    local head = g:pick { "ipairs(%t)", "SORTED(%t)", "string.gmatch(%s, '%%w')", "string.gmatch(%s, '()(%%a)')",
        "COUNT(%d)", "function(s, c) if c < s then return c + 1, c * 2 end end, %d, 0", "next, {%i}", "utf8.codes('a\\u{E9}')",
        "coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i, i * i) end end)", "CLOSING('for', %d)" }
    g:openf("for %s, %s in %s do", a, b, g:fill(head, 1))
    g:loop_body(function() g:linef("P(%s, %s)", a, b) end, head:find("^CLOSING"))
    g:close()
end)

statement(6, function(g) -- closures over loop variables
    if g.loop_depth > 1 or g.depth > 4 then return end
    local fs, sum = g:fresh("fs"), g:declare("i")
    g:linef("local %s, %s = {}, %d", fs, sum, g:range(0, 9))
    g:openf("for i = 1, %d do", g:range(1, 4))
    g:linef("local j = %s", g:fill("i * %d", 0))
    g:linef("%s[#%s + 1] = function(k) j = j + (k or 1); i = i ~ j; %s = %s + i; return i, j, %s end", fs, fs, sum, sum, sum)
    if g:chance(40) then g:linef("%s[#%s + 1] = function() return j, i end", fs, fs) end
    if g:chance(30) then g:linef("if %s then break end", g:bool(1)) end
    g:close()
    g:openf("for n = 1, %d do", g:range(1, 3))
    g:linef("for _, f in ipairs(%s) do P(f(n)) end", fs)
    g:close()
end)

statement(8, function(g) -- a function and calls of it
    if g.depth > 4 then return end
    local name = g:fresh("f")
    local is_vararg = g:chance(50)
    local p, q = g:fresh("x"), g:fresh("x")
    g:openf("local function %s(%s, %s%s)", name, p, q, is_vararg and ", ..." or "")
    g:in_body(is_vararg, function()
        g:line("T()")
        if is_vararg and g:chance(50) then
            g:linef("P(select('#', ...), %s, (...))", p)
            g:linef("local va = {...} P(#va, va[%d])", g:range(1, 3))
        end
        local n = g:declare("i")
        g:linef("local %s = math.type(%s) == 'integer' and %s or %d", n, p, p, g:range(0, 5))
        for _ = 1, g:body_size() do g:statement() end
        local kind = g:below(5)
        if kind == 0 then g:linef("do return %s, %s end", g:any(2), g:any(2))
        elseif kind == 1 then g:linef("do return %s end", is_vararg and "..." or g:any(2))
        elseif kind == 2 then g:linef("if %s > 0 and %s < 5 then return %s(%s - 1, %s) end", n, n, name, n, q)
        elseif kind == 3 then g:linef("if %s > 0 and %s < 4 then return 1 + #{%s(%s - 1, %s)} end", n, n, name, n, q)
        end
        g:linef("return %s, %s", g:any(1), q)
    end)
    g:close()
    g.vars[#g.vars + 1] = { name = name, kind = "f", is_constant = true }
    g:protected(function() g:linef("P(pcall(%s, %s, %s, %s))", name, g:any(2), g:any(2), g:multi(2)) end)
    if g:chance(50) then g:linef("P((%s(%d, %s)))", name, g:range(0, 4), g:str(1)) end
end)

statement(4, function(g) -- closures kept in CL run now
    g:line("for i, f in ipairs(CL) do P(i, pcall(f, i)) end")
    if g:chance(50) then g:line("CL = {}") end
end)

statement(7, function(g) -- a protected block
    if g.depth > 4 then return end
    g:open("P(pcall(function(...)")
    g:in_body(true, function()
        g:line("T()")
        g:protected(function()
            for _ = 1, g:body_size() do g:statement() end
            if g:chance(40) then g:linef("error(%s%s)", g:any(1), g:pick { "", ", 0", ", 1", ", 2" }) end
            g:linef("return %s, ...", g:any(2))
        end)
    end)
    g:close(("end, %s))"):format(g:any(1)))
end)

-- Operations that fail, on operands that messages name in different ways.
local culprits = { { "local v = %V", "v" }, { "", "undefined" }, { "", "tt.field" }, { "", "tt[1]" }, { "", "tt.a.b" },
    { "local k = 'key'", "tt[k]" }, { "", "tt['a b']" }, { "local v = %V; local function f() return v end", "f()" },
    { "", "up" }, { "", "(%V)" }, { "", "tt.sub.missing" }, { "local v <const> = %V", "v" }, { "", "('x').y" }, { "", "tt:id()" },
    { "local i = 3", "tt[i]" }, { "", "string.nothing" }, { "local a, b = 1, %V", "b" }, { "", "_ENV.gone" }, { "", "tt[up]" } }
local culprit_values = { "nil", "true", "{}", "'abc'", "1.5", "function() end", "2^63", "print", "'10'", "12" }
local failures = { "return @ + 1", "return 1 + @", "return @ .. 'x'", "return 'x' .. @", "return @.x", "return @.x.y", "@.x = 1",
    "@[1] = 2", "return @()", "return @(1, 2)", "return @:method()", "return #@", "return -@", "return ~@", "return @ & 1",
    "return 1 | @", "return @ << 1", "return 2 ~ @", "return @ < 1", "return 1 <= @", "return @ < @", "return @ > 'x'",
    "for i = @, 2 do T() end", "for i = 1, @ do T() end", "for i = 1, 2, @ do T() end", "for x in @ do break end", "return @ // 0",
    "return @ % 0", "return {[@] = 1}", "tt[@] = nil; return 1", "return @ ^ 2", "return @ / 2", "return @ * @", "return @ - tt",
    "return @.x.y.z", "local x <close> = @", "return math.floor(@)", "return ('x'):rep(@)", "return tt .. @", "return 3 // @",
    "return ipairs(@)", "return setmetatable(@, {})", "return @ == 1, @ ~= @, not @", "return @[nil]", "return tt[@].x",
    "return select(@, 1)", "return tostring(@):len() > 0", "return string.char(@)", "return ('%d'):format(@)", "return 1 // @ | 1",
    "return table.concat({1, @})", "return @ + 2^53 | 0", "return -@ + 1 .. ''", "return up.x", "up.x = 1", "return undefined_function()",
    "return tt.m.n.o", "return @ .. tt.z .. 1", "return 1 .. @ .. 2", "return tt:nope(@)", "local t = @; return t.a.b", "return next({}, @)" }

statement(16, function(g) -- an operation that fails, its message printed
    local culprit = g:pick(culprits)
    local value = g:pick(culprit_values)
    local setup = culprit[1]:gsub("%%V", value)
    local operand = culprit[2]:gsub("%%V", value)
    local failure = g:pick(failures):gsub("@", function() return operand end)
    g:open("do")
    g:linef("local tt, up = {sub = {}, id = function() return %s end}, %s", g:pick(culprit_values), g:pick(culprit_values))
    g:open("P(pcall(function()")
    if setup ~= "" then g:line(setup) end
    g:line(failure)
    g:close("end))")
    g:close()
end)

statement(5, function(g) -- error values, levels, handlers
    local text = g:pick {
        "P(pcall(error, %x))", "P(pcall(error, %s, %d))", "P(pcall(error))", "P(xpcall(error, function(m) return m, %i end, %x))",
        "P(xpcall(function() local x = nil; x() end, function(m) return 'H:' .. m end))",
        "P(select('#', pcall(error, nil)))", "P(pcall(pcall, error, %x))", "P(pcall(assert, %x, %s))", "P(pcall(assert, %b))",
        "P(pcall(error, setmetatable({}, {__tostring = function() return 'E' end})))",
        "P(xpcall(function(...) return select('#', ...), ... end, print, %v))",
        "P(pcall(function() local function e(l) error('lv', l) end e(1) end))",
        "P(pcall(function() local function e(l) error('lv', l) end e(2) end))",
        "P(xpcall(function() error({code = %i}) end, function(e) return e.code end))",
        "P(pcall(coroutine.wrap(function() error('in wrap') end)))", "P(pcall(coroutine.wrap(function() error({1}) end)))",
        "P(pcall(string.rep))", "P(pcall(setmetatable, 1))", "P(pcall(('x').bad))", "P(pcall(string.sub))", "P(pcall(ipairs))",
        "P(pcall(tonumber, %s, %d))", "P(pcall(tonumber, '%d%d', 8))", "P(pcall(tonumber, 'zz', 36))", "P(pcall(select, %d))",
        "P(pcall(string.format, '%%d', %n))", "P(pcall(string.format, '%%d', %s))", "P(pcall(rawset, %x, 1, 2))",
        "P(xpcall(function() error('a') end, function(m) error('b') end))", "P(pcall(next, {}, %x))", "P(pcall(math.random, 0, -1))" }
    g:line(g:fill(text, 1))
end)

local library_calls = { "string.sub(%s, %E, %E)", "string.byte(%s, %E, %E)", "string.find(%s, %s, %E)", "string.find(%s, %s, %E, true)",
    "string.rep(%s, %d, %s)", "string.format('%%d', %E)", "string.format('%%x', %E)", "string.format('%%5.1f', %E)",
    "string.format('%%s %%q', %E, %E)", "string.match(%s, '(%%w+)%%s*(%%w*)', %E)", "string.char(%E)", "table.concat({%i, %s, %n}, %s, %E)",
    "table.concat({1, 2, 3}, ',', %d, %d)", "table.unpack({1, 2, 3}, %d, %d)", "select(%E, 1, 2, 3)", "math.floor(%E)", "math.ceil(%E)",
    "math.tointeger(%E)", "math.tointeger(%s)", "math.ult(%E, %E)", "math.fmod(%E, %E)", "math.abs(%E)", "math.type(%E)", "math.max(%E, %E, %E)",
    "math.modf(%E)", "tonumber(%s)", "tonumber(%s, %d)", "tostring(%E)", "string.pack('<i4', %E)", "string.pack('<i8', %E)",
    "string.pack('>I2 z', %d, 'ab')", "string.pack('<d', %E)", "string.pack('s1', %s)", "string.unpack('<i4', 'abcdefgh', %d)",
    "string.unpack('<d', string.pack('<d', %E))", "string.packsize('i4 i8 !8 d')", "utf8.char(%E)", "utf8.codepoint('h\\u{E9}llo', %d)",
    "utf8.len(%s, %E)", "utf8.offset('a\\u{E9}\\u{20AC}b', %d, %d)", "table.remove({1, 2, 3}, %E)", "table.insert({1, 2, 3}, %E, 'x')",
    "table.move({1, 2, 3}, %d, %d, %d)", "rawlen({%x, %i})", "rawlen(%s)", "rawlen(%n)", "rawequal(%x, %x)", "rawget(%x, %x)", "type(%x)", "next({})", "string.len(%x)",
    "string.gsub(%s, %s, %s)", "string.gsub(%s, '', '-')", "string.gsub(%s, '%%w+', '%%0 %%0', %E)", "string.gsub(%s, '(%%w)(%%w)', '%%2%%1')",
    "string.reverse(%E)", "string.upper(%E)", "string.find(%s, '[%%a_][%%w_]*', %d)", "string.find(%s, '^%%s*(.-)%%s*$')",
    "string.find(%s, '[^%%a]')", "string.match(%s, '.-(%%d+)$')", "string.match(%s, '()')", "string.find(%s, '%%')", "string.find(%s, '[a')",
    "string.find(%s, '(()')", "string.gsub(%s, 'a', '%%2')", "string.gsub(%s, '.', {})", "string.rep('ab', 1 << 62)", "string.format('%%y', 1)",
    "string.format('%%10q', 'x')", "string.format('%%', 1)", "string.format('%%d')", "tostring()", "load(%s)", "string.format('%%c%%c', %d, 97)",
    "math.random(0) ~= nil", "#string.format('%%p', {}) > 0", "utf8.codepoint(%s, 1, -1)", "utf8.len('\\xff')", "ipairs()", "getmetatable(%x)",
    "getmetatable('').__index == string", "string.format('%%.20s|', %s)", "string.format('%%.99f', 1/3)", "string.format('%%5s%%-5s|', %s, %s)",
    "('%%s'):rep(3, ' '):format(%x, %x, %x)", "collectgarbage('step') ~= nil", "collectgarbage('isrunning')", "os.time{year=2020, month=%d, day=%d, hour=12}",
    "table.unpack({}, 1, %d)", "table.concat({%x, %x})", "string.pack('i17', 1)", "string.pack('z', 'a\\0b')", "string.pack('i1', %E)" }

statement(14, function(g) -- the library, with odd arguments
    g:line(g:fill("P(pcall(function() return " .. g:pick(library_calls) .. " end))", 1))
end)

local function plain_statement(weight, list) -- statements that are one line of a template
    statement(weight, function(g) g:line(g:fill(g:pick(list), 1)) end)
end

plain_statement(10, { "P(%o + %i)", "P(%i - %o)", "P(%o .. %s)", "P(%s .. %o)", "P(%o .. %o)", "P(#%o)", "P(- %o)", "P(%o == %o)", "P(%o ~= %o)",
    "P(%o < %o)", "P(%o <= %o)", "P(%o > %o)", "P(%o & %i)", "P(%i << %o)", "P(%o // 2)", "P(%o %% 3)", "P(%o ^ 2)", "P(~%o)", "P(%o(%i, %v))",
    "P(%o.x, %o.y)", "P(%o.name)", "P(tostring(%o))", "P(pcall(function() return %o < %i end))", "P(%o + %o * 2)", "P(1 / %o)", "P(%o:get(%i))",
    "P(%o:get():get())", "local o = %o; o.z = %i; o[1] = %s; P(o.z, o[1], rawget(o, 'z'))", "P(%o | %o, 1 ~ %o, %o >> 1)", "P(%o * 3, 3 * %o)",
    "for k, v in pairs(%o) do P(k, v) end", "P((1 .. %o) .. 2)" --[[ not three at once: 5.4.4 reads freed memory ]], "P(%o + 1, 1 + %o, %o - 1, 1 - %o)", "P(pcall(function() return %o.oops end))",
    "P(pcall(function() return %o + {} end))", "P(pcall(function() return -{} + %o end))", "P(%o == 1, 1 == %o, %o == nil)", "P(not %o)",
    "P(pcall(function() %o.bad = 1 end))", "P(rawequal(%o, %o), rawlen(%o))", "P(2 << %o, 2 // %o, 2 %% %o, 2 ^ %o, 2 & %o)" })

plain_statement(5, { "do local t = {%i, %i, %i, %i, %i}; table.sort(t); P(t) end", "do local t = {%i, %i, %i}; table.sort(t, function(a, b) return a > b end); P(t) end",
    "do local t = {%s, %s, %s, %s}; table.sort(t); P(t) end", "do local t = {%n, %i, 3, 1}; P(pcall(table.sort, t, function(a, b) return (a ~= a and 0 or a) < (b ~= b and 0 or b) end)) end",
    "do local t = {%i, %i}; table.insert(t, %i); table.insert(t, 1, %i); P(table.remove(t), table.remove(t, 1), t) end",
    "do local t = {}; for i = 1, %d do t[i] = i * i end; P(#t, t) end", "do local t = {1, 2, 3, nil, 5}; t[4] = %i; P(#t, t) end",
    "P(pcall(table.sort, {1, 'x', 2}))", "P(table.move({%i, %i, %i}, 1, 3, %d, {9, 9, 9, 9}))", "P(next({%i}))", "P(#{%v}, #{%v, nil}, #{nil, %i})",
    "do local t = setmetatable({}, {__index = function(t, k) return k .. '!' end}); P(t.a, t[1], rawget(t, 'a')) end",
    "do local t = setmetatable({}, {__newindex = function(t, k, v) rawset(t, k, v * 2) end}); t.a = %d; t.a = %d; P(t.a) end",
    "do local base = {v = %i}; base.__index = base; local d = setmetatable({}, setmetatable({__index = base}, base)); P(d.v, d.w) end",
    "do local t = setmetatable({}, {__len = function() return %d end, __call = function(self, ...) return ... end}); P(#t, t(%v)) end",
    "do local log = {}; local t = setmetatable({}, {__index = log, __newindex = log}); t.q = %x; P(rawget(t, 'q'), log.q, t.q) end",
    "do local w = setmetatable({}, {__mode = 'k'}); do local k = {}; w[k] = 1 end; w[CL] = 2; collectgarbage(); local n = 0; for _ in pairs(w) do n = n + 1 end; P(n >= 1) end",
    "do local w = setmetatable({}, {__mode = 'v'}); (function() w[1] = {}; w[2] = CL; w.x = 'str' end)(); collectgarbage(); P(w[1], w[2] == CL, w.x) end",
    "do local n = 0; (function() for i = 1, 3 do setmetatable({}, {__gc = function() n = n + i end}) end end)(); collectgarbage(); collectgarbage(); P(n) end" })

plain_statement(4, { "do local f = load('return ' .. %s); P(type(f)); if f then P(pcall(f)) end end", "P(pcall(load('return %d, %E')))", "P(load('local a, b = ... return b, a')(%i, %s))",
    "P(load('x = = 1', '=s'))", "P(load('return ...', 'n', 't', {})(%v))", "P(pcall(load, %x))", "P(load('for i = 1 do end', '=s'))",
    "P(load('goto nowhere', '=s'))", "P(load('break', '=s'))", "P(load('local x <const> = 1; x = 2', '=s'))", "P(load('::a:: ::a::', '=s'))",
    "P(load('return \"\\\\q\"', '=s'))", "P(load('return \"abc', '=s'))", "P(load('x = }', '=s'))", "P(load('f(', '=s'))",
    "P(load('local function f() return ... end', '=s'))", "P(load('local x <foo> = 1', '=s'))", "P(load('return 1e', '=s'))",
    "do local n = 0; P(load(function() n = n + 1; return ({'return ', '%d', ' + 1'})[n] end)()) end",
    "P(load(string.dump(function(...) local a = ... return a, %d, %E end))(%x))", "do local env = {y = %i}; local f = load('z = y; return z', 'c', 't', env); P(f(), env.z, z) end",
    "do local _ENV = {P = P}; a = %i; P(a, _ENV.a) end", "P((function(_ENV) return q end)({q = %i}))" })

-- A piece of this very program with a token dropped, doubled or replaced, compiled for its message.
local tokens = { "end", "then", "do", "=", "==", "(", ")", "{", "}", "local", "return", "function", ",", ";", "'", "..", "...", "1", "x", "nil",
    "if", "for", "in", "until", "repeat", "goto", "::", "<", "]", "[", "not", "#", "--", "0x", "3..2", "~", "@", "\\", "\"", "[[", "<const>", "break" }
statement(5, function(g)
    if #g.lines < 8 then return end
    local first = g:range(1, #g.lines - 3)
    local source = table.concat(g.lines, "\n", first, first + g:range(0, 3)):gsub("^%s+", "")
    if source:find("%]=*%]") or source:find("load%(%[=") then return end
    local pieces, at = {}, 1
    for a, b in source:gmatch("()[%w_]+()") do
        pieces[#pieces + 1] = source:sub(at, a - 1)
        pieces[#pieces + 1] = source:sub(a, b - 1)
        at = b
    end
    pieces[#pieces + 1] = source:sub(at)
    local i = g:range(1, #pieces)
    local roll = g:below(3)
    if roll == 0 then pieces[i] = "" elseif roll == 1 then pieces[i] = pieces[i] .. " " .. pieces[i]
    else pieces[i] = " " .. g:pick(tokens) .. " " end
    local text = table.concat(pieces)
    if text:find("]====]", 1, true) then return end
    g:linef("P(LOAD(%s, '=m'))", ("%q"):format(text):gsub("\\\n", "\\n"))
end)

statement(6, function(g) -- to-be-closed variables
    if g.depth > 4 then return end
    local roll = g:below(6)
    if roll == 0 then
        g:open("do")
        g:linef("local a <close> = CLOSING('a', %d)", g:range(0, 3))
        g:linef("local b <close> = %s", g:pick { "nil", "false", "CLOSING('b', 0)" })
        g:block(g:body_size())
        g:close()
    elseif roll == 1 then
        g:open("for i = 1, 3 do")
        g:line("local c <close> = TBC('loop' .. i)")
        g:linef("if i == %d then break end", g:range(1, 4))
        g:line("P(i)")
        g:close()
    elseif roll == 2 then
        g:open("P(pcall(function(...)")
        g:linef("local x <close> = TBC('x', %s)", g:pick { "nil", "'close error'", "{}" })
        g:linef("local y <close> = TBC('y', %s)", g:pick { "nil", "'second error'" })
        g:linef(g:pick { "error('body')", "return 'r', ...", "local z = nil; z.q = 1", "do return end", "error({})" })
        g:close("end, 1, 2))")
    elseif roll == 3 then
        g:open("local co = coroutine.create(function(...)")
        g:linef("local x <close> = TBC('co-x', %s)", g:pick { "nil", "nil", "'closing failed'" })
        g:line("local y <close> = TBC('co-y')")
        g:line("P('in', coroutine.yield(...))")
        g:linef("%s", g:pick { "error('co body')", "return 5", "coroutine.yield(2)" })
        g:close("end)")
        g:line("P(coroutine.resume(co, 1, 2))")
        if g:chance(50) then g:line("P(coroutine.resume(co, 3))") end
        g:line("P(coroutine.status(co), coroutine.close(co))")
        g:line("P(coroutine.status(co), coroutine.resume(co))")
    elseif roll == 4 then
        local label = g:fresh("again")
        g:open("do")
        g:line("local n = 0")
        g:linef("::%s::", label)
        g:open("do")
        g:line("local c <close> = TBC('goto' .. n)")
        g:line("n = n + 1")
        g:linef("if n < 3 then goto %s end", label)
        g:close()
        g:close()
    else
        g:open("P((function(...)")
        g:line("local x <close> = TBC('tail')")
        g:line("return CAP('not a tail call'), ...")
        g:close("end)(1, nil, 3))")
    end
end)

statement(9, function(g) -- coroutines
    if g.depth > 4 then return end
    local co = g:fresh("co")
    local use_wrap = g:chance(35)
    g:openf("local %s = coroutine.%s(function(...)", co, use_wrap and "wrap" or "create")
    g:in_body(true, function()
        g:line("P('start', ...)")
        local n = g:declare("i")
        g:linef("local %s = %d", n, g:range(0, 9))
        for _ = 1, g:range(1, 4) do
            local roll = g:below(10)
            if roll == 0 then g:linef("P('got', coroutine.yield(%s, %s))", g:any(1), g:multi(1))
            elseif roll == 1 then g:linef("for i = 1, %d do %s = %s + (coroutine.yield(i, %s) and 1 or 2) end", g:range(1, 3), n, n, n)
            elseif roll == 2 then
                g:open("P(pcall(function()")
                g:line("P(coroutine.yield('in pcall'))")
                g:linef("%s", g:pick { "error('after yield')", "return 1, 2", "local q = nil + 1", "coroutine.yield(3)" })
                g:close("end))")
            elseif roll == 3 then g:linef("P(YIELDER(%d) + %s)", g:range(0, 9), n)
            elseif roll == 4 then g:linef("P(YIELDER(%d).field, YIELDER(1) .. 'x', #YIELDER(2), YIELDER(3) < YIELDER(4), -YIELDER(5))", g:range(0, 9))
            elseif roll == 5 then g:line("for a, b in function(_, c) c = (c or 0) + 1; if c < 4 then return c, coroutine.yield('iter', c) end end do P(a, b) end")
            elseif roll == 6 then
                g:open("local inner = coroutine.wrap(function(...)")
                g:line("P('inner', ...)")
                g:line("local r = coroutine.yield(...)")
                g:linef("%s", g:pick { "error('inner error')", "return r", "return coroutine.yield(r)" })
                g:close("end)")
                g:line("P(coroutine.yield(inner(1, 2)))")
                g:line("P(pcall(inner, 'again'))")
                g:line("P(pcall(inner))")
            elseif roll == 7 then g:line("do local c <close> = TBC('y'); P(coroutine.yield('tbc')) end")
            elseif roll == 8 then g:line("P(xpcall(function(...) return coroutine.yield(...) end, function(m) return m end, 1, 2))")
            else
                g:statement()
                g:linef("%s = %s + select('#', coroutine.yield(%s))", n, n, n)
            end
        end
        g:linef("%s", g:pick { "return 'done', " .. n, "error('co failed')", "error({1, 2})", "return ...", "return coroutine.yield(" .. n .. ")" })
    end)
    g:close("end)")
    if use_wrap then
        g:openf("for i = 1, %d do", g:range(2, 8))
        g:line("T()")
        g:linef("P(i, pcall(%s, i, %s))", co, g:any(1))
        g:close()
    else
        g:openf("for i = 1, %d do", g:range(2, 8))
        g:line("T()")
        g:linef("P(coroutine.status(%s), coroutine.resume(%s, i, %s))", co, co, g:any(1))
        g:close()
        g:linef("P(coroutine.status(%s), coroutine.close(%s), coroutine.status(%s))", co, co, co)
    end
end)

plain_statement(3, { "P(coroutine.isyieldable(), coroutine.status(coroutine.running()))", "P(select(2, coroutine.running()))", "P(pcall(coroutine.yield, 1))",
    "P(coroutine.resume(coroutine.running()))", "P(pcall(coroutine.resume, %x))", "P(pcall(coroutine.close, coroutine.running()))",
    "P(coroutine.resume(coroutine.create(function(...) return select('#', ...), ... end), %v))", "P(pcall(coroutine.wrap(function() return coroutine.wrap(function() return coroutine.yield() end)() end)))",
    "P(coroutine.wrap(function(...) return pcall(pcall, coroutine.yield, ...) end)(1, 2))",
    "do local co; co = coroutine.create(function() P(coroutine.resume(co)); P(coroutine.status(co)); return coroutine.isyieldable() end); P(coroutine.resume(co)); P(coroutine.resume(co)) end",
    "do local co = coroutine.wrap(function() local ok, e = pcall(function() local x <close> = TBC('w'); coroutine.yield(1); error('e') end); return ok, e end); P(co()); P(co()) end",
    "P(select(2, coroutine.resume(coroutine.create(function() local t = setmetatable({}, {__index = function(t, k) return coroutine.yield(k) end}); return t.abc end))))" })

plain_statement(3, { "P((%v))", "P(%v, nil)", "P((function(a, b, ...) return b, a, ... end)(%v, %v))", "P(select(-1, %i, %v))", "P(select(2, %v, %v, %i))",
    "P(table.pack(%v, %v).n)", "P((function(...) local a, b, c = ... return c, b, a end)(%v))", "P(#{(function(...) return ... end)(%v)})",
    "P((function(...) return select('#', ...) end)(nil, %v, nil))", "P(math.max(%i, %i, 3), (select('#')))", "P((function(n, ...) T() if n == 0 then return ... end return (...) end)(%d, %v))",
    "do local function count(n, ...) T() if n == 0 then return select('#', ...) end return count(n - 1, n, ...) end P(count(%d & 7)) end",
    "do local function sum(a, b, ...) T() if not b then return a end return sum(a + b, ...) end P(sum(1, 2, 3, %i)) end",
    "do local function loop(n, acc) T() if n <= 0 then return acc end return loop(n - 1, acc + n) end P(loop(%d, 0)) end" })

statement(3, function(g) -- methods and classes
    local class = g:fresh("C")
    g:linef("local %s = {v = %s}; %s.__index = %s", class, g:int(1), class, class)
    g:linef("function %s.new(v) return setmetatable({v = v}, %s) end", class, class)
    g:linef("function %s:add(n, ...) self.v = self.v + n; return self, ... end", class)
    g:linef("function %s:get(...) return self.v, ... end", class)
    g:linef("P(%s.new(%s):add(%s):add(2, 3):get(%s))", class, g:int(1), g:int(1), g:multi(1))
    g:linef("P(%s:get(), pcall(%s.get), pcall(%s.nope, 1), pcall(function() return %s:nope() end))", class, class, class, class)
end)

-- Operators on edge operands: as constants, from registers, and with one constant operand on either side.
local operators = { "+", "-", "*", "/", "//", "%%", "^", "&", "|", "~", "<<", ">>", "<", "<=", ">", ">=", "==", "~=", ".." }
statement(9, function(g)
    local function operand()
        local roll = g:below(10)
        if roll < 5 then return g:edge() end
        if roll < 7 then return tostring(g:range(-9, 9)) end
        if roll < 8 then return tostring(g:range(-99, 99) / 8) end
        return g:pick { "'10'", "'0x10'", "'-3'", "' 7 '", "'1e1'", "'2.5'", "'x'", "nil", "true", "{}", tostring(g:next() >> g:below(60)) }
    end
    local a, b, operator = operand(), operand(), g:pick(operators):gsub("%%%%", "%%")
    if operator == ".." and a:find("^[%d.-]+$") then a = "(" .. a .. ")" end
    if operator == "-" and b == "0" then b = "1" end
    g:open("do")
    g:linef("local a, b = %s, %s", a, b)
    g:linef("P(pcall(function() return a %s b end))", operator)
    g:linef("P(pcall(function() return a %s %s end))", operator, b)
    g:linef("P(pcall(function() return (%s) %s b end))", a, operator)
    g:linef("P(pcall(function() return (%s) %s %s end))", a, operator, b)
    g:linef("P(pcall(function() if a %s b then return 'yes' end return 'no' end))", operator)
    g:linef("P(pcall(function() local x = a; x = x %s b; return x, -a, ~b end))", operator)
    g:close()
end)

-- Patterns put together from pieces, most of them valid.
local pattern_pieces = { "a", "b", "l", ".", "%%a", "%%d", "%%s", "%%w", "%%W", "%%p", "[abc]", "[^a]", "[%%a_]", "[a-e]", "[]x]", "[^]]",
    "(.)", "(%%a+)", "()", "(a*)", "%%1", "%%f[%%w]", "%%b()", "%%.", "%%-", "x", " ", "o", "[%%z]", "\\0", "(", ")", "[", "%%", "%%2", "[a-", "%%f" }
statement(6, function(g)
    local pieces = { g:chance(25) and "^" or "" }
    for i = 1, g:range(1, 4) do
        local piece = g:pick(pattern_pieces)
        if i < 4 and #piece < 3 and g:chance(70) then piece = g:pick(pattern_pieces) end
        pieces[#pieces + 1] = piece
        if g:chance(40) then pieces[#pieces + 1] = g:pick { "*", "+", "-", "?" } end
    end
    if g:chance(15) then pieces[#pieces + 1] = "$" end
    local pattern = ("%q"):format(table.concat(pieces):gsub("%%%%", "%%"):gsub("\\0", "\0"))
    local subject = g:chance(50) and g:str(1) or g:pick { "'hello (world) 12, ab_c aab'", "'aaa'", "''", "'(a(b)c)x'", "'k = v; l = 10'", "'\\0a\\0'", "('ab '):rep(9)" }
    local call = g:pick { "string.find(%s, %s)", "string.match(%s, %s)", "string.gsub(%s, %s, '<%%0>')", "string.gsub(%s, %s, '%%1-')",
        "string.gsub(%s, %s, {a = 1, l = 'L'}, 3)", "string.gsub(%s, %s, function(...) T() return select('#', ...) end)", "string.find(%s, %s, 3)",
        "string.find(%s, %s, -4)", "GMATCH(%s, %s)", "string.match(%s, %s, 2)", "string.gsub(%s, %s, '')", "string.find(%s, %s, 2, true)" }
    g:linef("P(pcall(function() return %s end))", call:format(subject, pattern))
end)

-- One place that meets tables of different shapes, while classes and objects change.
statement(7, function(g)
    if g.depth > 4 then return end
    local A, B, list = g:fresh("A"), g:fresh("B"), g:fresh("list")
    g:linef("local %s, %s = {f = %s}, {g = %s, f = %s}", A, B, g:int(1), g:int(1), g:str(0))
    g:linef("%s.__index, %s.__index = %s, %s", A, B, A, B)
    g:linef("function %s:m(n) return self.f, n end", A)
    if g:chance(50) then g:linef("setmetatable(%s, %s)", B, A) else g:linef("function %s.m(s, n) return n, s.g end", B) end
    g:linef("local %s = {setmetatable({}, %s), setmetatable({a = 1}, %s), {f = %s, m = function() return 'own' end}, setmetatable({g = 1, f = nil}, %s), MK(3)}",
        list, A, B, g:any(0), A)
    g:openf("for pass = 1, %d do", g:range(2, 4))
    g:openf("for i, o in ipairs(%s) do", list)
    g:line("T()")
    g:line("P(pass, i, o.f, o.g, pcall(function() return o:m(pass) end))")
    g:linef("if i == pass then o.%s = %s end", g:pick { "f", "g", "a", "z" }, g:pick { "pass", "nil", "'new'", "i + pass" })
    g:close()
    for _ = 1, g:range(1, 2) do
        g:linef("if pass == %d then %s end", g:range(1, 3), (g:pick { "@.f = nil", "@.m = nil", "@.g = 'G'", "@.z, @.y = 1, 2", "setmetatable(%[1], %)",
            "setmetatable(%[1], nil)", "%[2].m = rawlen", "@.__index = {f = 'other', m = function() return 'M' end}", "@.__index = function(_, k) return k end",
            "@.m = function(self) return self == %[1] end", "%[4].f = pass", "for i = 1, 40 do @['k' .. i] = i end", "@.f, @.g = @.g, @.f",
            "@.__newindex = function(t, k, v) rawset(t, k, {v}) end", "%[1], %[3] = %[3], %[1]", "setmetatable(@, nil)" })
            :gsub("%%%[(%d)%]", list .. "[%1]"):gsub("%%", B):gsub("@", function() return g:chance(60) and A or B end))
    end
    g:close()
end)

-- Constructors and lists that are larger than one batch of anything.
statement(3, function(g)
    local roll = g:below(6)
    local items = {}
    -- 5.4.4 needs more registers than Weft, and generates wrong code for bitwise operators past 255 constants (its
    -- list of bugs has it): the constructor with as many is a function of its own.
    local count = g:pick { 48, 49, 50, 51, 52, 99, 100, 101, 64, 65, 127, 130, g:range(3, 130) }
    for i = 1, count do
        items[i] = g:chance(85) and tostring(g:range(0, 999)) or g:pick { "nil", "'s'", "1.5", "i0", "true", "-1", "n0", tostring(i * 1000003) }
    end
    if roll == 0 then
        items[#items] = "i0" -- so that the border is the last element
        g:linef("do local t = {%s}; local n = 0; for i = 1, %d do n = n * 31 + (math.tointeger(t[i]) or 7) end P(n, select('#', table.unpack(t, 1, %d))) end",
            table.concat(items, ", "), count + 2, count)
    elseif roll == 1 then
        g:linef("P((function(...) local n = 0; for i = 1, select('#', ...) do n = n * 31 + (math.tointeger((select(i, ...))) or 7) end return n, select(-2, ...) end)(%s, %s))",
            table.concat(items, ", ", 1, math.min(count, 200)), g:multi(1))
    elseif roll == 2 then
        for i = 1, count do items[i] = ("f%d = %s"):format(i, items[i]) end
        g:linef("do local function f() local t = {%s}; local n = 0; for i = 1, %d do n = n * 31 + (math.tointeger(t['f' .. i]) or 7) end; t.f%d = 'last'; P(n, t.f%d, t.f%d) end f() end",
            table.concat(items, ", "), count, g:range(1, count), g:range(1, count), count)
    elseif roll == 3 then
        local names = {}
        for i = 1, math.min(count, 90) do names[i] = "v" .. i end
        g:linef("do local %s = %s; %s, %s = %s, %s; P(%s, (function() v1 = v%d; return v1, v%d end)()) end", table.concat(names, ", "), table.concat(items, ", "), names[1],
            names[#names], names[#names], names[1], names[#names], g:range(1, #names), g:range(1, #names))
    elseif roll == 4 then
        g:linef("do local t = {%s, %s}; P(LEN(t, #t), t[%d], t[%d], t[%d]) end", table.concat(items, ", "), g:multi(1), g:range(1, count), count, count + 1)
    else
        g:linef("P(#(%s))", table.concat(items, " .. ", 1, math.min(count, 60)):gsub("nil", "0"):gsub("true", "1"))
    end
end)

-- Tables that grow, shrink and move between their parts.
statement(5, function(g)
    local t, n = g:fresh("grow"), g:range(5, 70)
    g:openf("do local %s, n = {%s}, 0", t, g:pick { "", "1, 2, 3", "x = 1", "[1] = 1, [2] = 2", "nil, 2" })
    for _ = 1, g:range(2, 5) do
        g:line((g:pick { "for i = 1, %d do T() @[i] = i * 2 end", "for i = %d, 1, -1 do T() @[i] = i end", "for i = 1, %d, 2 do T() @[i] = nil end", "for i = 1, %d do T() @['k' .. i % 9] = i end",
            "for i = 1, %d do T() @[-i] = i; @[i + 0.5] = i end", "for k in pairs(@) do T() @[k] = nil end", "for i = LEN(@, #@), 1, -1 do T() @[i] = nil end", "for i = 1, %d do T() if FULL(@) then table.insert(@, 1 + i % (#@ + 1), i) end end",
            "while FULL(@) and #@ > %d // 2 do T() table.remove(@, 1) end", "for i = 1, %d do T() @[i * 2^20] = i end", "table.move(@, 1, %d, 3)", "@[%d + 1] = 'end'", "for i = 1, %d do T() @[i * 7 % 31] = i end",
            "for i = 1, 40 do T() @['name' .. i] = i end for i = 1, 39 do @['name' .. i] = nil end", "collectgarbage('step')" }):gsub("%%d", tostring(n)):gsub("@", t))
    end
    g:linef("for k, v in SORTED(%s) do n = n * 31 + (math.tointeger(v) or 3) + (math.tointeger(k) or 5) end", t)
    g:linef("P(n, LEN(%s, #%s), %s[1], %s[%d], %s.k3, %s[-1], next({}, nil)) end", t, t, t, t, n, t, t)
end)

-- Several coroutines that are resumed in turns, with what they are given.
statement(4, function(g)
    if g.depth > 4 then return end
    local cos = g:fresh("cos")
    g:linef("local %s = {}", cos)
    g:openf("for i = 1, %d do", g:range(2, 4))
    g:openf("%s[i] = coroutine.create(function(a, ...)", cos)
    g:line("local sum <const>, log = i * 10, {...}")
    if g:chance(40) then g:linef("local c <close> = TBC('c' .. i%s)", g:pick { "", ", i == 2 and 'late' or nil" }) end
    g:openf("for j = 1, %d do", g:range(1, 3))
    g:line("T()")
    g:linef("log[#log + 1] = %s", g:pick { "coroutine.yield(i, j, sum)", "select(2, pcall(coroutine.yield, j))", "(coroutine.yield(...))", "YIELDER(j) + sum",
        "#{coroutine.yield()}", "YIELDER(1) < YIELDER(2)", "coroutine.wrap(function(...) return coroutine.yield(...) or 1 end)(j)", "(function(...) return coroutine.yield(select('#', ...), ...) end)(a, ...)" })
    g:linef("if %s then %s end", g:bool(1), g:pick { "error('stop ' .. i)", "return log", "P(i, log)", "goto done" })
    g:line("::done::")
    g:close()
    g:line("return sum, log")
    g:close("end)")
    g:close()
    g:openf("for turn = 1, %d do", g:range(4, 9))
    g:linef("local co = %s[turn %% #%s + 1]", cos, cos)
    g:linef("P(turn, coroutine.resume(co, %s, turn))", g:any(0))
    g:linef("if turn == %d then P(coroutine.close(co), coroutine.status(co)) end", g:range(2, 9))
    g:close()
    g:linef("for i, co in ipairs(%s) do P(i, coroutine.status(co), coroutine.close(co)) end", cos)
end)

-- Calls in every position: arguments, results cut and extended, tail calls, methods, deep recursion.
plain_statement(5, { "P((function(a, ...) return ..., a end)(%v))", "P((function(...) return (...), ... end)(%v))", "P({(function() return %i, %i end)(), (function() return %i, %i end)()})",
    "P((function() return (function(...) return ... end)(%v) end)())", "do local a, b, c = (function() return %i, %s end)(); P(a, b, c) end",
    "do local t = {}; t[1], t[2], t[3] = (function() return %i, %s, %n, 4 end)(); P(t) end", "do local function deep(n, ...) T() if n == 0 then return ... end return (deep(n - 1, n, ...)) end P(deep(%d & 15, 'x')) end",
    "do local function even(n) T() if n == 0 then return true end return odd(n - 1) end odd = function(n) T() if n == 0 then return false end return even(n - 1) end P(even(%d & 31)) end",
    "P(pcall(function() local function f() T() return f() + 1 end return f() end))", "P(select('#', table.unpack({}, 1, 200)))", "P((function(...) return select('#', ...) end)(table.unpack({}, 1, 250)))",
    "P(('%d,%d'):rep(2, '|'):len(), ('x'):byte(), #('abc'):upper())", "P(pcall(function(...) local a <const>, b = ... ; local function f() b = b .. a; return b end return f(), f() end, %s, %i))",
    "P(pcall(string.gsub, %s, '.', function(c) error('in gsub ' .. c, 0) end))", "P(pcall(table.sort, {3, 1, 2}, function(a, b) error('in sort', 0) end))",
    "P(pcall(function() for i = %E, %E, %E do T() P(i) if i == i then break end end end))", "P(pcall(function() local n = 0; for i = %E, %E, %E do T() n = n + 1; if n > 5 then break end end return n end))",
    "P(pcall(function() for i = %d, %d, %d do T() local j = i; CL[#CL + 1] = function() j = j + 1; return i, j end; if #CL > 60 then CL = {} end end end))",
    "do local i = 1; while true do T() local k = i; if k > 4 then break end; CL[#CL + 1] = function() k = k + i; return k end; i = i + 1; if k == 2 then goto next end; P(k) ::next:: end end",
    "P(tostring(%E), %E // 1, math.type(%E))", "P(string.format('%%.14g %%g %%.3f', %E, %E, %E))", "P(pcall(string.format, '%%d %%x', %E, %E))", "P(tonumber('%d' .. %s), tonumber('0x%d'), tonumber('%d.%d'), tonumber('1e%d'))",
    "P(math.tointeger(%E), pcall(math.floor, %E), %E == %E, %E < %E, %E <= %E)", "P(pcall(string.pack, '<i%d', %E))", "P(pcall(string.unpack, '<I2 i3 B', %s .. 'abcdef'))", "P(string.pack('>I8 <i2 z s1', %i, %d, 'q', %s))",
    "P(pcall(string.rep, %s, %d), pcall(string.rep, 'ab', 1 << 62))", "P(pcall(string.sub, %s, %E, %E))", "P(pcall(table.concat, {1, 2, 3}, ',', %E, 3))", "P(pcall(table.unpack, {1, 2, 3}, %E, 3))", "P(pcall(utf8.char, %E, 65))", "P(pcall(utf8.codepoint, %s, %d))",
    "P(pcall(select, %E, 'a', 'b'))", "P(pcall(math.fmod, %E, %E))", "P(pcall(rawset, {}, %E, 1))", "P(pcall(table.move, {1, 2, 3}, %d, %d, %E))", "P(pcall(table.insert, {1, 2}, %E, 'x'))", "P(pcall(table.remove, {1, 2}, %E))" })

statement(2, function(g) -- goto out of nested loops, and a hand-made loop
    local out, top = g:fresh("out"), g:fresh("top")
    g:open("do")
    g:line("local n = 0")
    g:linef("::%s::", top)
    g:open("for a = 1, 3 do")
    g:open("for b = 1, 3 do")
    g:line("n = n + a * b")
    g:line("CL[#CL + 1] = function() n = n + a; return n, b end")
    g:linef("if a * b == %d then goto %s end", g:range(1, 9), out)
    g:close()
    g:close()
    g:linef("if n < 40 then goto %s end", top)
    g:linef("::%s::", out)
    g:line("P(n)")
    g:close()
end)
