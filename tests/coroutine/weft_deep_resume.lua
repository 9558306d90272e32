-- weft-only: Lua 5.4 stops at about 200
-- Nesting of resumes is bounded by memory, not by the C stack.
local function nest(n) if n == 0 then return "bottom" end return select(2, coroutine.resume(coroutine.create(nest), n - 1)) end
print(nest(10000)) --> bottom
local function wraps(n) if n == 0 then return "wrapped" end return coroutine.wrap(wraps)(n - 1) end
print(wraps(10000)) --> wrapped
