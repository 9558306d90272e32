-- as-reference: texts of floats, by tostring, .. and %g: all ways in which digits are found, and ties between them.
local state = 12345
local function random(n)
    state = (state * 6364136223846793005 + 1442695040888963407)
    return (state >> 33) % n
end
local makers = {
    function() return string.unpack("d", string.pack("I8", random(2 ^ 31 | 0) << 33 | random(2 ^ 31 | 0) << 2)) end,
    function() return (random(2000000) - 1000000) / 1000 end,
    function() return random(1000000007) / (1 + random(1000)) end,
    function() return random(1024) * 2.0 ^ (random(120) - 60) end,
    function() return random(100) / (1 + random(7)) * 10.0 ^ (random(40) - 20) end,
    function() return random(100000) + 0.5 end,
    function() return random(1 << 30) * 1e9 + random(1 << 30) end,
    function() return 10.0 ^ (random(30) - 10) * (1 + (random(3) - 1) * 2 ^ -52) end,
    function() return tonumber(random(100000) .. "e" .. random(620) - 310) end,
}
local flags = {"", "+", " ", "-12", "12", "012", "+012", "#"}
for number, make in ipairs(makers) do
    local digest, sample = 0, {}
    for i = 1, 3000 do
        local n = make() * (i % 3 == 0 and -1 or 1)
        if n ~= n then n = 0.0 end
        local text = tostring(n) .. " " .. n .. " " .. string.format("%" .. flags[i % #flags + 1] .. "." .. random(18) .. "g", n)
        for k = 1, #text do digest = (digest * 31 + text:byte(k)) & 0xffffffffffff end
        if i % 500 == 0 then sample[#sample + 1] = text end
    end
    print(number, digest, table.concat(sample, " | "))
end
for _, n in ipairs{0.0, -0.0, 1 / 0, -1 / 0, 1e14, 1e15, 99999999999999.5, 999999999999995, 2.5, 3.5, 5e-324, 1.7976931348623157e308} do
    print(n, string.format("%g %.0g %.1g %.17g %#g %G", n, n, n, n, n, n))
end
-- a text that a __concat gives stays what it is
local t = setmetatable({}, {__concat = function() return 5 end})
print(math.type("a" .. t), math.type("a" .. ("b" .. t)), "a" .. 1 .. 2.5 .. "b" .. -0.0)
