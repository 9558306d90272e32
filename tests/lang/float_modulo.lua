-- as-reference
-- Modulo and equality of floats that are integers, of mixed operands and at the ends of the exact range.
local v = {0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 3.0, 0.5, -0.5, 7.0, -7.0, 2^31, -2^31, 2^31-1, -(2^31-1), 2^53, -2^53, 1e300, -1e300, 1/0, -1/0, 0/0, 1, -1, 2, -2, 3, -3, 7, -7, 2147483647, -2147483648, math.maxinteger, math.mininteger, 2^53+2, 9007199254740993}
local t = {}
for i, a in ipairs(v) do for j, b in ipairs(v) do
  local ok, r = pcall(function() return a % b end)
  t[#t+1] = ok and (math.type(r) .. " " .. string.format("%.17g", r) .. " " .. (r == 0 and string.format("%g", 1/r) or "")) or r
  t[#t+1] = tostring(a == b) .. tostring(a ~= b)
end end
for k = -3, 3 do for _, a in ipairs(v) do local f = load("local a = ... if a == " .. k .. " then return 'e' else return a % " .. (k == 0 and 5 or k) .. " end") t[#t+1] = string.format("%s", tostring(f(a))) end end
for _, a in ipairs(v) do t[#t+1] = tostring(a == 9007199254740993) .. tostring(a == 9223372036854775807) .. tostring(a == 2147483648) end
print(table.concat(t, "\n"))
