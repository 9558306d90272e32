-- Random pieces of patterns: a result or an error.
local pieces = {"a", ".", "%a", "%", "[", "]", "[^", "[a-z]", "*", "+", "-", "?", "(", ")", "()", "^", "$", "%1", "%b()", "%f[a]", "%f", "%b", "\0", "[%a", "[]]", "%z"}
local seed = 12345
local function rnd(n) seed = (seed * 1103515245 + 12345) % 2147483648 return seed // 65536 % n + 1 end
local ok, bad = 0, 0
for i = 1, 5000 do local p = {} for j = 1, rnd(6) do p[j] = pieces[rnd(#pieces)] end p = table.concat(p) local s = ("ab(c)a\0b"):rep(rnd(3)) if pcall(string.find, s, p) and pcall(string.gsub, s, p, "%0") then ok = ok + 1 else bad = bad + 1 end end
print(ok + bad, ok > 500, bad > 500) --> 5000 true true
