-- lua-expat: events, pieces, namespaces, entities, errors with positions, stopping, and trees by lxp.lom and lxp.totable.
-- as-reference
-- needs lxp
local lxp, lom, totable = require "lxp", require "lxp.lom", require "lxp.totable"

local function show(v)
    if type(v) ~= "table" then return tostring(v) end
    local keys, words = {}, {}
    for k in pairs(v) do keys[#keys + 1] = k end
    table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
    for i, k in ipairs(keys) do words[i] = tostring(k) .. "=" .. show(v[k]) end
    return "{" .. table.concat(words, ",") .. "}"
end

local function logging()
    local log, callbacks = {}, {}
    for _, name in ipairs {"StartElement", "EndElement", "CharacterData", "Comment", "ProcessingInstruction", "StartCdataSection",
        "EndCdataSection", "XmlDecl", "StartDoctypeDecl", "EndDoctypeDecl", "StartNamespaceDecl", "EndNamespaceDecl"} do
        callbacks[name] = function(parser, ...)
            local words = {name}
            for i = 1, select("#", ...) do words[#words + 1] = show((select(i, ...))) end
            log[#log + 1] = table.concat(words, " "):gsub("\n", "\\n")
        end
    end
    return log, callbacks
end

local document = [=[<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE list [<!ENTITY me "Weft &amp; co">]>
<list xmlns="urn:a" xmlns:b="urn:b">
  <!-- note -->
  <item b:id="1" kind='x &lt; y'>&me; &#233;</item><?go now?>
  <b:empty/><![CDATA[raw <text>]]>
</list>
]=]

local log, callbacks = logging()
local parser = lxp.new(callbacks)
print(parser:parse(document) == parser, parser:parse() == parser)
print(table.concat(log, "\n"))
print(parser:close() ~= nil)

-- with namespaces, fed byte by byte out of a coroutine
log, callbacks = logging()
parser = lxp.new(callbacks, "|")
for c in coroutine.wrap(function() for c in document:gmatch "." do coroutine.yield(c) end end) do assert(parser:parse(c)) end
parser:parse()
parser:close()
print(#log, log[5], log[#log])

-- callbacks that raise: the error comes out of parse, through expat's frames
parser = lxp.new {StartElement = function(p, name) error({name = name}) end}
local ok, err = pcall(parser.parse, parser, "<root/>")
print(ok, type(err) == "table" and err.name)
parser = lxp.new {StartElement = function() coroutine.yield() end}
print((coroutine.resume(coroutine.create(function() parser:parse("<root/>") end))))

-- malformed
for _, text in ipairs {"<a><b></a>", "<a", "", "<a>&nope;</a>", "<a x=1/>", "<a/><b/>", "\0"} do
    local p = lxp.new {}
    local r, why, line, column, at = p:parse(text)
    if r then r, why, line, column, at = p:parse() end
    print(r, why, line, column, at)
    pcall(p.close, p)
end

-- stop, position, base, callbacks read back
parser = lxp.new({StartElement = function(p, name) if name == "b" then p:stop() end end})
print(parser:setbase "here" == parser, parser:getbase(), type(parser:getcallbacks()))
print(parser:parse "<a>\n  <b/>")
print(pcall(lxp.new, {Nonsense = print}))
print(pcall(lxp.new))

print(show(lom.parse '<a x="1"><b>t</b>tail<c/></a>'))
print(lom.find_elem(lom.parse "<a><b><c k='v'/></b></a>", "c").attr.k)
local tree = totable.parse "<r><n>1</n><n>2</n> </r>"
totable.clean(tree)
print(show(tree), show(totable.torecord(tree)))

for i = 1, 300 do
    local p = lxp.new {StartElement = function() end}
    p:parse("<a>" .. ("<b/>"):rep(i))
end
collectgarbage()
print "done"
