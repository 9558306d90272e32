-- lexer.lua: Lua text as a list of tokens, for what works on text that need not be right: indentation, colours,
-- completion, the variables of a chunk.
--
-- A token is {kind =, text =, first =, last =}; kinds: space, comment, name, keyword, string, number, op, other.
-- Joined they are the text. A string or comment that does not end has open = true and goes on to the end of the text
-- (a short string: of its line). Short strings and long brackets tell where their content begins: inner.
local _, _ENV = ... -- the globals as they were when the program began
local lexer = {}

local find, sub = string.find, string.sub

lexer.keywords = {}
for word in string.gmatch("and break do else elseif end false for function goto if in local nil not or repeat return " ..
    "then true until while", "%a+") do
    lexer.keywords[word] = true
end

-- The end of a long bracket that begins at a position, and where its content begins; nil: there is none.
local function long_bracket(text, at)
    local _, inner, level = find(text, "^%[(=*)%[", at)
    if not inner then
        return nil
    end
    local _, last = find(text, "]" .. level .. "]", inner + 1, true)
    return last or #text, inner + 1, not last
end

local function short_string(text, at)
    local quote = sub(text, at, at)
    local pos = at + 1
    while true do
        pos = find(text, "[\\\n" .. quote .. "]", pos)
        if not pos then
            return #text, true
        end
        local c = sub(text, pos, pos)
        if c == quote then
            return pos, false
        elseif c == "\n" then
            return pos - 1, true
        end
        local _, skipped = find(text, "^z%s*", pos + 1)
        pos = skipped and skipped + 1 or pos + 2
    end
end

local function comment(text, at)
    local last, _, open = long_bracket(text, at + 2)
    if last then
        return last, open
    end
    return (find(text, "\n", at, true) or #text + 1) - 1, false
end

-- The kind and the end of the token at a position; for strings and comments also whether it is open, and its inner.
local function scan(text, at)
    local c = sub(text, at, at)
    local _, last = find(text, "^%s+", at)
    if last then
        return "space", last
    end
    _, last = find(text, "^[%a_][%w_]*", at)
    if last then
        return lexer.keywords[sub(text, at, last)] and "keyword" or "name", last
    end
    if find(text, "^%.?%d", at) then
        local exponent = find(text, "^0[xX]", at) and "[pP]" or "[eE]"
        _, last = find(text, "^%.?%d[%w.]*", at)
        while find(text, "^[+-]", last + 1) and find(sub(text, last, last), exponent) do
            local _, more = find(text, "^[+-][%w.]*", last + 1)
            last = more
        end
        return "number", last
    end
    if c == "'" or c == '"' then
        local stop, open = short_string(text, at)
        return "string", stop, open, at + 1
    end
    if find(text, "^%-%-", at) then
        local stop, open = comment(text, at)
        return "comment", stop, open
    end
    local stop, inner, open = long_bracket(text, at)
    if stop then
        return "string", stop, open, inner
    end
    for _, pattern in ipairs { "^%.%.%.", "^[=~<>]=", "^::", "^//", "^<<", "^>>", "^%.%." } do
        _, last = find(text, pattern, at)
        if last then
            return "op", last
        end
    end
    if find(c, "[%p]") then
        return "op", at
    end
    _, last = find(text, "^[\x80-\xff]+", at)
    return "other", last or at
end

function lexer.tokens(text)
    local list, at = {}, 1
    while at <= #text do
        local kind, last, open, inner = scan(text, at)
        list[#list + 1] = {kind = kind, text = sub(text, at, last), first = at, last = last, open = open, inner = inner}
        at = last + 1
    end
    return list
end

-- What opens a block or a bracket counts 1, what closes one -1; `for` and `while` are opened by their `do`.
local weight = {
    ["function"] = 1, ["do"] = 1, ["then"] = 1, ["repeat"] = 1, ["("] = 1, ["["] = 1, ["{"] = 1,
    ["end"] = -1, ["until"] = -1, ["elseif"] = -1, [")"] = -1, ["]"] = -1, ["}"] = -1,
}
local reopens = {["else"] = true}

local function is_code(token)
    return token.kind == "keyword" or token.kind == "op"
end

-- How deep the end of a text is nested in blocks and brackets, 0 or more.
function lexer.depth(text)
    local depth = 0
    for _, token in ipairs(lexer.tokens(text)) do
        depth = depth + (is_code(token) and weight[token.text] or 0)
        depth = depth < 0 and 0 or depth
    end
    return depth
end

-- Whether a line begins with what closes a block, and so stands one step further left than what is in it.
function lexer.closes(line)
    for _, token in ipairs(lexer.tokens(line)) do
        if token.kind ~= "space" then
            return is_code(token) and (reopens[token.text] or (weight[token.text] or 0) < 0)
        end
    end
    return false
end

-- Whether the end of a text lies in a string or comment.
function lexer.is_inside(text)
    local tokens = lexer.tokens(text)
    local last = tokens[#tokens]
    return last ~= nil and (last.open or last.kind == "comment")
end

return lexer
