-- and, or give operands; only nil and false are false.
local function t(...) return ... end
print(0 and "zero is true", "" and "empty is true") --> zero is true empty is true
print(nil or false, false or nil, nil and false, false and nil) --> false nil nil false
print(t(1, 2) and t(3, 4), (t(1, 2))) --> 3 1
local x = nil
local y = x and x.field or "default"
print(y) --> default
print(not nil, not 0, not not 0, not "") --> true false true false
local n = 0
local function count(v) n = n + 1 return v end
local _ = count(nil) and count(1) or count(false) or count(2)
print(n) --> 3
print((nil == false), (1 == "1"), ("a" == "a")) --> false false true
if 0 then print("0 chosen") end --> 0 chosen
if not x then print("nil not chosen") end --> nil not chosen
print(1 == 1 and 2 == 2 or 3, x == nil or x > 1, (x or 4) < 5) --> true true true
