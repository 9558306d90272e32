-- To-be-closed variables are closed in reverse order when their block ends.
local function closer(name) return setmetatable({}, {__close = function(_, e) print("close", name, e) end}) end
do
    local a <close> = closer("a")
    local b <close> = closer("b")
    local n <close> = nil
    local f <close> = false
    print("body") --> body
    --> close b nil
    --> close a nil
end
for i = 1, 3 do
    local c <close> = closer("loop" .. i)
    if i == 2 then break end
    print("i", i) --> i 1
    --> close loop1 nil
end --> close loop2 nil
local function ret()
    local r <close> = closer("ret")
    return "value", print("before close")
end
print(ret()) --> before close
--> close ret nil
--> value
do
    local g <close> = closer("goto")
    goto done
end
::
done:: --> close goto nil
local n = 0
::
again::
do
    local g <close> = closer("back" .. n)
    n = n + 1
    if n < 3 then goto again end --> close back0 nil
    --> close back1 nil
    --> close back2 nil
end
while true do
    local w <close> = closer("while")
    if n > 3 then break end
    n = n + 1 --> close while nil
end --> close while nil
repeat
    local r <close> = closer("repeat")
    local stop = true
until stop --> close repeat nil
print((function(...) local x <close> = closer("va") return ... end)(1, nil, 3)) --> close va nil
--> 1 nil 3
local function nested()
    local o <close> = closer("outer")
    do local i <close> = closer("inner") end
    return (function() local z <close> = closer("called") return 1 end)()
end
print(nested()) --> close inner nil
--> close called nil
--> close outer nil
--> 1
