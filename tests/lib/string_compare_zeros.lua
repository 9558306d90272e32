-- as-reference
-- The order of texts with zeros, whose pieces are ordered one by one.
local p = {'', '\0', '\0\0', 'a', 'a\0', '\0a', 'a\0b', 'a\0c', 'a\0\0', 'a\0\0b', 'b', 'a\0b\0', 'a\0b\0c', 'a\0b\0d', '\0\0\0a', '\0\0\0b', 'ab\0', 'ab'}
local n = #p for i = 1, n do p[#p+1] = p[i]..'x' p[#p+1] = 'q\0'..p[i] p[#p+1]=p[i]..'\0'..p[n-i+1] end
local t = {}
for _, a in ipairs(p) do for _, b in ipairs(p) do t[#t+1] = (a < b and '<' or a == b and '=' or '>') .. (a <= b and 1 or 0) end end
print(table.concat(t))
