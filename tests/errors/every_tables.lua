-- Errors of tables, metamethods and closing values.
local function e(code)
    local f, message = load(code, "=s")
    if f then _, message = pcall(f) end
    print(message)
    v, x, a = nil
end
e [[local t = {} t[nil] = 1]] --> s:1: table index is nil
e [[local t = {} t[0/0] = 1]] --> s:1: table index is NaN
e [[local k local t = {} t[k] = 1]] --> s:1: table index is nil
e [[rawset({}, nil, 1)]] --> table index is nil
e [[rawset({}, 0/0, 1)]] --> table index is NaN
e [[return {[nil] = 1}]] --> s:1: table index is nil
e [[return {[0/0] = 1}]] --> s:1: table index is NaN
e [[local k return {[k] = 1}]] --> s:1: table index is nil
e [[next({}, 1)]] --> invalid key to 'next'
e [[next({}, 'x')]] --> invalid key to 'next'
e [[next({1, 2}, 3)]] --> invalid key to 'next'
e [[next({}, {})]] --> invalid key to 'next'
e [[next({a = 1}, 'b')]] --> invalid key to 'next'
e [[local a = {} setmetatable(a, a) a.__index = a return a.x]] --> s:1: '__index' chain too long; possible loop
e [[local a = {} setmetatable(a, a) a.__newindex = a a.x = 1]] --> s:1: '__newindex' chain too long; possible loop
e [[local t = setmetatable({}, {__index = 5}) return t.x]] --> s:1: attempt to index a number value
e "local t = setmetatable({}, {__index = true}) return t[1]" --> s:1: attempt to index a boolean value
e [[local t = setmetatable({}, {__newindex = 5}) t.x = 1]] --> s:1: attempt to index a number value
e [[local t = setmetatable({}, {__newindex = false}) t.x = 1]] --> s:1: attempt to index a boolean value
e [[local t = setmetatable({}, {__index = 'x'}) return t.foo.bar]] --> s:1: attempt to index a nil value (field 'foo')
e [[local t = setmetatable({}, {__call = 5}) t()]] --> s:1: attempt to call a number value (local 't')
e [[local t = setmetatable({}, {__call = {}}) t()]] --> s:1: attempt to call a table value (local 't')
e [[local t = setmetatable({}, {__add = 5}) return t + 1]] --> s:1: attempt to call a number value (metamethod 'add')
e [[local t = setmetatable({}, {__concat = {}}) return t .. 1]] --> s:1: attempt to call a table value (metamethod 'concat')
e [[local t = setmetatable({}, {__eq = 5}) return t == setmetatable({}, {__eq = 5})]] --> s:1: attempt to call a number value (metamethod 'eq')
e [[local t = setmetatable({}, {__lt = 5}) return t < 1]] --> s:1: attempt to call a number value (metamethod 'lt')
e [[local t = setmetatable({}, {__le = 5}) return t <= 1]] --> s:1: attempt to call a number value (metamethod 'le')
e [[local t = setmetatable({}, {__len = 5}) return #t]] --> s:1: attempt to call a number value (metamethod 'len')
e [[local t = setmetatable({}, {__unm = 'x'}) return -t]] --> s:1: attempt to call a string value (metamethod 'unm')
e [[local t = setmetatable({}, {__metatable = 1}) setmetatable(t, {})]] --> s:1: cannot change a protected metatable
e [[local t = setmetatable({}, {__tostring = function() return {} end}) print(t)]] --> s:1: '__tostring' must return a string
e [[local t = setmetatable({}, {__tostring = 5}) tostring(t)]] --> attempt to call a number value
e [[local t = setmetatable({}, {__pairs = 5}) pairs(t)]] --> attempt to call a number value
e [[local t = setmetatable({}, {__len = function() return 'x' end}) return #t + table.unpack(t)]] --> s:1: object length is not an integer
e [[local t = setmetatable({}, {__len = function() return 1.5 end}) table.insert(t, 1)]] --> s:1: object length is not an integer
e [[local t = setmetatable({}, {__len = function() return 'x' end}) table.concat(t)]] --> s:1: object length is not an integer
e [[local t = setmetatable({}, {__index = function(t, k) error('in index ' .. k) end}) return t.x]] --> s:1: in index x
e [[setmetatable({}, {__gc = 5})  error('after')]] --> s:1: after
e [[local x <close> = 5]] --> s:1: variable 'x' got a non-closable value
e [[local x <close> = {}]] --> s:1: variable 'x' got a non-closable value
e [[local x <close> = 'str']] --> s:1: variable 'x' got a non-closable value
e [[local a, x <close> = 1, print]] --> s:1: variable 'x' got a non-closable value
e [[local x <close> = setmetatable({}, {__close = 5})]] --> s:1: attempt to call a number value (metamethod 'close')
e [[local x <close> = setmetatable({}, {__close = 5}) error('first')]] --> attempt to call a number value
e [[local x <close> = setmetatable({}, {__close = function() error('closing', 0) end})]] --> closing
e [[local x <close> = setmetatable({}, {__close = function(_, e) error(e .. '+closing', 0) end}) error('first', 0)]] --> first+closing
e [[local x <close> = setmetatable({}, {__close = function(_, e) local y = e.z end}) error('s')]] --> s:1: s
e [[for i in print, 1, nil, {} do end]] --> s:1: variable '(for state)' got a non-closable value
e [[for i in print, 1, nil, 5 do end]] --> s:1: variable '(for state)' got a non-closable value
e [[for i in function() end, 1, nil, setmetatable({}, {__close = function() error('loop', 0) end}) do end]] --> loop
e [[local x <close> = nil; local y <close> = false; error('fine')]] --> s:1: fine
