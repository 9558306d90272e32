-- Jumps over more than 32,767 instructions.
local body = ("x = x + 1 "):rep(40000)
print(load("local x = 0 for i = 1, 3 do " .. body .. " end return x")()) --> 120000
print(load("local x = 0 while x < 100000 do " .. body .. " end return x")()) --> 120000
print(load("local x = 0 repeat " .. body .. " until x >= 100000 return x")()) --> 120000
print(load("local x, c = 0, ... if c then " .. body .. " else x = -1 end return x")(true)) --> 40000
print(load("local x, c = 0, ... if c then " .. body .. " else x = -1 end return x")(false)) --> -1
print(load("local x = 0 for k, v in pairs({1, 2}) do " .. body .. " end return x")()) --> 80000
print(load("local x = 0 do goto over end " .. body .. " ::over:: return x")()) --> 0
print(load("local x = 0 ::top:: " .. body .. " if x < 90000 then goto top end return x")()) --> 120000
print(load("local x = 0 while true do if x > 50000 then break end " .. body .. " end return x")()) --> 80000
print(load("local x = 1 return x == 2 and (function() " .. ("x = x + 1 "):rep(40000) .. " return x end)() or 'skipped'")()) --> skipped
