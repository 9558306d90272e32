-- Penlight's XML documents with its own parser; tests' helpers; read with a template.
-- as-reference
local xml, List, tablex = require "pl.xml", require "pl.List", require "pl.tablex"

local source = [[
<?xml version="1.0"?>
<!-- the catalogue -->
<catalogue name="c &amp; d">
  <item id='1'>First &lt;one&gt;</item>
  <item id="2"><sub/><sub a="b">text</sub>tail</item>
  <empty/>
</catalogue>
]]
local doc = xml.parse(source, false, true)
print(doc.tag, doc.attr.name, #doc, #doc:child_with_name "item")
print(xml.tostring(doc, "", "  ", nil, false))
for child in doc:childtags() do io.write(child.tag, ":", tostring(child.attr.id), ":", child:get_text(), " ") end
print(doc:first_childtag().tag, #doc:get_elements_with_name "sub", xml.is_tag(doc), xml.is_tag "x")
for item in doc:matching_tags "item" do io.write(item.attr.id, " ") end
print()

-- Building, by hand and by constructors.
local built = xml.new("list", {version = "2"})
built:addtag("entry", {n = "1"}):text "one & only":up():addtag "entry":addtag "inner":text "<deep>":up():up():text "end"
built:reset()
print(xml.tostring(built))
local ul, li, b = xml.tags "ul,li,b"
print(ul{li "a", li{class = "x", b "bold", " and plain"}, li{}})
print(xml.elem("p", {"text", class = "c", xml.elem "br"}))
print(xml.xml_escape [[<a href="x">'&']], xml.xml_unescape "&lt;&amp;&gt;&quot;&apos;")
local copy = xml.clone(doc)
print(xml.compare(doc, copy), xml.compare(doc, built))
copy:child_with_name "item":set_attrib("id", "changed")
copy:child_with_name "item":set_attribs{id = "changed again"}
print(doc:child_with_name "item".attr.id, copy:child_with_name "item".attr.id, xml.compare(doc, copy))
local upper = xml.clone(doc, function(s, object, parent) return object == "*TAG" and s:upper() or object == "*TEXT" and s:reverse() or s end)
print(upper)
local visited = {}
xml.walk(doc, false, function(tag, node) visited[#visited + 1] = tag .. #node end)
xml.walk(doc, true, function(tag) visited[#visited + 1] = tag end)
print(table.concat(visited, " "))
doc:maptags(function(node) if node.tag == "empty" then return nil end return node end)
print(#doc, doc)

-- Templates to substitute in and to match with.
local people = xml.new "people"
for _, person in ipairs(xml.parse([[<person name="$name"><age>$age</age></person>]], false, true):subst{{name = "Ann", age = "30"}, {name = "Bob", age = "41"}}) do
    people:add_direct_child(person)
end
print(people)
local found = people:match [[<people>{{<person name="$name"><age>$age</age></person>}}</people>]]
print(#found, found[2].name, found[1].age)
print(xml.parse([[<a><b>1</b></a>]], false, true):match([[<a><b>$n</b></a>]]).n)
print(pcall(xml.parse, "<a><b></a>", false, true))
print(xml.parse("<a", false, true))
print(xml.parsehtml "<html><body><p>one<br>two<IMG src=x></p><p>three</p></body></html>")

-- A document of many nodes through text and back.
local root = xml.new "root"
for i = 1, 600 do
    root:addtag("n" .. i % 9, {id = "v" .. i}):text("t" .. i):addtag "leaf":up():up()
end
local text = tostring(root)
local again = xml.parse(text, false, true)
print(#text, #again, tostring(again) == text, xml.compare(root, again), #again:get_elements_with_name "n3")
