-- goto: loops, nested breaks, continue, closures of re-entered blocks.
local i = 1
::
top::
if i <= 3 then
    print(i) --> 1
    --> 2
    --> 3
    i = i + 1
    goto top
end
for a = 1, 3 do
    for b = 1, 3 do
        if b == 2 then goto continue end
        if a == 3 then goto out end
        print(a, b) --> 1 1
        --> 1 3
        --> 2 1
        --> 2 3
        ::continue::
    end
end
::
out::
do
    local fs = {}
    local k = 0
    ::again::
    local x = k
    fs[#fs + 1] = function() x = x + 1 return x end
    k = k + 1
    if k < 3 then goto again end
    print(fs[1](), fs[1](), fs[2](), fs[3]()) --> 1 2 2 3
end
do goto skip local unused ::skip:: end
do
    goto a
    ::b:: print("b") goto c
    ::a:: print("a") goto b --> a
    --> b
    ::c:: print("c") --> c
end
::
repeated::
do ::inner:: end
do ::inner:: end
print("labels are local to blocks") --> labels are local to blocks
