-- as-reference
-- Line hooks around calls of C functions that call Lua functions, and around caught errors: no line is told twice.
local function f() local x = 1 return x end
local function g() error("x") end
local log = {}
debug.sethook(function(e, l) log[#log+1] = l end, "l")
pcall(f); local y = 2
pcall(g); local z = 3
table.sort({1,2}, function(a, b) return a < b end); y = 1
for i = 1, 2 do pcall(g) end
xpcall(g, function(m) return m end); y = 3
xpcall(g, function(m)
  return m end); y = 3
local o = setmetatable({}, {__index = function() error("x") end}); pcall(function() return o.x end); y = 4
local t = pcall(coroutine.wrap(function() error("x") end)); y = 5
local co = coroutine.wrap(function() coroutine.yield() end); co(); y = 5 co() y = 5
pcall(string.gsub, "a", "a", g); y = 6
debug.sethook(function(e, l) log[#log+1] = l pcall(g) end, "l") -- an error inside a hook
y = 7 y = 8
for i = 1, 2 do y = i
end
debug.sethook()
print(table.concat(log, " "))
