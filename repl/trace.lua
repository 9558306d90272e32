-- trace.lua: a chart of how control goes from coroutine to coroutine while a function runs.
--
-- Hooks on calls and returns tell of every coroutine's functions. When an event comes from another coroutine than the
-- last one, control has gone over; in which state the one that was left is now tells how. The values that went along
-- are the arguments of the last function that it called (resume, yield, transfer, ..), or what its body returned.
local _, _ENV = ... -- the globals as they were when the program began
local pretty = require "weft.pretty"
local system = require "weft.system"

local trace = {}

local running, state, getname = coroutine.running, coroutine.state, coroutine.getname
local getinfo, getlocal, sethook, gethook = debug.getinfo, debug.getlocal, debug.sethook, debug.gethook
local gsub, rep, sub = string.gsub, string.rep, string.sub

local most_steps = 400
local takes_coroutine = {[coroutine.resume] = true, [coroutine.transfer] = true, [coroutine.throw] = true,
    [coroutine.close] = true}
local makes_coroutine = {[coroutine.create] = true, [coroutine.wrap] = true}

local function value_text(value)
    if type(value) == "table" then
        return "{..}"
    elseif type(value) == "function" then
        return "function"
    elseif type(value) == "thread" then
        return pretty.name(getname(value))
    end
    return pretty.text(value, {text = 20})
end

-- The values that the hooked function, at level 1, is called with or returns, and the function.
local function passed_values()
    local info = getinfo(1, "fr")
    local list = {n = info.ntransfer}
    for i = 1, info.ntransfer do
        local _, value = getlocal(1, info.ftransfer + i - 1)
        list[i] = value
    end
    return list, info.func
end

local function values_text(list, first)
    local texts = {}
    for i = first, list.n do
        texts[#texts + 1] = value_text(list[i])
    end
    return table.concat(texts, ", ")
end

-- How control left a coroutine, by the state it is in now.
local function label(left, last)
    local how = state(left)
    local values = last or {n = 0}
    if how == "normal" then
        local is_resume = takes_coroutine[values.func]
        return (is_resume and "resume" or "call") .. "(" .. values_text(values, is_resume and 2 or 1) .. ")"
    elseif how == "transferred" then
        return "transfer(" .. values_text(values, 2) .. ")"
    elseif how == "yielded" then
        return "yield(" .. values_text(values, 1) .. ")"
    elseif how == "failed" then
        return "error"
    elseif how == "finished" then
        return "return(" .. values_text(values, 1) .. ")"
    end
    return how
end

-- A function that runs f under hooks, returns its results or fails as it does, and gives the chart, a text of that width, to
-- show before.
function trace.wrap(f, width, show)
    local steps, is_cut, current, last = {}, false, nil, setmetatable({}, {__mode = "k"})
    local names = setmetatable({}, {__mode = "k"}) -- as they are while the coroutines run: a finished one may have none
    local hook

    local function name_of(co)
        names[co] = names[co] or pretty.name(getname(co))
        return names[co]
    end

    local function hook_new()
        for _, co in ipairs(system.coroutines()) do
            if gethook(co) == nil and state(co) ~= "finished" and co ~= coroutine.main() then
                sethook(co, hook, "cr")
            end
        end
    end

    function hook(event)
        local co = running()
        if co ~= current then
            if #steps < most_steps then
                steps[#steps + 1] = {from = name_of(current), to = name_of(co), source = current, target = co,
                    label = label(current, last[current])}
            else
                is_cut = true
            end
            current = co
        end
        local values, func = passed_values()
        if event ~= "return" then
            values.func = func
            last[co] = values
        elseif makes_coroutine[func] then
            if type(values[1]) == "thread" then
                sethook(values[1], hook, "cr")
            else
                hook_new()
            end
        else
            last[co] = values
        end
    end

    local function finish()
        sethook()
        for _, co in ipairs(system.coroutines()) do
            if gethook(co) == hook then
                sethook(co)
            end
        end
        show(trace.draw(steps, width, is_cut))
    end

    return function(...)
        local _ <close> = setmetatable({}, {__close = finish})
        current = running()
        hook_new()
        sethook(hook, "cr")
        return f(...)
    end
end

-- ---- drawing ----

-- The coroutines in the order in which they appear: list, and place by coroutine.
local function participants(steps)
    local list, place = {}, {}
    local function add(co, name)
        if not place[co] then
            list[#list + 1] = name
            place[co] = #list
        end
    end
    for _, step in ipairs(steps) do
        add(step.source, step.from)
        add(step.target, step.to)
    end
    return list, place
end

-- The text, or as much of it as fits a width, and its own width.
local function fit(text, width)
    local length, part = pretty.width(text), text
    while length > width do
        part = sub(part, 1, utf8.offset(part, -1) - 1)
        length = pretty.width(part) + 2
    end
    return part == text and text or part .. "..", length
end

-- A line of cells: lifelines of all, and an arrow from one to another.
local function arrow_line(count, column, from, to, text)
    local cells = {}
    local left, right = from < to and from or to, from < to and to or from
    for i = 1, count do
        local gap
        if i >= left and i < right then
            gap = rep("-", column - 1)
        else
            gap = i < count and rep(" ", column - 1) or ""
        end
        cells[i] = (i > left and i < right and "-" or "|") .. gap
    end
    local line = table.concat(cells)
    local first, last = (left - 1) * column + 2, (right - 1) * column
    local label_text, length = fit(text, last - first - 5)
    local start = first + (last - first + 1 - length) // 2
    line = sub(line, 1, start - 2) .. " " .. label_text .. " " .. sub(line, start + length + 1)
    local bytes = #label_text - length
    if from < to then
        return sub(line, 1, last + bytes - 1) .. ">" .. sub(line, last + bytes + 1)
    end
    return sub(line, 1, first - 1) .. "<" .. sub(line, first + 1)
end

local function column_width(steps, names, place, width)
    local column = 12
    for _, step in ipairs(steps) do
        local distance = math.abs(place[step.source] - place[step.target])
        local need = pretty.width(step.label) + 7
        column = math.max(column, (need + distance - 1) // distance)
    end
    for _, name in ipairs(names) do
        column = math.max(column, pretty.width(name) + 2)
    end
    local most = #names > 1 and (width - 2) // #names or width
    return math.min(column, most)
end

function trace.draw(steps, width, is_cut)
    if #steps == 0 then
        return "no other coroutine was entered"
    end
    local names, place = participants(steps)
    local column = column_width(steps, names, place, width)
    local lines = {}
    if column < 12 then -- too many for a chart: a list
        for i, step in ipairs(steps) do
            lines[i] = step.from .. " -> " .. step.to .. ": " .. step.label
        end
    else
        local head = {}
        for i, name in ipairs(names) do
            local text, length = fit(name, column - 1)
            head[i] = text .. rep(" ", column - length)
        end
        lines[1] = gsub(table.concat(head), "%s+$", "")
        for _, step in ipairs(steps) do
            lines[#lines + 1] = arrow_line(#names, column, place[step.source], place[step.target], step.label)
        end
    end
    if is_cut then
        lines[#lines + 1] = ".. and more"
    end
    return table.concat(lines, "\n")
end

return trace
