-- Closures: creation, shared upvalues, calls through upvalues.
local function counter(step)
    local n = 0
    return function() n = n + step return n end, function() return n end
end
local sum = 0
for i = 1, 1000000 do
    local next_value, value = counter(i % 5)
    next_value() next_value()
    sum = sum + value()
end
local function compose(f, g) return function(x) return f(g(x)) end end
local inc = function(x) return x + 1 end
local f = inc
for _ = 1, 8 do f = compose(f, inc) end
for i = 1, 700000 do sum = sum + f(i) end
print(sum)
