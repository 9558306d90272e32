-- Names and keywords; keywords with other cases are names.
local _, _a1, A, And, END = 1, 2, 3, 4, 5
print(_ + _a1 + A + And + END) --> 15
local t = {["end"] = 1, ["while"] = 2}
print(t["end"], t["while"]) --> 1 2
for _, word in ipairs { "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local",
    "nil", "not", "or", "repeat", "return", "then", "true", "until", "while" } do
    if load("local " .. word .. " = 1") or load("x." .. word .. " = 1") then print("accepted", word) end
end
print(load("local goto2, ends, nils = 1, 2, 3 return goto2 + ends + nils")()) --> 6
print(load("return é")) --> nil [string "return é"]:1: unexpected symbol near '<\195>'
print(load("local a = 1 $ 2", "=s")) --> nil s:1: unexpected symbol near '$'
print(load("a = \1", "=s")) --> nil s:1: unexpected symbol near '<\1>'
