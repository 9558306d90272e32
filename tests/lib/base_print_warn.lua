-- print uses tostring's rules; warn goes to standard error.
print() --~> ^$
print(1, nil, true) --~> ^1\tnil\ttrue$
print("a\0b") --~> ^a\x00b$
print(setmetatable({}, {__tostring = function() return "ts" end}), setmetatable({}, {__name = "N"})) --~> ^ts\tN: 0x[0-9a-f]+$
print({}, print, coroutine.create(print)) --~> ^table: 0x[0-9a-f]+\tbuiltin: [0-9a-f]+|^table: 0x[0-9a-f]+\tfunction: (builtin: )?(0x)?[0-9a-f]+\tthread: 0x[0-9a-f]+$
warn("@off")
warn("not shown")
warn("@on")
warn("one ", "two") --2> Lua warning: one two
warn("@unknown control") warn("three") --2> Lua warning: three
print(pcall(warn)) --> false bad argument #1 to 'warn' (string expected, got no value)
print(pcall(warn, {})) --> false bad argument #1 to 'warn' (string expected, got table)
warn("@off")
warn("silent again")
local old = tostring
tostring = function() return "changed" end
print(5) --> 5
tostring = old
