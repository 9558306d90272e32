-- weft-only
-- The history's file.
local history = require "weft.history"

local path = os.getenv("TEST_TMP") .. "/deep/er/history"
print(#history.load(path)) --> 0
print(history.add(path, "one"), history.add(path, "two\nlines \\n"), history.add(path, "one"), history.add(path, "  \n"))
--> true true true true
local function show()
    for i, text in ipairs(history.load(path)) do
        print(i, (text:gsub("\n", "|")))
    end
end
show()
--> 1 two|lines \n
--> 2 one
local file = io.open(path)
print((file:read("a"):gsub("\n", "/"))) --> one/two\nlines \\n/one/
file:close()

-- bounded, and written anew when it has grown to twice the bound
history.limit = 5
for i = 1, 12 do
    history.add(path, "entry " .. i % 7)
end
show()
--> 1 entry 1
--> 2 entry 2
--> 3 entry 3
--> 4 entry 4
--> 5 entry 5
local lines = 0
for _ in io.lines(path) do
    lines = lines + 1
end
print(lines) --> 5

-- very long texts are not kept; a file that cannot be written is no error
print(history.add(path, ("x"):rep(70000)), #history.load(path)) --> true 5
print(history.add("/dev/null/history", "text")) --> false
print(#history.load("/dev/null/history")) --> 0
