-- weft-only: Lua 5.4 refuses these
-- A yield in xpcall's message handler, in a comparator after an error, in nested callbacks.
local co = coroutine.wrap(function()
    return xpcall(error, function(m) local v = coroutine.yield("from handler " .. m) return m .. v end, "E", 0)
end)
print(co()) --> from handler E
print(co("!")) --> false E!
local nested = coroutine.wrap(function()
    return (("a b"):gsub("%w", function(c)
        local t = {2, 1}
        table.sort(t, function(x, y) coroutine.yield("sort in gsub " .. c) return x < y end)
        return c .. t[1]
    end))
end)
local r, n = nested(), 0
while r:find("^sort") do n = n + 1 r = nested() end
print(r, n > 1) --> a1 b1 true
local failing = coroutine.wrap(function()
    return pcall(table.sort, {1, 2, 3}, function() coroutine.yield("y") error("in comparator", 0) end)
end)
print(failing()) --> y
print(failing()) --> false in comparator
