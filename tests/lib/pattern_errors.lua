-- Malformed patterns.
local function err(...) print(select(2, pcall(...))) end
err(string.find, "a", "[a") --> malformed pattern (missing ']')
err(string.find, "a", "[]") --> malformed pattern (missing ']')
err(string.find, "a", "[^]") --> malformed pattern (missing ']')
err(string.find, "a", "[a%") --> malformed pattern (missing ']')
err(string.find, "a", "%") --> malformed pattern (ends with '%')
err(string.find, "a", "(a") --> unfinished capture
err(string.find, "a", "a)") --> nil
err(string.find, "a", "(()") --> unfinished capture
err(string.find, "a", "%1") --> invalid capture index %1
err(string.find, "a", "(a)%2") --> invalid capture index %2
err(string.find, "aa", "(a%1)") --> invalid capture index %1
err(string.find, "a", "%b") --> malformed pattern (missing arguments to '%b')
err(string.find, "a", "%bx") --> malformed pattern (missing arguments to '%b')
err(string.find, "a", "%f") --> missing '[' after '%f' in pattern
err(string.find, "a", "%fa") --> missing '[' after '%f' in pattern
err(string.gsub, "a", "a", "%2") --> invalid capture index %2
err(string.gsub, "a", "a", "%") --> invalid use of '%' in replacement string
err(string.gsub, "a", "a", "%x") --> invalid use of '%' in replacement string
err(string.gsub, "a", "(a", "x") --> x 1
err(string.gsub, "a", "a", print, "x") --> bad argument #4 to 'string.gsub' (number expected, got string)
err(string.gsub, "a", "a") --> bad argument #3 to 'string.gsub' (string/function/table expected, got no value)
err(string.gsub, "a", "a", nil) --> bad argument #3 to 'string.gsub' (string/function/table expected, got nil)
err(string.gsub, "a", "a", true) --> bad argument #3 to 'string.gsub' (string/function/table expected, got boolean)
err(string.gsub, "a", "a", function() return {} end) --> invalid replacement value (a table)
err(string.gsub, "a", "a", {a = true}) --> invalid replacement value (a boolean)
err(string.gsub, "a", "a", {a = print}) --> invalid replacement value (a function)
err(string.match, "a", ("(a)"):rep(33)) --> nil
err(string.find, "a", ("()"):rep(33)) --> too many captures
print(#{string.find("a", ("()"):rep(32))}) --> 34
err(string.gmatch, "a") --> bad argument #2 to 'string.gmatch' (string expected, got no value)
err(string.gmatch("a", "[a")) --> malformed pattern (missing ']')
err(string.gmatch("a", "%")) --> malformed pattern (ends with '%')
err(string.match) --> bad argument #1 to 'string.match' (string expected, got no value)
err(string.match, "a", {}) --> bad argument #2 to 'string.match' (string expected, got table)
err(string.find, nil, "a") --> bad argument #1 to 'string.find' (string expected, got nil)
print(pcall(string.rep, "x", -1), ("x"):match("[a-]"), ("-"):match("[a-]"), ("]"):match("[]]"), ("x"):match("[%]]"), ("a"):match("[%a-]")) --> true nil - ] nil a
