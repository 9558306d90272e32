-- weft-only
-- An error that came out of other coroutines: a message handler's traceback shows their parts before the level where it came out.
local function trace(message)
    return debug.traceback(message, 2)
end

-- through two wraps, one of them a loop's iterator; __close methods run meanwhile and fail, too
local closing = setmetatable({}, {__close = function() pcall(coroutine.wrap(error), "lost") end})
local function inner()
    local c <close> = closing
    coroutine.yield(1)
    local d <close> = closing
    error("inner", 2)
end
local function outer()
    local c <close> = closing
    for v in coroutine.wrap(inner) do
        local d <close> = closing
    end
end
local wrapped = coroutine.wrap(outer)
print(select(2, xpcall(wrapped, trace)))
--> weft_trace_wrap.lua:17: inner
--> stack traceback:
-->  [C]: in function 'error'
-->  weft_trace_wrap.lua:13: in function <weft_trace_wrap.lua:9>
-->  coroutine inner <weft_trace_wrap.lua:9>, wrapped, called by outer <weft_trace_wrap.lua:15>:
-->  [C]: in for iterator 'for iterator'
-->  weft_trace_wrap.lua:17: in function <weft_trace_wrap.lua:15>
-->  coroutine outer <weft_trace_wrap.lua:15>, wrapped, called by main:
-->  [C]: in ?
-->  [C]: in function 'xpcall'
-->  weft_trace_wrap.lua:22: in main chunk
-->  [C]: in ?

-- out of a coroutine that nobody resumed, into a pending transfer; its frames stay while its variables are closed
local task = coroutine.create(function()
    local c <close> = closing
    local d <close> = setmetatable({}, {__close = function(_, e) error(e .. ", replaced", 0) end})
    local function fail(n)
        if n > 0 then
            fail(n - 1)
        end
        coroutine.wrap(error)("task", 0)
    end
    fail(2)
end)
coroutine.setname(task, "task")
print(select(2, xpcall(coroutine.transfer, debug.traceback, task)))
--> weft_trace_wrap.lua:44: task, replaced
--> stack traceback:
-->  [C]: in function 'error'
-->  coroutine error, wrapped, called by task:
-->  [C]: in ?
-->  weft_trace_wrap.lua:44: in upvalue 'fail'
-->  weft_trace_wrap.lua:42: in upvalue 'fail'
-->  weft_trace_wrap.lua:42: in local 'fail'
-->  weft_trace_wrap.lua:46: in function <weft_trace_wrap.lua:37>
-->  coroutine task, transferred to; waiting is main:
-->  [C]: in function 'coroutine.transfer'
-->  [C]: in function 'xpcall'
-->  weft_trace_wrap.lua:49: in main chunk
-->  [C]: in ?
print(debug.traceback(task))
--> stack traceback:
-->  [C]: in ?
-->  weft_trace_wrap.lua:44: in upvalue 'fail'
-->  weft_trace_wrap.lua:42: in upvalue 'fail'
-->  weft_trace_wrap.lua:42: in local 'fail'
-->  weft_trace_wrap.lua:46: in function <weft_trace_wrap.lua:37>

-- a handler inside a handler has its own error's parts; the one around it, its own
print(select(2, xpcall(coroutine.wrap(error), function(m)
    return select(2, xpcall(coroutine.wrap(function() error("second", 0) end), debug.traceback)) .. "\n" .. debug.traceback(m)
end, "first")))
--> second
--> stack traceback:
-->  [C]: in function 'error'
-->  weft_trace_wrap.lua:74: in function <weft_trace_wrap.lua:74>
-->  coroutine function <weft_trace_wrap.lua:74>, wrapped, called by main:
-->  [C]: in ?
-->  [C]: in function 'xpcall'
-->  weft_trace_wrap.lua:74: in function <weft_trace_wrap.lua:73>
-->  [C]: in function 'error'
-->  coroutine error, wrapped, called by main:
-->  [C]: in ?
-->  [C]: in function 'xpcall'
-->  weft_trace_wrap.lua:73: in main chunk
-->  [C]: in ?
--> first
--> stack traceback:
-->  weft_trace_wrap.lua:74: in function <weft_trace_wrap.lua:73>
-->  [C]: in function 'error'
-->  coroutine error, wrapped, called by main:
-->  [C]: in ?
-->  [C]: in function 'xpcall'
-->  weft_trace_wrap.lua:73: in main chunk
-->  [C]: in ?
