-- Conditions as values, in all shapes.
local function t() return true end
local function f() return false end
local function n() return nil end
for _, e in ipairs { "a and b", "a or b", "not a", "not a and b", "not (a and b)", "a and b or c", "(a or b) and c", "a and (b or c)", "not not a", "a == b", "a ~= b and c", "a and b and c", "a or b or c", "not a or not b", "(a and b) == c", "a and not b or c", "not (a or b) and not c", "(a == b) == (b == c)" } do
    local g = load("local a, b, c = ... return " .. e) local h = load("local a, b, c = ... if " .. e .. " then return true else return false end") local w = load("local a, b, c = ... local r = false while " .. e .. " do r = true break end return r") local r = load("local a, b, c = ... local k = 0 repeat k = k + 1 until k > 1 or " .. e .. " return k == 1") local v = load("local a, b, c = ... local x = " .. e .. "; local y = not (" .. e .. ") return x, y") local out = {}
    for _, a in ipairs { true, false } do for _, b in ipairs { 1, false } do for _, c in ipairs { "x", false } do local x = g(a, b, c) assert((not not x) == h(a, b, c) and h(a, b, c) == w(a, b, c) and r(a, b, c) == h(a, b, c)) local p, q = v(a, b, c) assert(p == x and q == not x) out[#out + 1] = tostring(x) end end end
    print(e, table.concat(out, " ")) --> a and b 1 1 false false false false false false
    --> a or b true true true true 1 1 false false
    --> not a false false false false true true true true
    --> not a and b false false false false 1 1 false false
    --> not (a and b) false false true true true true true true
    --> a and b or c 1 1 x false x false x false
    --> (a or b) and c x false x false x false false false
    --> a and (b or c) 1 1 x false false false false false
    --> not not a true true true true false false false false
    --> a == b false false false false false false true true
    --> a ~= b and c x false x false x false false false
    --> a and b and c x false false false false false false false
    --> a or b or c true true true true 1 1 x false
    --> not a or not b false false true true true true true true
    --> (a and b) == c false false false true false true false true
    --> a and not b or c x false true true x false x false
    --> not (a or b) and not c false false false false false false false true
    --> (a == b) == (b == c) true true true false true true false true
end
print(t() and f() or n(), t() and (f() or n()), (t() or f()) and 5, not n() and "v", (nil or false) == false, (false or nil) == nil) --> nil nil 5 v true true
local x = 5
local y = x > 3 and x < 10
local z = x == 5 or error()
print(y, z, x ~= 5, not (x ~= 5), x == 5 == true, (x < 3) == false) --> true true false true true true
print(1 < 2 and 2 < 3 and "chain", 1 > 2 or 2 > 3 or "none") --> chain none
