-- weft-only
-- Chunks whose top-level locals later chunks see.
local chunk = require "weft.chunk"

local variables = {}
local function run(text, is_strict)
    local f, message = chunk.compile(text, "=t", is_strict and {} or variables, is_strict)
    if not f then
        print(message)
        return
    end
    return f()
end

run "local a, b = 1, 2"
print(run "a + b") --> 3
run "a = 10"
print(run "= a") --> 10
print(a) --> nil

-- functions share the variable
run "local function count() a = a + 1 return a end"
print(run "count()", run "count()", run "a") --> 11 12 12
run "local get = function() return b end b = 'new'"
print(run "get()") --> new

-- a local of the same name is another variable
run "local a = 'other'"
print(run "a", run "count()") --> other 13
run "local b = b .. '!'"
print(run "b", run "get()") --> new! new

-- attributes
run "local c <const>, d <const>, e = 5, {1}, 6"
print(run "c, #d, e") --> 5 1 6
run "c = 1" --> t:1: attempt to assign to const variable 'c'
run "local h <close> = setmetatable({}, {__close = function() print('closed') end})" --> closed
print(run "type(h)") --> table

-- names of results are not kept
run "local _, _1, kept = 1, 2, 3"
print(run "_, _1, kept") --> nil nil 3

-- where locals are declared: at the top level only
run "do local inner = 1 end for i = 1, 1 do local j = 1 end if true then local k = 1 else local l = 1 end"
run "repeat local m = 1 until m local t2 = {f = function() local n = 1 end}"
print(run "inner, j, k, l, m, n, type(t2)") --> nil nil nil nil nil nil table

-- a return statement, comments at the end, several lines
print(run "local x1 = 1 return x1 + 1") --> 2
print(run "x1") --> 1
run "local x2 = 2 -- the end"
run "local x3 = --[[ inside ]] 3"
print(run "x2, x3") --> 2 3
run "local function many(...)\n    return select('#', ...)\nend\nlocal y1, y2 = many(1, nil, nil), 'return'"
print(run "y1, y2, many()") --> 3 return 0

-- lines stay what they are
print(pcall(run, "local z = 1\n\nerror('here')")) --> false t:3: here
print(pcall(run, "x2 = x2\nerror('there')")) --> false t:2: there

-- what goes beyond a limit, or does not fit, is taken as it is
local parts = {}
for i = 1, 199 do
    parts[i] = "local v" .. i .. " = " .. i
end
run(table.concat(parts, " "))
print(run "goto done local skipped = 1 ::done::", run "skipped") --> nil nil

-- strict
run("local s = 1", true)
print(run("s, x2", true)) --> nil nil

-- what is incomplete
for _, text in ipairs {"for", "x =", "f(", "x = [[", "x = 'a", "x = 'a\\", "x = = 1", "return 1"} do
    local _, message = load(text, "=t")
    io.write(tostring(message ~= nil and chunk.is_incomplete(message, text)), " ")
end
print() --> true true true true false true false false 
