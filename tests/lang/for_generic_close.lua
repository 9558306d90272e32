-- The fourth value of a generic for is closed when the loop ends, however it ends.
local function iter(name, n)
    local closer = setmetatable({}, {__close = function(_, e) print("closed", name, e) end})
    return function(_, c) c = c + 1 if c <= n then return c end end, nil, 0, closer
end
for i in iter("end", 2) do print(i) end --> 1
--> 2
--> closed end nil
for i in iter("break", 9) do if i == 2 then break end end --> closed break nil
print((function() for i in iter("return", 9) do return i end end)()) --> closed return nil
--> 1
print(pcall(function() for i in iter("error", 9) do error("e", 0) end end)) --> closed error e
--> false e
do
    for i in iter("goto", 9) do goto out end
    ::out:: --> closed goto nil
end
for i in iter("outer", 2) do for j in iter("inner", 1) do print(i, j) end end --> 1 1
--> closed inner nil
--> 2 1
--> closed inner nil
--> closed outer nil
local co = coroutine.wrap(function() for i in iter("co", 3) do coroutine.yield(i) end return "done" end)
print(co(), co(), co(), co()) --> closed co nil
--> 1 2 3 done
print(pcall(function() for i in print, nil, nil, 5 do end end)) --> false $HERE: variable '(for state)' got a non-closable value
