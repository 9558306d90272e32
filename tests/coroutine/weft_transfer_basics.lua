-- weft-only
-- transfer: values pass both ways, a chain sleeps as one unit, a return lands at the entry's leaf.
local main = coroutine.running()
local a, b
a = coroutine.create(function(...)
    print("a starts", ...)
    print("a again", coroutine.transfer(b, "from a"))
    return "a ends", "here"
end)
b = coroutine.create(function(v)
    print("b got", v)
    print("b again", coroutine.transfer(main, "to main"))
    coroutine.transfer(a, "back to a")
end)
print("main", coroutine.transfer(a, 1, nil, 3)) --> a starts 1 nil 3
--> b got from a
--> main to main
print(coroutine.status(a), coroutine.status(b)) --> suspended suspended
print("main", coroutine.transfer(b, "hello")) --> b again hello
--> a again back to a
--> main a ends here
print(coroutine.status(a), coroutine.state(a), coroutine.state(b)) --> dead finished transferred
print(coroutine.transfer(main, "self", 2)) --> self 2
print(coroutine.state(), coroutine.main() == main) --> running true
