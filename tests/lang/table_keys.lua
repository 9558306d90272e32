-- Key normalisation and kinds.
local t = {}
t[1] = "i"
t[1.0] = "f"
print(t[1], #t) --> f 1
t[2^53] = "big"
print(t[2^53 | 0], t[9007199254740992]) --> big big
t[-0.0] = "zero"
print(t[0], t[0.0]) --> zero zero
t["1"] = "string"
print(t[1], t["1"]) --> f string
t[1.5] = 1
t[-1] = 2
t[math.maxinteger] = 3
t[math.mininteger] = 4
t[math.huge] = 5
print(t[1.5], t[-1], t[math.maxinteger], t[math.mininteger], t[math.huge], t[2^63]) --> 1 2 3 4 5 nil
t[2^63] = 6
print(t[2^63], t[math.mininteger]) --> 6 4
print(pcall(function() t[nil] = 1 end)) --> false $HERE: table index is nil
print(pcall(function() t[0 / 0] = 1 end)) --> false $HERE: table index is NaN
print(t[nil], t[0 / 0]) --> nil nil
local k1, k2 = {}, {}
t[k1] = "k1"
t[k2] = "k2"
t[t] = "self"
t[print] = "print"
t[true] = "yes"
t[false] = "no"
print(t[k1], t[k2], t[t], t[print], t[true], t[false]) --> k1 k2 self print yes no
local long = ("k"):rep(100)
t[long] = "long"
print(t[("k"):rep(50) .. ("k"):rep(50)]) --> long
for k in pairs({[3.0] = 1}) do print(k, math.type(k)) end --> 3 integer
t[1] = nil
print(t[1], t[1.0]) --> nil nil
t["a\0b"] = 1
print(t["a\0b"], t["a"]) --> 1 nil
