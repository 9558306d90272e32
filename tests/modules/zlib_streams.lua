-- lua-zlib: round trips in one piece and in pieces, checksums, levels, and damaged input.
-- as-reference
-- needs zlib
local zlib = require "zlib"

local parts = {}
for i = 1, 2000 do parts[i] = ("line %d: %s"):format(i, ("abc"):rep(i % 17)) end
local text = table.concat(parts, "\n") .. "\0\1\255"

for _, level in ipairs {0, 1, 6, 9} do
    local packed, eof, bytes_in, bytes_out = zlib.deflate(level)(text, "finish")
    print(level, eof, bytes_in, bytes_out, #packed, zlib.inflate()(packed) == text)
end

-- in pieces, from a coroutine, with gzip's window
local function chunks(s, n)
    return coroutine.wrap(function()
        for i = 1, #s, n do coroutine.yield(s:sub(i, i + n - 1)) end
    end)
end
local deflate, out = zlib.deflate(6, 15 + 16), {}
for chunk in chunks(text, 777) do out[#out + 1] = (deflate(chunk)) end
out[#out + 1] = deflate("", "finish")
local packed = table.concat(out)
print(#packed, packed:byte(1, 2))
local inflate, back, finished, eof = zlib.inflate(15 + 32), {}, false
for chunk in chunks(packed, 100) do
    local piece
    piece, eof = inflate(chunk)
    back[#back + 1] = piece
    finished = finished or eof
end
print(finished, table.concat(back) == text)

-- a flush makes what was fed so far readable
local d, i = zlib.deflate(), zlib.inflate()
print(i((d("first ", "sync"))), i((d("second", "full"))), i((d("", "finish"))))
print(pcall(d, "after the end"))

print(zlib.crc32()("hello"), zlib.adler32()("hello"), zlib.crc32()(text), zlib.adler32()(text))
local crc = zlib.crc32()
for chunk in chunks(text, 1000) do crc(chunk) end
print(crc() == zlib.crc32()(text))

print(pcall(zlib.inflate(), "this is not compressed"))
print(pcall(zlib.inflate(), packed:sub(1, 50) .. "damage" .. packed:sub(57)))
print(pcall(zlib.deflate, 42))
print(pcall(zlib.deflate(), "x", "nonsense"))

-- many streams left to the collector
local sum = 0
for n = 1, 300 do
    local s = zlib.deflate(n % 10)(("%d "):format(n):rep(n), "finish")
    sum = sum + #zlib.inflate()(s)
end
collectgarbage()
print(sum)
