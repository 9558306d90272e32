-- Ordering of numbers and strings; errors for the rest.
print(1 < 2, 1 <= 1, 2 > 3, 3 >= 3, "a" < "b", "a" < "B", "Z" < "a", "" < "a", "a" < "aa", "a\0b" < "a\0c", "a\0" > "a") --> true true false true true false true true true true true
print("10" < "9", "abc" == "abc", "abc" ~= "abd", "é" > "e") --> true true true true
local function err(f) print(select(2, pcall(f))) end
err(function() return 1 < "2" end) --> $HERE: attempt to compare number with string
err(function() return {} < {} end) --> $HERE: attempt to compare two table values
err(function() return nil < 1 end) --> $HERE: attempt to compare nil with number
err(function() return {} <= 1 end) --> $HERE: attempt to compare table with number
err(function() return print < print end) --> $HERE: attempt to compare two function values
err(function() return true > false end) --> $HERE: attempt to compare two boolean values
err(function() return "a" >= 1 end) --> $HERE: attempt to compare number with string
err(function() return coroutine.create(print) < 1 end) --> $HERE: attempt to compare thread with number
print({} == {}, print == print, nil == false, 1 == true) --> false true false false
local a = {}
local b = a
print(a == b, a ~= {}, rawequal(a, b)) --> true true true
