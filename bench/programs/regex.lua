-- Regular expressions in three ways: a parser to a tree; a backtracking matcher of closures with captures; an automaton
-- (Thompson's) whose sets of states become states of a deterministic one when they are first met.
local rounds = tonumber((...)) or 100

-- ---- the parser ----

local Parser = {}
Parser.__index = Parser

function Parser.new(text) return setmetatable({ text = text, at = 1, groups = 0 }, Parser) end

function Parser:peek() return self.text:sub(self.at, self.at) end
function Parser:take()
    local c = self:peek()
    self.at = self.at + 1
    return c
end
function Parser:fail(message) error(string.format("%s at %d in /%s/", message, self.at, self.text), 0) end

local function new_set() return { kind = "set", bytes = {} } end
local function add_range(set, from, to)
    for byte = from, to do set.bytes[byte] = true end
    return set
end
local function negated(set)
    local result = new_set()
    for byte = 0, 255 do
        if not set.bytes[byte] then result.bytes[byte] = true end
    end
    return result
end

local classes = {
    d = add_range(new_set(), 48, 57),
    w = add_range(add_range(add_range(add_range(new_set(), 48, 57), 65, 90), 97, 122), 95, 95),
    s = add_range(add_range(new_set(), 9, 13), 32, 32),
}
for letter, upper in pairs { d = "D", w = "W", s = "S" } do classes[upper] = negated(classes[letter]) end

function Parser:escape()
    local c = self:take()
    if c == "" then self:fail("nothing escaped") end
    if classes[c] then return classes[c] end
    if c == "n" then c = "\n" elseif c == "t" then c = "\t" elseif c == "b" then return { kind = "boundary" } end
    return add_range(new_set(), c:byte(), c:byte())
end

function Parser:bracket()
    local set, is_negated = new_set(), false
    if self:peek() == "^" then
        is_negated = true
        self:take()
    end
    local first = true
    while first or self:peek() ~= "]" do
        first = false
        local c = self:take()
        if c == "" then self:fail("']' expected") end
        if c == "\\" then
            for byte in pairs(self:escape().bytes) do set.bytes[byte] = true end
        elseif self:peek() == "-" and self.text:sub(self.at + 1, self.at + 1) ~= "]" then
            self:take()
            add_range(set, c:byte(), self:take():byte())
        else
            add_range(set, c:byte(), c:byte())
        end
    end
    self:take()
    return is_negated and negated(set) or set
end

function Parser:atom()
    local c = self:take()
    if c == "(" then
        local node
        if self.text:sub(self.at, self.at + 1) == "?:" then
            self.at = self.at + 2
            node = self:alternatives()
        else
            self.groups = self.groups + 1
            local number = self.groups
            node = { kind = "group", number = number, self:alternatives() }
        end
        if self:take() ~= ")" then self:fail("')' expected") end
        return node
    end
    if c == "[" then return self:bracket() end
    if c == "\\" then return self:escape() end
    if c == "." then return negated(add_range(new_set(), 10, 10)) end
    if c == "^" then return { kind = "start" } end
    if c == "$" then return { kind = "stop" } end
    if c == "*" or c == "+" or c == "?" then self:fail("nothing to repeat") end
    return add_range(new_set(), c:byte(), c:byte())
end

function Parser:repeated()
    local node = self:atom()
    while true do
        local low, high
        local c = self:peek()
        if c == "*" then low = 0 elseif c == "+" then low = 1 elseif c == "?" then low, high = 0, 1
        elseif c == "{" then
            local from, comma, to, stop = self.text:match("^{(%d+)(,?)(%d*)}()", self.at)
            if not from then self:fail("a count expected") end
            low = tonumber(from)
            high = comma == "" and low or tonumber(to)
            self.at = stop - 1
        else
            return node
        end
        self:take()
        local is_lazy = self:peek() == "?"
        if is_lazy then self:take() end
        node = { kind = "repeat", low = low, high = high, lazy = is_lazy, node }
    end
end

function Parser:sequence()
    local node = { kind = "sequence" }
    while true do
        local c = self:peek()
        if c == "" or c == "|" or c == ")" then return node end
        node[#node + 1] = self:repeated()
    end
end

function Parser:alternatives()
    local first = self:sequence()
    if self:peek() ~= "|" then return first end
    local node = { kind = "choice", first }
    while self:peek() == "|" do
        self:take()
        node[#node + 1] = self:sequence()
    end
    return node
end

local function parse(text)
    local parser = Parser.new(text)
    local tree = parser:alternatives()
    if parser.at <= #text then parser:fail("')' without '('") end
    return tree, parser.groups
end

-- ---- the backtracking matcher: each node becomes m(text, at, captures), with what follows bound in it ----

local build = {}

local function matcher_of(node, follow) return build[node.kind](node, follow) end

function build.set(node, follow)
    local bytes = node.bytes
    return function(text, at, captures)
        if bytes[text:byte(at)] then return follow(text, at + 1, captures) end
        return nil
    end
end
function build.start(_, follow)
    return function(text, at, captures) return at == 1 and follow(text, at, captures) or nil end
end
function build.stop(_, follow)
    return function(text, at, captures) return at == #text + 1 and follow(text, at, captures) or nil end
end
function build.boundary(_, follow)
    local word = classes.w.bytes
    return function(text, at, captures)
        local before, here = word[text:byte(at - 1) or 0] == true and at > 1, word[text:byte(at) or 0] == true
        return before ~= here and follow(text, at, captures) or nil
    end
end
function build.sequence(node, follow)
    for i = #node, 1, -1 do follow = matcher_of(node[i], follow) end
    return follow
end
function build.choice(node, follow)
    local branches = {}
    for i, branch in ipairs(node) do branches[i] = matcher_of(branch, follow) end
    return function(text, at, captures)
        for i = 1, #branches do
            local stop = branches[i](text, at, captures)
            if stop then return stop end
        end
        return nil
    end
end
function build.group(node, follow)
    local first, last = node.number * 2 - 1, node.number * 2
    local inner = matcher_of(node[1], function(text, at, captures)
        local before = captures[last]
        captures[last] = at - 1
        local stop = follow(text, at, captures)
        if not stop then captures[last] = before end
        return stop
    end)
    return function(text, at, captures)
        local before = captures[first]
        captures[first] = at
        local stop = inner(text, at, captures)
        if not stop then captures[first] = before end
        return stop
    end
end
build["repeat"] = function(node, follow)
    local low, high, lazy = node.low, node.high or math.huge, node.lazy
    if node[1].kind == "set" and not lazy then
        local bytes = node[1].bytes
        return function(text, at, captures)
            local most = at
            while most - at < high and bytes[text:byte(most)] do most = most + 1 end
            for stop = most, at + low, -1 do
                local found = follow(text, stop, captures)
                if found then return found end
            end
            return nil
        end
    end
    local count, last_at = 0, 0
    local body
    local function try(text, at, captures)
        local my_count, my_last = count, last_at
        local function more()
            if my_count >= high or (my_count >= low and at == my_last) then return nil end
            count, last_at = my_count + 1, at
            local stop = body(text, at, captures)
            count, last_at = my_count, my_last
            return stop
        end
        local function go_on()
            if my_count < low then return nil end
            count, last_at = 0, 0
            local stop = follow(text, at, captures)
            count, last_at = my_count, my_last
            return stop
        end
        if lazy then return go_on() or more() end
        return more() or go_on()
    end
    body = matcher_of(node[1], try)
    return function(text, at, captures)
        local my_count, my_last = count, last_at
        count, last_at = 0, 0
        local stop = try(text, at, captures)
        count, last_at = my_count, my_last
        return stop
    end
end

local Regex = {}
Regex.__index = Regex

function Regex.new(source)
    local tree, groups = parse(source)
    local self = setmetatable({ source = source, tree = tree, groups = groups }, Regex)
    self.match_at = matcher_of(tree, function(_, at) return at end)
    return self
end

-- The first match from `from` on: its first and last byte, and captures.
function Regex:find(text, from)
    local match_at = self.match_at
    for at = from or 1, #text + 1 do
        local captures = {}
        local stop = match_at(text, at, captures)
        if stop then
            local strings = {}
            for i = 1, self.groups do
                local first, last = captures[i * 2 - 1], captures[i * 2]
                strings[i] = first and last and text:sub(first, last) or false
            end
            return at, stop - 1, strings
        end
    end
    return nil
end

function Regex:each(text)
    local at = 1
    return function()
        if not at or at > #text then return nil end
        local first, last, captures = self:find(text, at)
        at = first and math.max(last + 1, first + 1)
        return first, last, captures
    end
end

function Regex:replace(text, with)
    local out, from = {}, 1
    for first, last, captures in self:each(text) do
        out[#out + 1] = text:sub(from, first - 1)
        out[#out + 1] = (with:gsub("%$(%d)", function(i) return captures[tonumber(i)] or "" end))
        from = last + 1
    end
    out[#out + 1] = text:sub(from)
    return table.concat(out)
end

-- ---- the automaton ----

local Automaton = {}
Automaton.__index = Automaton

function Automaton:state(kind, fields)
    fields.kind = kind
    self.count = self.count + 1
    fields.id = self.count
    return fields
end

-- Adds states for a node; gives the state where it begins, when `after` comes behind it.
function Automaton:add(node, after)
    if node.kind == "set" then return self:state("set", { bytes = node.bytes, after = after }) end
    if node.kind == "group" then return self:add(node[1], after) end
    if node.kind == "sequence" then
        for i = #node, 1, -1 do after = self:add(node[i], after) end
        return after
    end
    if node.kind == "choice" then
        local split = self:state("split", {})
        for i, branch in ipairs(node) do split[i] = self:add(branch, after) end
        return split
    end
    if node.kind ~= "repeat" then error("an automaton has no " .. node.kind, 0) end
    if node.high then
        for _ = node.low + 1, node.high do after = self:state("split", { self:add(node[1], after), after }) end
    else
        local loop = self:state("split", {})
        loop[1], loop[2] = self:add(node[1], loop), after
        after = loop
    end
    for _ = 1, node.low do after = self:add(node[1], after) end
    return after
end

function Automaton.new(source)
    local self = setmetatable({ count = 0, sets = {}, made = 0 }, Automaton)
    self.final = self:state("final", {})
    self.first = self:set_of { (self:add(parse(source), self.final)) }
    return self
end

-- The deterministic state for a list of states: what can be reached without a byte, in a fixed order.
function Automaton:set_of(states)
    local seen, list = {}, {}
    local function visit(state)
        if seen[state.id] then return end
        seen[state.id] = true
        if state.kind == "split" then
            for _, other in ipairs(state) do visit(other) end
        else
            list[#list + 1] = state
        end
    end
    for _, state in ipairs(states) do visit(state) end
    table.sort(list, function(a, b) return a.id < b.id end)
    local ids = {}
    for i, state in ipairs(list) do ids[i] = state.id end
    local key = table.concat(ids, ",")
    local set = self.sets[key]
    if not set then
        set = { states = list, is_final = seen[self.final.id] == true, is_dead = #list == 0 }
        self.sets[key] = set
        self.made = self.made + 1
    end
    return set
end

function Automaton:step(set, byte)
    local states = {}
    for _, state in ipairs(set.states) do
        if state.bytes and state.bytes[byte] then states[#states + 1] = state.after end
    end
    local after = self:set_of(states)
    set[byte] = after
    return after
end

-- The end of the longest match that begins at `at`, or nil.
function Automaton:longest(text, at)
    local set, last = self.first, nil
    for i = at, #text do
        if set.is_final then last = i - 1 end
        local byte = text:byte(i)
        set = set[byte] or self:step(set, byte)
        if set.is_dead then return last end
    end
    return set.is_final and #text or last
end

function Automaton:count_in(text)
    local at, n, bytes = 1, 0, 0
    while at <= #text do
        local last = self:longest(text, at)
        if last and last >= at then
            n, bytes = n + 1, bytes + last - at + 1
            at = last + 1
        else
            at = at + 1
        end
    end
    return n, bytes
end

-- ---- use ----

local seed = 31
local function random(n)
    seed = seed * 16807 % 2147483647
    return seed % n + 1
end

local function make_log(lines)
    local methods, paths = { "GET", "POST", "PUT" }, { "/", "/index.html", "/api/v2/items", "/images/a_b-c.png", "/old" }
    local out = {}
    for i = 1, lines do
        out[i] = string.format(
            "%d.%d.%d.%d - [2024-%02d-%02d %02d:%02d] \"%s %s?id=%d&q=%s\" %d %.2fms user%d@mail%d.example.org",
            random(255), random(255), random(255), random(255), random(12), random(28), random(24) - 1, random(60) - 1,
            methods[random(3)], paths[random(5)], random(5000), ("ab"):rep(random(5)), random(5) * 100 + random(4),
            random(9000) / 101, random(99), random(9))
    end
    return table.concat(out, "\n")
end

local sources = {
    "(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})",
    "\\[(\\d{4})-(\\d\\d)-(\\d\\d) ([^\\]]+)\\]",
    "\"(GET|POST) (/[\\w/.-]*)(?:\\?([^\"\\s]*))?\"",
    "\\b[45]\\d\\d\\b",
    "([a-z]+\\d*)@((?:\\w+\\.)+org)",
    "(ab)+&?|q=(?:ab)*?\\b",
    "(\\w+)=(\\w+)",
}
local plain = {
    "[0-9]+(\\.[0-9]+)*", "(GET|POST|PUT) /[a-z]*", "[a-z]+[0-9]{1,2}@mail[1-5]", "(a|b)*abb?",
    "2024-(0[1-6]|1[0-2])-[0-3]?5",
}

local sum, found = 0, 0
for round = 1, rounds do
    local log = make_log(12)
    for _, source in ipairs(sources) do
        local regex = Regex.new(source)
        for first, last, captures in regex:each(log) do
            found = found + 1
            sum = (sum * 31 + first + last) % 2147483647
            for _, text in ipairs(captures) do sum = (sum * 31 + (text and #text or 7)) % 2147483647 end
        end
    end
    for _, source in ipairs(plain) do
        local n, bytes = Automaton.new(source):count_in(log)
        sum = (sum * 31 + n * 1000 + bytes) % 2147483647
    end
    if round == 1 then
        print(Regex.new("(\\w+)@(\\w+)\\.example"):replace(log:match("[^\n]+"), "<$2 at $1>"))
        for _, source in ipairs(plain) do
            local automaton = Automaton.new(source)
            print(source, automaton:count_in(log))
            print(automaton.count, automaton.made)
        end
    end
end
for _, bad in ipairs { "(a", "a)", "*a", "[a", "a{x}", "a\\" } do print(pcall(Regex.new, bad)) end
print(found, sum)
