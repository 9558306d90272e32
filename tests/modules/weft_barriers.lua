-- weft-only
-- A C function of a module that calls back without a continuation can't be suspended, and is named by what package.loaded calls it.
local lpeg = require "lpeg"
local match = lpeg.match
local function try(switch)
    return coroutine.resume(coroutine.create(function() return match(lpeg.P(1) / switch, "x") end))
end
local main = coroutine.running()
print(try(coroutine.yield)) --> false attempt to yield across a C-call boundary (in lpeg.match)
print(try(function() coroutine.transfer(main) end)) --> false attempt to transfer across a C-call boundary (in lpeg.match)
print(try(function() return select(2, coroutine.resume(coroutine.create(coroutine.yield), "a generator inside")) end)) --> true a generator inside
lpeg.match = nil
print(try(coroutine.yield)) --> false attempt to yield across a C-call boundary
lpeg.match = match
