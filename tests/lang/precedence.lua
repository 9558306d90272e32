-- Precedence and associativity.
print(2 + 3 * 4 ^ 2 / 2, -2 ^ 2, not nil == true, not (nil == true), 1 .. 2 .. 3) --> 26.0 -4.0 true true 123
print(2 ^ 3 ^ 2, -2 ^ -2, 2 ^ -1, not 1 == 2, #"abc" + 1, -"2" + 3) --> 512.0 -0.25 0.5 false 4 1
print(1 + 1 == 2 and 3 or 4, nil and 1 or 2, false or nil, nil or false, 1 and nil) --> 3 2 nil false nil
print(1 < 2 == true, "a" .. "b" == "ab", 1 << 2 + 1, 5 & 6 == 4 or "x") --> true true 8 true
print(7 // 2 * 2 + 7 % 2, 1 - 1 - 1, 2 / 2 / 2, 6 // 2 // 2, 1 .. 1 + 1) --> 7 -1 0.5 1 12
print(5 | 1 ~ 2 & 3, 1 << 1 << 1, 256 >> 2 >> 1, ~1 + 1, - -2, not not nil) --> 7 4 32 -1 2 false
print(1 or error("not evaluated"), nil and error("nor this")) --> 1 nil
print("a" < "b" and "b" < "c", 3 > 2 and 2 > 1, -3 % 5, -(3 % 5), (-3) % 5) --> true true 2 -3 2
