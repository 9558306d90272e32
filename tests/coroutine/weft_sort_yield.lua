-- weft-only: Lua 5.4 refuses these
-- Yields pass through table.sort and the callbacks of the string library.
local function drive(f)
    local co = coroutine.create(f)
    local n, ok, v = 0, coroutine.resume(co)
    while ok and coroutine.status(co) ~= "dead" do n = n + 1 ok, v = coroutine.resume(co, v) end
    return ok, v, n > 0
end
print(drive(function() local t = {3, 1, 2} table.sort(t, function(a, b) coroutine.yield() return a < b end) return table.concat(t, " ") end)) --> true 1 2 3 true
print(drive(function() return (("abc"):gsub(".", function(c) coroutine.yield() return c:upper() end)) end)) --> true ABC true
print(drive(function() return (("abc"):gsub("%w", setmetatable({}, {__index = function(_, k) coroutine.yield() return k .. k end}))) end)) --> true aabbcc true
print(drive(function() return string.format("%s|%5s", setmetatable({}, {__tostring = function() coroutine.yield() return "ts" end}), "x") end)) --> true ts|    x true
print(drive(function() return tostring(setmetatable({}, {__tostring = function() coroutine.yield() return "ts" end})) end)) --> true ts true
print(drive(function() return load(function() return (coroutine.yield(nil)) end) ~= nil end)) --> true true true
print(drive(function() local n = 0 return load(function() coroutine.yield() n = n + 1 return ({"return ", "42"})[n] end)() end)) --> true 42 true
print(drive(function() return table.concat(setmetatable({}, {__len = function() coroutine.yield() return 2 end, __index = function(_, i) coroutine.yield() return "i" .. i end}), ",") end)) --> true i1,i2 true
print(drive(function() return select("#", table.unpack(setmetatable({}, {__len = function() coroutine.yield() return 3 end, __index = function() coroutine.yield() return 1 end}))) end)) --> true 3 true
print(drive(function() local log = {} table.insert(setmetatable({}, {__len = function() coroutine.yield() return 4 end, __newindex = function(_, k, v) coroutine.yield() log[#log + 1] = k .. "=" .. v end}), "v") return log[1] end)) --> true 5=v true
print(drive(function() local t = setmetatable({}, {__index = function(_, i) coroutine.yield() return i end}) return #table.move(t, 1, 3, 1, {}) end)) --> true 3 true
print(drive(function() local t = setmetatable({1, 2, 3}, {__len = function(t) coroutine.yield() return rawlen(t) end}) return table.remove(t) end)) --> true 3 true
print(drive(function() return xpcall(error, function(m) coroutine.yield() return "H" .. m end, "e", 0) end)) --> true false true
print(drive(function() local n = 0 for i, v in ipairs(setmetatable({}, {__index = function(_, i) coroutine.yield() if i < 4 then return i end end})) do n = n + v end return n end)) --> true 6 true
print(drive(function() return (pcall(string.rep, setmetatable({}, {__name = "N"}))) end)) --> true false false
