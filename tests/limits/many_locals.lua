-- Locals, upvalues and registers have limits with messages.
local function locals(n) local t = {} for i = 1, n do t[i] = "local v" .. i .. " = " .. i end return table.concat(t, "\n") end
print(load(locals(200) .. "\nreturn v1 + v200")()) --> 201
print(load(locals(201), "=l")) --> nil l:201: too many local variables (limit is 200) in main function near '='
print(load("local function f() " .. locals(201):gsub("\n", " ") .. " end", "=l")) --> nil l:1: too many local variables (limit is 200) in function at line 1 near '='
local function names(n, p) local t = {} for i = 1, n do t[i] = (p or "v") .. i end return table.concat(t, ", ") end
print(load("local " .. names(200) .. " = 1 return v1, v200")()) --> 1 nil
print(load("local " .. names(201), "=l")) --> nil l:1: too many local variables (limit is 200) in main function near <eof>
print(load("return function(" .. names(200) .. ") return v200 end")()(table.unpack({}, 1, 199))) --> nil
print(load("return function(" .. names(201) .. ") end", "=l")) --> nil l:1: too many local variables (limit is 200) in function at line 1 near ')'
local function upvalues(n) local src = {} local use = {} local k = 0 for d = 1, math.ceil(n / 150) do local l = {} for i = 1, math.min(150, n - k) do k = k + 1 l[#l + 1] = "u" .. k use[#use + 1] = "u" .. k end src[#src + 1] = "local " .. table.concat(l, ",") .. " = " .. ("1,"):rep(#l - 1) .. "1 return (function() " end return table.concat(src) .. "return (function() return " .. table.concat(use, " + ") .. " end)()" .. (" end)()"):rep(#src) end
print(load(upvalues(250))()) --> 250
print((select(2, load(upvalues(260), "=u")))) --> u:1: too many upvalues (limit is 255) in function at line 1 near '+'
for _, n in ipairs { 50, 100, 200, 240, 249 } do local f, m = load("local function f(...) return select('#', ...) end return f(" .. ("1,"):rep(n - 1) .. "1)") print(n, f and f() or m) end --> 50 50
--> 100 100
--> 200 200
--> 240 240
--> 249 249
print((select(2, load("return f(" .. ("1,"):rep(300) .. "1)", "=r"))):match("^r:1: function or expression needs too many registers")) --> r:1: function or expression needs too many registers
print((select(2, load("local t = {" .. ("f(),"):rep(10) .. "} return " .. ("{"):rep(1) .. ("(f("):rep(0) .. "}", "=x")))) --> nil
print(#load("return {" .. ("1,"):rep(1000) .. "}")(), #load("return {" .. ("{},"):rep(300) .. "}")()) --> 1000 300
