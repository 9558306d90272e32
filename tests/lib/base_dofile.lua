-- dofile and loadfile.
local path = (os.getenv("TEST_TMP") or "/tmp") .. "/chunk.lua"
local function write(s) local f = assert(io.open(path, "wb")) f:write(s) f:close() end
write("#!/usr/bin/lua\nreturn ..., 'from file', debug.getinfo(1, 'l').currentline")
print(dofile(path)) --> nil from file 2
print(loadfile(path)("arg")) --> arg from file 2
print(loadfile(path, "t")("x")) --> x from file 2
print(loadfile(path, "b") == nil) --> true
write("y = 10 return y")
local env = {}
print(loadfile(path, "t", env)(), env.y, y) --> 10 10 nil
write("return = 1")
print((select(2, loadfile(path)):gsub("^.-chunk.lua", "chunk.lua"))) --> chunk.lua:1: unexpected symbol near '='
print(((select(2, pcall(dofile, path))):gsub("^.-chunk.lua", "chunk.lua"))) --> chunk.lua:1: unexpected symbol near '='
write("error('at run time')")
print(((select(2, pcall(dofile, path))):gsub("^.-chunk.lua", "chunk.lua"))) --> chunk.lua:1: at run time
write("\xEF\xBB\xBFreturn 'after BOM'")
print(dofile(path)) --> after BOM
write("\xEF\xBB\xBF#line\nreturn 'BOM and #'")
print(dofile(path)) --> BOM and #
write("# only")
print(dofile(path)) -->
write("")
print(dofile(path)) -->
write(string.dump(function() return "binary" end))
print(dofile(path)) --> binary
print(loadfile(path, "t") == nil) --> true
print(loadfile("/no/such/file.lua")) --> nil cannot open /no/such/file.lua: No such file or directory
print(pcall(dofile, "/no/such/file.lua")) --> false cannot open /no/such/file.lua: No such file or directory
os.remove(path)
