-- Random programs that always end, for scripts/difftest.
--
--   lua5.4 difftest_gen.lua batch A B     a Lua script that runs the programs of the seeds A to B and
--                                         prints what each one printed, under a heading
--   lua5.4 difftest_gen.lua program SEED  the text of one program
--   lua5.4 difftest_gen.lua wrap FILE     a script that runs the program in FILE as a batch would
--
-- A program is a list of statements over variables whose kind the generator knows, so that most operations
-- succeed and go on to influence what is printed; statements that are meant to fail are run under pcall and
-- print the message. It sees the functions of difftest_prelude.lua: P prints values without addresses and
-- without depending on the order of `pairs`; T ends the program when it has run long enough (every loop
-- iteration and every function calls it); CAP keeps strings short.

local Gen = {}
Gen.__index = Gen

-- ---- random choices: a generator of our own, so that a seed means the same program everywhere -------------

local function new_generator(seed)
    local g = setmetatable({}, Gen)
    -- spread, so that the streams of neighbouring seeds are not the same stream a step apart
    local x = seed * 0xD6E8FEB86659FD93 + 0x1234567
    x = (x ~ (x >> 32)) * 0xD6E8FEB86659FD93
    g.state = x ~ (x >> 29)
    g.lines = {}
    g.indent = 0
    g.vars = {}
    g.next_id = 0
    g.depth = 0          -- nesting of blocks and functions
    g.loop_depth = 0
    g.in_function = 0
    g.has_varargs = true -- the main chunk takes ...
    g.labels = 0
    return g
end

function Gen:next()
    local x = self.state + 0x9E3779B97F4A7C15
    self.state = x
    x = (x ~ (x >> 30)) * 0xBF58476D1CE4E5B9
    x = (x ~ (x >> 27)) * 0x94D049BB133111EB
    return (x ~ (x >> 31)) >> 1
end

function Gen:below(n) return self:next() % n end
function Gen:range(a, b) return a + self:next() % (b - a + 1) end
function Gen:chance(percent) return self:next() % 100 < percent end
function Gen:pick(list) return list[self:next() % #list + 1] end

-- ---- text ---------------------------------------------------------------------------------------------------

function Gen:line(text) self.lines[#self.lines + 1] = ("  "):rep(self.indent) .. text end
function Gen:linef(format, ...) self:line(format:format(...)) end
function Gen:open(text) self:line(text); self.indent = self.indent + 1 end
function Gen:openf(format, ...) self:open(format:format(...)) end
function Gen:close(text) self.indent = self.indent - 1; self:line(text or "end") end

function Gen:fresh(prefix)
    self.next_id = self.next_id + 1
    return prefix .. self.next_id
end

-- Replaces each %i %n %s %t %b %x %o in a template by an expression of that kind, %l by a length, %v by any
-- number of values, %F by a call of string.format, %d by a small integer, and
-- %E by an edge number; everything else is literal text (%% for a percent sign).
function Gen:fill(template, depth)
    local saved_varargs = self.has_varargs
    if template:find("function%(") then self.has_varargs = false end
    local text = template:gsub("%%(.)", function(c)
        if c == "i" then return self:int(depth) end
        if c == "n" then return self:num(depth) end
        if c == "s" then return self:str(depth) end
        if c == "t" then return self:tab(depth) end
        if c == "b" then return self:bool(depth) end
        if c == "x" then return self:any(depth) end
        if c == "o" then return self:obj(depth) end
        if c == "l" then return self:length(depth) end
        if c == "d" then return tostring(self:range(-3, 9)) end
        if c == "E" then return self:edge() end
        if c == "F" then return self:fmt_call(depth) end
        if c == "v" then return self:multi(depth) end
        if c == "%" then return "%" end
        error("bad template " .. template)
    end)
    self.has_varargs = saved_varargs
    return text
end

-- ---- variables ----------------------------------------------------------------------------------------------

function Gen:declare(kind, is_constant)
    local name = self:fresh(kind)
    self.vars[#self.vars + 1] = { name = name, kind = kind, is_constant = is_constant }
    return name
end

function Gen:var(kind, for_writing)
    local vars, found = self.vars, {}
    for i = #vars, 1, -1 do
        local v = vars[i]
        if v.kind == kind and not (for_writing and v.is_constant) then found[#found + 1] = v.name end
    end
    if #found == 0 then return nil end
    if self:chance(50) then return found[self:below(math.min(#found, 3)) + 1] end
    return self:pick(found)
end

-- ---- programs -----------------------------------------------------------------------------------------------

local folder = arg[0]:match("^.*/") or ""
assert(loadfile(folder .. "difftest_expressions.lua"))(Gen)
assert(loadfile(folder .. "difftest_statements.lua"))(Gen)

local function program_of(seed)
    local g = new_generator(seed)
    g:linef("local i0, n0, s0, b0, t0 = %s, %s, %s, %s, {%s, %s, x = %s}", g:int(0), g:num(0), g:str(0), g:bool(0), g:int(0), g:str(0), g:int(0))
    for _, kind in ipairs { "i", "n", "s", "b", "t" } do g.vars[#g.vars + 1] = { name = kind .. 0, kind = kind } end
    local count = g:range(12, 36)
    local is_whole = g:chance(8)
    if is_whole then g.is_protected = true end
    for _ = 1, count do
        if #g.lines > 200 then break end
        g:statement()
    end
    g:line("for i, f in ipairs(CL) do P(i, pcall(f, i)) end")
    g:line("P(i0, n0, s0, b0, t0)")
    -- `x - 0` with the literal becomes `x + 0` in the reference, which loses the sign of -0.0
    return (table.concat(g.lines, "\n"):gsub("%- 0%f[^%w.]", "- 1")) .. "\n"
end

-- ---- batches ------------------------------------------------------------------------------------------------

local function read_all(path)
    local file = assert(io.open(path, "rb"))
    local text = file:read("a")
    file:close()
    return text
end

-- The beginning of a batch.
local function prelude()
    return "local RUN = (function()\n" .. read_all(folder .. "difftest_prelude.lua") .. "end)()\n"
end

local function quote_long(text)
    local level = 2
    while text:find("]" .. ("="):rep(level) .. "]", 1, true) do level = level + 1 end
    local mark = ("="):rep(level)
    return "[" .. mark .. "[\n" .. text .. "]" .. mark .. "]"
end

local mode, a, b = ...
if mode == "batch" then
    io.write(prelude())
    for seed = math.tointeger(a), math.tointeger(b) do
        io.write("RUN(", seed, ", ", quote_long(program_of(seed)), ")\n")
    end
elseif mode == "program" then
    io.write(program_of(math.tointeger(a)))
elseif mode == "wrap" then
    io.write(prelude(), "RUN(0, ", quote_long(read_all(a)), ")\n")
elseif mode then
    io.stderr:write("usage: difftest_gen.lua batch A B | program SEED | wrap FILE\n")
    os.exit(2)
end
