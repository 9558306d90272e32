-- yield across pcall and xpcall; errors after it are still caught there.
local co = coroutine.create(function()
    print(pcall(function() local v = coroutine.yield(1) error("got " .. v, 0) end))
    print(xpcall(function() coroutine.yield(2) local x = nil + 1 end, function(m) return "H: " .. m end))
    print(pcall(pcall, function() return coroutine.yield(3), "ret" end))
    local ok, e = pcall(function() pcall(coroutine.yield, 4) error({"tbl"}) end)
    print(ok, e[1])
    return pcall(error, coroutine.yield(5))
end)
for i = 1, 6 do print(coroutine.resume(co, "v" .. i)) end --> true 1
--> false got v2
--> true 2
--> false H: yield_in_pcall.lua:4: attempt to perform arithmetic on a nil value
--> true 3
--> true true v4 ret
--> true 4
--> false tbl
--> true 5
--> true false v6
print(coroutine.status(co)) --> dead
local function deep(n) if n == 0 then return coroutine.yield("deep") end return pcall(deep, n - 1) end
local d = coroutine.wrap(function() return select("#", deep(50)) end)
print(d()) --> deep
print(d("x")) --> 51
