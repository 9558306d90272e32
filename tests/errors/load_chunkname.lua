-- How chunk names appear in messages.
local function try(src, name) print((select(2, load(src, name)))) end
try("x =", "=name") --> name:1: unexpected symbol near <eof>
try("x =", "@name.lua") --> name.lua:1: unexpected symbol near <eof>
try("x =", "x = 5") --> [string "x = 5"]:1: unexpected symbol near <eof>
try("x =", nil) --> [string "x ="]:1: unexpected symbol near <eof>
try("x =\ny", nil) --> nil
try("x =", "line one\nline two") --> [string "line one..."]:1: unexpected symbol near <eof>
try("x =", "=" .. ("a"):rep(59)) --> aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:1: unexpected symbol near <eof>
try("x =", "=" .. ("a"):rep(60)) --> aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:1: unexpected symbol near <eof>
try("x =", "@" .. ("a"):rep(59)) --> aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:1: unexpected symbol near <eof>
try("x =", "@" .. ("a"):rep(60) .. "end") --> ...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaend:1: unexpected symbol near <eof>
try("x =", ("a"):rep(60)) --> [string "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa..."]:1: unexpected symbol near <eof>
try("x =", ("a"):rep(44)) --> [string "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]:1: unexpected symbol near <eof>
try("x =", ("a"):rep(45)) --> [string "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa..."]:1: unexpected symbol near <eof>
try("x =", ("a"):rep(46)) --> [string "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa..."]:1: unexpected symbol near <eof>
try("x =", "") --> [string ""]:1: unexpected symbol near <eof>
try("x =", "=") --> :1: unexpected symbol near <eof>
try("x =", "@") --> :1: unexpected symbol near <eof>
try(("x = 1 "):rep(20) .. "=") --> [string "x = 1 x = 1 x = 1 x = 1 x = 1 x = 1 x = 1 x =..."]:1: unexpected symbol near '='
try("\n" .. "x =") --> [string "..."]:2: unexpected symbol near <eof>
try("--[[\n]] x =") --> [string "--[[..."]:2: unexpected symbol near <eof>
print(debug.getinfo(load("x = 1", "=n"), "S").short_src, debug.getinfo(load("x = 1"), "S").source, debug.getinfo(load(function() return nil end), "S").source) --> n x = 1 =(load)
