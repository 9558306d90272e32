-- load: how pieces are joined; many pieces.
local function pieces(s, n) local i = 1 - n return load(function() i = i + n return s:sub(i, i + n - 1) end, "=p") end
local src = "local t = {} for i = 1, 10 do t[#t + 1] = i * 2 end -- comment\nreturn #t, 'a string', [[long\nbracket]], 0x1Fp2, 12.5e1"
print(select("#", pieces(src, 1)()), (pieces(src, 1)())) --> 5 10
for _, n in ipairs { 1, 2, 3, 7, 100 } do local a, b, c, d, e = pieces(src, n)() print(a, b, #c, d, e) end --> 10 a string 12 124.0 125.0
--> 10 a string 12 124.0 125.0
--> 10 a string 12 124.0 125.0
--> 10 a string 12 124.0 125.0
--> 10 a string 12 124.0 125.0
print(pieces("return )", 1)) --> nil p:1: unexpected symbol near ')'
print(pieces("x = 'abc", 2)) --> nil p:1: unfinished string near <eof>
print(type(pieces("", 1))) --> function
local count = 0
local f = load(function() count = count + 1 return count <= 5000 and "local a" .. count % 100 .. " = 1 do end " or nil end)
print(type(f), count > 200) --> nil true
