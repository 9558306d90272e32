-- while, repeat, break; the condition of repeat sees the body's locals.
local n = 0
while n < 3 do n = n + 1 end
print(n) --> 3
repeat
    local done = n >= 5
    n = n + 1
until done
print(n) --> 6
while true do
    n = n + 1
    if n > 10 then break end
end
print(n) --> 11
repeat local x = 1 until true
local fs = {}
local i = 1
repeat
    local j = i
    fs[i] = function() return j end
    i = i + 1
until j >= 3
print(fs[1](), fs[2](), fs[3]()) --> 1 2 3
while nil do print("never") end
repeat break until error("not evaluated")
repeat
    local a <const> = n
    if a then goto continue end
    print("skipped")
    ::continue::
until true
print("end") --> end
