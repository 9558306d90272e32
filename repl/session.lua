-- session.lua: what the prompt does with a text: compiles it, runs it, shows what came of it.
--
-- The program's loop (prompt.c) reads a text and calls `submit`. That returns a coroutine to resume, with the values to
-- resume it with, or nothing. When the coroutine has yielded, ended, failed or been stopped, `finish` is told, shows
-- it, and may in turn return a coroutine to resume.
--
-- Chunks run in the coroutine `runner`, one after the other, so that coroutine.running() is the same in all of them.
-- A chunk that yields keeps the coroutine, which is then parked for :resume, and the next chunk gets a new one.
local _, _ENV = ... -- the globals as they were when the program began

-- The libraries as they are now: what a chunk does to them is not done to the prompt's modules, nor are strings and files
-- asked for their methods here. `package` is looked into, and stays the same.
for name, library in next, _ENV do
    if type(library) == "table" and name ~= "_G" and name ~= "package" then
        local copy = {}
        for key, value in next, library do
            copy[key] = value
        end
        _ENV[name] = copy
    end
end

local chunk = require "weft.chunk"
local commands = require "weft.commands"
local complete = require "weft.complete"
local history = require "weft.history"
local lexer = require "weft.lexer"
local pretty = require "weft.pretty"
local system = require "weft.system"

local session = {
    variables = {},    -- top-level locals of earlier chunks: name -> variable, see chunk.lua
    results = {},      -- what the last results are called: the same
    is_strict = false, -- chunks' locals end with them
    is_over = false,
    has_colours = false,
    depth = nil,       -- of tables that are shown; nil: what the screen has room for
}

setmetatable(session.variables, {__index = session.results})

local create, yield, setname, state = coroutine.create, coroutine.yield, coroutine.setname, coroutine.state
local traceback, concat = debug.traceback, table.concat
local find, gmatch, gsub, match, rep = string.find, string.gmatch, string.gsub, string.match, string.rep
local stdout, stderr = io.stdout, io.stderr
local write, flush = stdout.write, stdout.flush

-- ---- colours ----

local codes = {
    string = "32", number = "36", keyword = "34;1", comment = "90", note = "90", other = "33", error = "31;1",
    command = "35",
}

local function paint(kind, text)
    local code = session.has_colours and codes[kind]
    return code and text ~= "" and "\27[" .. code .. "m" .. text .. "\27[0m" or text
end
session.paint = paint

-- A typed text with colours; nil where there are none.
function session.highlight(text)
    if not session.has_colours then
        return nil
    elseif commands.parse(text) then
        return paint("command", text)
    end
    local parts = {}
    for i, token in ipairs(lexer.tokens(text)) do
        parts[i] = paint(token.kind, token.text)
    end
    return concat(parts)
end

-- ---- showing ----

function session.write(...)
    write(stdout, ...)
    flush(stdout)
end

function session.complain(text)
    flush(stdout)
    write(stderr, paint("error", pretty.printable(text)), "\n")
    flush(stderr)
end

-- The name of a function that is an earlier chunk's local.
local function name_of(f)
    for name, variable in pairs(session.variables) do
        if chunk.value(variable) == f then
            return name
        end
    end
end

local most_depth = 4

-- A value as text: as deep as was asked for, or as is no longer than two screens.
function session.text(value, has_no_colours)
    local columns, rows = system.screen()
    local options = {width = columns, paint = not has_no_colours and paint or nil, name_of = name_of}
    for depth = session.depth or most_depth, 1, -1 do
        options.depth = depth
        local text = pretty.text(value, options)
        local _, newlines = gsub(text, "\n", "")
        if session.depth or depth == 1 or newlines < 2 * rows then
            return text
        end
    end
end

-- Values on one line if there is room, else each on its own.
local function texts_of(...)
    local texts, plain, is_tall = {}, 0, false
    for i = 1, select("#", ...) do
        texts[i] = session.text((select(i, ...)))
        plain = plain + pretty.width((gsub(texts[i], "\27%[[%d;]*m", ""))) + 2
        is_tall = is_tall or find(texts[i], "\n") ~= nil
    end
    return concat(texts, (is_tall or plain - 2 > system.screen()) and ",\n" or ", ")
end
session.texts_of = texts_of

-- Results become _ (the first) and _1, _2, .., as locals that later chunks see, also strict ones: as globals they would
-- lend functions their names in traces. A global of that name comes first.
local most_results = 100

local function remember_results(...)
    local n = select("#", ...)
    if n == 0 then
        return
    end
    for name in pairs(session.results) do
        session.results[name] = nil
    end
    for i = 0, n < most_results and n or most_results do
        local name = i == 0 and "_" or "_" .. i
        if rawget(_G, name) == nil then
            session.results[name] = chunk.new_variable((select(i == 0 and 1 or i, ...)))
        end
    end
end

function session.show_results(...)
    if select("#", ...) > 0 then
        remember_results(...)
        session.write(texts_of(...), "\n")
    end
end

-- The results of what writes: the file that it gives back is of no interest.
local function show_but_files(...)
    if select("#", ...) ~= 1 or io.type((...)) ~= "file" then
        session.show_results(...)
    end
end

-- ---- errors ----

local most_lines = 14 -- of a trace that is shown

-- What an error value says.
local function error_text(value)
    if type(value) == "string" then
        return value
    end
    local meta = debug.getmetatable(value)
    local has_text = type(meta) == "table" and rawget(meta, "__tostring") ~= nil
    return (has_text and "" or "error: ") .. session.text(value, true)
end

-- The lines of a trace that concern the chunk: down to its own, which stands above our xpcall. A trace of that line alone
-- tells nothing that the message does not.
local function short_trace(trace)
    local lines = {}
    for line in gmatch(trace, "[^\n]+") do
        lines[#lines + 1] = not find(line, "(...tail calls...)", 1, true) and line or nil
    end
    local last = #lines
    for i = #lines, 2, -1 do
        local is_nameless = i == #lines and find(lines[i], "^%s*%[C%]: in %?$") -- when package.loaded does not have it
        if is_nameless or find(lines[i], "in function 'xpcall'", 1, true) then
            last = i - 1
            break
        end
    end
    lines[last] = gsub(lines[last], "(:%d+: in ).*", "%1main chunk")
    local shown = {}
    for i = 2, last do
        if last - 1 <= most_lines or i < most_lines - 3 or i > last - 4 then
            shown[#shown + 1] = lines[i]
        elseif i == last - 4 then
            shown[#shown + 1] = "\t..."
        end
    end
    local is_short = #shown == 0 or (#shown == 1 or #shown == 2 and find(shown[1], "%[C%]")) and last == #shown + 1
    return not is_short and concat(shown, "\n") or nil
end

-- failure: what on_error has made of an error; one for which no handler is called, want of memory, is there as it is.
local function complain_of(failure)
    if type(failure) ~= "table" then
        failure = {value = failure}
    end
    session.complain(error_text(failure.value))
    local trace = failure.trace and short_trace(failure.trace)
    if trace then
        write(stderr, paint("note", pretty.printable(trace)), "\n")
        flush(stderr)
    end
end

-- ---- running ----

local DONE = {} -- what a runner yields in front of a chunk's results

local current = {} -- the chunk that runs: f, declared

local function rescue_locals(co)
    if current.declared then
        chunk.rescue(co, current.f, current.declared, session.variables)
    end
end

local function on_error(value)
    rescue_locals(coroutine.running())
    return {value = value, trace = traceback("", 1)}
end

local function run_chunks(f)
    while true do
        f = yield(DONE, xpcall(f, on_error))
    end
end

local runner     -- waits for the next chunk, or runs one
local parked     -- was left by a yield of its chunk, or stopped
local shows = setmetatable({}, {__mode = "k"}) -- of a coroutine: what shows its chunk's results

local function is_idle(co)
    return co ~= nil and co ~= parked and (state(co) == "new" or state(co) == "yielded")
end

-- What to resume so that the function runs; show: what is done with its results.
function session.start(f, show)
    if not is_idle(runner) then
        runner = setname(create(run_chunks), "prompt")
    end
    shows[runner] = show or session.show_results
    return runner, f
end

-- Compiles a text as the prompt does. Nil: it is wrong, which has been told.
function session.compile(text)
    local f, declared = chunk.compile(text, "=stdin", session.is_strict and session.results or session.variables,
        session.is_strict)
    if not f then
        session.complain(declared)
        return nil
    end
    current = {f = f, declared = declared}
    return f
end

-- The coroutine that :resume goes on with.
function session.parked()
    return parked
end

-- Whether a coroutine is the prompt's own and has nothing in it.
function session.is_own(co)
    return co == runner and is_idle(co)
end

-- What people try at other prompts, unless it is a name here: help, exit, quit, also with (); help(name), ?name.
local function foreign_command(text)
    local name, argument = match(text, "^%s*(%a+)%s*$"), ""
    if not name then
        name, argument = match(text, "^%s*(%a+)%s*%(%s*[\"']?([%w_.:]*)[\"']?%s*%)%s*$")
    end
    if name == "help" or argument == "" and (name == "exit" or name == "quit") then
        local is_known = rawget(_G, name) ~= nil or session.variables[name]
        return not is_known and (name == "help" and "help" or "quit") or nil, argument
    end
    local topic = match(text, "^%s*%?%s*(.-)%s*$")
    return topic and "help", topic
end

function session.submit(text)
    local name, rest = commands.parse(text)
    if not name then
        name, rest = foreign_command(text)
    end
    if name then
        return commands.run(session, name, rest)
    end
    local f = session.compile(text)
    if f then
        return session.start(f, find(text, "write%s*[%({\"'%[]") and show_but_files or nil)
    end
end

-- A coroutine has come back. how: "yielded" with its values, "stopped", "failed" with the error (of the runner itself:
-- its chunk was closed under it), "returned".
function session.finish(how, co, ...)
    if how == "yielded" and (...) == DONE then
        if co == parked then
            parked = nil
            runner = is_idle(runner) and runner or co
        end
        if select(2, ...) then
            return shows[co](select(3, ...))
        end
        complain_of((select(3, ...)))
    elseif how == "yielded" then
        parked = co
        rescue_locals(co)
        remember_results(...)
        session.write(paint("note", "yielded"), select("#", ...) > 0 and " " or "", texts_of(...), "\n")
    elseif how == "stopped" then
        parked = co
        rescue_locals(co)
        session.complain("stopped; :resume goes on")
    elseif how == "failed" then
        complain_of {value = (...)}
    end
end

-- What :resume resumes, with values; nil: nothing waits.
function session.continue(...)
    return parked, ...
end

-- ---- while a text is typed ----

-- Whether a text is whole, so that Enter runs it.
function session.is_whole(text)
    local name, rest = commands.parse(text)
    if name then
        return not commands.takes_code(name) or chunk.is_whole(rest)
    end
    return find(text, "^%s*%?") ~= nil or chunk.is_whole(text)
end

-- The last line of a text with the indentation that its first word asks for, if it closes a block.
local function align_last_line(text)
    local before, line = match(text, "^(.*\n)([^\n]*)$")
    if not before or lexer.is_inside(before) or not lexer.closes(line) then
        return text
    end
    local depth = lexer.depth(before)
    return before .. rep(" ", 4 * (depth - 1)) .. match(line, "^%s*(.*)$")
end

-- Enter was pressed at the end of `before`, in front of `after`. Whether the text is to be run, and what it is now:
-- before, after.
function session.enter(before, after)
    if session.is_whole(before .. after) then
        if after == "" then
            before = align_last_line(before)
        end
        return true, before, after
    end
    if lexer.is_inside(before) then
        return false, before .. "\n", after
    end
    before = gsub(align_last_line(before), "[ \t]+$", "")
    local depth = lexer.depth(before)
    if lexer.closes(match(after, "^[^\n]*")) then
        depth = depth - 1
    end
    return false, before .. "\n" .. rep(" ", 4 * depth), after
end

-- What Tab inserts behind a text, and a list to show where several ways go on.
function session.complete(before)
    return complete.at(before, session)
end

-- Called while the prompt waits: runs what a library has set as session.idle. Returns the milliseconds until the next
-- call (nil: none before something was typed), and whether it wrote anything.
function session.wait()
    if not session.idle then
        return nil
    end
    local is_well, seconds, has_written = xpcall(session.idle, on_error)
    if not is_well then
        session.idle = nil
        session.write("\n")
        complain_of(seconds)
        return nil, true
    end
    return math.type(seconds) and math.ceil(seconds * 1000) // 1 | 0 or nil, has_written
end

-- ---- the beginning ----

local history_path

function session.remember(text)
    if history_path and not history.add(history_path, text) then
        session.complain("the history is not kept: cannot write " .. history_path)
        history_path = nil
    end
end

-- Readies the session for a terminal or for other input; returns the entries of the history, none without one.
function session.open(is_editing)
    local term = os.getenv("TERM")
    local no_color = os.getenv("NO_COLOR")
    session.has_colours = system.is_terminal("stdout") and term ~= nil and term ~= "" and term ~= "dumb" and
        (no_color == nil or no_color == "")
    if not is_editing then
        return {}
    end
    history_path = history.path()
    return history_path and history.load(history_path) or {}
end

return session
