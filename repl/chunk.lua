-- chunk.lua: the text of a chunk as a function in which the top-level locals of earlier chunks are still visible.
--
-- Variables live on as upvalues. A chunk that declares locals at its top level ends with a call of `keep`, which gets a
-- closure over them. A chunk that mentions variables of earlier ones is compiled inside of a function that declares
-- them, and its upvalues are then joined to those of the closures that were kept: so all chunks, and the functions made
-- in them, share one variable.
--
--     > local n = 1            local n = 1 KEEP(function() return n end)
--     > n = n + 1              local KEEP, n = ...; return function(...) n = n + 1 end
--
-- What is added stands on lines that are there, so line numbers stay right. Where the additions do not compile (a limit,
-- a goto into the scope of a local), the chunk is taken as it is, and its locals end with it.
local _, _ENV = ... -- the globals as they were when the program began
local lexer = require "weft.lexer"

local chunk = {}

local load = load
local getupvalue, upvaluejoin, getlocal, getinfo = debug.getupvalue, debug.upvaluejoin, debug.getlocal, debug.getinfo
local concat = table.concat
local find, gsub, sub = string.find, string.gsub, string.sub

local KEEP = "__weft_keep"
local most_names = 150 -- of earlier variables in one chunk; a function has 200 locals at most

local depth_change = {
    ["function"] = 1, ["do"] = 1, ["then"] = 1, ["repeat"] = 1, ["end"] = -1, ["until"] = -1, ["elseif"] = -1,
    ["("] = 1, ["["] = 1, ["{"] = 1, [")"] = -1, ["]"] = -1, ["}"] = -1,
}

local function significant_tokens(text)
    local list = {}
    for _, token in ipairs(lexer.tokens(text)) do
        if token.kind ~= "space" and token.kind ~= "comment" then
            list[#list + 1] = token
        end
    end
    return list
end

-- The names that a local statement, whose first token is number i, declares: name -> its attribute, "".
local function read_local(tokens, i, declared)
    if tokens[i + 1] and tokens[i + 1].text == "function" then
        i = i + 1
    end
    repeat
        i = i + 1
        local token = tokens[i]
        if not token or token.kind ~= "name" then
            return
        end
        local attribute = ""
        if tokens[i + 1] and tokens[i + 1].text == "<" and tokens[i + 2] then
            attribute = tokens[i + 2].text
            i = i + 3
        end
        if not find(token.text, "^_%d*$") then -- these are results
            declared[token.text] = attribute
        end
        i = i + 1
    until not tokens[i] or tokens[i].text ~= ","
end

-- What stands at the top level of a text that compiles: the locals, and where its return statement begins, if any.
local function survey(tokens)
    local declared, return_at, depth = {}, nil, 0
    for i, token in ipairs(tokens) do
        local is_word = token.kind == "keyword" or token.kind == "op"
        if is_word and depth == 0 and token.text == "local" then
            read_local(tokens, i, declared)
        elseif is_word and depth == 0 and token.text == "return" then
            return_at = token.first
        end
        depth = depth + (is_word and depth_change[token.text] or 0)
    end
    return declared, return_at
end

local function sorted_names(set)
    local list = {}
    for name in pairs(set) do
        list[#list + 1] = name
    end
    table.sort(list)
    return list
end

-- A variable of its own with that value. Its closure is compiled here: upvalues of the program's modules cannot be
-- reached through debug.
local make_closure = load("local value = ... return function() return value end", "=variable", "t")

function chunk.new_variable(value, attribute)
    return {closure = make_closure(value), index = 1, attribute = attribute}
end

function chunk.value(variable)
    local _, value = getupvalue(variable.closure, variable.index)
    return value
end

-- The function that the end of a chunk calls: its closure's upvalues become variables. A constant is none: it has a
-- value alone.
local function keeper(variables, names, declared)
    return function(closure)
        local values, found = {closure()}, {}
        for i = 1, 255 do
            local name = getupvalue(closure, i)
            if not name then
                break
            end
            found[name] = {closure = closure, index = i}
        end
        for i, name in ipairs(names) do
            local attribute = declared[name] ~= "" and "const" or nil
            local variable = found[name] or chunk.new_variable(values[i])
            variable.attribute = attribute
            variables[name] = variable
        end
    end
end

-- The earlier variables that a text mentions.
local function mentioned(tokens, variables)
    local set, count = {}, 0
    for _, token in ipairs(tokens) do
        if token.kind == "name" and variables[token.text] and not set[token.text] and count < most_names then
            set[token.text] = true
            count = count + 1
        end
    end
    return sorted_names(set)
end

local function join(f, variables)
    for i = 1, 255 do
        local name = getupvalue(f, i)
        if not name then
            return
        end
        local variable = variables[name]
        if variable then
            upvaluejoin(f, i, variable.closure, variable.index)
        end
    end
end

-- The text within what declares the variables it mentions, and keeps those it declares. Nil: that does not compile; and a
-- message: for a reason that is the text's own.
local function compile_within(text, name, variables, keeps_none)
    local tokens = significant_tokens(text)
    local declared, return_at = {}, nil
    if not keeps_none then
        declared, return_at = survey(tokens)
    end
    local used, new = mentioned(tokens, variables), sorted_names(declared)
    if #used == 0 and #new == 0 then
        return nil
    end
    local body = text
    if #new > 0 then
        local keep = "\n" .. KEEP .. "(function() return " .. concat(new, ", ") .. " end)"
        if return_at then
            body = sub(text, 1, return_at - 1) .. sub(keep, 2) .. " " .. sub(text, return_at)
        else
            body = text .. keep
        end
    end
    local head = {KEEP}
    for _, used_name in ipairs(used) do
        head[#head + 1] = used_name .. (variables[used_name].attribute and " <const>" or "")
    end
    local outer, message = load("local " .. concat(head, ", ") .. " = ...; return function(...) " .. body .. "\nend", name, "t")
    if not outer then
        return nil, find(message, "assign to const variable", 1, true) and message or nil
    end
    local f = outer(keeper(variables, new, declared))
    join(f, variables)
    return f, declared
end

-- Whether a text ended too early, by the message of load. A short string does not go on in the next line, unless
-- the newline is escaped.
function chunk.is_incomplete(message, text)
    return sub(message, -5) == "<eof>" and (not find(message, "unfinished string near", 1, true) or sub(text, -1) == "\\")
end

-- A chunk that gives an expression's values. Calls in it are no tail calls, for the sake of traces: the scope of a variable
-- that is to be closed has none.
local function expression_text(text)
    return "local " .. KEEP .. " <close> = nil return " .. text
end

-- Whether a text is whole, so that no further line can make something of it.
function chunk.is_whole(text)
    text = gsub(text, "^%s*=", "", 1)
    local as_expression, first = load("return " .. text, "=text", "t")
    local as_statements, second = load(text, "=text", "t")
    return (as_expression or as_statements) ~= nil
        or not (chunk.is_incomplete(first, text) or chunk.is_incomplete(second, text))
end

-- The function of a text: as an expression whose values are wanted, or as statements; nil and the message of load.
-- variables: name -> variable, which the chunk sees and, unless it is strict, adds to. Then, which names it declares.
function chunk.compile(text, name, variables, is_strict)
    local plain_text = gsub(text, "^%s*=", "", 1)
    local is_expression = load("return " .. plain_text, name, "t") ~= nil
    local source = is_expression and expression_text(plain_text) or text
    local plain, message = load(source, name, "t")
    if not plain then
        return nil, message
    end
    local f, declared = compile_within(source, name, variables, is_expression or is_strict)
    if not f and declared then
        return nil, declared
    end
    return f or plain, declared or {}
end

-- The declared locals of a chunk that has not come to its end, as far as it came, by their values. f: its function, which
-- is somewhere on the stack of co.
function chunk.rescue(co, f, declared, variables)
    if not next(declared) then
        return
    end
    local level, info = 0, getinfo(co, 0, "f")
    while info and info.func ~= f do
        level = level + 1
        info = getinfo(co, level, "f")
    end
    for i = 1, info and 200 or 0 do
        local name, value = getlocal(co, level, i)
        if not name then
            return
        end
        if declared[name] then
            variables[name] = chunk.new_variable(value, declared[name] ~= "" and "const" or nil)
        end
    end
end

return chunk
