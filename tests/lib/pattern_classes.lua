-- Character classes, sets, ranges, complements.
local all = {}
for i = 0, 255 do all[#all + 1] = string.char(i) end
all = table.concat(all)
for c in ("acdglpsuwx"):gmatch(".") do
    local upper = c:upper()
    print(c, #all:gsub("%" .. upper, ""), #all:gsub("%" .. c, ""), (all:gsub("%" .. c, ""):byte(1))) --> a 52 204 0
    --> c 33 223 32
    --> d 10 246 0
    --> g 94 162 0
    --> l 26 230 0
    --> p 32 224 0
    --> s 6 250 0
    --> u 26 230 0
    --> w 62 194 0
    --> x 22 234 0
end
print(("abc123_!"):gsub("[%a]", "."), ("abc123"):gsub("[a-c1-2]", "."), ("abc"):gsub("[^b]", "."), ("a-b"):gsub("[a-]", "."), ("a]b"):gsub("[]]", "."), ("a^b"):gsub("[b^]", ".")) --> ...123_! .....3 .b. ..b a.b a.. 2
print(("x-z"):gsub("[x-]", "."), ("a%b"):gsub("[%%]", "."), ("a.b"):gsub("%.", "!"), ("\0a\0"):gsub("%z", "0"), ("\0a"):gsub("[\0]", "0"), ("Ã©"):gsub("[\xc3]", ".")) --> ..z a.b a!b 0a0 0a .© 1
print(("[x]"):gsub("[%[%]]", "|"), ("a.b"):gsub(".", "x"), ("tab\tnl\n"):gsub("%c", "."), ("0xFf"):gsub("%x", "h"), ("[^a]"):gsub("[%^]", "!"), ("a-z"):gsub("[%a-z]", ".")) --> |x| xxx tab.nl. hxhh [!a] ... 3
