-- Readers that misbehave.
local function try(...) print(select(2, pcall(function(...) local f, m = load(...) return f and "compiled" or m end, ...))) end
try(function() error("reader failed", 0) end) --> reader failed
try(function() return {} end) --> load_reader.lua:2: reader function must return a string
try(function() return true end) --> load_reader.lua:2: reader function must return a string
try(function() return print end) --> load_reader.lua:2: reader function must return a string
local n = 0
try(function() n = n + 1 if n <= 1000 then return "  " end end) --> compiled
local function nested() local f = load("return 1") return nil, f end
try(nested) --> compiled
n = 0
try(function() n = n + 1 collectgarbage() return ({"return {", "'abc'", ", ", "x}"})[n] end) --> compiled
