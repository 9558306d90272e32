-- In generational mode, what an old object is made to refer to survives minor collections, whatever the kind of reference.
collectgarbage("generational")
local t, array, up = {}, {}, nil
local function set(v) up = v end
local hash, fields, co = {}, {a = 1, b = 2}, coroutine.create(function(v) while true do v = coroutine.yield(v) end end)
for i = 1, 1000 do array[i] = i hash["k" .. i] = {} hash[i * 1000] = {} end
coroutine.resume(co)
local appends = {function(a, v) a[#a + 1] = v end, function(a, v) rawset(a, #a + 1, v) end,
    function(a, v) table.insert(a, v) end, function(a, v) table.insert(a, #a, v) end, function(a, v) a.key = 1 a[#a + 1] = v end}
local lists = {}
for _, append in ipairs(appends) do
    for n = 0, 21 do -- full, and with room
        local list = {}
        for i = 1, (1 << n // 2) + n % 2 do list[i] = i end
        lists[list] = append
    end
end
local text = setmetatable({}, {__mode = "k"})
for i = 1, 2 do collectgarbage() end
setmetatable(t, {mark = {"metatable"}})
set({"upvalue"})
array[500] = {"element"}
array[1001] = {"appended"}
for list, append in pairs(lists) do append(list, {"appended"}) end
hash.k500 = {"node"}
hash.new = {"new node"}
hash[5000] = {"integer node"}
hash[{}] = {"table key"}
fields.a = {"field"}
fields.c = {"new field"}
text[t] = {"ephemeron"}
debug.setuservalue(io.stdout, {"user value"}, 1)
coroutine.resume(co, {"in a suspended coroutine"})
coroutine.close(coroutine.create(print))
for round = 1, 3 do
    local junk = {}
    for i = 1, 60000 do junk[i % 50 + 1] = {i} end
end
print(getmetatable(t).mark[1]) --> metatable
print(up[1]) --> upvalue
print(array[500][1], array[1001][1]) --> element appended
local kept = 0
for list in pairs(lists) do
    local last = list[#list]
    kept = kept + ((type(last) == "table" and last or list[#list - 1])[1] == "appended" and 1 or 0)
end
print(kept) --> 110
print(hash.k500[1], hash.new[1], hash[5000][1]) --> node new node integer node
print(fields.a[1], fields.c[1]) --> field new field
print(text[t][1]) --> ephemeron
local found
for k, v in pairs(hash) do found = type(k) == "table" and v[1] or found end
print(found) --> table key
local _, v = debug.getlocal(co, 1, 1)
print(v[1]) --> in a suspended coroutine
