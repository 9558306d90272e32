-- __tostring and __name.
local t = setmetatable({}, {__tostring = function() return "I am t" end})
print(t, tostring(t), string.format("%s|%10s", t, t)) --> I am t I am t I am t|    I am t
print(pcall(tostring, setmetatable({}, {__tostring = function() return 5 end}))) --> true 5
print(pcall(tostring, setmetatable({}, {__tostring = function() return nil end}))) --> false '__tostring' must return a string
local n = setmetatable({}, {__name = "My.Type"})
print((tostring(n):gsub("0x%x+", "ADDR"))) --> My.Type: ADDR
print(pcall(function() return n + 1 end)) --> false $HERE: attempt to perform arithmetic on a My.Type value (upvalue 'n')
print(pcall(function() return #n < n end)) --> false $HERE: attempt to compare number with My.Type
print(pcall(function() n() end)) --> false $HERE: attempt to call a My.Type value (upvalue 'n')
print(pcall(function() return n.x.y end)) --> false $HERE: attempt to index a nil value (field 'x')
print(pcall(string.rep, n)) --> false bad argument #1 to 'string.rep' (string expected, got My.Type)
print(pcall(ipairs)) --> false bad argument #1 to 'ipairs' (value expected)
print((tostring(setmetatable({}, {__name = 5})):gsub("0x%x+", "ADDR"))) --> table: ADDR
print((tostring(print):gsub("0x%x+", "ADDR")), (tostring(coroutine.create(print)):gsub("0x%x+", "ADDR")), (tostring({}):gsub("0x%x+", "ADDR"))) --> function: ADDR thread: ADDR table: ADDR
print(tostring(nil), tostring(true), tostring("s"), tostring(1.0), tostring(-0.0)) --> nil true s 1.0 -0.0
print(pcall(tostring)) --> false bad argument #1 to 'tostring' (value expected)
