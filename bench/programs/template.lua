-- A template engine: text with {{ values | filters }} and {% statements %} is parsed to a tree, compiled to Lua source and
-- loaded; blocks, inheritance, includes, loops with a loop object, macros, escaping.
local rounds = tonumber((...)) or 400

-- ---- runtime: what compiled templates call ----

local entities = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;" }

local filters = {}

function filters.escape(value) return (tostring(value):gsub("[&<>\"']", entities)) end
function filters.upper(value) return tostring(value):upper() end
function filters.lower(value) return tostring(value):lower() end
function filters.capitalize(value) return (tostring(value):gsub("^%l", string.upper)) end
function filters.default(value, other)
    if value == nil or value == "" then return other end
    return value
end
function filters.join(value, separator) return table.concat(value, separator or "") end
function filters.length(value) return #value end
function filters.fixed(value, digits) return string.format("%." .. digits .. "f", value) end
function filters.truncate(value, length)
    if #value <= length then return value end
    return value:sub(1, length - 3):gsub("%s+%S*$", "") .. "..."
end
function filters.thousands(value)
    local text = string.format("%d", value)
    local count
    repeat
        text, count = text:gsub("^(-?%d+)(%d%d%d)", "%1,%2")
    until count == 0
    return text
end

local function lookup(value, key)
    if value == nil then return nil end
    return value[key]
end

-- The loop object of `for`: counts, and knows the ends.
local Loop = {}
Loop.__index = Loop
function Loop.new(length) return setmetatable({ index = 0, length = length, first = false, last = false }, Loop) end
function Loop:step()
    self.index = self.index + 1
    self.first, self.last = self.index == 1, self.index == self.length
end
function Loop:cycle(...) return (select((self.index - 1) % select("#", ...) + 1, ...)) end

-- ---- the parser of templates ----

local Parser = {}
Parser.__index = Parser

function Parser.new(text, name)
    return setmetatable({ text = text, name = name, at = 1, tokens = {}, next_token = 1 }, Parser)
end

function Parser:fail(message)
    local _, line = self.text:sub(1, self.at):gsub("\n", "")
    error(string.format("%s:%d: %s", self.name, line + 1, message), 0)
end

function Parser:tokenize()
    local text, tokens = self.text, self.tokens
    while true do
        local open = text:find("{[{%%#]", self.at)
        if not open then break end
        if open > self.at then tokens[#tokens + 1] = { kind = "text", value = text:sub(self.at, open - 1) } end
        local mark = text:sub(open + 1, open + 1)
        local ends = mark == "{" and "}}" or mark .. "}"
        local close = text:find(ends, open + 2, true)
        if not close then self:fail("'" .. ends .. "' expected") end
        local body = text:sub(open + 2, close - 1)
        self.at = close + 2
        if mark == "{" then
            tokens[#tokens + 1] = { kind = "value", value = body:match("^%s*(.-)%s*$") }
        elseif mark == "%" then
            local before, trim = tokens[#tokens], body:find("%-%s*$")
            if body:find("^%-") and before and before.kind == "text" then before.value = before.value:gsub("%s+$", "") end
            body = body:gsub("^%-", ""):gsub("%-%s*$", ""):match("^%s*(.-)%s*$")
            local word, rest = body:match("^(%a+)%s*(.*)$")
            tokens[#tokens + 1] = { kind = "statement", word = word or self:fail("a word expected"), value = rest }
            if trim then self.at = text:find("%S", self.at) or #text + 1 end
        end
    end
    if self.at <= #text then tokens[#tokens + 1] = { kind = "text", value = text:sub(self.at) } end
end

local parse_statement = {}

-- Nodes up to one of the words in `ends`; also the token that ended them.
function Parser:nodes(ends)
    local list = {}
    while true do
        local token = self.tokens[self.next_token]
        if not token then
            if ends then self:fail("'end' expected") end
            return list
        end
        self.next_token = self.next_token + 1
        if token.kind == "statement" then
            if ends and ends[token.word] then return list, token end
            local parse = parse_statement[token.word]
            if not parse then self:fail("unknown statement '" .. token.word .. "'") end
            list[#list + 1] = parse(self, token.value)
        else
            list[#list + 1] = { kind = token.kind, value = token.value }
        end
    end
end

parse_statement["if"] = function(self, condition)
    local node = { kind = "if", branches = {} }
    local token = { word = "elseif", value = condition }
    while token.word == "elseif" do
        local branch = { condition = token.value }
        branch.body, token = self:nodes { ["end"] = true, ["else"] = true, ["elseif"] = true }
        table.insert(node.branches, branch)
    end
    if token.word == "else" then node.otherwise = self:nodes { ["end"] = true } end
    return node
end

parse_statement["for"] = function(self, head)
    local name, list = head:match("^([%a_]+)%s+in%s+(.+)$")
    if not name then self:fail("'for NAME in LIST' expected") end
    local node = { kind = "for", name = name, list = list }
    local token
    node.body, token = self:nodes { ["end"] = true, ["else"] = true }
    if token.word == "else" then node.otherwise = self:nodes { ["end"] = true } end
    return node
end

function parse_statement.set(_, rest)
    local name, value = rest:match("^([%a_]+)%s*=%s*(.+)$")
    return { kind = "set", name = name, value = value }
end

function parse_statement.block(self, name)
    return { kind = "block", name = name, body = (self:nodes { ["end"] = true }) }
end

function parse_statement.macro(self, head)
    local name, parameters = head:match("^([%a_]+)%s*%((.-)%)$")
    return { kind = "macro", name = name, parameters = parameters, body = (self:nodes { ["end"] = true }) }
end

function parse_statement.include(_, name) return { kind = "include", name = name:match('"(.-)"') } end
function parse_statement.extends(_, name) return { kind = "extends", name = name:match('"(.-)"') } end

-- ---- the compiler to Lua ----

local Compiler = {}
Compiler.__index = Compiler

function Compiler.new() return setmetatable({ lines = {}, scopes = { {} }, blocks = {} }, Compiler) end

function Compiler:emit(format, ...)
    self.lines[#self.lines + 1] = select("#", ...) > 0 and format:format(...) or format
end

function Compiler:is_local(name)
    for i = #self.scopes, 1, -1 do
        if self.scopes[i][name] then return true end
    end
    return false
end

local reserved = { ["and"] = true, ["or"] = true, ["not"] = true, ["true"] = true, ["false"] = true, ["nil"] = true }

-- Names that are not local are looked up in the context; `a.b` is nil when `a` is.
function Compiler:expression(text)
    local strings = {}
    text = text:gsub('"[^"]*"', function(s)
        strings[#strings + 1] = s
        return "\1" .. #strings .. "\1"
    end)
    text = text:gsub("([%a_][%w_]*)([%w_.]*)(:?[%w_]*)", function(name, path, method)
        if reserved[name] then return nil end
        local value = self:is_local(name) and name or string.format("context.%s", name)
        for key in path:gmatch("%.([%w_]+)") do value = string.format("lookup(%s, %q)", value, key) end
        return value .. method
    end)
    return (text:gsub("\1(%d+)\1", function(i) return strings[tonumber(i)] end))
end

function Compiler:filtered(text)
    local head, rest = text:match("^([^|]+)|?(.*)$")
    local value, is_raw = self:expression(head), false
    for name, arguments in rest:gmatch("%s*([%a_]+)%s*([^|]*)|?") do
        arguments = arguments:match("^%((.*)%)%s*$")
        if name == "raw" then
            is_raw = true
        else
            if not filters[name] then error("unknown filter " .. name, 0) end
            value = string.format("filters.%s(%s%s)", name, value,
                arguments and ", " .. self:expression(arguments) or "")
        end
    end
    return value, is_raw
end

local compile_node = {}

function Compiler:nodes(list)
    self.scopes[#self.scopes + 1] = {}
    for _, node in ipairs(list) do compile_node[node.kind](self, node) end
    self.scopes[#self.scopes] = nil
end

function compile_node.text(self, node) self:emit("n = n + 1; out[n] = %q", node.value) end

function compile_node.value(self, node)
    local value, is_raw = self:filtered(node.value)
    self:emit(is_raw and "n = n + 1; out[n] = tostring(%s)" or "n = n + 1; out[n] = escape(%s)", value)
end

compile_node["if"] = function(self, node)
    for i, branch in ipairs(node.branches) do
        self:emit("%s %s then", i == 1 and "if" or "elseif", self:expression(branch.condition))
        self:nodes(branch.body)
    end
    if node.otherwise then
        self:emit("else")
        self:nodes(node.otherwise)
    end
    self:emit("end")
end

compile_node["for"] = function(self, node)
    self:emit("do local list = %s or {}; local loop = Loop.new(#list); for _, %s in ipairs(list) do loop:step()",
        self:filtered(node.list), node.name)
    self.scopes[#self.scopes + 1] = { loop = true, [node.name] = true }
    self:nodes(node.body)
    self.scopes[#self.scopes] = nil
    self:emit("end")
    if node.otherwise then
        self:emit("if #list == 0 then")
        self:nodes(node.otherwise)
        self:emit("end")
    end
    self:emit("end")
end

function compile_node.set(self, node)
    self:emit("local %s = %s", node.name, (self:filtered(node.value)))
    self.scopes[#self.scopes][node.name] = true
end

function compile_node.block(self, node)
    self:emit("do")
    self:nodes(self.blocks[node.name] or node.body)
    self:emit("end")
end

function compile_node.macro(self, node)
    self.scopes[#self.scopes][node.name] = true
    local scope = {}
    for name in node.parameters:gmatch("[%a_]+") do scope[name] = true end
    self:emit("local function %s(%s) local out, n = {}, 0", node.name, node.parameters)
    self.scopes[#self.scopes + 1] = scope
    self:nodes(node.body)
    self.scopes[#self.scopes] = nil
    self:emit("return concat(out) end")
end

function compile_node.include(self, node)
    self:emit("n = n + 1; out[n] = include(%q, context)", node.name)
end

-- ---- environments of templates ----

local Environment = {}
Environment.__index = Environment

function Environment.new(sources) return setmetatable({ sources = sources, compiled = {}, size = 0 }, Environment) end

function Environment:parse(name)
    local parser = Parser.new(self.sources[name] or error("no template " .. name, 0), name)
    parser:tokenize()
    return parser:nodes()
end

function Environment:compile(name)
    local compiler = Compiler.new()
    local nodes = self:parse(name)
    while nodes[1] and nodes[1].kind == "extends" do
        for _, node in ipairs(nodes) do
            if node.kind == "block" and not compiler.blocks[node.name] then compiler.blocks[node.name] = node.body end
        end
        nodes = self:parse(nodes[1].name)
    end
    compiler:emit("local filters, lookup, Loop, include, concat, tostring, ipairs = ...")
    compiler:emit("local escape = filters.escape return function(context) local out, n = {}, 0")
    compiler:nodes(nodes)
    compiler:emit("return concat(out) end")
    local source = table.concat(compiler.lines, "\n")
    self.size = self.size + #source
    local function include(other, context) return self:render(other, context) end
    return assert(load(source, "=" .. name))(filters, lookup, Loop, include, table.concat, tostring, ipairs)
end

function Environment:render(name, context)
    local template = self.compiled[name]
    if not template then
        template = self:compile(name)
        self.compiled[name] = template
    end
    return template(context)
end

-- ---- templates and data ----

local sources = {
    base = [[
<html><head><title>{% block title %}Untitled{% end %}</title></head>
<body>{# what all pages have #}
{% include "menu" %}
{% block body %}{% end %}
<footer>{{ site.name }}, {{ site.year }}</footer></body></html>
]],
    menu = [[
<ul>{% for entry in site.menu -%}
    <li{% if entry.path == page.path %} class="here"{% end %}><a href="{{ entry.path }}">{{ entry.label | capitalize }}</a></li>
{% end %}</ul>]],
    products = [[
{% extends "base" %}
{% block title %}{{ page.title | upper }}{% end %}
{% block body %}
{% macro money(amount, sign) -%}
    <b>{{ sign | default("$") }}{{ amount | fixed(2) }}</b>
{%- end %}
<table>
{% for product in products %}
{% set price = product.price * (100 - product.discount) / 100 %}
<tr class="{{ loop:cycle("odd", "even", "third") }}">
    <td>{{ loop.index }}/{{ loop.length }}{% if loop.first %} first{% elseif loop.last %} last{% end %}</td>
    <td>{{ product.name }}</td><td>{{ money(price, product.sign) | raw }}</td>
    <td>{{ product.sold | thousands }}</td><td>{{ product.text | truncate(40) }}</td>
    <td>{% for tag in product.tags %}{{ tag | lower }}{% if not loop.last %}, {% end %}{% else %}none{% end %}</td>
    {% if product.maker.town and product.sold > 5000 %}<td>{{ product.maker.town }}</td>{% end %}
</tr>
{% else %}<tr><td>nothing</td></tr>
{% end %}
</table>
{% end %}
]],
}

local seed = 5
local function random(n)
    seed = seed * 16807 % 2147483647
    return seed % n + 1
end

local texts = {
    "A quiet machine for loud rooms & halls.", "It <never> fails; it \"rests\".", "Made by hand, in small numbers, since 1911.",
    "Short.",
}
local function make_products(count)
    local list = {}
    for i = 1, count do
        local tags = {}
        for j = 1, random(4) - 1 do tags[j] = "Tag" .. random(9) end
        list[i] = {
            name = "Thing <" .. i .. ">", price = random(90000) / 127, discount = random(5) * 5 - 5, sold = random(9000000),
            text = texts[random(#texts)], tags = tags, sign = random(3) == 1 and "€" or nil,
            maker = random(3) > 1 and { town = random(2) == 1 and "Lyon" or nil } or nil,
        }
    end
    return list
end

local site = {
    name = "Weavers' & Sons", year = 2024,
    menu = {
        { path = "/", label = "start" }, { path = "/products", label = "products" }, { path = "/about", label = "about" },
    },
}
local sum, bytes, size = 0, 0, 0
local text
for round = 1, rounds do
    local environment = Environment.new(sources)
    for _ = 1, 4 do
        text = environment:render("products", {
            site = site, page = { path = "/products", title = "Goods of week " .. round },
            products = make_products(round % 9 * 3),
        })
        bytes = bytes + #text
        for i = 1, #text, 11 do sum = (sum * 31 + text:byte(i)) % 2147483647 end
    end
    size = size + environment.size
end
print(text)
for _, bad in ipairs { "{{ a", "{% for x %}{% end %}", "{% if a %}", "{% what %}", "{{ a | nothing }}" } do
    local ok, message = pcall(function() return Environment.new({ bad = bad }):render("bad", {}) end)
    print(ok, message)
end
print(bytes, size, sum)
