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

-- what cannot have been written here is left out; of a huge file the end is read
local function fill(content)
    local out = io.open(path, "w")
    out:write(content)
    out:close()
end
fill("good\n\0\nb\xFFd\n\n" .. ("x"):rep(200000) .. "\nalso good\nno newline")
show()
--> 1 good
--> 2 also good
--> 3 no newline
fill(("a line\n"):rep(2000000) .. "the last\n")
show()
--> 1 a line
--> 2 the last
print(#io.open(path):read("a")) --> 16
print(#history.load("/dev/zero"), history.add("/dev/full", "text")) --> 0 false
os.remove(path)
os.execute("mkfifo " .. path)
print(#history.load(path), history.add(path, "text")) --> 0 false
os.remove(path)
print(#history.load("/"), history.add("/", "text")) --> 0 false
fill("")
history.add(path, "entry")

-- very long texts are not kept; a file that cannot be written is no error
print(history.add(path, ("x"):rep(70000)), #history.load(path)) --> true 1
print(history.add("/dev/null/history", "text")) --> false
print(#history.load("/dev/null/history")) --> 0
