-- complete.lua: how the text in front of the cursor may go on.
--
-- Values are looked at without calling anything of the program's: rawget, and __index only where it is a table.
local _, _ENV = ... -- the globals as they were when the program began
local chunk = require "weft.chunk"
local commands = require "weft.commands"
local help = require "weft.help"
local lexer = require "weft.lexer"
local pretty = require "weft.pretty"
local system = require "weft.system"

local complete = {}

local rawget, next, type, getmetatable = rawget, next, type, debug.getmetatable
local byte, find, format, gmatch = string.byte, string.find, string.format, string.gmatch
local gsub, match, rep, sub = string.gsub, string.match, string.rep, string.sub

-- ---- values ----

-- The tables in which a value's fields are looked up, nearest first.
local function field_tables(value)
    local list = {}
    while #list < 50 do
        if type(value) == "table" then
            list[#list + 1] = value
        end
        local meta = getmetatable(value)
        local index = type(meta) == "table" and rawget(meta, "__index")
        if type(index) ~= "table" then
            return list
        end
        value = index
    end
    return list
end

local function field(value, name)
    for _, t in ipairs(field_tables(value)) do
        local found = rawget(t, name)
        if found ~= nil then
            return found
        end
    end
end

-- Names of fields that begin with a prefix; only_functions: that can be called.
local function field_names(value, prefix, only_functions)
    local names, seen = {}, {}
    for _, t in ipairs(field_tables(value)) do
        for key, item in next, t do
            if type(key) == "string" and not seen[key] and sub(key, 1, #prefix) == prefix and find(key, "^[%a_][%w_]*$") and
                not lexer.keywords[key] and (not only_functions or type(item) == "function" or getmetatable(item)) then
                seen[key] = true
                names[#names + 1] = key
            end
        end
    end
    return names
end

local function variable(name, variables)
    if variables[name] then
        return chunk.value(variables[name])
    end
    return field(_G, name)
end

-- ---- what a place in the text asks for ----

-- Names that the text itself declares: parameters, locals, loop variables; any name will do.
local function typed_names(before, prefix, add)
    for _, token in ipairs(lexer.tokens(sub(before, 1, #before - #prefix))) do
        if token.kind == "name" and #token.text > 2 then
            add(token.text)
        end
    end
end

local function with_prefix(names, prefix)
    local list = {}
    for _, name in ipairs(names) do
        if sub(name, 1, #prefix) == prefix then
            list[#list + 1] = name
        end
    end
    return list
end

local function plain_names(before, prefix, variables)
    local list, seen = {}, {}
    local function add(name)
        if not seen[name] and sub(name, 1, #prefix) == prefix then
            seen[name] = true
            list[#list + 1] = name
        end
    end
    for _, name in ipairs(field_names(_G, prefix)) do
        if prefix ~= "" or not find(name, "^_") then
            add(name)
        end
    end
    for name in next, variables do
        add(name)
    end
    for word in next, lexer.keywords do
        add(word)
    end
    typed_names(before, prefix, add)
    return list
end

-- The path a.b.c or a.b:c at the end of the text: names of fields, or of variables.
local function path_names(before, variables)
    local path = match(before, "[%a_][%w_.:]*$")
    if not path then
        local is_field = find(before, "[.:]$") and not find(before, "%.%.$")
        if find(before, "[%w_\x80-\xFF]$") or is_field then
            return {}, ""
        end
        return plain_names(before, "", variables), ""
    end
    local before_path = sub(before, 1, #before - #path)
    if find(before_path, "[^.][.:]$") or find(before_path, "^[.:]$") then -- a field of what is no name
        return {}, ""
    end
    local base, separator, prefix = match(path, "^(.*)([.:])([%w_]*)$")
    if not base then
        return plain_names(before, path, variables), path
    end
    local value
    for name in gmatch(base, "[^.:]+") do
        if value == nil then
            value = variable(name, variables)
        else
            value = field(value, name)
        end
        if value == nil then
            return {}, prefix
        end
    end
    return field_names(value, prefix, separator == ":"), prefix
end

-- ---- modules and files ----

local function folder_and_prefix(path)
    local folder, prefix = match(path, "^(.*/)([^/]*)$")
    return folder or "", prefix or path
end

local function expand_home(path)
    return (gsub(path, "^~/", (os.getenv("HOME") or "~") .. "/"))
end

-- Files that a path may go on to, hidden ones if it says so; none that would need escapes in a string.
local function file_names(path)
    local folder, prefix = folder_and_prefix(path)
    local names = with_prefix(system.list(folder == "" and "." or expand_home(folder)) or {}, prefix)
    local list = {}
    for _, name in ipairs(names) do
        if (prefix ~= "" or not find(name, "^%.")) and not find(name, "[%c\\'\"]") then
            list[#list + 1] = name
        end
    end
    return list, prefix
end

-- Modules that are loaded, preloaded, or lie on the paths.
local function module_names(prefix)
    local list, seen = {}, {}
    local function add(name)
        if sub(name, 1, #prefix) == prefix and not seen[name] and name ~= "_G" then
            seen[name] = true
            list[#list + 1] = name
        end
    end
    for _, set in ipairs { package.loaded, package.preload } do
        for name in next, set do
            add(tostring(name))
        end
    end
    local parent = match(prefix, "^(.*%.)[^.]*$") or ""
    for template in gmatch((package.path or "") .. ";" .. (package.cpath or ""), "[^;]+") do
        local folder, ending = match(template, "^([^?]*)%?(.*)$")
        if folder and not find(ending, "/") then
            for _, name in ipairs(system.list(folder .. gsub(parent, "%.", "/")) or {}) do
                if sub(name, -1) == "/" and find(name, "^[%w_-]+/$") then
                    add(parent .. sub(name, 1, -2))
                elseif ending ~= "" and sub(name, -#ending) == ending then
                    add(parent .. sub(name, 1, -#ending - 1))
                end
            end
        end
    end
    return list
end

local takes_file = {
    dofile = true, loadfile = true, ["io.open"] = true, ["io.lines"] = true, ["io.input"] = true,
    ["io.output"] = true, ["os.remove"] = true, ["os.rename"] = true,
}

-- What an open string at the end of the text is an argument of: the function's name.
local function called_with(tokens)
    local parts, i = {}, #tokens - 1
    while tokens[i] and (tokens[i].kind == "space" or tokens[i].text == "(") do
        i = i - 1
    end
    while tokens[i] and (tokens[i].kind == "name" or tokens[i].text == ".") do
        table.insert(parts, 1, tokens[i].text)
        i = i - 1
    end
    return table.concat(parts)
end

local function string_names(tokens)
    local token = tokens[#tokens]
    local content = sub(token.text, token.inner - token.first + 1)
    local name = called_with(tokens)
    local quote = sub(token.text, 1, token.inner - token.first)
    quote = #quote == 1 and quote or ""
    if name == "require" then
        return module_names(content), content, quote
    elseif takes_file[name] then
        local names, prefix = file_names(content)
        return names, prefix, quote
    end
    return {}, content, ""
end

-- ---- commands ----

local function command_names(before, session)
    local begun = match(before, "^%s*:(%a*)$")
    if begun then
        return with_prefix(commands.names(), begun), begun, " "
    end
    local name, rest = match(before, "^%s*:(%a+)%s+(.*)$")
    local command = commands.find(name or "")
    local is = command and command.name
    if is == "load" then
        local names, prefix = file_names(rest)
        return names, prefix, ""
    elseif is == "reload" then
        return with_prefix(module_names(rest), rest), rest, ""
    elseif is == "help" then
        return with_prefix(help.names(), rest), rest, ""
    elseif is == "strict" then
        return with_prefix({"on", "off"}, rest), rest, ""
    end
    local names, prefix = path_names(rest or "", session.variables)
    return names, prefix, ""
end

local most_sorted = 20000 -- of more no one will read the list

-- The names that may stand at the end of the text, sorted; what of them is there already; what follows a sole one.
function complete.names(before, session)
    local names, prefix, ending
    local tokens = lexer.tokens(before)
    local last = tokens[#tokens]
    if find(before, "^%s*:%a") or find(before, "^%s*:$") then
        names, prefix, ending = command_names(before, session)
    elseif last and last.kind == "comment" and (last.open or not find(last.text, "^%-%-%[=*%[")) then
        names, prefix = {}, ""
    elseif last and last.kind == "string" and last.open then
        names, prefix, ending = string_names(tokens)
    else
        names, prefix = path_names(before, session.variables)
    end
    if #names < most_sorted then
        table.sort(names)
    end
    return names, prefix, ending or ""
end

-- ---- showing ----

-- What all names begin with: what the first and the last in order share.
local function common_start(names)
    local first, last, n = names[1], names[1], 0
    for _, name in ipairs(names) do
        first = name < first and name or first
        last = name > last and name or last
    end
    while n < #first and byte(first, n + 1) == byte(last, n + 1) do
        n = n + 1
    end
    while n > 0 and byte(first, n + 1) and byte(first, n + 1) & 0xC0 == 0x80 do
        n = n - 1
    end
    return sub(first, 1, n)
end

local most_shown = 200

-- Names in columns that fit the width.
function complete.columns(names, width)
    local texts, widest = {}, 0
    for i = 1, math.min(#names, most_shown) do
        texts[i] = pretty.name(names[i])
        widest = math.max(widest, pretty.width(texts[i]))
    end
    local count = #texts
    local per_line = math.max(1, (width + 1) // (widest + 2))
    local rows = (count + per_line - 1) // per_line
    local lines = {}
    for row = 1, rows do
        local cells = {}
        for i = row, count, rows do
            cells[#cells + 1] = texts[i] .. rep(" ", widest + 2 - pretty.width(texts[i]))
        end
        lines[row] = gsub(table.concat(cells), "%s+$", "")
    end
    if #names > count then
        lines[#lines + 1] = format(".. and %d more", #names - count)
    end
    return table.concat(lines, "\n")
end

-- What Tab inserts, and a list to show, or nil. At the beginning of a line it indents.
function complete.at(before, session)
    local line = match(before, "[^\n]*$")
    if find(line, "^%s*$") then
        return rep(" ", 4 - #line % 4)
    end
    local names, prefix, ending = complete.names(before, session)
    if #names == 0 then
        return ""
    elseif #names == 1 then
        return sub(names[1], #prefix + 1) .. (sub(names[1], -1) == "/" and "" or ending)
    end
    local insertion = sub(common_start(names), #prefix + 1)
    if insertion ~= "" then
        return insertion
    end
    return "", complete.columns(names, (system.screen()))
end

return complete
