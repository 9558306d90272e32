-- Coroutines: a token goes round a ring of 500.
local n, rounds = 500, 9000
local ring = {}
for i = 1, n do
    ring[i] = coroutine.wrap(function(token)
        while true do token = coroutine.yield(token + i % 3) end
    end)
end
local token = 0
for _ = 1, rounds do for i = 1, n do token = ring[i](token) end end
print(token)
