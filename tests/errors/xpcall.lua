-- xpcall: the handler runs at the point of the error, its results replace the message.
print(xpcall(function(...) return select("#", ...), ... end, print, 1, nil, 3)) --> true 3 1 nil 3
print(xpcall(error, function(m) return "handled " .. tostring(m), "dropped" end, "m", 0)) --> false handled m
print(xpcall(function() local x = nil x() end, function(m) return m:gsub("^.-:%d+: ", "") end)) --> false attempt to call a nil value (local 'x')
print(xpcall(function() error({code = 5}) end, function(e) return e.code end)) --> false 5
local depth
print(xpcall(function() local function f() error("deep", 0) end f() end, function(m)
    local n = 0
    for l = 1, 20 do if debug.getinfo(l) then n = n + 1 end end
    return n > 4
end)) --> false true
print(xpcall(function() error("first", 0) end, function(m) if m == "first" then error("second", 0) end return "caught " .. m end)) --> false caught second
print(xpcall(function() error("loop") end, function(m) error(m) end)) --> false error in error handling
print(pcall(xpcall, print, nil)) --> false bad argument #2 to 'xpcall' (function expected, got nil)
print(pcall(xpcall, print, 5)) --> false bad argument #2 to 'xpcall' (function expected, got number)
print(pcall(xpcall, print, {})) --> false bad argument #2 to 'xpcall' (function expected, got table)
print(xpcall(function() return xpcall(error, function(m) return "inner " .. m end, "e", 0) end, print)) --> true false inner e
print(xpcall(function() return pcall(error, "inner") end, function() return "not called" end)) --> true false inner
print(select(2, xpcall(string.rep, function(m) return "H: " .. m end))) --> H: bad argument #1 to 'string.rep' (string expected, got no value)
local co = coroutine.wrap(function() return xpcall(function(...) return coroutine.yield(...) end, print, 1, 2) end)
print(co()) --> 1 2
print(co("back")) --> true back
print(xpcall(function() local x <close> = setmetatable({}, {__close = function(_, e) print("closing", e) end}) error("E", 0) end, function(m) print("handler", m) return "H" .. m end)) --> handler E
--> closing HE
--> false HE
