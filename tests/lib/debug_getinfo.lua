-- debug.getinfo: every field.
local function f(a, b, ...) local i = debug.getinfo(1, "nSlutfrL") return i end
local i = f(1)
print(i.name, i.namewhat, i.what, i.short_src, i.source, i.linedefined, i.lastlinedefined, i.currentline, i.nups, i.nparams, i.isvararg, i.istailcall, i.func == f, i.ftransfer, i.ntransfer) --> f local Lua debug_getinfo.lua @debug_getinfo.lua 2 2 2 1 2 true false true 0 0
local lines = {}
for l in pairs(i.activelines) do lines[#lines + 1] = l end
table.sort(lines)
print(table.concat(lines, " ")) --> 2
i = debug.getinfo(string.len)
print(i.what, i.short_src, i.source, i.linedefined, i.lastlinedefined, i.currentline, i.nups, i.nparams, i.isvararg, i.name, i.namewhat, i.activelines) --> C [C] =[C] -1 -1 -1 0 0 true nil  nil
i = debug.getinfo(1)
print(i.what, i.currentline, i.linedefined, i.lastlinedefined, i.isvararg, i.nparams, i.name, i.func ~= nil) --> main 11 0 0 true 0 nil true
i = debug.getinfo(f)
print(i.currentline, i.linedefined, i.nparams, i.isvararg, i.name) --> -1 2 2 true nil
print(debug.getinfo(100), debug.getinfo(1, "l").short_src, debug.getinfo(1, "").currentline) --> nil nil nil
local function err(...) print(select(2, pcall(...))) end
err(debug.getinfo) --> bad argument #1 to 'debug.getinfo' (number expected, got no value)
err(debug.getinfo, "x") --> bad argument #1 to 'debug.getinfo' (number expected, got string)
err(debug.getinfo, 1, "X") --> bad argument #2 to 'debug.getinfo' (invalid option)
err(debug.getinfo, 1, ">S") --> bad argument #2 to 'debug.getinfo' (invalid option '>')
err(debug.getinfo, -1) --> nil
err(debug.getinfo, string.len, "S>") --> bad argument #2 to 'debug.getinfo' (invalid option)
err(debug.getinfo, {}) --> bad argument #1 to 'debug.getinfo' (number expected, got table)
local function tail() return debug.getinfo(1, "nt") end
local function caller() return tail() end
local t = caller()
print(t.istailcall, t.name, t.namewhat) --> true nil 
local obj = {m = function(self) return debug.getinfo(1, "n") end}
local n = obj:m()
print(n.name, n.namewhat) --> m method
n = obj.m()
print(n.name, n.namewhat) --> m field
function globalfn() return debug.getinfo(1, "n") end
n = globalfn()
print(n.name, n.namewhat) --> globalfn global
local mt = setmetatable({}, {__add = function() return debug.getinfo(1, "n") end, __index = function() return debug.getinfo(1, "n") end, __lt = function() info = debug.getinfo(1, "n") end, __call = function() return debug.getinfo(1, "n") end, __close = function() info = debug.getinfo(1, "n") end, __unm = function() return debug.getinfo(1, "n") end, __len = function() return debug.getinfo(1, "n") end, __concat = function() return debug.getinfo(1, "n") end, __eq = function() info = debug.getinfo(1, "n") end})
n = mt + 1
print(n.name, n.namewhat) --> add metamethod
n = mt.x
print(n.name, n.namewhat) --> index metamethod
local _ = mt < mt
print(info.name, info.namewhat) --> lt metamethod
do local c <close> = mt end
print(info.name, info.namewhat) --> close metamethod
n = -mt
print(n.name, n.namewhat) --> unm metamethod
n = #mt
print(n.name, n.namewhat) --> len metamethod
n = mt .. ""
print(n.name, n.namewhat) --> concat metamethod
_ = mt == setmetatable({}, getmetatable(mt))
print(info.name, info.namewhat) --> eq metamethod
for x in function(_, c) if not c then n = debug.getinfo(1, "n") return 1 end end do end
print(n.name, n.namewhat) --> for iterator for iterator
print(debug.getinfo(load("return 1"), "S").what, debug.getinfo(coroutine.create(f), 0), pcall(f) == true) --> main nil true
local up = 1
print(debug.getinfo(function() return up, string end, "u").nups) --> 2
print(debug.getinfo(1, "t").istailcall) --> false
