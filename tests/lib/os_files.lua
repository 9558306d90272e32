-- os.remove, rename, tmpname, getenv, exit codes of failures.
local dir = os.getenv("TEST_TMP") or "/tmp"
local a, b = dir .. "/a.txt", dir .. "/b.txt"
io.open(a, "w"):close()
print(os.rename(a, b)) --> true
print(io.open(a) == nil, io.open(b) ~= nil) --> true true
print(os.remove(b)) --> true
print((select(2, os.remove(b)):gsub("^.-b.txt", "b.txt")), select(3, os.remove(b))) --> b.txt: No such file or directory 2
print((select(2, os.rename(a, b)):gsub("^.-a.txt", "a.txt")), select(3, os.rename(a, b))) --> No such file or directory 2
local n = os.tmpname()
print(type(n), io.open(n) ~= nil, os.remove(n)) --> string true true
print(os.getenv("NO_SUCH_VARIABLE"), type(os.getenv("PATH"))) --> nil string
print(pcall(os.getenv)) --> false bad argument #1 to 'os.getenv' (string expected, got no value)
print(pcall(os.remove)) --> false bad argument #1 to 'os.remove' (string expected, got no value)
print(pcall(os.rename, "x")) --> false bad argument #2 to 'os.rename' (string expected, got no value)
print(os.setlocale("C"), os.setlocale(nil, "all") ~= nil, os.setlocale("no_such_locale"), pcall(os.setlocale, "C", "bad")) --> C true nil false bad argument #2 to 'os.setlocale' (invalid option 'bad')
print(pcall(os.exit, "x")) --> false bad argument #1 to 'os.exit' (number expected, got string)
