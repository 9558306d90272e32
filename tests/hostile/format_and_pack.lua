-- Odd numbers in library positions give results or errors, never crashes.
local edge = {math.mininteger, math.maxinteger, -1, 0, 1, 1 << 31, (1 << 31) - 1, 1 << 32, 1 << 53, 2^53, 2^63, -2^63, 0.5, -0.0, 0 / 0, 1 / 0, -1 / 0, "5", "x", "", true, {}}
local count, failed = 0, 0
local function try(f, ...) count = count + 1 if not pcall(f, ...) then failed = failed + 1 end end
for _, x in ipairs(edge) do for _, y in ipairs(edge) do
    try(string.sub, "hello", x, y) try(string.byte, "hello", x, y) try(string.find, "hello", "l", x) try(string.find, "hello", "l", x, y) try(utf8.len, "hello", x, y) try(utf8.codepoint, "hello", x, y) try(utf8.offset, "hello", x, y) try(table.concat, {1, 2, 3}, ",", x, x) try(select, x, y, y) try(math.fmod, x, y) try(math.ult, x, y) try(math.max, x, y) try(math.random, x, y) try(math.log, x, y) try(rawget, {}, x) try(rawset, {}, x, y) try(table.insert, {1, 2}, x, y) try(table.remove, {1, 2}, x) try(string.format, "%d %s", x, y) try(string.format, "%5.2f %g", x, y) try(string.pack, "i4 d", x, y) try(string.unpack, "i1", "abc", x) try(string.char, x, y) try(tonumber, x, y) try(string.gsub, "hello", "l", "m", x) try(string.gmatch, "hello", "l", x) try(os.date, "!%Y", x) try(math.tointeger, x) try(utf8.char, x) try(next, {}, x) try(setmetatable, {}, x) try(math.abs, x) try(math.floor, x) try(string.rep, x == math.maxinteger and "" or "ab", type(x) == "number" and (x ~= x or x > 1000) and -1 or x)
end end
print(count) --> 16456
print(failed > 1000 and failed < count) --> true
