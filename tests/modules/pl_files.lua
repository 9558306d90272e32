-- Penlight on files: path, dir, file, lapp, app, test; and lfs and lxp under it.
-- as-reference
local path, dir, file, lapp, test, List, utils, lfs, xml =
    require "pl.path", require "pl.dir", require "pl.file", require "pl.lapp", require "pl.test", require "pl.List", require "pl.utils", require "lfs", require "pl.xml"
local lxp = require "lxp"

local root = path.join(os.getenv "TEST_TMP" or "/tmp", "pl_files")
print(path.basename "/a/b.c", path.dirname "/a/b.c", path.extension "x.tar.gz", path.splitext "a/b.lua", path.join("a", "b/", "c"), path.join("a", "/abs"), path.isabs "/x", path.isabs "x")
print(path.normpath "/a/./b/../c//d", path.normpath "../x/..", path.relpath("/a/b/c", "/a/d"), path.common_prefix("/a/bcd/e", "/a/bcd/f"), path.splitpath "a/b/c", path.normcase "A/b", path.abspath("x", "/root"), path.format_path and path.format_path "a/b")
for _, name in ipairs{"sub/deep/er", "sub/other", "empty"} do print(dir.makepath(path.join(root, name))) end
for i, name in ipairs{"a.lua", "b.lua", "c.txt", "sub/d.lua", "sub/deep/e.txt", "sub/deep/er/f.lua", "sub/other/.hidden"} do
    print(file.write(path.join(root, name), ("line %d\n"):format(i):rep(i * 100)))
end
local function relative(list) return List(list):map(function(p) return path.relpath(p, root) end):sort():join " " end
print(relative(dir.getfiles(root)), relative(dir.getfiles(root, "*.lua")), relative(dir.getdirectories(root)), relative(dir.getallfiles(root)), relative(dir.getallfiles(root, "*.txt")))
local folders, files_in_all = 0, 0
for _, dirs, files in dir.walk(root) do folders, files_in_all = folders + #dirs, files_in_all + #files end
print(folders, files_in_all)
local seen = {}
for name, is_directory in dir.dirtree(root) do seen[#seen + 1] = path.relpath(name, root) .. (is_directory and "/" or "") end
table.sort(seen)
print(table.concat(seen, " "))
print(path.exists(path.join(root, "a.lua")) ~= nil, path.isfile(root), path.isdir(root), path.getsize(path.join(root, "b.lua")), #file.read(path.join(root, "c.txt")), dir.fnmatch("x.lua", "*.l?a"), dir.filter({"a.c", "b.h"}, "*.h")[1])
print(file.copy(path.join(root, "a.lua"), path.join(root, "copy.lua")), file.move(path.join(root, "copy.lua"), path.join(root, "moved.lua")), path.exists(path.join(root, "copy.lua")), file.delete(path.join(root, "moved.lua")))
print(dir.clonetree(path.join(root, "sub"), path.join(root, "clone"), dir.copyfile) ~= nil, relative(dir.getallfiles(path.join(root, "clone"))))
print(dir.rmtree(path.join(root, "clone")), path.exists(path.join(root, "clone")))
for _, f in ipairs{dir.rmtree, dir.getfiles, dir.getdirectories, file.read, path.getsize} do
    local ok, message = pcall(f, path.join(root, "no such"))
    print(ok, message and (message:gsub("'[^']*/no such'", "NAME")))
end
print(pcall(path.join, 1))

-- lfs itself.
local names = {}
for name in lfs.dir(root) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "), lfs.attributes(root, "mode"), lfs.attributes(path.join(root, "a.lua")).size, (lfs.attributes "/no/such/file"), select(2, lfs.attributes "/no/such/file"))
print(pcall(lfs.dir, "/no/such/directory"))
print(lfs.touch(path.join(root, "a.lua"), 1e9, 1e9), lfs.attributes(path.join(root, "a.lua"), "modification"), lfs.mkdir(root), lfs.rmdir(path.join(root, "empty")))
local here = lfs.currentdir()
print(lfs.chdir(root), lfs.currentdir() == path.abspath(root), io.open "b.lua" ~= nil, lfs.chdir(here))
do
    local iterate, state = lfs.dir(root)
    iterate(state)
    state:close()
    print(pcall(iterate, state))
    for _ = 1, 200 do lfs.dir(root) end
    collectgarbage()
end

-- lxp: events, errors inside callbacks, documents in pieces.
local events = {}
local function note(...) events[#events + 1] = table.concat({...}, ":") end
local callbacks = {
    StartElement = function(_, name, attributes)
        local list = {}
        for i, key in ipairs(attributes) do list[i] = key .. "=" .. attributes[key] end
        note("start", name, table.concat(list, ","))
    end,
    EndElement = function(_, name) note("end", name) end,
    CharacterData = function(_, text) if text:find "%S" then note("text", text) end end,
    Comment = function(_, text) note("comment", text) end,
    ProcessingInstruction = function(_, target, data) note("pi", target, data) end,
}
local parser = lxp.new(callbacks)
local source = "<?xml version='1.0'?><a x='1' y='&lt;'><!--c--><b>text &amp; more</b><?do it?>\n<c/>&#233;</a>"
for i = 1, #source, 7 do assert(parser:parse(source:sub(i, i + 6))) end
print(parser:parse() == parser, parser:close() == parser, #events)
print(table.concat(events, "\n"))
print(lxp.new(callbacks):parse "<a><b></a>")
print(pcall(lxp.new, {Nothing = print}))
local failing = lxp.new{StartElement = function(_, name) if name == "bad" then error("in callback " .. name, 0) end end}
print(pcall(failing.parse, failing, "<a><good/><bad/></a>"))
local co = coroutine.wrap(function()
    local p = lxp.new{StartElement = function(_, name) events[#events + 1] = name end}
    for i = 1, 100 do
        p:parse(i == 1 and "<r>" or "<n" .. i .. "/>")
        coroutine.yield(events[#events])
    end
end)
local last
for _ = 1, 100 do last = co() collectgarbage "step" end
print(last)
print(xml.parse("<a b='1'>t<c/></a>"), xml.parse "<a><b></a>")

-- lapp: a command line described by its help text.
local spec = [[
Does something.
  -v,--verbose  say more
  -o,--output (default "out") where to
  -n,--number (1..10 default 5) how many
  -f,--factor (default 1.5)
  --kind (one|two|three default two)
  -l,--list... (default none)
  <first> (string) input
  <rest...> (default none)
]]
for _, line in ipairs{"x", "-v x y z", "-o file -n 7 x", "--factor 2.5 --kind three x", "-l a -l b x", "--output=eq -v -n3 x"} do
    local words = {}
    for w in line:gmatch "%S+" do words[#words + 1] = w end
    local args = lapp.process_options_string(spec, words)
    local keys = {}
    for k, v in pairs(args) do
        if type(k) == "string" and type(v) ~= "userdata" then keys[#keys + 1] = k .. "=" .. (type(v) == "table" and table.concat(v, "+") or tostring(v)) end
    end
    table.sort(keys)
    print(line, table.concat(keys, " "))
end
lapp.show_usage_error = "throw"
local usage = lapp.process_options_string
for _, line in ipairs{"", "-n 11 x", "-n z x", "--kind four x", "--nothing x", "-o"} do
    local words = {}
    for w in line:gmatch "%S+" do words[#words + 1] = w end
    local ok, e = pcall(usage, spec, words)
    print(line, ok, type(e) == "string" and e or e and e.message)
end

-- The test helpers.
test.asserteq({1, {2}}, {1, {2}})
test.asserteq(1.0001, 1, 0.01)
test.assertmatch("hello", "l+o")
test.assertraise(function() error "some trouble" end, "trouble")
print(test.tuple(1, "a", nil) == test.tuple(1, "a", nil), tostring(test.tuple(1, "a")), #test.tuple(1, nil, 3))
print(dir.rmtree(root))
