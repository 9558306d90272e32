-- A hook's count is an int, as in Lua: 2^31 is negative and means none. It overflowed the counter.
debug.sethook(function() error("called") end, "", 1 << 31)
for i = 1, 100 do end
print(debug.gethook()) --> nil
debug.sethook(function() error("called") end, "", -5)
print(debug.gethook()) --> nil
local n = 0
debug.sethook(function() n = n + 1 end, "", (1 << 32) + 1)
for i = 1, 10 do end
debug.sethook()
print(n > 10) --> true
print(#debug.traceback("", 1e6 // 1 | 0)) --~> ^\d+$
