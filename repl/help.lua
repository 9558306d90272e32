-- help.lua: what :help says about a name, read from the manual's chapter on the library (docs/library.md).
--
-- In that chapter, an entry is an item `- `name(arguments)`: text` with its further lines indented by two spaces; a
-- section is a heading `## name` and the text and entries below it.
local _, _ENV = ... -- the globals as they were when the program began
local manual = require "weft.manual"

local help = {}

local find, gmatch, gsub, match = string.find, string.gmatch, string.gsub, string.match

-- The sections and entries, in the chapter's order: {name =, signature =, text =, section =} and
-- {name =, text =, entries = {..}}.
local sections, entries

local function read()
    if entries then
        return
    end
    sections, entries = {}, {}
    local section, entry
    for line in gmatch(manual, "([^\n]*)\n") do
        local heading = match(line, "^## (.*)")
        local signature, text = match(line, "^%- `([^`]+)`: (.*)")
        if heading then
            section = {name = heading, text = {}, entries = {}}
            sections[#sections + 1] = section
            entry = nil
        elseif signature and section then
            entry = {name = match(signature, "^[%w_.:]+"), signature = signature, text = text, section = section.name}
            entries[#entries + 1] = entry
            section.entries[#section.entries + 1] = entry
        elseif entry and find(line, "^  %S") then
            entry.text = entry.text .. " " .. match(line, "^%s+(.*)")
        elseif section and #section.entries == 0 and line ~= "" then
            section.text[#section.text + 1] = line
        else
            entry = nil
        end
    end
end

-- A text without the marks of its notation: `code` and [links](to).
local function plain(text)
    return (gsub(gsub(text, "%[([^%]]*)%]%([^)]*%)", "%1"), "`", ""))
end

local function wrap(text, width, margin)
    local lines, line = {}, nil
    for word in gmatch(text, "%S+") do
        if line and utf8.len(line) + 1 + utf8.len(word) <= width then
            line = line .. " " .. word
        else
            lines[#lines + 1] = line
            line = line and margin .. word or margin .. word
        end
    end
    lines[#lines + 1] = line
    return table.concat(lines, "\n")
end

local function entry_text(entry, width, paint)
    return paint("other", entry.signature) .. "\n" .. wrap(plain(entry.text), width, "    ")
end

local function section_text(section, width, paint)
    local parts = {}
    if #section.text > 0 then
        parts[1] = wrap(plain(table.concat(section.text, " ")), width, "")
    end
    for _, entry in ipairs(section.entries) do
        parts[#parts + 1] = "  " .. paint("other", entry.signature)
    end
    return table.concat(parts, "\n")
end

-- Entries that a name means: "string.format", "format", "file:read", "s:rep".
local function matching(name)
    local last = match(name, "[%w_]+$") or name
    local exact, by_last = {}, {}
    for _, entry in ipairs(entries) do
        if entry.name == name then
            exact[#exact + 1] = entry
        elseif match(entry.name, "[%w_]+$") == last and (last == name or find(name, ":", 1, true)) then
            by_last[#by_last + 1] = entry
        end
    end
    return #exact > 0 and exact or by_last
end

-- What is known about a name, as text of that width; nil: nothing.
function help.about(name, width, paint)
    read()
    width = width > 100 and 100 or width
    name = gsub(gsub(name, "%(.*$", ""), "^_G%.", "")
    for _, section in ipairs(sections) do
        if section.name == name then
            return section_text(section, width, paint)
        end
    end
    local texts = {}
    for i, entry in ipairs(matching(name)) do
        texts[i] = entry_text(entry, width, paint)
    end
    return #texts > 0 and table.concat(texts, "\n") or nil
end

-- All names that there is help for, sections first.
function help.names()
    read()
    local names = {}
    for _, section in ipairs(sections) do
        names[#names + 1] = section.name
    end
    for _, entry in ipairs(entries) do
        names[#names + 1] = entry.name
    end
    return names
end

return help
