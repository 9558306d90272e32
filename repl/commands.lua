-- commands.lua: the prompt's commands, `:name arguments`. A command gets the session and its argument text, and may
-- return a coroutine to resume, as session.submit does. Any beginning of a name that is no other's is enough.
local _, _ENV = ... -- the globals as they were when the program began
local chunk = require "weft.chunk"
local help = require "weft.help"
local pretty = require "weft.pretty"
local system = require "weft.system"
local trace = require "weft.trace"

local commands = {}

local find, format, gsub, match, sub = string.find, string.format, string.gsub, string.match, string.sub

local list = {} -- in the order in which :help shows them

local function command(name, arguments, summary, run)
    list[#list + 1] = {name = name, arguments = arguments, summary = summary, run = run}
end

-- The text as an expression or statements; shows the results of running it by `show`.
local function start(session, text, show)
    local f = session.compile(text)
    if f then
        return session.start(f, show)
    end
end

local function want_argument(session, text, usage)
    if text == "" then
        session.complain("usage: " .. usage)
        return false
    end
    return true
end

-- ---- help ----

local function show_commands(session)
    local lines = {"An expression shows its values, which are then called _ and _1, _2, .. Commands:"}
    for _, entry in ipairs(list) do
        local head = ":" .. entry.name .. (entry.arguments and " " .. entry.arguments or "")
        lines[#lines + 1] = format("  %-20s %s", head, entry.summary)
    end
    lines[#lines + 1] = "Keys: Tab completes; Up and Ctrl-R find what was typed; Alt-Enter begins a line;"
    lines[#lines + 1] = "Ctrl-X Ctrl-E opens your editor; Ctrl-C interrupts; Ctrl-D leaves."
    session.write(table.concat(lines, "\n"), "\n")
end

command("help", "[NAME]", "this list, or what NAME does: string.rep, os, :dis", function(session, text)
    if text == "" then
        return show_commands(session)
    end
    local entry = commands.find(match(text, "^:(.*)") or "")
    if entry then
        return session.write(":", entry.name, " ", entry.arguments or "", "\n    ", entry.summary, "\n")
    end
    local answer = help.about(text, system.screen(), session.paint)
    if answer then
        session.write(answer, "\n")
    else
        session.complain("nothing is known about '" .. text .. "'; :help lists what there is")
    end
end)

-- ---- code ----

local function expand_home(path)
    return (gsub(path, "^~/", (os.getenv("HOME") or "~") .. "/"))
end

command("load", "FILE", "run a file", function(session, text)
    if want_argument(session, text, ":load FILE") then
        local f, message = loadfile(expand_home(text))
        if not f then
            return session.complain(message)
        end
        return session.start(f)
    end
end)

command("reload", "MODULE", "require a module anew, also for variables with it", function(session, text)
    if not want_argument(session, text, ":reload MODULE") then
        return
    end
    local name = match(text, "^[\"'](.*)[\"']$") or text
    local old = package.loaded[name]
    local function reload()
        package.loaded[name] = nil
        local is_well, new = pcall(require, name)
        if not is_well then
            package.loaded[name] = old
            error(new, 0)
        end
        return new
    end
    return session.start(reload, function(new)
        local updated = {}
        for key, value in next, _G do
            if value == old and old ~= nil and old ~= true then
                updated[#updated + 1] = tostring(key)
            end
        end
        for _, key in ipairs(updated) do
            rawset(_G, key, new)
        end
        for key, variable in pairs(session.variables) do
            if chunk.value(variable) == old and old ~= nil and old ~= true then
                debug.setupvalue(variable.closure, variable.index, new)
                updated[#updated + 1] = key
            end
        end
        table.sort(updated)
        session.write(old == nil and "loaded " or "reloaded ", name,
            #updated > 0 and ": new value of " .. table.concat(updated, ", ") or "", "\n")
    end)
end)

-- ---- coroutines ----

command("resume", "[VALUES]", "go on with the chunk that yielded or was stopped", function(session, text)
    if not session.parked() then
        return session.complain("no chunk waits to be resumed")
    elseif text == "" then
        return session.continue()
    end
    return start(session, text, session.continue)
end)

-- Who waits for a coroutine, outermost last.
local function chain_text(co)
    local names = {}
    local resumer = coroutine.resumer(co)
    while resumer and #names < 8 do
        names[#names + 1] = pretty.name(coroutine.getname(resumer))
        resumer = coroutine.resumer(resumer)
    end
    return #names > 0 and ", resumed by " .. table.concat(names, " < ") or ""
end

local most_coroutines = 100

-- A line for each coroutine; those that are alike share one.
command("co", nil, "the coroutines that are alive", function(session)
    local lines, counts = {}, {}
    for _, co in ipairs(system.coroutines()) do
        local state = coroutine.state(co)
        if state ~= "finished" and state ~= "closed" and co ~= coroutine.main() and not session.is_own(co) then
            local place = pretty.place(co)
            local line = pretty.name(coroutine.getname(co)) .. "  " ..
                session.paint("note", state .. (place and " at " .. place or "") .. chain_text(co))
            if not counts[line] then
                lines[#lines + 1] = line
            end
            counts[line] = (counts[line] or 0) + 1
        end
    end
    table.sort(lines)
    local count = #lines
    for i, line in ipairs(lines) do
        lines[i] = i <= most_coroutines and line .. (counts[line] > 1 and "  (" .. counts[line] .. " times)" or "") or nil
    end
    if count > most_coroutines then
        lines[#lines + 1] = session.paint("note", format(".. and %d more lines", count - most_coroutines))
    end
    session.write(count > 0 and table.concat(lines, "\n") or session.paint("note", "none"), "\n")
end)

command("trace", "CODE", "run CODE, and draw how coroutines hand over", function(session, text)
    if want_argument(session, text, ":trace CODE") then
        local f = session.compile(text)
        if f then
            return session.start(trace.wrap(f, (system.screen()), function(chart)
                session.write(chart, "\n")
            end))
        end
    end
end)

-- ---- measuring and looking inside ----

local function time_text(seconds)
    if seconds < 1e-3 then
        return format("%.1f us", seconds * 1e6)
    elseif seconds < 1 then
        return format("%.2f ms", seconds * 1e3)
    end
    return format("%.3f s", seconds)
end

local function size_text(bytes)
    if math.abs(bytes) < 1024 then
        return format("%d B", bytes)
    elseif math.abs(bytes) < 1024 * 1024 then
        return format("%.1f KB", bytes / 1024)
    end
    return format("%.1f MB", bytes / (1024 * 1024))
end

command("time", "CODE", "run CODE, and tell how long it took", function(session, text)
    if want_argument(session, text, ":time CODE") then
        local f = session.compile(text)
        if f then
            local began, cpu, bytes
            local function run()
                bytes, began, cpu = collectgarbage("count") * 1024, system.now(), os.clock()
                return f()
            end
            return session.start(run, function(...)
                local taken, cpu_taken = system.now() - began, os.clock() - cpu
                local grown = collectgarbage("count") * 1024 - bytes
                session.show_results(...)
                session.write(session.paint("note", format("%s (processor %s), memory %s%s", time_text(taken),
                    time_text(cpu_taken), grown < 0 and "-" or "+", size_text(math.abs(grown)))), "\n")
            end)
        end
    end
end)

command("mem", nil, "what takes memory, by kind", function(session)
    local kinds = {}
    for kind, use in pairs(debug.memory()) do
        kinds[#kinds + 1] = {kind = kind, count = use.count, bytes = use.bytes}
    end
    table.sort(kinds, function(a, b)
        return a.bytes > b.bytes or a.bytes == b.bytes and a.kind < b.kind
    end)
    local lines = {}
    for i, use in ipairs(kinds) do
        lines[i] = format("%-18s %8d  %10s", use.kind, use.count, size_text(use.bytes))
    end
    lines[#lines + 1] = format("%-18s %8s  %10s", "all", "", size_text(collectgarbage("count") * 1024))
    session.write(table.concat(lines, "\n"), "\n")
end)

command("dis", "FUNCTION", "the bytecode of a function, or of any code", function(session, text)
    if not want_argument(session, text, ":dis FUNCTION") then
        return
    end
    local f = session.compile(text)
    local expression = load("return " .. text, "=stdin", "t")
    if f and not expression then
        return session.write(system.disassemble(f))
    elseif f then
        return session.start(f, function(value)
            local listing = type(value) == "function" and system.disassemble(value)
            if listing then
                session.write(listing)
            elseif type(value) == "function" then
                session.complain("a native function has no bytecode")
            elseif find(text, "^[%w_.]+$") then
                session.complain(text .. " is no function, but " .. session.text(value, true))
            else
                session.write(system.disassemble(expression))
            end
        end)
    end
end)

-- ---- the session ----

command("strict", "[on|off]", "whether a chunk's locals end with it",
    function(session, text)
        if text ~= "" then
            if text ~= "on" and text ~= "off" then
                return session.complain("usage: :strict [on|off]")
            end
            session.is_strict = text == "on"
        end
        session.write("locals ", session.is_strict and "end with their chunk" or "stay visible", "\n")
    end)

command("depth", "[N|auto]", "how many tables in tables are shown", function(session, text)
    if text ~= "" then
        local n = math.tointeger(tonumber(text))
        if text ~= "auto" and (not n or n < 1) then
            return session.complain("usage: :depth [N|auto]")
        end
        session.depth = n
    end
    session.write("depth ", session.depth or "auto: what there is room for, 4 at most", "\n")
end)

command("quit", nil, "leave; so does Ctrl-D", function(session)
    session.is_over = true
end)

-- ---- finding and running ----

-- The command of that name, or the only one that begins so.
function commands.find(name)
    local found
    for _, entry in ipairs(list) do
        if entry.name == name then
            return entry
        elseif name ~= "" and sub(entry.name, 1, #name) == name then
            if found then
                return nil
            end
            found = entry
        end
    end
    return found
end

-- The name and the argument in a text that is a command's: `:name argument`; `::` begins a label.
function commands.parse(text)
    return match(text, "^%s*:([%w_]*)%f[^%w_:]%s*(.-)%s*$")
end

-- Whether the argument is Lua's, which may go on in further lines.
function commands.takes_code(name)
    local entry = commands.find(name)
    local arguments = entry and entry.arguments
    return arguments == "CODE" or arguments == "FUNCTION" or arguments == "[VALUES]"
end

function commands.names()
    local names = {}
    for i, entry in ipairs(list) do
        names[i] = entry.name
    end
    return names
end

function commands.run(session, name, text)
    local entry = commands.find(name)
    if not entry then
        return session.complain("no command :" .. name .. "; :help lists them")
    end
    return entry.run(session, text)
end

return commands
