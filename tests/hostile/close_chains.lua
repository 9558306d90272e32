-- Errors in closers, in handlers, in finalizers, one inside the other.
local function c(f) return setmetatable({}, {__close = f}) end
local function nest(n) if n == 0 then error("bottom", 0) end local x <close> = c(function(_, e) error(e .. n, 0) end) nest(n - 1) end
print(pcall(nest, 9)) --> false bottom123456789
print(pcall(function() local a <close> = c(function() local b <close> = c(function() error("inner close", 0) end) error("outer close", 0) end) end)) --> false inner close
print(xpcall(function() local a <close> = c(function() error("close", 0) end) error("body", 0) end, function(m) return "H(" .. m .. ")" end)) --> false H(close)
local co = coroutine.create(function() local a <close> = c(function() local b <close> = c(function() coroutine.yield("in inner close") end) coroutine.yield("in close") end) coroutine.yield("body") end)
print(coroutine.resume(co)) --> true body
print(coroutine.resume(co)) --> true in close
print(coroutine.resume(co)) --> true in inner close
print(coroutine.resume(co)) --> true
print(coroutine.status(co)) --> dead
local many = 0
pcall(function() local function deep(n) local x <close> = c(function() many = many + 1 end) if n > 0 then deep(n - 1) else error("x") end end deep(150) end)
print(many) --> 151
