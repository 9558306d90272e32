-- An uncaught runtime error.
local config = {}
print("start") --> start
print(config.section.value) --! attempt to index a nil value (field 'section')
