-- Deeply nested protected calls.
local function nest(n) if n == 0 then return "bottom" end return select(2, pcall(nest, n - 1)) end
print(nest(150)) --> bottom
local function nesterr(n) if n == 0 then error("bottom", 0) end local ok, e = pcall(nesterr, n - 1) error(e, 0) end
print(pcall(nesterr, 100)) --> false bottom
local function x(n) if n == 0 then error("e", 0) end return xpcall(x, function(m) return m .. n % 10 end, n - 1) end
print(select(-1, x(5))) --> e1
local function forever() local ok, e = pcall(forever) if not ok then error(e, 0) end end
print((tostring(select(2, pcall(forever)))):match("stack overflow")) --> stack overflow
