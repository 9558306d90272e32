-- Arithmetic and bitwise metamethods: found in the first operand, else the second.
local mt = {}
for _, e in ipairs { "add", "sub", "mul", "div", "mod", "pow", "unm", "idiv", "band", "bor", "bxor", "shl", "shr", "bnot", "concat" } do
    mt["__" .. e] = function(a, b)
        local function s(v) return type(v) == "table" and (v.name or "{}") or tostring(v) end
        return e .. "(" .. s(a) .. "," .. s(b) .. ")"
    end
end
local a, b = setmetatable({name = "a"}, mt), setmetatable({name = "b"}, mt)
print(a + b, a + 1, 1 + a, a - 2.5, "s" - a) --> add(a,b) add(a,1) add(1,a) sub(a,2.5) sub(s,a)
print(a * b, a / b, a % b, a ^ b, a // b, -a) --> mul(a,b) div(a,b) mod(a,b) pow(a,b) idiv(a,b) unm(a,a)
print(a & b, a | 1, 1 ~ a, a << 2, 2 >> a, ~a) --> band(a,b) bor(a,1) bxor(1,a) shl(a,2) shr(2,a) bnot(a,a)
print(a .. b, a .. "s", "s" .. a, 1 .. a, a .. 1, "x" .. "y" .. a) --> concat(a,b) concat(a,s) concat(s,a) concat(1,a) concat(a,1) xconcat(y,a)
print(a & 1.5, "abc" | a, nil + a, a + {}, {} + a, a + nil) --> band(a,1.5) bor(abc,a) add(nil,a) add(a,{}) add({},a) add(a,nil)
local n <const> = 3
print(a + n, n + a, a - n, n - a, a & n, n & a, a << n, n << a, a // n, n ^ a) --> add(a,3) add(3,a) sub(a,3) sub(3,a) band(a,3) band(3,a) shl(a,3) shl(3,a) idiv(a,3) pow(3,a)
local other = setmetatable({name = "o"}, {__add = function() return "other" end})
print(a + other, other + a) --> add(a,o) other
local multi = setmetatable({}, {__add = function() return 1, 2, 3 end, __unm = function() end})
print(multi + 1, (-multi)) --> 1 nil
local nested = setmetatable({}, {__add = setmetatable({}, {__call = function(self, x, y) return "called", y end})})
print(nested + 5) --> called
print(pcall(function() return setmetatable({}, {__add = 5}) + 1 end)) --> false $HERE: attempt to call a number value (metamethod 'add')
