-- history.lua: the file of what was typed: $XDG_STATE_HOME/weft/history, for its owner alone.
--
-- An entry is a line, in which \n stands for a newline and \\ for a backslash. Each is appended as soon as it is
-- accepted, so that a crash loses nothing. A text that comes again moves to the end; the file may keep older copies of
-- it until it is written anew, at a start, when it has grown to twice what is kept.
local _, _ENV = ... -- the globals as they were when the program began
local system = require "weft.system"

local history = {limit = 1000}

local find, gmatch, gsub, match, concat = string.find, string.gmatch, string.gsub, string.match, table.concat
local read, write, seek = io.stdout.read, io.stdout.write, io.stdout.seek
local close, setvbuf = io.stdout.close, io.stdout.setvbuf

local longest = 64 * 1024 -- bytes of an entry that is kept
local most_read = 8 * 1024 * 1024 -- bytes of a file, its last

local function encode(text)
    return (gsub(text, "[\\\n]", {["\\"] = "\\\\", ["\n"] = "\\n"}))
end

local function decode(line)
    return (gsub(line, "\\(.)", {["\\"] = "\\", n = "\n"}))
end

-- Where the file is; nil: nowhere, for there is no home.
function history.path()
    local state, home = os.getenv("XDG_STATE_HOME"), os.getenv("HOME")
    if state and find(state, "^/") then
        return state .. "/weft/history"
    elseif home and system.kind(home) == "folder" then -- it is not made here
        return home .. "/.local/state/weft/history"
    end
end

-- The lines of the file, and whether there were more.
local function read_lines(path)
    local lines = {}
    local file = system.kind(path) == "file" and io.open(path, "r")
    local size = file and seek(file, "end")
    if not size then
        return lines
    end
    local skipped = size > most_read and size - most_read or 0
    seek(file, "set", skipped)
    local text = read(file, "a") or ""
    close(file)
    for line in gmatch(skipped > 0 and match(text, "\n(.*)") or text, "[^\n]+") do
        lines[#lines + 1] = line
    end
    return lines, skipped > 0
end

-- Whether a line can have been written here.
local function is_entry(line)
    return #line <= 2 * longest and utf8.len(line) and not find(line, "\0", 1, true)
end

-- The last entries, each once, oldest first.
local function select_entries(lines)
    local seen, newest = {}, {}
    for i = #lines, 1, -1 do
        local line = lines[i]
        if #newest < history.limit and not seen[line] and is_entry(line) then
            seen[line] = true
            newest[#newest + 1] = line
        end
    end
    local entries = {}
    for i = #newest, 1, -1 do
        entries[#entries + 1] = newest[i]
    end
    return entries
end

-- Written beside it first: a reader, and a crash, see the old file or the new one.
local function rewrite(path, lines)
    local new = path .. ".new"
    local file = system.make_private(new) and io.open(new, "w")
    if not file then
        return
    end
    local is_written = write(file, concat(lines, "\n"), "\n")
    if close(file) and is_written then
        os.rename(new, path)
    else
        os.remove(new)
    end
end

-- The entries of the file, oldest first.
function history.load(path)
    local lines, is_cut = read_lines(path)
    local entries = select_entries(lines)
    if is_cut or #lines > 2 * history.limit then
        rewrite(path, entries)
    end
    for i, line in ipairs(entries) do
        entries[i] = decode(line)
    end
    return entries
end

-- Appends a text; false: that was not possible.
function history.add(path, text)
    if #text > longest or find(text, "^%s*$") then
        return true
    end
    local file = system.make_private(path) and io.open(path, "a")
    if not file then
        return false
    end
    setvbuf(file, "full", 2 * longest + 2) -- one write: entries of several prompts do not mix
    write(file, encode(text), "\n")
    return close(file) == true
end

return history
