-- Bit operations on integers: a sieve packed 64 to a word, a xorshift generator.
local limit = 4000000
local words = {}
for i = 0, limit >> 6 do words[i] = -1 end
for n = 2, 2000 do
    if words[n >> 6] >> (n & 63) & 1 == 1 then
        for m = n * n, limit, n do words[m >> 6] = words[m >> 6] & ~(1 << (m & 63)) end
    end
end
local count = 0
for n = 2, limit do count = count + (words[n >> 6] >> (n & 63) & 1) end
local x, mix = 88172645463325252, 0
for _ = 1, 6000000 do
    x = x ~ x << 13
    x = x ~ x >> 7
    x = x ~ x << 17
    mix = mix ~ x
end
print(count, mix)
