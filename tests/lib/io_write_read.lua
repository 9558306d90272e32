-- Files: writing, reading in every format, seeking.
local path = (os.getenv("TEST_TMP") or "/tmp") .. "/io_test.txt"
local f = assert(io.open(path, "w"))
print(io.type(f), io.type(io.stdout), io.type(42), io.type({})) --> file file nil nil
print(f:write("line one\n", 2, " ", 3.5, "\n", "last line without newline") == f) --> true
print(f:seek("cur"), f:seek("set", 5), f:seek("end"), f:seek()) --> 40 5 40 40
print(f:close(), io.type(f), tostring(f)) --> true closed file file (closed)
f = assert(io.open(path))
print(f:read()) --> line one
print(f:read("n", "n")) --> 2 3.5
print(f:read("l")) -->
print(f:read("L")) --> last line without newline
print(f:read("L")) --> nil
print(f:read("l")) --> nil
print(f:read("a")) -->
print(f:read(0)) --> nil
print(f:read(5)) --> nil
print(f:seek("set", 0), f:read(4), f:read(1), f:read(0), f:read("a")) --> 0 line    one
--> 2 3.5
--> last line without newline
print(f:read("a"), f:read("a")) -->  
f:seek("set")
print(f:read("L", "l", 3)) --> line one
-->  2 3.5 las
print(f:read(1000)) --> t line without newline
f:close()
for l in io.lines(path) do print(l) end --> line one
--> 2 3.5
--> last line without newline
for l in io.lines(path, "L") do print(#l) end --> 9
--> 6
--> 25
for a, b in io.lines(path, 1, 2) do print(a, b) break end --> l in
for n in io.lines(path, 10) do print((n:gsub("\n", "|"))) end --> line one|2
-->  3.5|last 
--> line witho
--> ut newline
f = io.open(path)
for l in f:lines() do print(l) break end --> line one
print(f:read("l")) --> 2 3.5
print(io.type(f)) --> file
f:close()
f = io.open(path, "a")
f:write("\nappended")
f:close()
f = io.open(path, "r+")
f:write("LINE")
f:seek("set")
print(f:read("a"):gsub("\n", "|")) --> LINE one|2 3.5|last line without newline|appended 3
f:close()
f = io.open(path, "w+b")
f:write("\0\1\r\n\255")
f:seek("set")
print(("%q"):format(f:read("a")):gsub("\n", "|")) --> "\0\1\13\|ÿ" 1
f:close()
print(os.remove(path), io.open(path) == nil) --> true true
