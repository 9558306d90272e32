-- Line information of every construct.
local function lines(src) local l = {} for k in pairs(debug.getinfo(load(src), "L").activelines) do l[#l + 1] = k end table.sort(l) return table.concat(l, " ") end
print(lines("local a = 1\n\nlocal b\n=\n2\nreturn a\n+\nb")) --> 1 5 7 8
print(lines("for i = 1, 2 do\nprint(i)\n\nend\n")) --> 1 2 4
print(lines("if x then\ny = 1\nelse\ny = 2\nend")) --> 1 2 4 5
print(lines("while x do\nbreak\nend")) --> 1 2 3
print(lines("repeat\nlocal a\nuntil a")) --> 2 3
print(lines("f(\n1,\n2\n)\n")) --> 1 2 4
print(lines("local t = {\n1,\n2,\nx = 3,\n}\n")) --> 1 2 3 4 5
print(lines("local function f()\nreturn 1\nend\nfunction g() end")) --> 3 4
print(lines("goto x\n::x::\nreturn")) --> 1 3
print(lines("")) --> 1
print(lines("\n\n\n")) --> 1
print(lines("local a <const> = 1\nlocal b <close> = nil\n")) --> 2
local function at(src) return (select(2, pcall(load(src, "=s")))) end
print(at("local a\n\na.b\n.c = 1")) --> s:3: attempt to index a nil value (local 'a')
print(at("local a = 1\nlocal b = a\n+ nil\n+ 2")) --> s:3: attempt to perform arithmetic on a nil value
print(at("return f\n(\n1\n)")) --> s:2: attempt to call a nil value (global 'f')
print(at("local t = {}\nt.x\n(\n)")) --> s:3: attempt to call a nil value (field 'x')
print(at("\n\nerror('here')")) --> s:3: here
print(at("local function f()\nerror('lv2', 2)\nend\n\nf()")) --> s:5: lv2
print(at("x\n=\n1\n<\nnil")) --> s:5: attempt to compare number with nil
print(at("for i = 1, 2 do\nlocal x = i\n.. nil\nend")) --> s:3: attempt to concatenate a nil value
print(at("return\n-\n{}")) --> s:2: attempt to perform arithmetic on a table value
print(at("local a = {}\nlocal b = a\n[1]\n[2]")) --> s:4: attempt to index a nil value (field 'integer index')
