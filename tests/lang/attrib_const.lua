-- Constants: compile-time ones fold, others are just not assignable.
local n <const> = 10
local s <const> = "str"
local f <const> = 1.5
local b <const>, c <const> = true, nil
print(n + 1, s .. s, f * 2, b, c) --> 11 strstr 3.0 true nil
local t <const> = {1}
t[1] = 2
print(t[1]) --> 2
local function use() return n, s, b end
print(use()) --> 10 str true
local x <const> = n * 2 + 1
print(x, -n, n // 3, n << 2, n == 10, not b) --> 21 -10 3 40 true false
local function try(src) print((select(2, load(src, "=s")))) end
try "local a <const> = 1; a = 2" --> s:1: attempt to assign to const variable 'a'
try "local a <const> = {}; a = 2" --> s:1: attempt to assign to const variable 'a'
try "local a <const> = 1; local function f() a = 2 end" --> s:1: attempt to assign to const variable 'a'
try "local a <close> = nil; a = 2" --> s:1: attempt to assign to const variable 'a'
try "local a <const>, b = 1, 2; b, a = 3, 4" --> s:1: attempt to assign to const variable 'a'
try "local a <const> = 1; function a() end" --> s:1: attempt to assign to const variable 'a'
try "for i = 1, 2 do local j <const> = i; j = 1 end" --> s:1: attempt to assign to const variable 'j'
try "local a <unknown> = 1" --> s:1: unknown attribute 'unknown'
try "local a <close>, b <close> = 1, 2" --> s:1: multiple to-be-closed variables in local list
try "local a <const = 1" --> s:1: '>' expected near '='
try "local a <const> = 1; for a = 1, 2 do a = 5 end; a = 1" --> s:1: attempt to assign to const variable 'a'
print(load("local a <const> = 1; local a = a; a = 2; return a")()) --> 2
print(load("local x<const>, y<const> = 1 return x, y")()) --> 1 nil
for i = 1, 2 do local c <const> = i * 2 print(c) end --> 2
--> 4
