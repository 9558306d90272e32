-- Objects called by __call while the stack grows, with ever more arguments: each call passes the object and all of them.
local object
object = setmetatable({}, {__call = function(self, n, ...)
    assert(self == object)
    if n == 0 then return select("#", ...), (...) end
    local count, first = object(n - 1, n, ...)
    return count, first
end})
for _, depth in ipairs({10, 100, 200, 300}) do
    print(coroutine.wrap(function() return object(depth) end)())
end
--> 10 1
--> 100 1
--> 200 1
--> 300 1
print(pcall(string.rep, ("x"):rep(1 << 20), 1 << 45)) --> false resulting string too large
print(pcall(string.rep, ("x"):rep(1 << 20), (1 << 44) + 1, "")) --> false resulting string too large
