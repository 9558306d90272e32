-- weft-only
-- select, type, rawequal, rawlen, rawget, rawset, next, assert, _VERSION.
print(_VERSION, type(_G), _G._G == _G) --> Lua 5.4 table true
print(type(nil), type(1), type("s"), type({}), type(print), type(true), type(coroutine.create(print)), type(io.stdout), pcall(type)) --> nil number string table function boolean thread userdata false bad argument #1 to 'type' (value expected)
print(select("#"), select("#", nil, nil), select(1, "a", "b"), select(2, "a", "b"), select(3, "a", "b"), select(-1, "a", "b"), select("2", "a", "b"), select(2.0, "a", "b")) --> 0 2 a b nil b b b
print(pcall(select, 0)) --> false bad argument #1 to 'select' (index out of range)
print(pcall(select, -3, 1, 2)) --> false bad argument #1 to 'select' (index out of range)
print(pcall(select, 1.5)) --> false bad argument #1 to 'select' (number has no integer representation)
print(pcall(select)) --> false bad argument #1 to 'select' (number expected, got no value)
print(rawequal("a", "a"), rawequal({}, {}), rawequal(1, 1.0), pcall(rawequal, 1)) --> true false true false bad argument #2 to 'rawequal' (value expected)
print(rawlen({1, 2}), rawlen("abc"), pcall(rawlen, 1)) --> 2 3 false bad argument #1 to 'rawlen' (table or string expected, got number)
print(rawget({x = 1}, "x"), rawget({}, "y"), pcall(rawget, "x", 1)) --> 1 nil false bad argument #1 to 'rawget' (table expected, got string)
local t = {}
print(rawset(t, "a", 1) == t, t.a, pcall(rawset, t, nil, 1)) --> true 1 false table index is nil
print(pcall(rawset, 1, 2, 3)) --> false bad argument #1 to 'rawset' (table expected, got number)
print(pcall(rawset, t, 0/0, 1)) --> false table index is NaN
print(pcall(rawset, t, 1)) --> false bad argument #3 to 'rawset' (value expected)
print(next({}), next({1}), next({x = 1}), next({1, 2}, 1), next({1, 2}, 2), pcall(next, {}, 1)) --> nil 1 x 2 nil false invalid key to 'next'
print(pcall(next)) --> false bad argument #1 to 'next' (table expected, got no value)
print(pcall(next, {1, 2}, 3)) --> false invalid key to 'next'
print(pcall(next, {1,2}, 1.5)) --> false invalid key to 'next'
print(next({10}, nil)) --> 1 10
print(assert(1, "m"), pcall(assert, false, "m"), pcall(assert, nil)) --> 1 false false assertion failed!
print(select("#", assert(1, 2, 3))) --> 3
local e = {}
print(select(2, pcall(assert, false, e)) == e) --> true
for _, n in ipairs { "assert", "collectgarbage", "dofile", "error", "getmetatable", "ipairs", "load", "loadfile", "next", "pairs", "pcall", "print", "rawequal", "rawget", "rawlen", "rawset", "require", "select", "setmetatable", "tonumber", "tostring", "type", "warn", "xpcall" } do if type(_G[n]) ~= "function" then print("missing", n) end end
local names = {}
for k in pairs(_G) do names[#names + 1] = k end
table.sort(names)
print(table.concat(names, " ")) --> _G _VERSION arg assert collectgarbage coroutine debug dofile error getmetatable io ipairs load loadfile math next os package pairs pcall print rawequal rawget rawlen rawset require select setmetatable string table tonumber tostring type utf8 warn xpcall
for _, lib in ipairs { "string", "table", "math", "os", "io", "utf8", "coroutine", "debug", "package" } do local l = {} for k in pairs(_G[lib]) do l[#l + 1] = k end table.sort(l) if lib ~= "coroutine" then print(lib, table.concat(l, " ")) end end --> string byte char dump find format gmatch gsub len lower match pack packsize rep reverse sub unpack upper
--> table concat insert move pack remove sort unpack
--> math abs acos asin atan atan2 ceil cos cosh deg exp floor fmod frexp huge ldexp log log10 max maxinteger min mininteger modf pi pow rad random randomseed sin sinh sqrt tan tanh tointeger type ult
--> os clock date difftime execute exit getenv remove rename setlocale time tmpname
--> io close flush input lines open output popen read stderr stdin stdout tmpfile type write
--> utf8 char charpattern codepoint codes len offset
--> debug debug gethook getinfo getlocal getmetatable getregistry getupvalue getuservalue memory setcstacklimit sethook setlocal setmetatable setupvalue setuservalue traceback upvalueid upvaluejoin
--> package config cpath loaded loadlib path preload searchers searchpath
