-- weft-only
-- Long stacks and long chains are shown by their two ends, however long they are.
local function show(text)
    return (text:gsub("[^\n]*\n?", function(line)
        local skipped = line:match("%(skipping %d+ %a+%)")
        return skipped and skipped .. "\n" or ""
    end)), select(2, text:gsub("\n", "\n"))
end

-- coroutines that resumed each other
local function resume(n)
    if n == 0 then
        return debug.traceback()
    end
    return select(2, coroutine.resume(coroutine.create(resume), n - 1))
end
print(select(2, show(resume(10))))
--> 33
print(show(resume(11)))
-->  36
print(show(resume(12)))
--> (skipping 2 coroutines)
-->  34
print(show(resume(20000)))
--> (skipping 19990 coroutines)
-->  34

-- wraps through which an error came
local function raise(n)
    if n == 0 then
        error("far", 0)
    end
    return (coroutine.wrap(raise)(n - 1))
end
local function trace(n)
    return select(2, xpcall(raise, function(m) return debug.traceback(m:sub(1, 100), 2) end, n))
end
print(select(2, show(trace(10))))
--> 37
print(show(trace(12)))
--> (skipping 2 coroutines)
-->  38
print(show(trace(20000)))
--> (skipping 19990 coroutines)
-->  38

-- a stack
local function deep(n)
    if n == 0 then
        return debug.traceback()
    end
    return (deep(n - 1))
end
print(show(coroutine.wrap(deep)(30)))
--> (skipping 9 levels)
-->  26
print(show(coroutine.wrap(deep)(150000)))
--> (skipping 149979 levels)
-->  26

-- both; the text stays short
local function both(n)
    if n % 40 > 0 then
        return (both(n - 1))
    elseif n == 0 then
        return debug.traceback()
    end
    return (coroutine.wrap(both)(n - 1))
end
print(show(both(4000)))
--> (skipping 18 levels)
--> (skipping 19 levels)
--> (skipping 19 levels)
--> (skipping 19 levels)
--> (skipping 19 levels)
--> (skipping 19 levels)
--> (skipping 90 coroutines)
--> (skipping 19 levels)
--> (skipping 19 levels)
--> (skipping 19 levels)
--> (skipping 19 levels)
-->  235
