-- An uncaught error ends the script with the message.
print("before") --> before
local function fail() error("it failed") end --! it failed
fail()
