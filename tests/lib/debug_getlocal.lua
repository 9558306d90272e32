-- debug.getlocal and setlocal.
local function f(a, b, ...)
    local c = 3
    do local hidden = 4 end
    for i = 1, 1 do
        local names = {} local n = 1
        while true do local name, value = debug.getlocal(1, n) if not name then break end names[#names + 1] = name n = n + 1 end
        print(table.concat(names, " "))
    end
    print(debug.getlocal(1, 1)) print(debug.getlocal(1, 2)) print(debug.getlocal(1, 3)) print(debug.getlocal(1, -1)) print(debug.getlocal(1, -2)) print(debug.getlocal(1, -3))
    print(debug.setlocal(1, 1, "changed"), a, debug.setlocal(1, 3, 33), c, debug.setlocal(1, -1, "va"), (...), debug.setlocal(1, 100, 0))
    local function inner() local name, v = debug.getlocal(2, 1) print(name, v) debug.setlocal(2, 2, "by inner") end
    inner() print(b)
end
f(1, 2, "x", "y") --> a b c (for state) (for state) (for state) i names n
--> a 1
--> b 2
--> c 3
--> (vararg) x
--> (vararg) y
--> nil
--> a changed c 33 (vararg) va nil
--> a changed
--> by inner
print(debug.getlocal(f, 1), debug.getlocal(f, 2), debug.getlocal(f, 3), debug.getlocal(string.len, 1)) --> a b nil nil
print(pcall(debug.getlocal, 100, 1)) --> false bad argument #1 to 'debug.getlocal' (level out of range)
print(pcall(debug.setlocal, 100, 1, 1)) --> false bad argument #1 to 'debug.setlocal' (level out of range)
print(pcall(debug.getlocal)) --> false bad argument #2 to 'debug.getlocal' (number expected, got no value)
print(pcall(debug.getlocal, 1)) --> false bad argument #2 to 'debug.getlocal' (number expected, got no value)
for i = 1, 1 do local names = {} for n = 1, 20 do local name = debug.getlocal(1, n) if not name then break end names[#names + 1] = name end print(table.concat(names, " ")) end --> f (for state) (for state) (for state) i names (for state) (for state) (for state) n
for k, v in pairs({1}) do local names = {} for n = 1, 20 do local name = debug.getlocal(1, n) if not name then break end names[#names + 1] = name end print(table.concat(names, " ")) end --> f (for state) (for state) (for state) (for state) k v names (for state) (for state) (for state) n
local t <close> = nil
local c <const> = 5
local names = {}
for n = 1, 20 do local name = debug.getlocal(1, n) if not name then break end names[#names + 1] = name end
print(table.concat(names, " ")) --> f t names (for state) (for state) (for state) n
for i = 1, 3 do if i == 1 then debug.setlocal(1, select(2, (function() for n = 1, 30 do if debug.getlocal(2, n) == "i" then return n, n end end end)()), "was 1") end print(i) end --> was 1
--> 2
--> 3
