-- Penlight on texts: stringx, text, template, lexer, sip, luabalanced, stringio, url.
-- as-reference
local stringx, text, template, lexer, sip, balanced, stringio, url, List =
    require "pl.stringx", require "pl.text", require "pl.template", require "pl.lexer", require "pl.sip", require "pl.luabalanced", require "pl.stringio", require "pl.url", require "pl.List"

for _, s in ipairs{"", "abc", "ABC", "a1", "12", "  ", " a ", "Hello World", "\t\n"} do
    print(("%q"):format(s), stringx.isalpha(s), stringx.isdigit(s), stringx.isalnum(s), stringx.isspace(s), stringx.islower(s), stringx.isupper(s))
    print(stringx.title(s), stringx.strip(s) .. "|", stringx.lstrip(s) .. "|", stringx.rstrip(s) .. "|", stringx.ljust(s, 5, "."), stringx.rjust(s, 5), stringx.center(s, 7, "*"), stringx.shorten(s, 6), stringx.quote_string(s))
end
print(stringx.split("a b  c"), stringx.split("a,b,,c", ","), stringx.split("a,b,c", ",", 2), stringx.splitlines("x\ny\r\nz\n"), stringx.splitlines("x\ny", true), stringx.splitv("k=v=w", "=", 2))
print(stringx.startswith("hello", "he"), stringx.startswith("hello", {"x", "h"}), stringx.endswith("file.lua", {".c", ".lua"}), stringx.join(", ", {1, 2, 3}), stringx.expandtabs("a\tbc\td", 4), stringx.lfind("a.b.a", ".", 3), stringx.rfind("a.b.a", "a"), stringx.replace("a.b.c", ".", "!", 1), stringx.count("aaaa", "aa"), stringx.count("aaaa", "aa", true))
print(stringx.partition("k=v=w", "="))
print(stringx.rpartition("k=v=w", "="))
print(stringx.partition("none", "="))
print(stringx.at("abc", 2), stringx.lines and List(stringx.lines "a\nb\nc"), stringx.shorten("a long line of text", 10, true), pcall(stringx.shorten, 1, 2), pcall(stringx.split, nil))
print(text.indent("a\nb\n", 3, "-"), text.dedent("    x\n      y\n"), text.fill("The quick brown fox jumps over the lazy dog and goes on", 20), text.wrap("some words to wrap here", 8))
text.format_operator()
print("%s=%d" % {"x", 5}, "$a ${b}!" % {a = 1, b = "two"}, "%5.2f" % math.pi)
local t = text.Template "Dear ${name}, you are $age.\n$list"
print(t:substitute{name = "X", age = 7, list = "l"}, t:safe_substitute{name = "only"}, pcall(t.substitute, t, {name = 1}))
print(text.Template "for\n    $body\nend":indent_substitute{body = "one\ntwo\n"})

-- Templates that are programs.
local env = {ipairs = ipairs, items = {{n = "a", v = 1}, {n = "b<c", v = 2}}, esc = function(s) return (s:gsub("<", "&lt;")) end, _escape = nil}
print(template.substitute([[
<ul>
# for i, item in ipairs(items) do
#   if item.v > 1 then
  <li class="last">$(esc(item.n)) $(item.v * 10)</li>
#   else
  <li>$(item.n):$(i)</li>
#   end
# end
</ul>
]], env))
print(template.substitute("@ for i = 1, 3 do\n%[i]-%[i*i]\n@ end\n", {_escape = "@", _inline_escape = "%", _brackets = "[]"}))
print(template.substitute("$(x.y.z)", {x = {}}))
print(template.substitute("# for\n", {}))
local compiled = template.compile([[
# for _, x in ipairs(list) do
$(x);
# end]], {chunk_name = "tmpl"})
print(compiled:render{list = {1, 2, 3}, ipairs = ipairs}, compiled:render{list = {"again"}, ipairs = ipairs})

-- Tokens of Lua, C, and of one's own.
local function tokens(iterator)
    local parts = {}
    for kind, value in iterator do parts[#parts + 1] = kind .. ":" .. tostring(value):gsub("\n", "\\n") end
    return table.concat(parts, " ")
end
print(tokens(lexer.lua([==[local x = 0x1F + 1e-3 .. "str\"q" -- note
--[[ long
comment ]] for k, v in pairs{[1]='a', b=[=[ long ]]]=]} do goto x ::x:: y=a//b<<2~=~c end]==], {space = true})))
print(tokens(lexer.lua("a --[[c]] = 'x' -- tail\n", {})))
print(tokens(lexer.cpp([[#include <x>
int main(void) { /* c */ return a->b ? 0x10 : 'c'; } // tail
const char *s = "x\n\"";]], {space = true})))
print(tokens(lexer.scan("10 20 'x y' alpha", {space = true}, {number = true, string = true})))
local tok = lexer.lua("{a, b; c}, d)", {})
print(tok())
local list, close = lexer.get_separated_list(lexer.lua("1, f(x, y), {2, 3})", {}), ")", ",")
for i, e in ipairs(list) do
    local parts = {}
    for j, pair in ipairs(e) do parts[j] = tostring(pair[2]) end
    io.write(i, ":", table.concat(parts, " "), "  ")
end
print(#list, type(close))
local source = {}
for i = 1, 400 do source[i] = ("local v%d = function(a, ...) return a * %d .. 'x%d' end -- %d"):format(i, i, i, i) end
local n, h = 0, 0
for kind, value in lexer.lua(table.concat(source, "\n"), {space = true}) do
    n = n + 1
    local s = kind .. tostring(value)
    h = (h * 31 + #s + s:byte(-1)) % 1000003
end
print(n, h)

-- Simple input patterns.
local res = {}
local match = sip.compile "$v{name} = $i{value} ($q{note})"
print(match("alpha = 42 ('hi there')", res), res.name, res.value, math.type(res.value), res.note, match("alpha : 42", res))
print(sip.match("$d/$d/$d", "1/02/2003", res), res[1], res[2], res[3])
print(sip.match("($P{file}) $f{num} $S{word}", "(/tmp/x.lua) -1.5e3 last", res), res.file, res.num, res.word)
local read = {}
sip.pattern("$v{k}:$r{rest}", function(r) read[#read + 1] = r.k .. "|" .. tostring(r.rest) end)
sip.read(stringio.open "a:1 2\nb: x\n")
print(table.concat(read, ";"))
print(pcall(sip.compile, "$Z{x}"))
print((sip.create_pattern("$i{a},$v{b}")))

-- Balanced Lua pieces.
print(balanced.match_expression("f(x, {1,2}) + 3, rest", 1))
print(balanced.match_bracketed("(a (b) ')' c) tail", 1))
print(table.concat(balanced.match_namelist("a, b , c = 1", 1), "|"))
print(balanced.match_string("[=[ x ]] ]=] y", 1))
print(balanced.gsub("x = 'a' -- note\ny = {1} ", function(kind, s) return "<" .. kind .. ":" .. s .. ">" end))

-- String files.
local f = stringio.create()
f:write("line 1\n", 2, "\n", 3.5, "\nlast")
f:writef("%d%%", 7)
print(f:value())
local r = stringio.open(f:value())
print(r:read(), r:read "*n", r:read "*n", r:read "*l", r:seek "cur", r:read(3), r:read "*a", r:read(), r:seek("set", 0), r:read "*l")
print(List(stringio.lines "a\nb"))

-- URLs.
print(url.quote "a b&c=d/é?~_-.", url.quote("a b/c", true), url.unquote "a+b%20c%2F%zz", url.unquote(url.quote "\0\1\255round trip+%"), url.quote(1))
