-- weft-only
-- Completion: names, fields, methods, modules, files and commands; nothing of the program's is called.
local complete = require "weft.complete"
local chunk = require "weft.chunk"

local session = {variables = {}}
chunk.compile("local session_local, other_local = {field_one = 1, field_two = 2}, 1", "=t", session.variables)()

local function show(before)
    local names, prefix, ending = complete.names(before, session)
    print(table.concat(names, " "), prefix, ending)
end

-- variables and keywords
show("coro") --> coroutine coro 
show("x = fun") --> function fun 
show("sess") --> session_local sess 
show("local function outer(parameter) return para") --> parameter para 
show("1 + ") --~> ^and arg assert .*other_local package.* xpcall
show("nothing_of_the_kind") -->  nothing_of_the_kind 

-- paths
show("string.re") --> rep reverse re 
show("session_local.field_") --> field_one field_two field_ 
show("package.loaded.string.up") --> upper up 
show("x = (math.ma") --> max maxinteger ma 
show("nothing.at.all") -->  all 
show("f().le") -->   
show("日") -->   
show("a .. string.le") --> len le 
show("1 .. sess") --> session_local sess 

-- methods: functions only, through __index
text = "a string"
show("text:rep") --> rep rep 
base = {inherited_method = function() end, inherited_value = 1}
object = setmetatable({own_method = function() end}, {__index = setmetatable({}, {__index = base})})
show("object:inherited_") --> inherited_method inherited_ 
show("object.inherited_") --> inherited_method inherited_value inherited_ 
show("io.stdout:wri") --> write wri 

-- nothing is called
trap = setmetatable({}, {__index = error, __pairs = error, __len = error, __metatable = false})
show("trap.field.") -->   
setmetatable(_G, {__index = function() error("called") end})
show("unknown.x") -->  x 
setmetatable(_G, nil)

-- modules and files
show('require "weft.pre') --> weft.pretty weft.pre "
show("require('weft.pre") --> weft.pretty weft.pre '
show('dofile("complete.l') --> complete.lua complete.l "
show('io.open "terminal/scr') --> screen.py scr "
show('io.open("term') --> terminal.sh terminal/ term "
show('print("no file') -->  no file 
show('-- a comment co') -->   

-- commands
show(":tr") --> trace tr  
show(":help string.unp") --> string.unpack string.unp 
show(":load complete.l") --> complete.lua complete.l 
show(":time session_local.field_o") --> field_one field_o 
show(":strict o") --> off on o 

-- what Tab does
local function tab(before)
    local insertion, list = complete.at(before, session)
    print(insertion, list)
end
tab("coro") --> utine nil
tab("  ") -->    nil
tab("for i = 1, 2 do\n") -->      nil
tab("session_local.f") --> ield_ nil
tab("session_local.field_") -->  field_one  field_two
tab('require "weft.pre') --> tty" nil
print(complete.columns({"a", "b", "c"}, 80)) --> a  b  c
print(complete.columns({"aaaa", "bbbb", "cccc"}, 10))
--> aaaa
--> bbbb
--> cccc

-- names that would need escapes in a string, or act on the terminal
local folder = os.getenv("TEST_TMP") .. "/"
for _, name in ipairs { "plain.lua", "quo\"te", "back\\slash", "\27[2J" } do
    io.open(folder .. name, "w"):close()
end
show('dofile("' .. folder) --> plain.lua  "
package.loaded["odd\27[2J"] = true
package.loaded["odder"] = true
print(select(2, complete.at('require "odd', session))) --> odd\x1B[2J  odder
