-- The expressions of random programs (difftest_gen.lua): methods that return the text of one, of a kind, nested `depth` deep at most.
local Gen = ...

local int_edges = { "0", "1", "-1", "2", "3", "7", "10", "255", "256", "32767", "32768", "65535", "65536",
    "0x7fffffff", "0x80000000", "0xffffffff", "9007199254740992", "9007199254740993",
    "math.maxinteger", "math.mininteger", "0x7fffffffffffffff", "-0x7fffffffffffffff", "0xffffffffffffffff",
    "(math.maxinteger - 1)", "(math.mininteger + 1)", "-128", "63", "64", "-64", "127" }
local float_edges = { "0.0", "-0.0", "1.0", "-1.5", "0.5", "2.0", "1e15", "1e16", "1e100", "-1e308", "1e308",
    "2^53", "2^63", "-2^63", "2^31", "2^-1074", "0x1p-1022", "0x.8p1", "(1/0)", "(-1/0)", "(0/0)", "3.0",
    "9007199254740993.0", "1e-5", "123456.789", "math.pi", "math.huge", "-math.huge", "0x1.8p3",
    "9223372036854775807.0", "4.9e-324", "100.0", "255.0" }
local words = { '""', '"a"', '"abc"', '"10"', '"0x10"', '"-7"', '" 5 "', '"1e1"', '"3.0"', '"hello world"', '"xyzzy"',
    '"a,b,,c"', '"\\0z\\0"', '"k1"', '"\\n\\t\\r"', '"\\u{20AC}x"', '"  trim  "', '"aXbXc"', '"0x1p4"', '"inf"',
    '"nan"', '"key=val"', '"(nested(parens))"', '"THE (quick) fox"', '"%d"', '"1e"', '"9223372036854775808"',
    '"the quick brown fox jumps over the lazy dog, twice over"', "'q\"uote'" }

function Gen:edge()
    return self:chance(60) and self:pick(int_edges) or self:pick(float_edges)
end

function Gen:int_literal()
    if self:chance(55) then return tostring(self:range(-4, 20)) end
    return self:pick(int_edges)
end

local int_templates = { "(%i + %i)", "(%i - %i)", "(%i * %i)", "(%i & %i)", "(%i | %i)", "(%i ~ %i)",
    "(%i << %d)", "(%i >> %d)", "(%i << (%i & 63))", "(%i >> %i)", "(- %i)", "(~%i)", "(%i // (%i | 1))",
    "(%i %% (%i | 1))", "(%i // %d)", "(%i + %d)", "(%i - %d)", "(%i * %d)", "(%d - %i)", "(%i %% 7)",
    "#%s", "%l", "select('#', %v)", "(%b and %i or %i)", "(math.tointeger(%n) or %i)", "(%i // 2)",
    "(%i %% -3)", "(%i // -1)", "math.max(%i, %i)", "math.min(%i, %i)", "math.abs(%i)", "(string.byte(%s, %d) or 0)",
    "string.len(%s)", "(math.type(%n) == 'integer' and 1 or 2)", "(%i & 0xff)", "(%i | 1)",
    "(1 << %d)", "utf8.len('a\\u{E9}\\u{20AC}')", "(function(...) return select('#', ...) end)(%v)",
    "((%s):find(%s, 1, true) or -1)", "(%i ~ -1)", "math.ult(%i, %i) and 1 or 0", "(%i == %i and %i or %i)",
    "(%i < %i and %i or %i)", "(%i // %i)", "(%i %% %i)" }

function Gen:int(depth)
    if depth <= 0 or self:chance(25) then
        local v = self:chance(65) and self:var("i")
        return v or self:int_literal()
    end
    local template = self:pick(int_templates)
    if template == "math.ult(%i, %i) and 1 or 0" then template = "(" .. template .. ")" end
    if template:find("[/%%] ?%%[id]%)$") or template:find("%%%%%% %%i") then
        -- a division that may be by zero, only where the statement is protected
        if not self.is_protected then template = "(%i + %i)" end
    end
    return self:fill(template, depth - 1)
end

local num_templates = { "(%n + %n)", "(%n - %n)", "(%n * %n)", "(%n / %n)", "(%n ^ %d)", "(%n // 2.5)",
    "(%n %% 3.5)", "(%n // %n2)", "(- %n)", "(%i + %n)", "(%i / %i)", "(%i * 0.5)", "math.sqrt(math.abs(%n))",
    "math.max(%n, %n)", "math.min(%n, %n)", "math.abs(%n)", "(%b and %n or %n)", "(tonumber(%s) or %n)",
    "(%n %% -2.25)", "(%i // 0.0)", "(%n + %d)", "(%n - 1)", "(2 ^ %d)", "(%n * -1)", "math.floor(%n / 1e3)",
    "math.ceil(%n)", "(%n == %n and 0.0 or -0.0)", "(%i %% 2.0)", "math.fmod(%n, 3.0)", "(1 / %n)", "(%i - 0.0)",
    "('10' + %i)", "('0x10' * 1)", "('3.5' - %n)", "(10 // '3')", "math.modf(%n)", "math.ldexp(1.5, %d)" }

function Gen:num(depth)
    if depth <= 0 or self:chance(25) then
        if self:chance(60) then
            local v = self:var(self:chance(60) and "n" or "i")
            if v then return v end
        end
        return self:chance(70) and self:pick(float_edges) or self:int_literal()
    end
    if self:chance(25) then return self:int(depth) end
    local template = self:pick(num_templates)
    if template == "(%n // %n2)" then template = "(%n // 0.3)" end
    if template == "math.modf(%n)" then template = "(math.modf(%n))" end
    if template:find("ldexp") then template = "(%n * 1.5)" end
    return self:fill(template, depth - 1)
end

local str_templates = { "(%s .. %s)", "(%s .. %i)", "(%n .. %s)", "(%s .. %s .. %s)", "(%i .. %i)", "tostring(%n)",
    "tostring(%b)", "tostring(%i)", "(%s):sub(%d, %d)", "(%s):sub(%d)", "(%s):upper()", "(%s):lower()",
    "(%s):reverse()", "(%s):rep(%d)", "(%s):rep(2, ',')", "(%b and %s or %s)", "type(%x)", "(%s):gsub('%%w', '<%%0>')",
    "(%s):gsub('(%%a)(%%d?)', '%%2%%1')", "((%s):match('%%a+') or %s)", "((%s):match('^(.-)%%s*$'))",
    "string.format('%%5d|%%-5d|%%05d', %d, %d, %d)", "string.format('%%s-%%s', %x2, %s)", "%F",
    "string.char(%d & 127, 65, 97)", "((%s):gsub('.', {a = 'A', b = 1, c = false}))",
    "((%s):gsub('%%w', function(c) if c > 'f' then return c .. c end end))", "table.concat({%s, %s, %i}, ';')",
    "tostring(nil)", "(%s .. %n .. %s)", "(%s):sub(-3, %d)", "utf8.char(%d + 100, 0x20AC)",
    "((%s):gsub('%%s+', ''))", "((%s):gsub('(b)', '%%1%%1', 1))", "(select(1, %s, %v) and %s)",
    "((%s):match('%%((.-)%%)') or '-')", "((%s):match('%%b()') or '!')", "((%s):gsub('%%f[%%w]%%w+', string.upper))" }

function Gen:str(depth)
    if depth <= 0 or self:chance(30) then
        local v = self:chance(55) and self:var("s")
        return v or self:pick(words)
    end
    local template = self:pick(str_templates)
    template = template:gsub("%%x2", "%%n")
    if template:find("^%(%%s%):gsub") then template = "(" .. template .. ")" end
    return self:fill(template, depth - 1)
end

local format_items = { { "%d", "%i" }, { "%5d", "%i" }, { "%-8d|", "%i" }, { "%+d", "%i" }, { "%x", "%i" },
    { "%#X", "%i" }, { "%o", "%i" }, { "%c", "65 + %d" }, { "%g", "%n" }, { "%.3f", "%d / 7" }, { "%e", "%n" },
    { "%10.4g", "%n" }, { "%a", "%d / 2" }, { "%q", "%i" }, { "%q", "%s" }, { "%s", "%s" }, { "%-10s|", "%s" },
    { "%.3s", "%s" }, { "%10.2s|", "%s" }, { "%%", "" }, { "%i", "%i" }, { "%u", "" }, { "%s", "%n" }, { "%s", "%b" },
    { "%s", "nil" }, { "% d", "%i" }, { "%08.3f", "%d * 1.5" }, { "%.14g", "%n" }, { "%.0f", "%d / 2" }, { "%q", "1e15 + 0.5" } }

function Gen:fmt_call(depth)
    local format, arguments = {}, {}
    for _ = 1, self:range(1, 3) do
        local item = self:pick(format_items)
        if item[1] ~= "%u" then
            format[#format + 1] = item[1]
            if item[2] ~= "" then arguments[#arguments + 1] = self:fill(item[2], math.min(depth, 1)) end
        end
    end
    local text = "string.format('" .. table.concat(format, " ") .. "'"
    for _, argument in ipairs(arguments) do text = text .. ", " .. argument end
    return text .. ")"
end

local bool_templates = { "(%i < %i)", "(%i <= %i)", "(%n > %n)", "(%n >= %n)", "(%n == %n)", "(%i ~= %i)", "(%s < %s)",
    "(%s <= %s)", "(%s == %s)", "(%x == %x)", "(%x ~= %x)", "(not %x)", "(%b and %b)", "(%b or %b)", "(%i < %d)",
    "(%i >= %d)", "(%n < %d)", "(%n <= 0.5)", "(%i == %d)", "(%d < %n)", "(%x == nil)", "(%s == 'abc')",
    "math.ult(%i, %i)", "(%i == %n)", "(%i < %n)", "(%n <= %i)", "rawequal(%x, %x)", "(not not %x)", "(%t == %t)",
    "(0.0 == -0.0)", "(%n ~= %n)", "(1 == 1.0)", "(%i > 1e10)", "(%s > 'b')" }

function Gen:bool(depth)
    if depth <= 0 or self:chance(20) then
        local v = self:chance(50) and self:var("b")
        return v or self:pick { "true", "false" }
    end
    return self:fill(self:pick(bool_templates), depth - 1)
end

function Gen:tab(depth)
    local v = self:chance(60) and self:var("t")
    if v then return v end
    if depth <= 0 then return "{}" end
    return self:fill(self:pick { "{%x, %x, %x}", "{%i, %i, %v}", "{%v}", "{x = %x, y = %x, %i}", "{[%i] = %x, [%s] = %x}",
        "{%s, n = %i, [2.0] = %i}", "{%i, nil, %i}", "{{%i}, {%s, k = {%n}}}", "{%i; %i; x = %i,}", "{[1] = %i, %s}",
        "table.pack(%v)", "{(%v)}", "{%v, %i}" }, depth - 1)
end

-- Which of several borders `#` finds in a table with holes is not defined: LEN checks that it is one.
function Gen.length_of(t)
    return t:find("^t%d+$") and ("LEN(%s, #%s)"):format(t, t) or "#" .. t
end

function Gen:length(depth) return Gen.length_of(self:tab(depth)) end

function Gen:obj(depth)
    local v = self:chance(50) and self:var("o")
    return v or ("MK(" .. self:int(math.min(depth, 1)) .. ")")
end

-- An expression list element with any number of values.
function Gen:multi(depth)
    if depth > 0 then
        local f = self:chance(50) and self:var("f")
        if f then return ("%s(%s, %s)"):format(f, self:any(depth - 1), self:any(depth - 1)) end
    end
    if self.has_varargs and self:chance(50) then return "..." end
    return self:fill(self:pick { "table.unpack({%i, %i, %i}, 1, 2)", "%i", "(function() return %i, %s end)()",
        "string.byte(%s, 1, 3)", "pcall(function() return %i end)", "(function() end)()",
        "select(2, %i, %s, %n)", "math.modf(%d + 0.25)", "('abc'):find('b')" }, depth > 1 and 1 or 0)
end

function Gen:any(depth)
    local roll = self:below(100)
    if roll < 30 then return self:int(depth) end
    if roll < 45 then return self:num(depth) end
    if roll < 65 then return self:str(depth) end
    if roll < 75 then return self:bool(depth) end
    if roll < 80 then return "nil" end
    if depth <= 0 then return self:int(0) end
    if roll < 86 then return self:tab(depth - 1) end
    if roll < 90 then
        return self:fill(self:pick { "(%x and %x)", "(%x or %x)", "(%b and %x or %x)", "(not %x)" }, depth - 1)
    end
    local t = self:var("t")
    if t and roll < 96 then
        return self:pick {
            ("%s[%s]"):format(t, self:range(1, 4)), ("%s.%s"):format(t, self:pick { "x", "y", "n", "k1" }),
            ("%s[%s]"):format(t, self:int(depth - 1)), ("%s[%s]"):format(t, self:str(0)) }
    end
    return self:multi(depth - 1)
end
