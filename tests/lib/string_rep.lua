-- string.rep.
print(("ab"):rep(3), ("ab"):rep(0), ("ab"):rep(-1), ("ab"):rep(1), (""):rep(100), ("x"):rep(3, ","), ("x"):rep(1, ","), ("x"):rep(0, ","), (""):rep(3, "-")) --> ababab   ab  x,x,x x  --
print(#("abc"):rep(1000), #("abc"):rep(1000, ", "), ("a\0"):rep(2) == "a\0a\0") --> 3000 4998 true
print(pcall(string.rep, "ab", math.maxinteger)) --> false resulting string too large
print(pcall(string.rep, "x", 1 << 62, "yy")) --> false resulting string too large
print((""):rep(1000), (""):rep(math.mininteger)) -->  
print(pcall(string.rep, "x", 2.5)) --> false bad argument #2 to 'string.rep' (number has no integer representation)
print(("x"):rep(2.0), ("x"):rep("2")) --> xx xx
