-- debug.sethook: call, return, line and count events.
local log = {}
local function f(x)
    local y = x
    return y
end
debug.sethook(function(e, l) log[#log + 1] = e .. (l or "") end, "l")
f(1)
local z = 2
debug.sethook()
print(table.concat(log, " ")) --> line8 line4 line5 line9 line10
log = {}
debug.sethook(function(e) local i = debug.getinfo(2, "nS") if i.what == "Lua" then log[#log + 1] = e .. ":" .. tostring(i.name) end end, "cr")
f(1)
string.len("x")
debug.sethook()
print(table.concat(log, " ")) --> call:f return:f
local count = 0
debug.sethook(function(e) count = count + 1 assert(e == "count") end, "", 100)
for i = 1, 10000 do end
debug.sethook()
print(count > 50, debug.gethook()) --> true nil
