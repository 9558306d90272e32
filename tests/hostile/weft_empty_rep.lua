-- weft-only: Lua 5.4 loops for ever here
-- Repeating nothing takes no time.
print(#(""):rep(math.maxinteger)) --> 0
print((""):rep(1 << 40) == "") --> true
