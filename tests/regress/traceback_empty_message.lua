-- A traceback under an empty message begins with an empty line (the empty text was copied to a null pointer).
local function inner() return (debug.traceback("", 1)) end
local text = inner()
print(text:match("^(.-)\n") == "", (text:match("^\n([^\n]*)"))) --> true stack traceback:
print(#debug.traceback("", 50)) --> 17
print((coroutine.wrap(function() return debug.traceback("") end)():match("^\n[^\n]*"):sub(2))) --> stack traceback:
