-- weft-only
-- A traceback inside a coroutine goes on with the coroutines that wait for it: name, how it was entered, functions and lines.
local function trace(message, level)
    return debug.traceback(message, level or 2)
end

-- resumed
local co = coroutine.create(function()
    print((trace("resumed")))
end)
coroutine.setname(co, "reader")
coroutine.resume(co)
--> resumed
--> stack traceback:
-->  weft_trace_chain.lua:9: in function <weft_trace_chain.lua:8>
-->  coroutine reader, resumed by main:
-->  [C]: in function 'coroutine.resume'
-->  weft_trace_chain.lua:12: in main chunk
-->  [C]: in ?

-- wrapped: called, and as an iterator
local function inner()
    coroutine.yield((trace("wrapped")))
end
local function outer()
    for text in coroutine.wrap(inner) do
        print(text)
    end
end
local call = coroutine.wrap(outer)
call()
--> wrapped
--> stack traceback:
-->  weft_trace_chain.lua:23: in function <weft_trace_chain.lua:22>
-->  coroutine inner <weft_trace_chain.lua:22>, wrapped, called by outer <weft_trace_chain.lua:25>:
-->  [C]: in for iterator 'for iterator'
-->  weft_trace_chain.lua:26: in function <weft_trace_chain.lua:25>
-->  coroutine outer <weft_trace_chain.lua:25>, wrapped, called by main:
-->  [C]: in local 'call'
-->  weft_trace_chain.lua:31: in main chunk
-->  [C]: in ?

-- transferred to: the chain of the entry comes behind
local hub = coroutine.create(function()
    local generator = coroutine.create(function()
        print((trace("transferred")))
    end)
    coroutine.resume(coroutine.setname(generator, "generator"))
end)
coroutine.setname(hub, "hub")
coroutine.resume(coroutine.create(function()
    coroutine.transfer(hub)
end))
--> transferred
--> stack traceback:
-->  weft_trace_chain.lua:46: in function <weft_trace_chain.lua:45>
-->  coroutine generator, resumed by hub:
-->  [C]: in function 'coroutine.resume'
-->  weft_trace_chain.lua:48: in function <weft_trace_chain.lua:44>
-->  coroutine hub, transferred to; waiting is function <weft_trace_chain.lua:51>:
-->  [C]: in function 'coroutine.transfer'
-->  weft_trace_chain.lua:52: in function <weft_trace_chain.lua:51>
-->  coroutine function <weft_trace_chain.lua:51>, resumed by main:
-->  [C]: in function 'coroutine.resume'
-->  weft_trace_chain.lua:51: in main chunk
-->  [C]: in ?

-- thrown into: the thrower waits as a resumer does; a handler sees where it was suspended
local victim = coroutine.create(function()
    print(select(2, xpcall(coroutine.yield, debug.traceback)))
end)
coroutine.resume(victim)
coroutine.throw(victim, "thrown")
--> thrown
--> stack traceback:
-->  [C]: in function 'coroutine.yield'
-->  [C]: in function 'xpcall'
-->  weft_trace_chain.lua:70: in function <weft_trace_chain.lua:69>
-->  coroutine function <weft_trace_chain.lua:69>, resumed by main:
-->  [C]: in function 'coroutine.throw'
-->  weft_trace_chain.lua:73: in main chunk
-->  [C]: in ?

-- inside a finalizer the coroutine that it interrupted goes on to its resumers
coroutine.resume(coroutine.create(function()
    setmetatable({}, {__gc = function() print((trace("finalizer"))) end})
    collectgarbage()
end))
--> finalizer
--> stack traceback:
-->  weft_trace_chain.lua:86: in metamethod '__gc'
-->  [C]: in function 'collectgarbage'
-->  weft_trace_chain.lua:87: in function <weft_trace_chain.lua:85>
-->  coroutine function <weft_trace_chain.lua:85>, resumed by main:
-->  [C]: in function 'coroutine.resume'
-->  weft_trace_chain.lua:85: in main chunk
-->  [C]: in ?

-- debug.traceback(co) is about co alone; a level counts in the first part only
coroutine.wrap(function()
    print(debug.traceback(coroutine.running(), "alone", 1))
    print(debug.traceback("far", 100))
end)()
--> alone
--> stack traceback:
-->  weft_trace_chain.lua:101: in function <weft_trace_chain.lua:100>
--> far
--> stack traceback:
-->  coroutine function <weft_trace_chain.lua:100>, wrapped, called by main:
-->  [C]: in ?
-->  weft_trace_chain.lua:103: in main chunk
-->  [C]: in ?
