-- Message handlers see an error in a callback of a C function where it was raised: the frames above and below that function.
-- as-reference
local lpeg = require "lpeg"
local function inner() error "deep" end
-- What the program itself was called by is left out.
local function trace(m) return (debug.traceback(m, 2):gsub("\n\t%[C%]: in %?$", "")) end
local n = 0
local function try(f) lpeg.match(lpeg.Cmt(lpeg.P"a", f), "a") end
print(xpcall(try, trace, function() try(inner) end))
print(xpcall(try, function(m) error(m) end, function() try(inner) end))
print(xpcall(try, function(m) n = n + 1 return m .. n end, function() try(inner) end), n)
print(xpcall(try, function(m) n = n + 1 return m .. n end, function() local c <close> = setmetatable({}, {__close = function() pcall(error, "x") end}) try(inner) end), n)
print(xpcall(try, function(m) n = n + 1 return m .. n end, function() local c <close> = setmetatable({}, {__close = function() error "x" end}) try(inner) end), n)
print(xpcall(try, function(m) n = n + 1 return m .. n end, function() print(pcall(try, inner)) try(inner) end), n)
print(xpcall(try, function(m) n = n + 1 return m .. n end, function() print(xpcall(try, print, inner)) try(inner) end), n)
print(xpcall(try, function(m) n = n + 1 return m .. n end, function() print(pcall(coroutine.wrap(try), inner)) coroutine.wrap(try)(inner) end), n)
print(select("#", xpcall(try, trace, function() local function f() return f() + 1 end f() end)))
local ok, m = xpcall(try, trace, function() local function f() try(f) end f() end)
print(m:sub(1, 300))
print(xpcall(try, trace, function() error(setmetatable({}, {__tostring = function() return "object" end})) end))
print(xpcall(string.gsub, trace, "a", "a", function() try(inner) end))
print(xpcall(table.sort, trace, {1, 2, 3}, function() try(inner) end))
