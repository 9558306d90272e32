-- create, resume, yield: values pass both ways.
local co = coroutine.create(function(a, b)
    print("start", a, b)
    local c, d = coroutine.yield(a + b, a - b)
    print("second", c, d)
    local n = select("#", coroutine.yield())
    print("third", n)
    return "end", nil
end)
print(type(co), coroutine.status(co)) --> thread suspended
print(coroutine.resume(co, 5, 3)) --> start 5 3
--> true 8 2
print(coroutine.status(co), coroutine.resume(co, "x")) --> second x nil
--> suspended true
print(coroutine.resume(co, nil, nil, nil)) --> third 3
--> true end nil
print(coroutine.status(co), coroutine.resume(co)) --> dead false cannot resume dead coroutine
print(coroutine.resume(co, 1), coroutine.status(co)) --> false dead
print(coroutine.resume(coroutine.create(function(...) return select("#", ...), ... end), 1, nil, nil)) --> true 3 1 nil nil
print(select("#", coroutine.resume(coroutine.create(function() end)))) --> 1
print(coroutine.resume(coroutine.create(print), "a C body", 2)) --> a C body 2
--> true
print(coroutine.resume(coroutine.create(coroutine.yield), "yield as body")) --> true yield as body
local y = coroutine.create(coroutine.yield)
print(coroutine.resume(y, 1)) --> true 1
print(coroutine.resume(y, 2, 3)) --> true 2 3
print(coroutine.status(y)) --> dead
