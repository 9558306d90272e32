-- Random pieces of source: compiled or refused with a message.
local pieces = {"local", "x", "=", "1", "function", "(", ")", "end", "if", "then", "else", "while", "do", "for", "in", ",", "{", "}", "[", "]", "return", "..", "...", "'s'", "::", "goto", "break", "<const>", "<close>", "not", "-", "#", ":", ".", ";", "repeat", "until", "and", "or", "nil", "0x", "1e", "\"", "[[", "--", "\\", "@"}
local seed = 99
local function rnd(n) seed = (seed * 1103515245 + 12345) % 2147483648 return seed // 65536 % n + 1 end
local ok, bad = 0, 0
for i = 1, 20000 do local p = {} for j = 1, rnd(12) do p[j] = pieces[rnd(#pieces)] end local f, m = load(table.concat(p, " ")) if f then ok = ok + 1 elseif type(m) == "string" and m:find(":1:") then bad = bad + 1 else print(m) end end
print(ok + bad, ok > 10, bad > 10000) --> 20000 true true
