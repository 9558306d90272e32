-- weft-only
-- The program's report of an uncaught error shows each coroutine that the error came through; in the main coroutine it is Lua's.
local file = os.getenv("TEST_TMP") .. "/script.lua"

local function report(text)
    local out = assert(io.open(file, "w"))
    out:write(text)
    out:close()
    local run = io.popen("cd $TEST_TMP && '" .. arg[-1] .. "' script.lua 2>&1")
    io.write((run:read("a"):gsub("^[^:]*weft[^:]*: ", "", 1)))
    print(select(3, run:close()))
end

report [[
local function f(x)
    return x.y.z
end
f({})
]]
--> script.lua:2: attempt to index a nil value (field 'y')
--> stack traceback:
-->  script.lua:2: in local 'f'
-->  script.lua:4: in main chunk
-->  [C]: in ?
--> 1

report [[
local function lines()
    coroutine.yield("one")
    local t
    t.x = 1
end
local function words()
    for line in coroutine.wrap(lines) do
        coroutine.yield(line)
    end
end
local co = coroutine.create(function()
    for word in coroutine.wrap(words) do
    end
end)
coroutine.setname(co, "task\n1")
coroutine.transfer(co)
]]
--> script.lua:12: script.lua:7: script.lua:4: attempt to index a nil value (local 't')
--> stack traceback:
-->  script.lua:4: in function <script.lua:1>
-->  coroutine lines <script.lua:1>, wrapped, called by words <script.lua:6>:
-->  [C]: in for iterator 'for iterator'
-->  script.lua:7: in function <script.lua:6>
-->  coroutine words <script.lua:6>, wrapped, called by task\0101:
-->  [C]: in for iterator 'for iterator'
-->  script.lua:12: in function <script.lua:11>
-->  coroutine task\0101, transferred to; waiting is main:
-->  [C]: in function 'coroutine.transfer'
-->  script.lua:16: in main chunk
-->  [C]: in ?
--> 1

report [[
local object = setmetatable({}, {__tostring = function() return debug.traceback("object", 2) end})
coroutine.wrap(function()
    local c <close> = setmetatable({}, {__close = function() error(object) end})
    error("first")
end)()
]]
--> object
--> stack traceback:
-->  [C]: in ?
-->  [C]: in function 'error'
-->  script.lua:4: in function <script.lua:2>
-->  coroutine function <script.lua:2>, wrapped, called by main:
-->  [C]: in ?
-->  script.lua:5: in main chunk
-->  [C]: in ?
--> 1

report [[
local t = setmetatable({}, {__index = coroutine.wrap(function() error({}) end)})
print(t.x)
]]
--> (error object is a table value)
--> stack traceback:
-->  [C]: in function 'error'
-->  script.lua:1: in function <script.lua:1>
-->  coroutine function <script.lua:1>, wrapped, called by main:
-->  [C]: in metamethod 'index'
-->  script.lua:2: in main chunk
-->  [C]: in ?
--> 1

report [[
local function nest(n)
    if n == 0 then error("deep", 0) end
    coroutine.wrap(nest)(n - 1)
end
local ok, message = pcall(nest, 20000)
error(#message < 6000 and "bounded", 0)
]]
--> bounded
--> stack traceback:
-->  [C]: in function 'error'
-->  script.lua:6: in main chunk
-->  [C]: in ?
--> 1
