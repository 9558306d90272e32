-- io.input, io.output, io.read, io.write, io.lines without a name, popen, tmpfile.
local path = (os.getenv("TEST_TMP") or "/tmp") .. "/io_default.txt"
local stdout, stdin = io.output(), io.input()
print(stdout == io.stdout, stdin == io.stdin) --> true true
print(io.type(io.output(path))) --> file
io.write("a\n", 1, "\n")
io.write("b")
io.close()
io.output(stdout)
print(io.type(io.input(path))) --> file
print(io.read()) --> a
print(io.read("n")) --> 1
print(io.read("a")) -->
--> b
io.close(io.input())
print(pcall(io.read)) --> false default input file is closed
io.input(path)
for l in io.lines() do print(l) end --> a
--> 1
--> b
print(io.read()) --> nil
io.input(stdin)
local f = io.open(path)
print(io.input(f) == f, io.read("L")) --> true a
-->
io.input(stdin)
f:close()
local p = io.popen("printf 'one\\ntwo\\n'; exit 3")
print(io.type(p), p:read("a"), p:close()) --> file one
--> two
-->  nil exit 3
print(io.popen("exit 0"):close()) --> true exit 0
print(io.popen("kill -9 $$"):close()) --> nil signal 9
p = io.popen("cat > " .. path, "w")
p:write("through a pipe")
print(p:close()) --> true exit 0
print(io.open(path):read("a")) --> through a pipe
print(pcall(io.popen, "true", "x")) --> false bad argument #2 to 'io.popen' (invalid mode)
local t = io.tmpfile()
t:write("temporary")
t:seek("set")
print(t:read("a"), io.type(t)) --> temporary file
t:close()
print(os.execute("exit 5")) --> nil exit 5
print(os.execute("true")) --> true exit 0
print(os.execute()) --> true
print(os.execute("kill -15 $$")) --> nil signal 15
print(pcall(io.close)) --> true nil cannot close standard file
os.remove(path)
