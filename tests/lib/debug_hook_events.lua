-- Hooks: tail calls, loops over lines, errors from a hook, hooks of other coroutines.
local log = {}
local function note(e, l) log[#log + 1] = e .. (l and " " .. l or "") end
local function g() return 1 end
local function f() return g() end
local function hooked(mask, body) log = {} debug.sethook(note, mask) body() debug.sethook() print(table.concat(log, ", ")) end
hooked("c", function() f() end) --> call, call, tail call, call
hooked("r", function() f() end) --> return, return, return
hooked("l", function()
    for i = 1, 2 do
        local a = i
    end
end) --> line 10, line 11, line 10, line 11, line 10, line 13
hooked("l", function() local a = 1; local b = 2 end) --> line 14
print(pcall(function() debug.sethook(function() debug.sethook() error("from hook", 0) end, "c") g() end)) --> false from hook
print(pcall(function() debug.sethook(function() debug.sethook() error("timeout", 0) end, "", 1000) while true do end end)) --> false timeout
local co = coroutine.create(function() local x = 1 coroutine.yield() local y = 2 end)
log = {}
debug.sethook(co, note, "l")
coroutine.resume(co)
coroutine.resume(co)
print(#log > 0, debug.gethook(co) == note, debug.gethook()) --> true true nil
print(select("#", debug.gethook())) --> 1
debug.sethook(note, "")
print(debug.gethook() == nil or debug.gethook() == note) --> true
debug.sethook()
print(pcall(debug.sethook, 5)) --> false bad argument #2 to 'debug.sethook' (string expected, got no value)
print(pcall(debug.sethook, print)) --> false bad argument #2 to 'debug.sethook' (string expected, got no value)
log = {}
