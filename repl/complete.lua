-- complete.lua: how the text in front of the cursor may go on.
--
-- Values are looked at without calling anything of the program's: rawget, and __index only where it is a table.
local _, _ENV = ... -- the globals as they were when the program began
local chunk = require "weft.chunk"
local lexer = require "weft.lexer"
local system = require "weft.system"

local complete = {}

local rawget, next, type, getmetatable = rawget, next, type, debug.getmetatable

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
            if type(key) == "string" and not seen[key] and key:sub(1, #prefix) == prefix and key:find("^[%a_][%w_]*$") and
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
    for _, token in ipairs(lexer.tokens(before:sub(1, #before - #prefix))) do
        if token.kind == "name" and #token.text > 2 then
            add(token.text)
        end
    end
end

local function with_prefix(names, prefix)
    local list = {}
    for _, name in ipairs(names) do
        if name:sub(1, #prefix) == prefix then
            list[#list + 1] = name
        end
    end
    return list
end

local function plain_names(before, prefix, variables)
    local list, seen = {}, {}
    local function add(name)
        if not seen[name] and name:sub(1, #prefix) == prefix then
            seen[name] = true
            list[#list + 1] = name
        end
    end
    for _, name in ipairs(field_names(_G, prefix)) do
        if prefix ~= "" or not name:find("^_") then
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
    local path = before:match("[%a_][%w_.:]*$")
    if not path then
        local is_field = before:find("[.:]$") and not before:find("%.%.$")
        if before:find("[%w_]$") or is_field then
            return {}, ""
        end
        return plain_names(before, "", variables), ""
    end
    local before_path = before:sub(1, #before - #path)
    if before_path:find("[^.][.:]$") or before_path:find("^[.:]$") then -- a field of what is no name
        return {}, ""
    end
    local base, separator, prefix = path:match("^(.*)([.:])([%w_]*)$")
    if not base then
        return plain_names(before, path, variables), path
    end
    local value
    for name in base:gmatch("[^.:]+") do
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
    local folder, prefix = path:match("^(.*/)([^/]*)$")
    return folder or "", prefix or path
end

local function expand_home(path)
    return (path:gsub("^~/", (os.getenv("HOME") or "~") .. "/"))
end

local function file_names(path)
    local folder, prefix = folder_and_prefix(path)
    local names = with_prefix(system.list(folder == "" and "." or expand_home(folder)) or {}, prefix)
    local list = {}
    for _, name in ipairs(names) do
        if prefix ~= "" or not name:find("^%.") then
            list[#list + 1] = name
        end
    end
    return list, prefix
end

-- Modules that are loaded, preloaded, or lie on the paths.
local function module_names(prefix)
    local list, seen = {}, {}
    local function add(name)
        if name:sub(1, #prefix) == prefix and not seen[name] and name ~= "_G" then
            seen[name] = true
            list[#list + 1] = name
        end
    end
    for _, set in ipairs { package.loaded, package.preload } do
        for name in next, set do
            add(tostring(name))
        end
    end
    local parent = prefix:match("^(.*%.)[^.]*$") or ""
    for template in ((package.path or "") .. ";" .. (package.cpath or "")):gmatch("[^;]+") do
        local folder, ending = template:match("^([^?]*)%?(.*)$")
        if folder and not ending:find("/") then
            for _, name in ipairs(system.list(folder .. parent:gsub("%.", "/")) or {}) do
                if name:sub(-1) == "/" and name:find("^[%w_-]+/$") then
                    add(parent .. name:sub(1, -2))
                elseif ending ~= "" and name:sub(-#ending) == ending then
                    add(parent .. name:sub(1, -#ending - 1))
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
    local content = token.text:sub(token.inner - token.first + 1)
    local name = called_with(tokens)
    local quote = token.text:sub(1, token.inner - token.first)
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
    local name, rest = before:match("^%s*:(%a*)$"), nil
    if name then
        return with_prefix(require("weft.commands").names(), name), name, " "
    end
    name, rest = before:match("^%s*:(%a+)%s+(.*)$")
    local command = require("weft.commands").find(name or "")
    local is = command and command.name
    if is == "load" then
        local names, prefix = file_names(rest)
        return names, prefix, ""
    elseif is == "reload" then
        return with_prefix(module_names(rest), rest), rest, ""
    elseif is == "help" then
        return with_prefix(require("weft.help").names(), rest), rest, ""
    elseif is == "strict" then
        return with_prefix({"on", "off"}, rest), rest, ""
    end
    local names, prefix = path_names(rest or "", session.variables)
    return names, prefix, ""
end

-- The names that may stand at the end of the text, sorted; what of them is there already; what follows a sole one.
function complete.names(before, session)
    local names, prefix, ending
    local tokens = lexer.tokens(before)
    local last = tokens[#tokens]
    if before:find("^%s*:%a") or before:find("^%s*:$") then
        names, prefix, ending = command_names(before, session)
    elseif last and last.kind == "comment" and (last.open or not last.text:find("^%-%-%[=*%[")) then
        names, prefix = {}, ""
    elseif last and last.kind == "string" and last.open then
        names, prefix, ending = string_names(tokens)
    else
        names, prefix = path_names(before, session.variables)
    end
    table.sort(names)
    return names, prefix, ending or ""
end

-- ---- showing ----

local function common_start(names)
    local first, last = names[1], names[#names] -- sorted: what these share, all share
    local n = 0
    while n < #first and first:byte(n + 1) == last:byte(n + 1) do
        n = n + 1
    end
    while n > 0 and first:byte(n + 1) and first:byte(n + 1) & 0xC0 == 0x80 do
        n = n - 1
    end
    return first:sub(1, n)
end

local most_shown = 200

-- Names in columns that fit the width.
function complete.columns(names, width)
    local widest = 0
    for i = 1, math.min(#names, most_shown) do
        widest = math.max(widest, utf8.len(names[i]) or #names[i])
    end
    local count = math.min(#names, most_shown)
    local per_line = math.max(1, (width + 1) // (widest + 2))
    local rows = (count + per_line - 1) // per_line
    local lines = {}
    for row = 1, rows do
        local cells = {}
        for i = row, count, rows do
            local name = names[i]
            cells[#cells + 1] = name .. (" "):rep(widest + 2 - (utf8.len(name) or #name))
        end
        lines[row] = table.concat(cells):gsub("%s+$", "")
    end
    if #names > count then
        lines[#lines + 1] = (".. and %d more"):format(#names - count)
    end
    return table.concat(lines, "\n")
end

-- What Tab inserts, and a list to show, or nil. At the beginning of a line it indents.
function complete.at(before, session)
    local line = before:match("[^\n]*$")
    if line:find("^%s*$") then
        return (" "):rep(4 - #line % 4)
    end
    local names, prefix, ending = complete.names(before, session)
    if #names == 0 then
        return ""
    elseif #names == 1 then
        return names[1]:sub(#prefix + 1) .. (names[1]:sub(-1) == "/" and "" or ending)
    end
    local insertion = common_start(names):sub(#prefix + 1)
    if insertion ~= "" then
        return insertion
    end
    return "", complete.columns(names, system.columns())
end

return complete
