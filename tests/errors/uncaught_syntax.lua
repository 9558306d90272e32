-- A script that does not compile prints nothing.
print("never")
local x = = 1 --!compile unexpected symbol near '='
