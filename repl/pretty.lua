-- pretty.lua: values as text that a person can read. `require "weft.pretty"` gives it to scripts.
--
--   local pretty = require "weft.pretty"
--   print(pretty({1, 2, name = "x"}))          --> {1, 2, name = "x"}
--   print(pretty(value, {depth = 2, width = 60}))
--
-- Options: depth (tables in tables, 4; 100 at most), width (columns, 80), items (of one table, 200), all_items (of all
-- tables, 2000: what is shown is less deep where there are more), text (bytes of one string, 2000; in a
-- table a tenth of it), paint (function(kind, text) -> text with colours; kinds as the lexer's, and "note"), name_of
-- (function(f) -> the name of a function, or nil: asked when no library and no global has it).
--
-- A table goes on one line if that has room, else it takes a line for each item. Keys: first the list 1, 2, .., then
-- the others in order: numbers, strings, the rest by their text. A table that appears again is written out once, marked
-- &1, and is *1 elsewhere. An object's __tostring is its text, and __name stands in front; no other metamethod is called.
-- Nothing in the text can act on a terminal: control characters are escaped wherever they come from.
local _, _ENV = ... -- the globals as they were when the program began
local lexer = require "weft.lexer"

local pretty = {}

local type, rawget, next, tostring, pcall = type, rawget, next, tostring, pcall
local byte, find, format, gsub = string.byte, string.find, string.format, string.gsub
local rep, sub, concat, sort = string.rep, string.sub, table.concat, table.sort
local math_type, utf8_len, codepoint = math.type, utf8.len, utf8.codepoint
local coroutine_state, coroutine_name = coroutine.state, coroutine.getname
local getinfo, getlocal, getmetatable = debug.getinfo, debug.getlocal, debug.getmetatable

local defaults = {depth = 4, width = 80, items = 200, all_items = 2000, text = 2000}
local deepest = 100

local function plain(_, text)
    return text
end

local function no_name()
    return nil
end

-- ---- strings ----

local escapes = {["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t", ["\a"] = "\\a", ["\b"] = "\\b", ["\f"] = "\\f",
    ["\v"] = "\\v", ["\\"] = "\\\\", ['"'] = '\\"'}

local function escape(c)
    return escapes[c] or format("\\x%02X", byte(c))
end

-- Characters beyond ASCII that cannot be seen: C1's control characters, what turns the direction of a line, widths of zero.
local unseen = {"\xC2[\x80-\x9F]", "\xE2\x80[\x8B\x8E\x8F\xA8-\xAE]", "\xE2\x81[\xA0\xA6-\xA9]", "\xEF\xBB\xBF"}

local function escape_character(c)
    return format("\\u{%X}", codepoint(c))
end

-- The bytes of a pattern are escaped, and so are those that are no UTF-8, and characters that cannot be seen.
local function escape_text(s, pattern)
    s = gsub(s, pattern, escape)
    if not find(s, "[\x80-\xff]") then
        return s
    end
    local parts, at = {}, 1
    while at <= #s do
        local bad = select(2, utf8_len(s, at)) or #s + 1
        local valid = sub(s, at, bad - 1)
        for _, class in ipairs(unseen) do
            valid = gsub(valid, class, escape_character)
        end
        parts[#parts + 1] = valid
        if bad <= #s then
            parts[#parts + 1] = escape(sub(s, bad, bad))
        end
        at = bad + 1
    end
    return concat(parts)
end

-- A text of several lines, a message or a name, that can be shown: what is not newline or tab and controls a terminal is
-- escaped.
function pretty.printable(text)
    return escape_text(text, "[\0-\8\11-\31\127]")
end

-- A name that can be shown, on one line.
function pretty.name(name)
    return escape_text(name, "%c")
end

-- The columns that a text of one line takes on a screen: East Asian characters and pictures take two.
function pretty.width(text)
    local _, wide = gsub(text, "[\xE3-\xED\xF0]", "")
    return (utf8_len(text) or #text) + wide
end

-- Cut before a character, not within one.
local function cut(s, limit)
    while limit > 0 and byte(s, limit + 1) and byte(s, limit + 1) & 0xC0 == 0x80 do
        limit = limit - 1
    end
    return sub(s, 1, limit)
end

function pretty.string(s, limit)
    if limit and #s > limit then
        return '"' .. escape_text(cut(s, limit), '[%c\\"]') .. '"', format(".. (%d bytes)", #s)
    end
    return '"' .. escape_text(s, '[%c\\"]') .. '"'
end

-- ---- numbers ----

local function number_text(n)
    if n ~= n then
        return "nan"
    end
    return tostring(n)
end

-- ---- functions and coroutines ----

-- What the library's functions are called: "string.format". Made when first needed, and again when a module is new.
local names, names_count

local function library_name(f)
    local loaded, count = package.loaded, 0
    if type(loaded) ~= "table" then
        return nil
    end
    for _ in next, loaded do
        count = count + 1
    end
    if count ~= names_count then
        names, names_count = setmetatable({}, {__mode = "k"}), count
        for module, content in next, loaded do
            if type(content) == "table" and type(module) == "string" then
                for key, value in next, content do
                    if type(value) == "function" and type(key) == "string" and not find(key, "^_") then
                        local name, known = module == "_G" and key or module .. "." .. key, names[value]
                        if not known or #name < #known or #name == #known and name < known then
                            names[value] = name
                        end
                    end
                end
            end
        end
    end
    return names[f]
end

local function global_name(f)
    for key, value in next, _G do
        if value == f and type(key) == "string" and not find(key, "^_") then
            return key
        end
    end
end

local function parameters(f, info)
    local list = {}
    for i = 1, info.nparams do
        list[i] = getlocal(f, i) or "?"
    end
    if info.isvararg then
        list[#list + 1] = "..."
    end
    return "(" .. concat(list, ", ") .. ")"
end

function pretty.function_text(f, known_name)
    local info = getinfo(f, "Su")
    local name = library_name(f) or global_name(f) or known_name
    if info.what == "C" then
        return "function" .. (name and " " .. pretty.name(name) or format(": %p", f)), "<native>"
    end
    local place = info.what == "main" and info.short_src or info.short_src .. ":" .. info.linedefined
    return "function" .. (name and " " .. pretty.name(name) or "") .. parameters(f, info), "<" .. pretty.name(place) .. ">"
end

-- Where a coroutine is parked: "file:line" of its first function in Lua, nil if it has none.
function pretty.place(co)
    for level = 0, 1000 do
        local info = getinfo(co, level, "Sl")
        if not info then
            return nil
        end
        if info.currentline > 0 then
            return pretty.name(info.short_src) .. ":" .. info.currentline
        end
    end
end

function pretty.coroutine_text(co)
    local state = coroutine_state(co)
    local place = state ~= "running" and pretty.place(co)
    return "coroutine " .. pretty.name(coroutine_name(co)), "(" .. state .. (place and " at " .. place or "") .. ")"
end

-- ---- tables ----

-- The order of keys that are not the list's: by kind, then by value or text.
local kind_order = {number = 1, string = 2, boolean = 3, table = 4, ["function"] = 5, userdata = 6, thread = 7}

local function key_less(a, b)
    local ta, tb = type(a), type(b)
    if ta ~= tb then
        return kind_order[ta] < kind_order[tb]
    elseif ta == "number" or ta == "string" then
        return a < b
    elseif ta == "boolean" then
        return a and not b
    end
    return format("%p", a) < format("%p", b)
end

local function list_length(t)
    local n = 0
    while rawget(t, n + 1) ~= nil do
        n = n + 1
    end
    return n
end

-- The first of the keys behind the list's, in order, and how many there are. Of a big table few are sorted: those that come
-- behind `most` others are dropped in between.
local function first_keys(t, n, most)
    local keys, count, last = {}, 0, nil
    local function keep_first()
        sort(keys, key_less)
        for i = #keys, most + 1, -1 do
            keys[i] = nil
        end
    end
    for key in next, t do
        if not (math_type(key) == "integer" and key >= 1 and key <= n) then
            count = count + 1
            if most > 0 and (last == nil or key_less(key, last)) then
                keys[#keys + 1] = key
                if #keys >= 2 * most + 100 then
                    keep_first()
                    last = keys[most]
                end
            end
        end
    end
    keep_first()
    return keys, count
end

-- A text with its width in columns: {text, width}.
local function piece(paint, kind, text)
    return {paint(kind, text), pretty.width(text)}
end

local Writer = {}
Writer.__index = Writer

-- What is shown of a table: how many of its list, which other keys, and how many items are left out.
function Writer:choice(t)
    local chosen = self.choices[t]
    if not chosen then
        local n = list_length(t)
        local listed = n < self.items and n or self.items
        local keys, count = first_keys(t, n, self.items - listed)
        chosen = {listed = listed, keys = keys, rest = n - listed + count - #keys}
        self.choices[t] = chosen
    end
    return chosen
end

-- How deep the tables in a value can be shown with no more than all_items items: self.depth, or less; 1 at least.
function Writer:fitting_depth(value)
    local level, seen, left = {value}, {}, self.all_items
    for depth = 1, self.depth do
        local inner = {}
        for _, t in ipairs(level) do
            if type(t) == "table" and not seen[t] and not self:own_text(t) then
                seen[t] = true
                local chosen = self:choice(t)
                left = left - chosen.listed - #chosen.keys
                if left < 0 then
                    return depth > 1 and depth - 1 or 1
                end
                for i = 1, chosen.listed do
                    inner[#inner + 1] = rawget(t, i)
                end
                for _, key in ipairs(chosen.keys) do
                    inner[#inner + 1] = rawget(t, key)
                end
            end
        end
        level = inner
    end
    return self.depth
end

-- Counts how often each table will be met, so that those met again can be marked.
function Writer:count(value, depth)
    if type(value) ~= "table" or self:own_text(value) then
        return
    end
    local seen = self.seen[value] or 0
    self.seen[value] = seen + 1
    if seen > 0 or depth >= self.depth then
        return
    end
    local chosen = self:choice(value)
    for i = 1, chosen.listed do
        self:count(rawget(value, i), depth + 1)
    end
    for _, key in ipairs(chosen.keys) do
        self:count(key, self.depth)
        self:count(rawget(value, key), depth + 1)
    end
end

-- What __tostring makes of an object: its text; or nil.
function Writer:own_text(value)
    local known = self.texts[value]
    if known ~= nil then
        return known or nil
    end
    local meta = getmetatable(value)
    local text = false
    if type(meta) == "table" and rawget(meta, "__tostring") ~= nil then
        local is_well, result = pcall(tostring, value)
        result = is_well and result .. "" or
            "<error in __tostring" .. (type(result) == "string" and ": " .. result or "") .. ">"
        text = pretty.printable(cut(result, self.text)) .. (#result > self.text and format(" .. (%d bytes)", #result) or "")
    end
    self.texts[value] = text
    return text or nil
end

function Writer:own_name(value)
    local meta = getmetatable(value)
    local name = type(meta) == "table" and rawget(meta, "__name")
    return type(name) == "string" and pretty.name(name) or nil
end

function Writer:plain(value, depth, known_name)
    local kind, paint = type(value), self.paint
    if kind == "string" then
        local text, note = pretty.string(value, depth > 0 and self.text // 10 or self.text)
        local result = piece(paint, "string", text)
        if note then
            return {result[1] .. " " .. paint("note", note), result[2] + 1 + #note}
        end
        return result
    elseif kind == "number" then
        return piece(paint, "number", number_text(value))
    elseif kind == "nil" or kind == "boolean" then
        return piece(paint, "keyword", tostring(value))
    elseif kind == "function" or kind == "thread" then
        local text, note
        if kind == "function" then
            text, note = pretty.function_text(value, known_name or self.name_of(value))
        else
            text, note = pretty.coroutine_text(value)
        end
        return {paint("other", text) .. " " .. paint("note", note), pretty.width(text) + 1 + #note}
    end
    return piece(paint, "other", self:own_text(value) or pretty.printable(tostring(value)))
end

function Writer:key(key)
    if type(key) == "string" and find(key, "^[%a_][%w_]*$") and not lexer.keywords[key] then
        return piece(self.paint, "name", key)
    end
    local text = type(key) == "table" and self:write(key, self.depth, 0) or self:plain(key, 1)
    return {"[" .. text[1] .. "]", text[2] + 2}
end

-- The items of a table as pieces.
function Writer:pieces(t, depth, indent)
    local list, chosen = {}, self:choice(t)
    for i = 1, chosen.listed do
        list[i] = self:write(rawget(t, i), depth + 1, indent + 4)
    end
    for _, key in ipairs(chosen.keys) do
        local left = self:key(key)
        local value = self:write(rawget(t, key), depth + 1, indent + 4, key)
        list[#list + 1] = {left[1] .. " = " .. value[1], left[2] + 3 + value[2], is_tall = value.is_tall, is_field = true}
    end
    if chosen.rest > 0 then
        list[#list + 1] = piece(self.paint, "note", format(".. %d more", chosen.rest))
    end
    return list
end

-- Items one to a line; short plain ones of a list share lines.
local function stack(head, items, indent, width)
    local lines, line, used = {}, nil, 0
    local margin = rep(" ", indent + 4)
    for i, item in ipairs(items) do
        local text = item[1] .. (i < #items and "," or "")
        if line and not item.is_tall and item[2] <= 16 and used + item[2] + 2 <= width and items[i - 1][2] <= 16 and
            not item.is_field then
            line = line .. " " .. text
            used = used + item[2] + 2
        else
            lines[#lines + 1] = line
            line = margin .. text
            used = indent + 4 + item[2] + 1
        end
    end
    lines[#lines + 1] = line
    return {head .. "{\n" .. concat(lines, "\n") .. "\n" .. rep(" ", indent) .. "}", width, is_tall = true}
end

function Writer:table(t, depth, indent)
    local name, mark = self:own_name(t), ""
    if self.seen[t] > 1 then
        self.marks = self.marks + 1
        self.numbers[t] = self.marks
        mark = "&" .. self.marks .. " "
    end
    local head = self.paint("note", mark) .. (name and self.paint("other", name) .. " " or "")
    local head_width = #mark + (name and pretty.width(name) + 1 or 0)
    if next(t) == nil then
        return {head .. "{}", head_width + 2}
    elseif depth >= self.depth then
        return {head .. "{" .. self.paint("note", "..") .. "}", head_width + 4}
    end
    local items = self:pieces(t, depth, indent)
    local total, is_tall = head_width + 2, false
    for _, item in ipairs(items) do
        total = total + item[2] + 2
        is_tall = is_tall or item.is_tall
    end
    if not is_tall and indent + total - 2 <= self.width then
        local texts = {}
        for i, item in ipairs(items) do
            texts[i] = item[1]
        end
        return {head .. "{" .. concat(texts, ", ") .. "}", total - 2}
    end
    return stack(head, items, indent, self.width)
end

-- A value as a piece; a key that leads to it names a function.
function Writer:write(value, depth, indent, key)
    if type(value) ~= "table" or self:own_text(value) then
        return self:plain(value, depth, type(key) == "string" and key or nil)
    elseif self.numbers[value] then
        return piece(self.paint, "note", "*" .. self.numbers[value])
    end
    self.seen[value] = self.seen[value] or 1
    return self:table(value, depth, indent)
end

function pretty.text(value, options)
    options = options or {}
    local writer = setmetatable({paint = options.paint or plain, name_of = options.name_of or no_name, seen = {},
        numbers = {}, texts = {}, choices = {}, marks = 0}, Writer)
    for name, default in next, defaults do
        writer[name] = options[name] or default
    end
    writer.depth = writer.depth < deepest and writer.depth or deepest
    writer.depth = writer:fitting_depth(value)
    writer:count(value, 0)
    return writer:write(value, 0, 0, options.name)[1]
end

-- Prints n values of a list for the option -e: strings as they are, a line for each value.
function pretty.show(values, n)
    for i = 1, n do
        local value = values[i]
        io.stdout:write(type(value) == "string" and value or pretty.text(value), "\n")
    end
end

return setmetatable(pretty, {__call = function(_, value, options) return pretty.text(value, options) end})
