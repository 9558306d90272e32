-- Strings: gmatch, gsub, upper, concat, tables keyed by strings.
local text = ("the quick brown fox jumps over the lazy dog while seven wizards watch from afar "):rep(40)
local total = 0
for round = 1, 110 do
    local count = {}
    for word in text:gmatch("%a+") do count[word] = (count[word] or 0) + 1 end
    local names = {}
    for word, n in pairs(count) do names[#names + 1] = word .. "=" .. n end
    table.sort(names)
    local line = table.concat(names, ",")
    total = total + #line + #text:gsub("o", "00") + #text:upper():sub(round, -round)
end
local parts = {}
for i = 1, 500000 do parts[#parts + 1] = "<" .. i .. ">" end
local joined = table.concat(parts)
local key = 0
for i = 1, #joined, 7 do key = (key * 31 + joined:byte(i)) % 1000003 end
print(total, #joined, key)
