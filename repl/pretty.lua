-- pretty.lua: values as text that a person can read. `require "weft.pretty"` gives it to scripts.
--
--   local pretty = require "weft.pretty"
--   print(pretty({1, 2, name = "x"}))          --> {1, 2, name = "x"}
--   print(pretty(value, {depth = 2, width = 60}))
--
-- Options: depth (tables in tables, 4), width (columns, 80), items (of one table, 200), text (bytes of one string,
-- 2000), paint (function(kind, text) -> text with colours; kinds as the lexer's, and "note"), name_of (function(f) -> the
-- name of a function, or nil: asked when no library and no global has it).
--
-- A table goes on one line if that has room, else it takes a line for each item. Keys: first the list 1, 2, .., then
-- the others in order: numbers, strings, the rest by their text. A table that appears again is written out once, marked
-- &1, and is *1 elsewhere. An object's __tostring is its text, and __name stands in front; no other metamethod is called.
local _, _ENV = ... -- the globals as they were when the program began
local lexer = require "weft.lexer"

local pretty = {}

local type, rawget, next, tostring, pcall = type, rawget, next, tostring, pcall
local format, rep, concat, sort = string.format, string.rep, table.concat, table.sort
local math_type, char_pattern = math.type, utf8.charpattern
local getinfo, getlocal, getmetatable = debug.getinfo, debug.getlocal, debug.getmetatable

local defaults = {depth = 4, width = 80, items = 200, text = 2000}

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
    return escapes[c] or format("\\x%02X", c:byte())
end

-- Bytes that are no UTF-8 are escaped, and so are control characters, C1's included.
local function escape_text(s)
    s = s:gsub('[%c\\"]', escape)
    if not s:find("[\x80-\xff]") then
        return s
    end
    local parts, at = {}, 1
    while at <= #s do
        local bad = select(2, utf8.len(s, at)) or #s + 1
        parts[#parts + 1] = s:sub(at, bad - 1):gsub("\xC2[\x80-\x9F]", function(c)
            return format("\\u{%X}", utf8.codepoint(c))
        end)
        if bad <= #s then
            parts[#parts + 1] = escape(s:sub(bad, bad))
        end
        at = bad + 1
    end
    return concat(parts)
end

-- Cut before a character, not within one.
local function cut(s, limit)
    while limit > 0 and s:byte(limit + 1) and s:byte(limit + 1) & 0xC0 == 0x80 do
        limit = limit - 1
    end
    return s:sub(1, limit)
end

function pretty.string(s, limit)
    if limit and #s > limit then
        return '"' .. escape_text(cut(s, limit)) .. '"', format(".. (%d bytes)", #s)
    end
    return '"' .. escape_text(s) .. '"'
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
    local loaded = package and package.loaded or {}
    local count = 0
    for _ in next, loaded do
        count = count + 1
    end
    if count ~= names_count then
        names, names_count = setmetatable({}, {__mode = "k"}), count
        for module, content in next, loaded do
            if type(content) == "table" and type(module) == "string" then
                for key, value in next, content do
                    local name = module == "_G" and key or module .. "." .. tostring(key)
                    if type(value) == "function" and type(key) == "string" and not key:find("^_") and
                        (not names[value] or #name < #names[value] or #name == #names[value] and name < names[value]) then
                        names[value] = name
                    end
                end
            end
        end
    end
    return names[f]
end

local function global_name(f)
    for key, value in next, _G do
        if value == f and type(key) == "string" and not key:find("^_") then
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
        return name and "function " .. name or tostring(f):gsub("^builtin", "function"), "<native>"
    end
    local place = info.what == "main" and info.short_src or info.short_src .. ":" .. info.linedefined
    return "function" .. (name and " " .. name or "") .. parameters(f, info), "<" .. place .. ">"
end

-- Where a coroutine is parked: "file:line" of its first function in Lua, nil if it has none.
function pretty.place(co)
    for level = 0, 1000 do
        local info = getinfo(co, level, "Sl")
        if not info then
            return nil
        end
        if info.currentline > 0 then
            return info.short_src .. ":" .. info.currentline
        end
    end
end

function pretty.coroutine_text(co)
    local state = coroutine.state(co)
    local place = state ~= "running" and pretty.place(co)
    return "coroutine " .. coroutine.getname(co), "(" .. state .. (place and " at " .. place or "") .. ")"
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

-- The keys behind the list's, sorted.
local function other_keys(t, n)
    local keys = {}
    for key in next, t do
        if not (math_type(key) == "integer" and key >= 1 and key <= n) then
            keys[#keys + 1] = key
        end
    end
    sort(keys, key_less)
    return keys
end

-- A text with its width in columns: {text, width}. Widths count characters.
local function piece(paint, kind, text)
    return {paint(kind, text), utf8.len(text) or #text}
end

local Writer = {}
Writer.__index = Writer

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
    local left = self.items
    for key, item in next, value do
        if left == 0 then
            break
        end
        left = left - 1
        self:count(key, depth + 1)
        self:count(item, depth + 1)
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
        text = is_well and result or
            "<error in __tostring" .. (type(result) == "string" and ": " .. result or "") .. ">"
    end
    self.texts[value] = text
    return text or nil
end

function Writer:own_name(value)
    local meta = getmetatable(value)
    local name = type(meta) == "table" and rawget(meta, "__name")
    return type(name) == "string" and name or nil
end

function Writer:plain(value, known_name)
    local kind, paint = type(value), self.paint
    if kind == "string" then
        local text, note = pretty.string(value, self.text)
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
        return {paint("other", text) .. " " .. paint("note", note), (utf8.len(text) or #text) + 1 + #note}
    end
    return piece(paint, "other", self:own_text(value) or tostring(value))
end

function Writer:key(key)
    if type(key) == "string" and key:find("^[%a_][%w_]*$") and not lexer.keywords[key] then
        return piece(self.paint, "name", key)
    end
    local text = type(key) == "table" and self:write(key, self.depth, 0) or self:plain(key)
    return {"[" .. text[1] .. "]", text[2] + 2}
end

-- The items of a table as pieces.
function Writer:pieces(t, depth, indent)
    local list, n = {}, list_length(t)
    local function add(item)
        list[#list + 1] = item
        return #list < self.items
    end
    local keys, rest = other_keys(t, n), 0
    for i = 1, n do
        if not add(self:write(rawget(t, i), depth + 1, indent + 4)) then
            rest = n - i + #keys
            break
        end
    end
    for i, key in ipairs(keys) do
        if #list >= self.items then
            rest = #keys - i + 1 + (rest > #keys and rest - #keys or 0)
            break
        end
        local left = self:key(key)
        local value = self:write(rawget(t, key), depth + 1, indent + 4, key)
        add {left[1] .. " = " .. value[1], left[2] + 3 + value[2], is_tall = value.is_tall, is_field = true}
    end
    if rest > 0 then
        list[#list + 1] = piece(self.paint, "note", format(".. %d more", rest))
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
    local head_width = #mark + (name and #name + 1 or 0)
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
        return self:plain(value, type(key) == "string" and key or nil)
    elseif self.numbers[value] then
        return piece(self.paint, "note", "*" .. self.numbers[value])
    end
    self.seen[value] = self.seen[value] or 1
    return self:table(value, depth, indent)
end

function pretty.text(value, options)
    options = options or {}
    local writer = setmetatable({paint = options.paint or plain, name_of = options.name_of or no_name, seen = {}, numbers = {}, texts = {}, marks = 0}, Writer)
    for name, default in next, defaults do
        writer[name] = options[name] or default
    end
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
