-- debug.traceback: the text of stack traces.
local function level3() return (debug.traceback("msg")) end
local function level2() local r = level3() return r end
function globalfn() local r = level2() return r end
local t = {method = function(self) local r = globalfn() return r end}
print((t:method():gsub("\n[^\n]*in main chunk.*", ""))) --> msg
--> stack traceback:
-->  debug_traceback.lua:2: in upvalue 'level3'
-->  debug_traceback.lua:3: in upvalue 'level2'
-->  debug_traceback.lua:4: in function 'globalfn'
-->  debug_traceback.lua:5: in method 'method'
print(debug.traceback("only", 50)) --> only
--> stack traceback:
print(debug.traceback({}) ~= nil, debug.traceback(nil) ~= nil, debug.traceback(5), type(debug.traceback(print))) --> true true 5
--> stack traceback:
-->  debug_traceback.lua:14: in main chunk
-->  [C]: in ? function
local function tail() return (debug.traceback("tail", 1)) end
local function caller() return tail() end
print((caller():gsub("\n[^\n]*in main chunk.*", ""))) --> tail
--> stack traceback:
-->  debug_traceback.lua:18: in function <debug_traceback.lua:18>
-->  (...tail calls...)
local function deep(n) if n == 0 then return debug.traceback("deep") end return (deep(n - 1)) end
local s = deep(100)
print((s:gsub("\n[^\n]*in main chunk.*", ""))) --> deep
--> stack traceback:
-->  debug_traceback.lua:24: in upvalue 'deep'
-->  debug_traceback.lua:24: in upvalue 'deep'
-->  debug_traceback.lua:24: in upvalue 'deep'
-->  debug_traceback.lua:24: in upvalue 'deep'
-->  debug_traceback.lua:24: in upvalue 'deep'
-->  debug_traceback.lua:24: in upvalue 'deep'
-->  debug_traceback.lua:24: in upvalue 'deep'
-->  debug_traceback.lua:24: in upvalue 'deep'
-->  debug_traceback.lua:24: in upvalue 'deep'
-->  debug_traceback.lua:24: in upvalue 'deep'
-->  ... (skipping 81 levels)
-->  debug_traceback.lua:24: in upvalue 'deep'
-->  debug_traceback.lua:24: in upvalue 'deep'
-->  debug_traceback.lua:24: in upvalue 'deep'
-->  debug_traceback.lua:24: in upvalue 'deep'
-->  debug_traceback.lua:24: in upvalue 'deep'
-->  debug_traceback.lua:24: in upvalue 'deep'
-->  debug_traceback.lua:24: in upvalue 'deep'
-->  debug_traceback.lua:24: in upvalue 'deep'
-->  debug_traceback.lua:24: in local 'deep'
print(select(2, s:gsub("\n", ""))) --> 23
print((select(2, xpcall(function() local x = nil; x.y = 1 end, debug.traceback)):gsub("\n[^\n]*in main chunk.*", ""))) --> $HERE: attempt to index a nil value (local 'x')
--> stack traceback:
-->  debug_traceback.lua:49: in function <debug_traceback.lua:49>
-->  [C]: in function 'xpcall'
print((select(2, pcall(string.rep)))) --> bad argument #1 to 'string.rep' (string expected, got no value)
local mt = setmetatable({}, {__index = function() return (debug.traceback("in index")) end})
print((mt.x:gsub("\n[^\n]*in main chunk.*", ""))) --> in index
--> stack traceback:
-->  debug_traceback.lua:54: in metamethod 'index'
for tb in function(_, c) if not c then return (debug.traceback("iter")) end end do print((tb:gsub("\n[^\n]*in main chunk.*", ""))) end --> iter
--> stack traceback:
-->  debug_traceback.lua:58: in for iterator 'for iterator'
print((table.concat({("x"):gsub("x", function() return (debug.traceback("gsub")) end)}, " "):gsub("\n[^\n]*in main chunk.*", ""))) --> gsub
--> stack traceback:
-->  debug_traceback.lua:61: in function <debug_traceback.lua:61>
-->  [C]: in function 'string.gsub'
print((load("return (debug.traceback('chunk'))", "=loaded")():gsub("\n[^\n]*in main chunk.*", ""))) --> chunk
--> stack traceback:
print(debug.traceback("level0", 0):match("^level0\nstack traceback:\n\t%[C%]: in function 'debug.traceback'") ~= nil) --> true
