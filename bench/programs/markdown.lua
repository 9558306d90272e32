-- A Markdown renderer: lines to blocks (headings, lists in lists, quotes, fenced code, tables, paragraphs), inline markup by
-- patterns and a scanner, links by reference, HTML as output, and a table of contents.
local rounds = tonumber((...)) or 150

local entities = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }
local function escaped(text) return (text:gsub('[&<>"]', entities)) end

local function trimmed(text) return text:match("^%s*(.-)%s*$") end

-- ---- nodes ----

local Node = {}
Node.__index = Node

function Node.new(kind, fields)
    fields = fields or {}
    fields.kind = kind
    return setmetatable(fields, Node)
end

function Node:add(child)
    if not self.children then self.children = {} end
    table.insert(self.children, child)
    return child
end

-- ---- inline markup ----

local Inline = {}
Inline.__index = Inline

function Inline.new(references) return setmetatable({ references = references, kept = {} }, Inline) end

-- Puts finished HTML aside, so that later steps don't touch it.
function Inline:keep(html)
    self.kept[#self.kept + 1] = html
    return "\1" .. #self.kept .. "\2"
end

function Inline:restore(text)
    local count
    repeat
        text, count = text:gsub("\1(%d+)\2", function(i) return self.kept[tonumber(i)] end)
    until count == 0
    return text
end

local typographic = { ["--"] = "–", ["---"] = "—", ["..."] = "…" }

function Inline:link(label, target, title)
    local attribute = title and title ~= "" and (' title="' .. title .. '"') or ""
    return self:keep('<a href="' .. target .. '"' .. attribute .. ">") .. label .. self:keep("</a>")
end

function Inline:render(text)
    text = text:gsub("\\([\\`*_{}%[%]()#+%-.!|])", function(c) return self:keep(escaped(c)) end)
    text = text:gsub("(`+)(.-)%1", function(_, code) return self:keep("<code>" .. escaped(trimmed(code)) .. "</code>") end)
    text = text:gsub("<(%a+://[^%s>]+)>", function(url)
        return self:keep('<a href="' .. escaped(url) .. '">' .. escaped(url) .. "</a>")
    end)
    text = escaped(text)
    text = text:gsub("!%[(.-)%]%((.-)%)", function(alt, source)
        return self:keep('<img src="' .. source .. '" alt="' .. alt .. '">')
    end)
    text = text:gsub("%[(.-)%]%(([^%s)]+)%s*(.-)%)", function(label, target, title)
        return self:link(label, target, title:match("&quot;(.*)&quot;"))
    end)
    text = text:gsub("%[([^%]]+)%]%[([^%]]*)%]", function(label, id)
        local reference = self.references[(id ~= "" and id or label):lower()]
        if not reference then return nil end
        return self:link(label, reference.target, reference.title)
    end)
    text = text:gsub("%*%*(%S.-)%*%*", "<strong>%1</strong>")
    text = text:gsub("__(%S.-)__", "<strong>%1</strong>")
    text = text:gsub("%*(%S.-)%*", "<em>%1</em>")
    text = text:gsub("%f[%w_]_(%S.-)_%f[^%w_]", "<em>%1</em>")
    text = text:gsub("~~(.-)~~", "<del>%1</del>")
    text = text:gsub("%-%-%-?", typographic):gsub("%.%.%.", typographic)
    text = text:gsub("  +\n", "<br>\n")
    return self:restore(text)
end

-- ---- blocks ----

local Reader = {}
Reader.__index = Reader

function Reader.new(lines, references) return setmetatable({ lines = lines, at = 1, references = references }, Reader) end

function Reader:peek() return self.lines[self.at] end
function Reader:advance()
    local line = self.lines[self.at]
    self.at = self.at + 1
    return line
end

local function list_item(line)
    local indent, mark, rest = line:match("^(%s*)([-*+])%s+(.*)$")
    if indent then return #indent, "ul", rest, #indent + #mark + 1 end
    indent, mark, rest = line:match("^(%s*)(%d+)[.)]%s+(.*)$")
    if indent then return #indent, "ol", rest, #indent + #mark + 2, tonumber(mark) end
end

local function is_blank(line) return not line:find("%S") end

local function starts_block(line)
    return line:find("^#+%s") or line:find("^>") or line:find("^```") or list_item(line) or line:find("^%s*|")
end

local function read_blocks(reader, parent)
    local readers = reader.readers
    while reader:peek() do
        local line = reader:peek()
        if is_blank(line) then
            reader:advance()
        else
            local done = false
            for _, read in ipairs(readers) do
                if read(reader, parent, line) then
                    done = true
                    break
                end
            end
            if not done then error("no rule for: " .. line) end
        end
    end
end

local function nested(reader, lines, node)
    local inner = Reader.new(lines, reader.references)
    inner.readers = reader.readers
    read_blocks(inner, node)
end

local function read_heading(reader, parent, line)
    local marks, text = line:match("^(#+)%s+(.-)%s*#*$")
    if not marks or #marks > 6 then return false end
    reader:advance()
    parent:add(Node.new("heading", { level = #marks, text = text }))
    return true
end

local function read_rule(reader, parent, line)
    local squeezed = line:gsub("%s", "")
    if not (squeezed:find("^%-%-%-+$") or squeezed:find("^%*%*%*+$")) then return false end
    reader:advance()
    parent:add(Node.new("rule"))
    return true
end

local function read_fence(reader, parent, line)
    local fence, language = line:match("^(```+)%s*(%S*)")
    if not fence then return false end
    reader:advance()
    local code = {}
    while reader:peek() and reader:peek():sub(1, #fence) ~= fence do code[#code + 1] = reader:advance() end
    reader:advance()
    parent:add(Node.new("code", { language = language, text = table.concat(code, "\n") }))
    return true
end

local function read_quote(reader, parent, line)
    if not line:find("^>") then return false end
    local lines = {}
    while reader:peek() and reader:peek():find("^>") do lines[#lines + 1] = reader:advance():gsub("^> ?", "") end
    nested(reader, lines, parent:add(Node.new("quote")))
    return true
end

local function read_list(reader, parent, line)
    local indent, kind, _, _, number = list_item(line)
    if not indent then return false end
    local list = parent:add(Node.new("list", { tag = kind, first = number }))
    while reader:peek() do
        local i, k, rest, width = list_item(reader:peek())
        if i ~= indent or k ~= kind then break end
        reader:advance()
        local lines, loose = { rest }, false
        while reader:peek() do
            local next_line = reader:peek()
            local depth = #next_line:match("^%s*")
            if is_blank(next_line) then
                local after = reader.lines[reader.at + 1]
                if not after or #after:match("^%s*") < width then break end
                loose = true
            elseif depth < width and (list_item(next_line) or starts_block(next_line)) then
                break
            end
            lines[#lines + 1] = reader:advance():sub(math.min(width, depth) + 1)
        end
        local item = list:add(Node.new("item", { loose = loose }))
        nested(reader, lines, item)
        if reader:peek() and is_blank(reader:peek()) then
            local after = reader.lines[reader.at + 1]
            if after and list_item(after) then reader:advance() end
        end
    end
    return true
end

local function cells_of(line)
    local cells = {}
    for cell in line:gsub("^%s*|", ""):gsub("|%s*$", ""):gmatch("([^|]*)|?") do cells[#cells + 1] = trimmed(cell) end
    while cells[#cells] == "" do cells[#cells] = nil end
    return cells
end

local function read_table(reader, parent, line)
    local under = reader.lines[reader.at + 1]
    if not line:find("^%s*|") or not under or not under:find("^[%s|:-]+$") then return false end
    local node = parent:add(Node.new("table", { head = cells_of(reader:advance()), rows = {}, align = {} }))
    for i, cell in ipairs(cells_of(reader:advance())) do
        local left, right = cell:find("^:"), cell:find(":$")
        node.align[i] = left and right and "center" or right and "right" or left and "left" or nil
    end
    while reader:peek() and reader:peek():find("^%s*|") do table.insert(node.rows, cells_of(reader:advance())) end
    return true
end

local function read_paragraph(reader, parent)
    local lines = { reader:advance() }
    while reader:peek() and not is_blank(reader:peek()) and not starts_block(reader:peek()) do
        lines[#lines + 1] = reader:advance():gsub("^%s+", "")
    end
    parent:add(Node.new("paragraph", { text = table.concat(lines, "\n") }))
    return true
end

Reader.readers = { read_heading, read_fence, read_rule, read_quote, read_list, read_table, read_paragraph }

-- ---- output ----

local Writer = {}
Writer.__index = Writer

function Writer.new(references)
    return setmetatable({ out = {}, inline = Inline.new(references), contents = {}, ids = {} }, Writer)
end

function Writer:put(...)
    for i = 1, select("#", ...) do self.out[#self.out + 1] = (select(i, ...)) end
end

local write = {}

function Writer:children(node, tight)
    for _, child in ipairs(node.children or {}) do write[child.kind](self, child, tight) end
end

function write.heading(self, node)
    local id = node.text:lower():gsub("[^%w%s-]", ""):gsub("%s+", "-")
    self.ids[id] = (self.ids[id] or 0) + 1
    if self.ids[id] > 1 then id = id .. "-" .. self.ids[id] end
    table.insert(self.contents, { level = node.level, id = id, text = node.text })
    self:put(string.format('<h%d id="%s">%s</h%d>\n', node.level, id, self.inline:render(node.text), node.level))
end
function write.rule(self) self:put("<hr>\n") end
function write.code(self, node)
    local class = node.language ~= "" and string.format(' class="language-%s"', node.language) or ""
    self:put("<pre><code", class, ">", escaped(node.text), "\n</code></pre>\n")
end
function write.quote(self, node)
    self:put("<blockquote>\n")
    self:children(node)
    self:put("</blockquote>\n")
end
function write.list(self, node)
    self:put("<", node.tag, node.first and node.first ~= 1 and string.format(' start="%d"', node.first) or "", ">\n")
    for _, item in ipairs(node.children) do
        self:put("<li>")
        self:children(item, not item.loose)
        self:put("</li>\n")
    end
    self:put("</", node.tag, ">\n")
end
function write.paragraph(self, node, tight)
    if tight then self:put(self.inline:render(node.text)) else self:put("<p>", self.inline:render(node.text), "</p>\n") end
end
function write.table(self, node)
    local function row(cells, tag)
        self:put("<tr>")
        for i, cell in ipairs(cells) do
            local align = node.align[i] and string.format(' style="text-align: %s"', node.align[i]) or ""
            self:put("<", tag, align, ">", self.inline:render(cell), "</", tag, ">")
        end
        self:put("</tr>\n")
    end
    self:put("<table>\n")
    row(node.head, "th")
    for _, cells in ipairs(node.rows) do row(cells, "td") end
    self:put("</table>\n")
end

-- ---- the whole ----

local function render(text)
    local references, lines = {}, {}
    for line in (text .. "\n"):gmatch("(.-)\r?\n") do
        local id, target, rest = line:match("^%[([^%]]+)%]:%s+(%S+)%s*(.*)$")
        if id then
            references[id:lower()] = { target = escaped(target), title = escaped(rest):match("&quot;(.*)&quot;") }
        else
            lines[#lines + 1] = line:gsub("\t", "    ")
        end
    end
    local root = Node.new("document")
    read_blocks(Reader.new(lines, references), root)
    local writer = Writer.new(references)
    writer:children(root)
    return table.concat(writer.out), writer.contents
end

local document = [[
# The loom, *volume one*

A **loom** is a machine for weaving cloth -- see [the picture](loom.png "A loom & a weaver") and
[the manual][manual]. Its `warp` threads are held _under tension_ while the `weft` goes through...  
This line stands by itself. Not \*emphasis\*, but ~~gone~~ and <https://example.org/a?b=1&c=2>.

## Parts

1. the frame
2. the **shuttle**, with:
   - a bobbin
   - a tip of `steel < iron`
     that goes on here
   - and
     * deeper
     * still
3. the reed

* loose items

  have paragraphs

* like this one

> A quote begins
> with *two* lines.
>
> > and goes deeper
> 1. with a list

```lua
local warp = {}
for i = 1, 10 do warp[i] = i < 5 and "<left>" or "right & more" end
```

## Figures

| part     | count | note             |
|:---------|------:|:----------------:|
| heddle   |   120 | made of **wire** |
| reed     |     1 | see [here][]     |
| treadle  |     6 | `a` and ``b ` c``  |

---

### Parts

Last words with an image: ![a loom](img/loom.svg) and "quotes" & ampersands.
Snake_case_names stay as they are, __strong__ does not.

[manual]: docs/manual.html "The manual"
[here]: https://example.org/here
]]

local sum, bytes = 0, 0
local html, contents
for round = 1, rounds do
    local parts = {}
    for i = 1, 4 do parts[i] = document:gsub("%d+", function(n) return tostring(tonumber(n) + (i + round) % 3) end) end
    html, contents = render(table.concat(parts, "\n"))
    bytes = bytes + #html
    for i = 1, #html, 9 do sum = (sum * 31 + html:byte(i)) % 2147483647 end
end
print((render(document)))
for _, entry in ipairs(contents) do print(("  "):rep(entry.level - 1) .. entry.id) end
print(bytes, sum)
