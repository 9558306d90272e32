-- lua-yaml: documents loaded and dumped, anchors, tags, several documents, errors, and the event interface below it.
-- as-reference
-- needs yaml
local yaml = require "yaml"
local lyaml = require "lyaml"

local function show(v)
    if v == lyaml.null then return "null" end
    if type(v) ~= "table" then return math.type(v) == "float" and ("%g"):format(v) or tostring(v) end
    local keys, words = {}, {}
    for k in pairs(v) do keys[#keys + 1] = k end
    table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
    for i, k in ipairs(keys) do words[i] = tostring(k) .. "=" .. show(v[k]) end
    return "{" .. table.concat(words, ",") .. "}"
end

local text = [[
# a document
name: weft
version: 1.5
list: [1, 0x10, 0o17, ~, true, "quoted \u00e9", 'single']
base: &base
  a: 1
  b: {deep: [x, {y: z}]}
derived:
  <<: *base
  c: 2
folded: >
  one
  two
literal: |
  one
   two
empty:
date: 2001-12-14
? complex
: value
]]
print(show(lyaml.load(text)))
print(show(lyaml.load("--- 1\n--- [2]\n---\na: 3\n...\n", {all = true})))
print(show(lyaml.load ""), show(lyaml.load "~"), show(lyaml.load "- .inf\n- -.inf\n- 1e3\n- 1_000\n"))

local value = {numbers = {1, 2.5, -3}, text = "multi\nline", flag = false, nothing = lyaml.null, nested = {{}, {a = {b = "c"}}}}
local dumped = lyaml.dump {value}
print(show(lyaml.load(dumped)) == show(value), show(lyaml.load(dumped)))
print(lyaml.dump {{1, "two", true}}, lyaml.dump({"a", "b"}))
local shared = {1, 2}
local twice = lyaml.load(lyaml.dump {{shared, shared}})
print(show(twice))

for _, bad in ipairs {"a: [1, 2", "a: b: c", "\tx", "*nowhere", "- a\nb", "&a", "{a", "\0"} do
    local ok, err = pcall(lyaml.load, bad)
    print(ok, ok and show(err) or err)
end
print(pcall(lyaml.dump, {print}) == false, pcall(lyaml.dump, 1) == false)

-- events, out of a coroutine that yields inside the loop
for event in coroutine.wrap(function()
    for e in yaml.parser "a: [1, &x 2]\nb: *x\n" do coroutine.yield(e) end
end) do
    print(event.type, event.value, event.anchor, event.style, event.start_mark.line, event.start_mark.column)
end
for token in yaml.scanner "- k: v" do io.write(token.type, " ") end
print()
local emitter = yaml.emitter()
emitter.emit {type = "STREAM_START", encoding = "UTF8"}
emitter.emit {type = "DOCUMENT_START", implicit = true}
emitter.emit {type = "SEQUENCE_START", anchor = "s", implicit = true, style = "FLOW"}
for i = 1, 3 do emitter.emit {type = "SCALAR", value = ("v%d"):format(i), plain_implicit = true, quoted_implicit = true, style = "PLAIN"} end
emitter.emit {type = "SEQUENCE_END"}
emitter.emit {type = "DOCUMENT_END", implicit = true}
print(emitter.emit {type = "STREAM_END"})
print(pcall(emitter.emit, {type = "NONSENSE"}))

-- a big one, with collections in between
local big = {}
for i = 1, 300 do big[i] = {id = i, name = "item " .. i, tags = {"a", "b", tostring(i)}} end
local again = lyaml.load(lyaml.dump {big})
collectgarbage()
print(#again, show(again[300]), show(again) == show(big))
