-- Upvalues of a loop body are closed when break or goto leaves it.
local fs = {}
for i = 1, 5 do local x = i * 2 fs[#fs + 1] = function() x = x + 1 return x end if i == 3 then break end end
print(fs[1](), fs[2](), fs[3](), fs[3]()) --> 3 5 7 8
local g = {}
local i = 0 ::
top::
do local y = i g[#g + 1] = function() y = y + 10 return y end end
i = i + 1
if i < 3 then goto top end
print(g[1](), g[2](), g[3](), g[1]()) --> 10 11 12 20
local w = {}
while #w < 3 do local z = #w w[#w + 1] = function() return z end if z == 1 then goto out end end ::
out::
print(#w, w[1](), w[2]()) --> 2 0 1
local function ret() for k = 1, 3 do local v = k if k == 2 then return function() v = v + 1 return v end end end end
local r = ret()
print(r(), r()) --> 3 4
local ok, e = pcall(function() local v = 1 local f = function() v = v + 1 return v end error(f) end)
print(e(), e()) --> 2 3
