-- Method definitions and calls.
local Account = {balance = 0}
Account.__index = Account
function Account.new(b) return setmetatable({balance = b}, Account) end
function Account:deposit(v) self.balance = self.balance + v return self end
function Account:get(...) return self.balance, ... end
local a = Account.new(10)
print(a:deposit(5):deposit(1):get("x", "y")) --> 16 x y
print(Account.get(a), a.get(a)) --> 16 16
local t = {inner = {deep = {}}}
function t.f(x) return x end
function t.inner.g(x) return x * 2 end
function t.inner.deep:h(x) return self == t.inner.deep, x end
print(t.f(1), t.inner.g(2), t.inner.deep:h(3)) --> 1 4 true 3
print(("abc"):upper(), ("x"):rep(3), #("%d"):format(5), ("a,b"):find(",", 1, true)) --> ABC xxx 1 2 2
local s = "hello"
print(s:sub(2, 3), s:len(), s:byte()) --> el 5 104
local Savings = setmetatable({}, {__index = Account})
Savings.__index = Savings
function Savings:interest() return self.balance * 0.1 end
local sv = setmetatable({balance = 100}, Savings)
print(sv:interest(), sv:deposit(50):get()) --> 10.0 150
print(pcall(function() return a:nope() end)) --> false $HERE: attempt to call a nil value (method 'nope')
print(pcall(function() local n = nil return n:m() end)) --> false $HERE: attempt to index a nil value (local 'n')
print(t.f"str", t.f{1}[1], t.f[[long]], type(t.f{})) --> str 1 long table
print(a:get {1} == 16, (a:get "z")) --> true 16
