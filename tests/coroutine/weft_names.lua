-- weft-only
-- Names of coroutines: set ones and those of functions; how they are shown in messages and traces.
local M = {deep = {}}
local function reader() coroutine.yield() end
function M.writer() coroutine.yield() end
function M.deep:method() coroutine.yield() end
local anonymous = function() coroutine.yield() end
function Global(...) return ... end

local function name(f)
    return coroutine.getname(coroutine.create(f))
end
print(name(reader), name(M.writer), name(M.deep.method), name(anonymous), name(Global))
--> reader <weft_names.lua:4> writer <weft_names.lua:5> method <weft_names.lua:6> function <weft_names.lua:7> Global <weft_names.lua:8>
print(name(load("", "=text")), name(print), name(string.gsub), name(coroutine.wrap(print)))
--> main chunk <text> print string.gsub ?
print(name(load(string.dump(reader))), name(load(string.dump(reader, true))))
--> reader <weft_names.lua:4> function <?:4>
print(coroutine.getname(), coroutine.getname(coroutine.main()), coroutine.wrap(coroutine.getname)())
--> main main coroutine.getname

-- what is set is given back; nil takes it away
local co = coroutine.create(reader)
print(coroutine.setname(co, "a name") == co, coroutine.getname(co), coroutine.getname(coroutine.setname(co, nil)))
--> true a name reader <weft_names.lua:4>
print(coroutine.getname(coroutine.setname(co, 12)), coroutine.getname(coroutine.setname(co, 1.5)))
--> 12 1.5
for _, value in ipairs {true, {}, print, co} do
    print(pcall(coroutine.setname, co, value))
end
--> false bad argument #2 to 'coroutine.setname' (string expected, got boolean)
--> false bad argument #2 to 'coroutine.setname' (string expected, got table)
--> false bad argument #2 to 'coroutine.setname' (string expected, got function)
--> false bad argument #2 to 'coroutine.setname' (string expected, got thread)
print(pcall(coroutine.setname, co))
--> false bad argument #2 to 'coroutine.setname' (string expected, got no value)
print(pcall(coroutine.setname, "x", "y"))
--> false bad argument #1 to 'coroutine.setname' (thread expected, got string)
print(pcall(coroutine.getname, "x"))
--> false bad argument #1 to 'coroutine.getname' (thread expected, got string)

-- dead ones: the name that was set; else that of the body, unless it has finished
print(coroutine.getname(coroutine.setname(coroutine.create(reader), "new")))
--> new
local function ended(f, ...)
    local thread = coroutine.create(f)
    coroutine.resume(thread, ...)
    coroutine.close(thread)
    collectgarbage()
    return coroutine.getname(thread)
end
print(ended(reader), ended(function() error("x") end), ended(Global), ended(Global, print))
--> reader <weft_names.lua:4> function <weft_names.lua:52> ? ?

-- shown on one line, control characters as escapes, the end of a long one cut off between characters
local function trace(text)
    local thread = coroutine.create(function() return debug.traceback() end)
    coroutine.setname(thread, text)
    local _, lines = coroutine.resume(thread)
    return coroutine.getname(thread) == text, lines:match("\n\tcoroutine (.*), resumed by main:\n")
end
print(trace("plain"))
--> true plain
print(trace("a\0b\n\tc\127\r"))
--> true a\000b\010\009c\127\013
print(select(2, trace("\xff\xfe odd")) == "\xff\xfe odd")
--> true
print(trace(""))
--> true function <weft_names.lua:57>
print(trace(("x"):rep(64)))
--> true xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
print(trace(("x"):rep(65)))
--> true xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...
print(trace(("äöü"):rep(100000)))
--> true äöüäöüäöüäöüäöüäöüäöüäöüäöüäöü...
print(trace(("\n"):rep(100000)))
--> true \010\010\010\010\010\010\010\010\010\010\010\010\010\010\010...
print(select(2, trace(("\x80"):rep(100))) == ("\x80"):rep(60) .. "...")
--> true

-- in messages
local outer
co = coroutine.create(function() coroutine.transfer(coroutine.main()) end)
outer = coroutine.create(function() coroutine.resume(co) end)
coroutine.setname(outer, "the\nouter")
coroutine.transfer(outer)
print(pcall(coroutine.close, co))
--> false cannot close a coroutine that another waits for (the\010outer)
coroutine.setname(co, ("long"):rep(1000))
print(pcall(coroutine.transfer, outer))
--> false cannot transfer to a normal coroutine (its leaf is longlonglonglonglonglonglonglonglonglonglonglonglonglonglongl...)
coroutine.setname(coroutine.main(), "root")
print(coroutine.getname(), (coroutine.wrap(debug.traceback)():match("called by [^\n]*")))
--> root called by root:
