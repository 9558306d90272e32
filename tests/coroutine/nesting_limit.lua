-- Resumes nested without end give an error, not a crash.
local function nest(n) local ok, e = coroutine.resume(coroutine.create(nest), n + 1) if not ok then error(e, 0) end return e end
local ok, e = pcall(nest, 1)
print(ok, tostring(e):match("C stack overflow")) --> false C stack overflow
print(coroutine.wrap(function() return "still works" end)()) --> still works
