-- weft-only: an error through a long chain of coroutine.wrap is not quadratic: positions are put in front of short messages only.
local function chain(n) if n == 0 then error("deep", 0) end return coroutine.wrap(chain)(n - 1) end
local ok, message = pcall(chain, 20000)
print(ok, #message < 5000, message:sub(-12)) --> false true .lua:2: deep
local ok, message = pcall(chain, 3)
print(ok, select(2, message:gsub("weft_wrap_error_chain.lua:2: ", ""))) --> false 3
local object = setmetatable({}, {__tostring = function() return "object" end})
print(pcall(coroutine.wrap(function() coroutine.wrap(error)(object) end))) --> false object
