-- weft-only: Debian's lua5.4 crashes
-- A collection during a concatenation's metamethod leaves the other operands alone.
local o = setmetatable({}, {__concat = function(a, b)
    collectgarbage("step")
    return (type(a) == "string" and a or "o") .. (type(b) == "string" and b or "o")
end})
local a, b, c = "a", "b", "c"
print(a .. b .. o .. c .. a, o .. a .. o, a .. o, o .. o .. o) --> aboca oao ao ooo
print((a .. o):len(), #(a .. b .. o .. c)) --> 2 4
