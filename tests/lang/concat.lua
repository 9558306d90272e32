-- Concatenation of strings and numbers, right associative, any length.
print("a" .. 1 .. 2.0 .. "b", 1 .. "", -1 .. "", 1e100 .. "", "x" .. -0.0) --> a12.0b 1 -1 1e+100 x-0.0
print(("a" .. "b") .. ("c" .. "d"), "" .. "", #("\0" .. "\0")) --> abcd  2
local s = ""
for i = 1, 300 do s = s .. i .. "," end
print(#s, s:sub(1, 20), s:sub(-10)) --> 1092 1,2,3,4,5,6,7,8,9,10 8,299,300,
local a, b, c, d = "a", 1, 2.5, "d"
print(a .. b .. c .. d .. a .. b .. c .. d) --> a12.5da12.5d
print(pcall(function() return a .. nil end)) --> false $HERE: attempt to concatenate a nil value
print(pcall(function() return {} .. a end)) --> false $HERE: attempt to concatenate a table value
print(pcall(function() return a .. b .. true .. c end)) --> false $HERE: attempt to concatenate a boolean value
print(pcall(function() return a .. print end)) --> false $HERE: attempt to concatenate a function value (global 'print')
local big = ("x"):rep(1000)
print(#(big .. big .. big), (big .. "y") == (big .. "y"), (big .. "1") < (big .. "2")) --> 3000 true true
