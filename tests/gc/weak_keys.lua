-- Weak keys and ephemerons.
local w = setmetatable({}, {__mode = "k"})
local key = {}
local function fill() w[{}] = 1 w[key] = "kept" w["str"] = {} w[1] = {} end
fill()
collectgarbage()
local n = 0
for k, v in pairs(w) do n = n + 1 end
print(n, w[key], w.str ~= nil, w[1] ~= nil) --> 3 kept true true
local e = setmetatable({}, {__mode = "k"})
local function cycle() local k = {} e[k] = {ref = k} local a, b = {}, {} e[a] = b e[b] = a end
cycle()
collectgarbage()
print(next(e)) --> nil
local chain, first = setmetatable({}, {__mode = "k"}), {}
local function build() local k = first for i = 1, 100 do local nk = {} chain[k] = nk k = nk end chain[k] = "end of chain" end
build()
collectgarbage()
local k, steps = first, 0
while type(k) == "table" do k = chain[k] steps = steps + 1 end
print(k, steps) --> end of chain 101
first = nil
k = nil
collectgarbage()
print(next(chain)) --> nil
local kv = setmetatable({}, {__mode = "kv"})
local function fillkv() kv[{}] = 1 kv[1] = {} kv[key] = {} kv[2] = key kv.x = "s" end
fillkv()
collectgarbage()
n = 0
for _ in pairs(kv) do n = n + 1 end
print(n, kv[2] == key, kv.x) --> 2 true s
