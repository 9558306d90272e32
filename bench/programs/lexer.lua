-- A lexer of Lua in Lua: a class with methods by first character, keywords, long strings and comments, escapes, numbers;
-- then a pass over the tokens that counts, indents and prints them.
local rounds = tonumber((...)) or 120

local Lexer = {}
Lexer.__index = Lexer

local keywords = {}
for word in ([[and break do else elseif end false for function goto if in local nil not or repeat return then true until
while]]):gmatch("%a+") do
    keywords[word] = true
end

function Lexer.new(text, name)
    return setmetatable({ text = text, name = name, at = 1, line = 1, tokens = {}, count = 0 }, Lexer)
end

function Lexer:fail(message)
    error(string.format("%s:%d: %s", self.name, self.line, message), 0)
end

function Lexer:add(kind, value, stop)
    self.count = self.count + 1
    self.tokens[self.count] = { kind = kind, value = value, line = self.line, first = self.at, last = stop - 1 }
    self.at = stop
end

function Lexer:count_lines(from, to)
    local at = self.text:find("\n", from, true)
    while at and at <= to do
        self.line = self.line + 1
        at = self.text:find("\n", at + 1, true)
    end
end

-- The text between long brackets that begin at `from`, and where they end; nil if there are none.
function Lexer:long_bracket(from)
    local level = self.text:match("^%[(=*)%[", from)
    if not level then return nil end
    local first = from + #level + 2
    local close, stop = self.text:find("]" .. level .. "]", first, true)
    if not close then self:fail("unfinished long string") end
    if self.text:byte(first) == 10 then first = first + 1 end
    return self.text:sub(first, close - 1), stop + 1
end

local simple_escapes = {
    a = "\a", b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", v = "\v", ["\\"] = "\\", ['"'] = '"', ["'"] = "'",
    ["\n"] = "\n",
}

function Lexer:read_escape(at)
    local text = self.text
    local c = text:sub(at, at)
    if simple_escapes[c] then return simple_escapes[c], at + 1 end
    local digits = text:match("^%d%d?%d?", at)
    if digits then
        local code = tonumber(digits)
        if code > 255 then self:fail("decimal escape too large") end
        return string.char(code), at + #digits
    end
    local hex = text:match("^x(%x%x)", at)
    if hex then return string.char(tonumber(hex, 16)), at + 3 end
    if c == "z" then
        local stop = text:find("%S", at + 1) or #text + 1
        return "", stop
    end
    self:fail("invalid escape sequence '\\" .. c .. "'")
end

function Lexer:read_string(quote)
    local text, from, parts = self.text, self.at + 1, {}
    local stops = "[\\\n" .. quote .. "]"
    while true do
        local stop = text:find(stops, from)
        if not stop then self:fail("unfinished string") end
        parts[#parts + 1] = text:sub(from, stop - 1)
        local c = text:sub(stop, stop)
        if c == quote then
            self:add("string", table.concat(parts), stop + 1)
            return
        elseif c == "\n" then
            self:fail("unfinished string")
        end
        local piece
        piece, from = self:read_escape(stop + 1)
        parts[#parts + 1] = piece
    end
end

function Lexer:read_number()
    local text, at = self.text, self.at
    local digits = text:match("^0[xX]%x+", at)
    if not digits then
        digits = text:match("^%d*%.?%d*", at)
        digits = digits .. (text:match("^[eE][+-]?%d+", at + #digits) or "")
    end
    local value = tonumber(digits)
    if not value or text:find("^[%w_]", at + #digits) then
        self:fail("malformed number near '" .. (text:match("^[%w_.]+", at)) .. "'")
    end
    self:add("number", value, at + #digits)
end

function Lexer:read_name()
    local word = self.text:match("^[%a_][%w_]*", self.at)
    self:add(keywords[word] and "keyword" or "name", word, self.at + #word)
end

function Lexer:read_comment()
    local body, stop = self:long_bracket(self.at + 2)
    if not body then
        stop = self.text:find("\n", self.at, true) or #self.text + 1
        body = self.text:sub(self.at + 2, stop - 1)
    end
    local first = self.at
    self:add("comment", body, stop)
    self:count_lines(first, stop - 1)
end

local operators = { {}, {}, {} }
for op in ("+ - * / % ^ # & ~ | < > = ( ) { } [ ] ; : , . << >> // == ~= <= >= :: .. ..."):gmatch("%S+") do
    operators[#op][op] = true
end

function Lexer:read_operator()
    for length = 3, 1, -1 do
        local op = self.text:sub(self.at, self.at + length - 1)
        if operators[length][op] then
            self:add("operator", op, self.at + length)
            return
        end
    end
    self:fail("unexpected symbol near '" .. self.text:sub(self.at, self.at) .. "'")
end

local by_byte = {}
for byte = 33, 126 do
    local c = string.char(byte)
    if c:find("[%a_]") then
        by_byte[byte] = Lexer.read_name
    elseif c:find("%d") then
        by_byte[byte] = Lexer.read_number
    else
        by_byte[byte] = Lexer.read_operator
    end
end
by_byte[34] = function(self) return self:read_string('"') end
by_byte[39] = function(self) return self:read_string("'") end
by_byte[45] = function(self)
    if self.text:byte(self.at + 1) == 45 then return self:read_comment() end
    return self:read_operator()
end
by_byte[46] = function(self)
    if self.text:find("^%d", self.at + 1) then return self:read_number() end
    return self:read_operator()
end
by_byte[91] = function(self)
    local body, stop = self:long_bracket(self.at)
    if not body then return self:read_operator() end
    local first = self.at
    self:add("string", body, stop)
    self:count_lines(first, stop - 1)
end

function Lexer:run()
    local text = self.text
    while true do
        local at = text:find("[^ \t\r]", self.at)
        if not at then break end
        self.at = at
        local byte = text:byte(at)
        if byte == 10 then
            self.line = self.line + 1
            self.at = at + 1
        else
            local read = by_byte[byte]
            if not read then self:fail("unexpected byte " .. byte) end
            read(self)
        end
    end
    return self.tokens
end

-- ---- what is done with the tokens ----

local function statistics(tokens)
    local kinds, names = {}, {}
    for _, token in ipairs(tokens) do
        kinds[token.kind] = (kinds[token.kind] or 0) + 1
        if token.kind == "name" then names[token.value] = (names[token.value] or 0) + 1 end
    end
    local order = {}
    for name, count in pairs(names) do order[#order + 1] = { name = name, count = count } end
    table.sort(order, function(a, b)
        if a.count ~= b.count then return a.count > b.count end
        return a.name < b.name
    end)
    return kinds, order
end

local opens = { ["then"] = 1, ["do"] = 1, ["function"] = 1, ["repeat"] = 1, ["{"] = 1 }
local closes = { ["end"] = 1, ["until"] = 1, ["elseif"] = 1, ["}"] = 1 }

-- Prints tokens again, a line of them for each line of the source, indented by nesting.
local function reindent(tokens)
    local out, depth, line, words = {}, 0, 1, {}
    local function flush(at_depth)
        if #words > 0 then out[#out + 1] = ("    "):rep(math.max(at_depth, 0)) .. table.concat(words, " ") end
        words = {}
    end
    local before = 0
    for _, token in ipairs(tokens) do
        if token.line ~= line then
            flush(before)
            line, before = token.line, depth
        end
        local value = token.value
        if token.kind == "string" then
            value = string.format("%q", value)
        elseif token.kind == "comment" then
            value = "--" .. value
        elseif token.kind == "number" then
            value = string.format("%.14g", value)
        else
            depth = depth + (opens[value] or 0) - (closes[value] or 0)
            if closes[value] and #words == 0 then before = depth end
        end
        words[#words + 1] = value
    end
    flush(before)
    return table.concat(out, "\n")
end

local sample = [==[
-- A queue of jobs with priorities.
local Queue = { limit = 0x40, timeout = 1.5e2 }
Queue.__index = Queue

--[[ Jobs are ordered by priority,
then by the time at which they came. ]]
local function before(a, b)
    if a.priority ~= b.priority then return a.priority > b.priority end
    return a.time <= b.time
end

function Queue.new(name, ...)
    local self = setmetatable({ name = name or "queue", jobs = {}, count = 0 }, Queue)
    for i = 1, select("#", ...) do self:push((select(i, ...))) end
    return self
end

function Queue:push(job)
    if self.count >= self.limit then error('queue "' .. self.name .. "\" is full\n", 2) end
    local i = #self.jobs + 1
    while i > 1 and before(job, self.jobs[i - 1]) do
        self.jobs[i] = self.jobs[i - 1]
        i = i - 1
    end
    self.jobs[i], self.count = job, self.count + 1
end

function Queue:pop()
    if self.count == 0 then return nil, [[empty]] end
    self.count = self.count - 1
    return table.remove(self.jobs, 1)
end

local escapes = "tab\tnewline\nquote\"decimal\065hex\x41skip\z
    end"
local level = [=[ a long ]] string ]=]
::top::
local ratio = .5 + 3. * 0xFF / 1e-3 ^ 2 % 7
if ratio ~= 0 and not (ratio > 1 or ratio < -1) then goto top end
for key, value in pairs(Queue) do print(("%s=%s"):format(key, tostring(value)), #level) end
repeat ratio = ratio - 1 until ratio <= 0
]==]

local source = sample:rep(6)
local checked = 0
local sum = 0
local kinds, order, printed
for _ = 1, rounds do
    local tokens = Lexer.new(source, "sample"):run()
    kinds, order = statistics(tokens)
    printed = reindent(tokens)
    checked = checked + #tokens
    for i = 1, #printed, 5 do sum = (sum * 31 + printed:byte(i)) % 2147483647 end
end
local names = {}
for kind, count in pairs(kinds) do names[#names + 1] = kind .. "=" .. count end
table.sort(names)
for i = 1, 5 do names[#names + 1] = order[i].name .. ":" .. order[i].count end
for _, bad in ipairs { "x = 'abc", "y = 0x", "[[ open", "a $ b", "'\\q'", "'\\300'", "3x" } do
    local ok, message = pcall(function() return Lexer.new(bad, "bad"):run() end)
    assert(not ok)
    names[#names + 1] = message
end
print(checked, sum)
print(table.concat(names, "\n"))
