-- weft-only
-- weft.pretty: values as text.
local pretty = require "weft.pretty"

print(pretty(1), pretty(-0.0), pretty(1e100), pretty(1/0), pretty(0/0):gsub("-", "")) --> 1 -0.0 1e+100 inf nan 0
print(pretty(nil), pretty(true)) --> nil true
print(pretty("a\n\"b\"\\\0\t\x7F\xFF é")) --> "a\n\"b\"\\\x00\t\x7F\xFF é"
print(pretty("\u{85}\u{1F600}")) --> "\u{85}😀"
print(pretty(("x"):rep(10), {text = 4})) --> "xxxx" .. (10 bytes)
print(pretty("ééé", {text = 3})) --> "é" .. (6 bytes)

-- tables: the list, then numbers, strings, booleans
print(pretty({})) --> {}
print(pretty({1, 2, nil, 4})) --> {1, 2, [4] = 4}
print(pretty({b = 1, a = 2, [true] = 3, [1.5] = 4, [-1] = 5, "x"})) --> {"x", [-1] = 5, [1.5] = 4, a = 2, b = 1, [true] = 3}
print(pretty({["end"] = 1, ["a b"] = 2, _x1 = 3})) --> {_x1 = 3, ["a b"] = 2, ["end"] = 1}
print(pretty({[{1}] = 2})) --> {[{..}] = 2}

-- depth, items and width
print(pretty({{{{{}}}}})) --> {{{{{}}}}}
print(pretty({{{{{1}}}}})) --> {{{{{..}}}}}
print(pretty({1, {2, {3}}}, {depth = 1})) --> {1, {..}}
print(pretty({1, 2, 3, 4, a = 5}, {items = 2})) --> {1, 2, .. 3 more}
print(pretty({1, a = 2, b = 3, c = 4}, {items = 2})) --> {1, a = 2, .. 2 more}
print(pretty({name = "a long text", other = "a longer text"}, {width = 30}))
--> {
-->     name = "a long text",
-->     other = "a longer text"
--> }
print(pretty({11111, 22222, 33333, 44444, 55555}, {width = 20}))
--> {
-->     11111, 22222,
-->     33333, 44444,
-->     55555
--> }
print(pretty({a = {b = {111111, 222222}, c = 1}}, {width = 20}))
--> {
-->     a = {
-->         b = {
-->             111111,
-->             222222
-->         },
-->         c = 1
-->     }
--> }

-- cycles and tables that are met again
local t = {name = "t"}
t.self = t
print(pretty(t)) --> &1 {name = "t", self = *1}
local shared = {1}
print(pretty({shared, {shared}, shared})) --> {&1 {1}, {*1}, *1}
local a, b = {}, {}
a.b, b.a = b, a
print(pretty(a)) --> &1 {b = {a = *1}}

-- objects
local Point = {__name = "Point"}
print(pretty(setmetatable({x = 1}, Point))) --> Point {x = 1}
print(pretty({setmetatable({}, {__tostring = function() return "<a\nb>" end})}))
--> {<a
--> b>}
print(pretty(setmetatable({}, {__tostring = error}))) --> <error in __tostring>
print(pretty(setmetatable({}, {__tostring = function() error("no text", 0) end}))) --> <error in __tostring: no text>
print(pretty(setmetatable({1}, {__index = error, __len = error, __pairs = error, __metatable = 1}))) --> {1}

-- functions and coroutines
local function plain(n, ...) return n, ... end
print(pretty(string.rep), pretty(print)) --> function string.rep <native> function print <native>
print(pretty(plain)) --> function(n, ...) <pretty.lua:68>
print(pretty({run = function() end})) --> {run = function run() <pretty.lua:71>}
print(pretty(plain, {name_of = function(f) return f == plain and "plain" end})) --> function plain(n, ...) <pretty.lua:68>
function globally() end
print(pretty(globally)) --> function globally() <pretty.lua:73>
local co = coroutine.setname(coroutine.create(function()
    coroutine.yield()
end), "worker")
print(pretty(co)) --> coroutine worker (new)
coroutine.resume(co)
print(pretty(co)) --> coroutine worker (yielded at pretty.lua:76)
coroutine.resume(co)
print(pretty(co)) --> coroutine worker (finished)

-- a big table takes no long time, and no long text
local big = {}
for i = 1, 100000 do
    big[i] = big
end
print(#pretty(big) < 2000) --> true
print(pretty(io.stdout)) --~> ^file \(0x

-- nothing in the text acts on a terminal, wherever it comes from
print(pretty("\u{202E}a\u{200B}b\u{FEFF}é")) --> "\u{202E}a\u{200B}b\u{FEFF}é"
print(pretty(setmetatable({}, {__name = "\27[2J\n"}))) --> \x1B[2J\n {}
print(pretty(setmetatable({}, {__tostring = function() return "\27[2J\x9B|\7" end}))) --> \x1B[2J\x9B|\a
print(pretty(setmetatable({}, {__tostring = function() error("\27[2J", 0) end}))) --> <error in __tostring: \x1B[2J>
print(pretty(load("return 1", "=\27name"))) --> function(...) <\x1Bname>
print(pretty({["\27f"] = function() end})) --> {["\x1Bf"] = function \x1Bf() <pretty.lua:98>}
local odd = coroutine.setname(coroutine.create(load("coroutine.yield()", "=\27name")), "\27co")
coroutine.resume(odd)
print(pretty(odd)) --> coroutine \x1Bco (yielded at \x1Bname:1)
print(pretty.printable("\27[1mtwo\n\tlines\r\x7F")) --> \x1B[1mtwo
--> 	lines\r\x7F

-- long texts and many items are cut
print((pretty(setmetatable({}, {__tostring = function() return ("x"):rep(3000) end})):sub(-20))) --> xxxx .. (3000 bytes)
print((pretty({("x"):rep(300)}, {width = 300}):sub(-22))) --> xxxxx" .. (300 bytes)}
local many = {}
for i = 1, 100 do
    many[i] = {}
    for j = 1, 100 do
        many[i][j] = {i, j}
    end
end
print(pretty({many, 5}, {width = 1000}):find("{{{1, 1}", 1, true)) --> nil
print(pretty({{1, 2}, {3, 4}}, {all_items = 4})) --> {{..}, {..}}
print(pretty({{1, 2}, {3, 4}}, {all_items = 6})) --> {{1, 2}, {3, 4}}
local keys = {}
for i = 1000, 9999 do
    keys["k" .. i] = i
end
print(pretty(keys, {items = 3})) --> {k1000 = 1000, k1001 = 1001, k1002 = 1002, .. 8997 more}
keys.k1001, keys.k5000 = keys, keys
print(pretty(keys, {items = 3})) --> &1 {k1000 = 1000, k1001 = *1, k1002 = 1002, .. 8997 more}
local deep = {}
for _ = 1, 100000 do
    deep = {deep}
end
print(#pretty(deep, {depth = 1e9}) < 100000) --> true

-- the width of East Asian characters
print(pretty.width("aé日本😀")) --> 8
print(pretty({"日本日本日本", "日本日本日本"}, {width = 30}))
--> {
-->     "日本日本日本",
-->     "日本日本日本"
--> }

-- what a script does to the libraries
getmetatable("").__index = nil
package.loaded.odd = {[setmetatable({}, {__tostring = error})] = print}
package.loaded = nil
print(pretty({"text", pretty, x = 1.5}, {depth = 1})) --> {"text", {..}, x = 1.5}
