-- __concat and __len in longer expressions.
local function show(v) return type(v) == "table" and "obj" or v end
local o = setmetatable({}, {__concat = function(a, b) return "[" .. show(a) .. "|" .. show(b) .. "]" end, __len = function() return 7 end})
print(o .. "a" .. "b", "a" .. o .. "b", "a" .. "b" .. o, 1 .. 2 .. o .. 3 .. 4) --> [obj|ab] a[obj|b] a[b|obj] 12[obj|34]
print(o .. o, #o, -#o, #o + 1) --> [obj|obj] 7 -7 8
print("x" .. #o .. "y") --> x7y
print(pcall(function() return "a" .. {} .. o end)) --> true a[obj|obj]
print(pcall(function() return o .. nil end)) --> false meta_concat_len.lua:3: attempt to concatenate a nil value
local f = setmetatable({}, {__len = function() return 2.5 end})
print(#f, rawlen(f)) --> 2.5 0
local e = setmetatable({}, {__len = function() error("len!", 0) end})
print(pcall(function() return #e end)) --> false len!
print(pcall(table.concat, f)) --> false object length is not an integer
print(pcall(table.unpack, f)) --> false object length is not an integer
