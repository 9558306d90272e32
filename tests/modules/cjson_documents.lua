-- lua-cjson: big documents there and back, with collections in between, and from coroutines.
-- as-reference
local cjson = require "cjson"
local safe = require "cjson.safe"

local seed = 42
local function random(n)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return (seed >> 8) % n + 1
end
local function word()
    local letters = {}
    for i = 1, random(12) do letters[i] = utf8.char(random(40) == 1 and 0x3b0 + random(20) or 96 + random(26)) end
    return table.concat(letters)
end
local function value(depth)
    local kind = random(depth > 5 and 5 or 8)
    if kind == 1 then return random(1000000) - 500000
    elseif kind == 2 then return random(1000000) / 64
    elseif kind == 3 then return word()
    elseif kind == 4 then return random(2) == 1
    elseif kind == 5 then return cjson.null
    elseif kind <= 7 then
        local list = {}
        for i = 1, random(10) do list[i] = value(depth + 1) end
        return list
    end
    local object = {}
    for _ = 1, random(10) do object[word()] = value(depth + 1) end
    return object
end

-- The same text for the same value: keys sorted.
local function canonical(v)
    if v == cjson.null then return "null" end
    if type(v) ~= "table" then return cjson.encode(v) end
    local parts = {}
    if v[1] ~= nil then
        for i, x in ipairs(v) do parts[i] = canonical(x) end
        return "[" .. table.concat(parts, ",") .. "]"
    end
    for k, x in pairs(v) do parts[#parts + 1] = cjson.encode(k) .. ":" .. canonical(x) end
    table.sort(parts)
    return "{" .. table.concat(parts, ",") .. "}"
end
local function hash(s)
    local h = 5381
    for i = 1, #s do h = (h * 33 + s:byte(i)) & 0xffffffff end
    return h
end

for _, mode in ipairs{"incremental", "generational"} do
    collectgarbage(mode)
    local total = {}
    for i = 1, 150 do
        local v = value(0)
        local text = canonical(v)
        local encoded = safe.encode(v)
        local back = safe.decode(encoded or "")
        if i % 10 == 0 then collectgarbage() else collectgarbage("step") end
        assert(canonical(back) == text)
        assert(canonical(cjson.decode(text)) == text)
        total[i] = text
    end
    local all = "[" .. table.concat(total, ",") .. "]"
    print(mode, #all, hash(all), hash(canonical(cjson.decode(all))))
end
collectgarbage("incremental")

-- One document of many records.
local records = {}
for i = 1, 20000 do records[i] = {id = i, name = "record " .. i, tags = {"a", "b", tostring(i % 7)}, ratio = i / 8} end
local text = cjson.encode(records)
records = nil
collectgarbage()
local back = cjson.decode(text)
local sum, names = 0, 0
for i, r in ipairs(back) do
    assert(r.id == i and r.tags[3] == tostring(i % 7))
    sum, names = sum + r.ratio, names + #r.name
end
print(#text, #back, sum, names)

-- Garbage made by finalizers that decode, while decoding goes on.
local count = 0
local function finalize() count = count + #cjson.decode('[1,[2,{"a":[3]}],"four"]') end
for i = 1, 2000 do
    setmetatable({}, {__gc = finalize})
    local v = cjson.decode('{"n":[' .. i .. ',{"m":"' .. ("x"):rep(i % 100) .. '"}]}')
    assert(v.n[1] == i and #v.n[2].m == i % 100)
end
collectgarbage()
collectgarbage()
print(count)

-- Producers and consumers of documents in coroutines; encode calls from deep inside.
local function producer(n)
    for i = 1, n do coroutine.yield(cjson.encode{i, {word()}, tostring(i)}) end
    return nil
end
local threads = {}
for i = 1, 50 do threads[i] = coroutine.wrap(producer) end
local letters = 0
for _ = 1, 20 do
    for i = 1, 50 do letters = letters + #cjson.decode(threads[i](20))[2][1] end
end
print(letters)

-- The safe flavour returns nil and a message, and errors caught inside a coroutine leave it usable.
print(safe.decode("[1,"))
print(safe.encode(print))
print(safe.encode{1, 2, 3}, #safe.decode("[1,2]"))
print(pcall(safe.decode))
local co = coroutine.wrap(function()
    for i = 1, 3 do
        local ok, message = pcall(cjson.decode, ("["):rep(i) .. "!")
        coroutine.yield(ok, message)
    end
end)
for _ = 1, 3 do print(co()) end

-- Errors thrown with a half-filled buffer must not spoil the next text.
for i = 1, 100 do
    pcall(cjson.encode, {("x"):rep(i * 10), {1, 2, print}})
    assert(cjson.encode{i} == "[" .. i .. "]")
end
local util_ok, util = pcall(require, "cjson.util")
print(util_ok, util_ok and util.compare_values({1, {a = 2}}, {1, {a = 2}}), util_ok and util.serialise_value{1, {a = "x"}, true})
