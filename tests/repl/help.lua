-- weft-only
-- :help knows every function of the library, and nothing else.
local help = require "weft.help"

local libraries = {"coroutine", "string", "table", "math", "utf8", "os", "io", "debug", "package"}
local there = {["file:close"] = true, ["file:flush"] = true, ["file:lines"] = true, ["file:read"] = true,
    ["file:seek"] = true, ["file:setvbuf"] = true, ["file:write"] = true, ["pretty"] = true, basic = true,
    ["weft.pretty"] = true}
for key, value in pairs(_G) do
    if type(value) == "function" or key == "_G" or key == "_VERSION" then
        there[key] = true
    end
end
for _, name in ipairs(libraries) do
    there[name] = true
    for key in pairs(_G[name]) do
        there[name .. "." .. key] = true
    end
end

local function plain(_, text) return text end
for _, name in ipairs(help.names()) do
    if not there[name] then
        print("there is no " .. name)
    end
    there[name] = nil
end
for name in pairs(there) do
    print("no help for " .. name)
end
for key in pairs(getmetatable(io.stdout).__index) do
    if not help.about("file:" .. key, 80, plain) and key:sub(1, 2) ~= "__" then
        print("no help for file:" .. key)
    end
end

print(help.about("utf8.charpattern", 80, plain))
--> utf8.charpattern
-->     a pattern that matches one character of a valid text.
print(help.about("table.move", 40, plain))
--> table.move(from, first, last, position [, to])
-->     copies a range of elements within a
-->     table or to another; returns the
-->     target.
print(help.about("s:reverse()", 80, plain) == help.about("string.reverse", 80, plain)) --> true
print(help.about("reverse", 80, plain) == help.about("string.reverse", 80, plain)) --> true
print(help.about("close", 80, plain):match("coroutine.close.*io.close.*file:close") ~= nil) --> true
print(help.about("nothing", 80, plain)) --> nil
print(help.about("utf8", 80, plain))
--> Text in UTF-8. Positions count bytes. lax also takes numbers that are no
--> characters.
-->   utf8.char(...)
-->   utf8.charpattern
-->   utf8.codepoint(s [, i [, j [, lax]]])
-->   utf8.codes(s [, lax])
-->   utf8.len(s [, i [, j [, lax]]])
-->   utf8.offset(s, n [, i])
