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
debug.sethook(function(e) local i = debug.getinfo(2, "n") log[#log + 1] = e .. ":" .. tostring(i.name) end, "cr")
f(1)
string.len("x")
debug.sethook()
print(table.concat(log, " ")) --> return:sethook call:f return:f call:len return:len call:sethook
local count = 0
debug.sethook(function(e) count = count + 1 assert(e == "count") end, "", 100)
for i = 1, 10000 do end
debug.sethook()
print(count > 50, debug.gethook()) --> true nil
-- what a call and a return pass; builtins, metamethods and iterators are seen; the library's own Lua code is not
local function passed(e)
    local i = debug.getinfo(2, "nr")
    local values = {}
    for k = i.ftransfer, i.ftransfer + i.ntransfer - 1 do
        local _, v = debug.getlocal(2, k)
        values[#values + 1] = type(v) == "number" and v or type(v)
    end
    log[#log + 1] = e .. " " .. tostring(i.name) .. "(" .. table.concat(values, ",") .. ")"
end
log = {}
debug.sethook(passed, "cr")
local n = select("#", 1, 2)
pcall(f, 7)
for _ in pairs({1}) do end
n = setmetatable({}, {__index = function(t, k) return k end})[3]
table.sort({2, 1}, function(a, b) return a < b end)
pcall(string.rep)
debug.sethook()
for i = 1, #log do print(log[i]) end
--> return sethook()
--> call select(string,1,2)
--> return select(2)
--> call pcall(function,7)
--> call nil(7)
--> return nil(7)
--> return pcall(boolean,7)
--> call pairs(table)
--> return pairs(function,table,nil)
--> call for iterator(table,nil)
--> return for iterator(1,1)
--> call for iterator(table,1)
--> return for iterator(nil)
--> call setmetatable(table,table)
--> return setmetatable(table)
--> call index(table,3)
--> return index(3)
--> call sort(table,function)
--> call nil(1,2)
--> return nil(boolean)
--> return sort()
--> call pcall(function)
--> call nil()
--> return pcall(boolean,string)
--> call sethook()
-- several events of one instruction; a loop whose hook comes and goes keeps its place
local co = coroutine.create(function() local x = 1 return x end)
local seen = {}
debug.sethook(co, function(e) seen[#seen + 1] = e end, "cr", 1)
coroutine.resume(co)
print(table.concat(seen, " "):gsub("count ", "")) --~> ^call return\t\d+
local keys = 0
for k in pairs({a = 1, b = 2, c = 3, d = 4}) do
    keys = keys + 1
    debug.sethook(keys % 2 == 1 and function() end or nil, "c")
end
debug.sethook()
print(keys) --> 4
