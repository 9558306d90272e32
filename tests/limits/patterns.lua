-- Patterns that are too complex, and matches that are long.
local s = ("a"):rep(3000)
print(s:find(".-b"), s:match("^(a*)$") == s, #s:match(".*"), s:find("a-$"), #s:gsub("a", "bb")) --> nil true 3000 1 6000
print(pcall(string.find, ("a"):rep(250000), ("a?"):rep(250000) .. "b")) --> false pattern too complex
print(pcall(string.match, ("("):rep(1000) .. (")"):rep(1000), "%b()") == true) --> true
print(pcall(string.rep("x", 10).find, "x", ("(x"):rep(40))) --> true nil
print(#(("x"):rep(100000)):match("x?x?x?x*"), pcall(string.find, ("x"):rep(500000), ("x?"):rep(500000) .. "x")) --> 100000 false pattern too complex
print(("a"):rep(18):find(("a?"):rep(14) .. ("a"):rep(14))) --> 1 18
