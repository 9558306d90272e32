-- if, elseif, else.
local function kind(x)
    if x == nil then return "nil"
    elseif x == false then return "false"
    elseif x == 0 then return "zero"
    elseif type(x) == "string" then return "string"
    else return "other"
    end
end
print(kind(nil), kind(false), kind(0), kind("s"), kind({})) --> nil false zero string other
if nil then elseif nil then else print("else") end --> else
if true then else end
local a = 5
if a > 3 and a < 10 then print("range") end --> range
if not (a > 3) or a == 5 then print("or") end --> or
if a == 1 then print(1) elseif a == 5 then print(5) elseif a == 5 then print("again") end --> 5
