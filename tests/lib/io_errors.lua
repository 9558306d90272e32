-- Failures of files: results, messages, closed files.
local path = (os.getenv("TEST_TMP") or "/tmp") .. "/io_errors.txt"
print(io.open("/no/such/dir/file")) --> nil /no/such/dir/file: No such file or directory 2
print(io.open("/no/such/dir/file", "w")) --> nil /no/such/dir/file: No such file or directory 2
print(pcall(io.open, path, "z")) --> false bad argument #2 to 'io.open' (invalid mode)
print(pcall(io.open, path, "rw")) --> false bad argument #2 to 'io.open' (invalid mode)
print(pcall(io.open, path, "r+bx")) --> false bad argument #2 to 'io.open' (invalid mode)
print(pcall(io.lines, "/no/such/file")) --> false cannot open file '/no/such/file' (No such file or directory)
print(pcall(io.input, "/no/such/file")) --> false cannot open file '/no/such/file' (No such file or directory)
local f = io.open(path, "w")
print(f:read()) --> nil Bad file descriptor 9
print(f:close()) --> true
print(pcall(f.read, f)) --> false attempt to use a closed file
print(pcall(f.close, f)) --> false attempt to use a closed file
print(pcall(f.lines, f)) --> false attempt to use a closed file
print(pcall(function() f:write("x") end)) --> false $HERE: attempt to use a closed file
print(pcall(f.seek, f)) --> false attempt to use a closed file
print(tostring(f), io.type(f)) --> file (closed) closed file
print(pcall(io.close, f)) --> false attempt to use a closed file
f = io.open(path, "w")
print(pcall(f.read, f, "x")) --> false bad argument #2 to '?' (invalid format)
print(pcall(f.read, f, {})) --> false bad argument #2 to '?' (string expected, got table)
print(pcall(f.write, f, {})) --> false bad argument #2 to '?' (string expected, got table)
print(pcall(f.write, f, nil)) --> false bad argument #2 to '?' (string expected, got nil)
print(pcall(f.seek, f, "bad")) --> false bad argument #2 to '?' (invalid option 'bad')
print(pcall(f.seek, f, "set", "x")) --> false bad argument #3 to '?' (number expected, got string)
print(pcall(f.setvbuf, f, "bad")) --> false bad argument #2 to '?' (invalid option 'bad')
print(f:setvbuf("full", 1024), f:setvbuf("no"), f:setvbuf("line")) --> true true true
print(f:seek("set", -1)) --> nil Invalid argument 22
print(f:flush() == f) --> false
f:close()
f = io.open(path)
print(f:write("x")) --> nil Bad file descriptor 9
f:close()
local it = io.lines(path)
print(it()) -->
print(pcall(it)) --> false file is already closed
print((pcall(io.lines, path, "x"))) --> true
print(pcall(io.read, "y")) --> false bad argument #1 to 'io.read' (invalid format)
print(pcall(io.type)) --> false bad argument #1 to 'io.type' (value expected)
print(pcall(f.nomethod)) --> false attempt to call a nil value
print(pcall(io.stdout.write)) --> false bad argument #1 to '?' (FILE* expected, got no value)
print(pcall(io.stdout.write, {})) --> false bad argument #1 to '?' (FILE* expected, got table)
print(getmetatable(io.stdout).__name, tostring(io.stdout):match("^file %(0x%x+%)$") ~= nil) --> FILE* true
print(pcall(function() return io.stdout + 1 end)) --> false $HERE: attempt to perform arithmetic on a FILE* value (field 'stdout')
print(pcall(function() return #io.stdout end)) --> false $HERE: attempt to get length of a FILE* value (field 'stdout')
print(pcall(function() return io.stdout.x.y end)) --> false $HERE: attempt to index a nil value (field 'x')
do local c <close> = io.open(path) f = c end
print(io.type(f)) --> closed file
os.remove(path)
