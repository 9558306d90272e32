-- Reading numbers from a file.
local path = (os.getenv("TEST_TMP") or "/tmp") .. "/io_numbers.txt"
local function read(s, ...) local f = io.open(path, "w") f:write(s) f:close() f = io.open(path) print(f:read(...)) print(f:read("a")) f:close() end
read("12 -7 0x1F 1e3 .5 5.", "n", "n", "n", "n", "n", "n") --> 12 -7 31 1000.0 0.5 5.0
-->
read("12abc", "n") --> 12
--> abc
read("abc", "n") --> nil
--> abc
read("- 5", "n") --> nil
-->  5
read("+7x", "n") --> 7
--> x
read("0x", "n") --> nil
-->
read("1e", "n") --> nil
-->
read("1e+5", "n") --> 100000.0
-->
read("", "n") --> nil
-->
read("  \n 9", "n", "l") --> 9 nil
-->
read("0x1p4 0xA.8", "n", "n") --> 16.0 10.5
-->
read("99999999999999999999", "n") --> 1e+20
-->
read(("1"):rep(250), "n") --> nil
--> 11111111111111111111111111111111111111111111111111
read("1..2", "n") --> 1.0
--> .2
read("nan", "n") --> nil
--> nan
read("1 x 2", "n", "n", "n") --> 1 nil
--> x 2
os.remove(path)
