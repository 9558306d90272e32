-- A tail call does not grow the stack.
local function loop(n) if n == 0 then return "done" end return loop(n - 1) end
print(loop(1000000)) --> done
local even, odd
function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(300001)) --> false
local function va(n, ...) if n == 0 then return select("#", ...) end return va(n - 1, ...) end
print(va(100000, 1, nil, 3)) --> 3
local obj = {}
function obj:count(n) if n == 0 then return self == obj end return self:count(n - 1) end
print(obj:count(200000)) --> true
local callable
callable = setmetatable({}, {__call = function(_, n) if n == 0 then return "called" end return callable(n - 1) end})
print(callable(100000)) --> called
print((function(n) return (loop(n)) end)(10)) --> done
local co = coroutine.wrap(function() return loop(100000) end)
print(co()) --> done
print(pcall(function() return loop(100000) end)) --> true done
print(select(2, pcall(function() return pcall(loop, 10) end))) --> true done
