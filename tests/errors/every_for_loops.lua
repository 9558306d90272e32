-- Errors of for loops.
local function e(code)
    local f, message = load(code, "=s")
    if f then _, message = pcall(f) end
    print(message)
    v, x, a = nil
end
e [[for i = 'a', 1 do end]] --> s:1: bad 'for' initial value (number expected, got string)
e [[for i = 1, 'a' do end]] --> s:1: bad 'for' limit (number expected, got string)
e [[for i = 1, 2, 'a' do end]] --> s:1: bad 'for' step (number expected, got string)
e [[for i = nil, 1 do end]] --> s:1: bad 'for' initial value (number expected, got nil)
e [[for i = 1, nil do end]] --> s:1: bad 'for' limit (number expected, got nil)
e [[for i = 1, 2, nil do end]] --> s:1: bad 'for' step (number expected, got nil)
e [[for i = {}, 1 do end]] --> s:1: bad 'for' initial value (number expected, got table)
e [[for i = 1, {} do end]] --> s:1: bad 'for' limit (number expected, got table)
e [[for i = 1, 2, {} do end]] --> s:1: bad 'for' step (number expected, got table)
e [[for i = 1, 2, 0 do end]] --> s:1: 'for' step is zero
e [[for i = 1.0, 2, 0 do end]] --> s:1: 'for' step is zero
e [[for i = 1, 2, 0.0 do end]] --> s:1: 'for' step is zero
e [[for i = 1, 2, -0.0 do end]] --> s:1: 'for' step is zero
e [[for i = 1.5, 2.5, 0 do end]] --> s:1: 'for' step is zero
e [[for i = print, 1 do end]] --> s:1: bad 'for' initial value (number expected, got function)
e [[for i = 1, true do end]] --> s:1: bad 'for' limit (number expected, got boolean)
e [[for i = 1.5, 'x' do end]] --> s:1: bad 'for' limit (number expected, got string)
e [[for i = 1.5, 2, 'x' do end]] --> s:1: bad 'for' step (number expected, got string)
e [[for i = '10', '20', '0' do end]] --> s:1: 'for' step is zero
e [[for i in nil do end]] --> s:1: attempt to call a nil value (for iterator 'for iterator')
e [[for i in 1 do end]] --> s:1: attempt to call a number value (for iterator 'for iterator')
e [[for i in {} do end]] --> s:1: attempt to call a table value (for iterator 'for iterator')
e [[for i in 'x' do end]] --> s:1: attempt to call a string value (for iterator 'for iterator')
e [[local v = {} for i in v do end]] --> s:1: attempt to call a table value (for iterator 'for iterator')
e [[for i in t_global do end]] --> s:1: attempt to call a nil value (for iterator 'for iterator')
e [[local t = {} for i in t.x do end]] --> s:1: attempt to call a nil value (for iterator 'for iterator')
e [[for i in (function() end)() do end]] --> s:1: attempt to call a nil value (for iterator 'for iterator')
e [[for k in pairs() do end]] --> s:1: bad argument #1 to 'pairs' (value expected)
e [[for k in pairs(nil) do end]] --> s:1: bad argument #1 to 'for iterator' (table expected, got nil)
e [[for k in ipairs() do end]] --> s:1: bad argument #1 to 'ipairs' (value expected)
e [[for k in ipairs(nil) do end]] --> attempt to index a nil value
e [[for k in next, nil do end]] --> s:1: bad argument #1 to 'for iterator' (table expected, got nil)
e [[for k in next, {}, 'nokey' do end]] --> invalid key to 'next'
e [[for k in print, nil, nil, 5 do end]] --> s:1: variable '(for state)' got a non-closable value
e [[for k in print, nil, nil, {} do end]] --> s:1: variable '(for state)' got a non-closable value
e [[for k in setmetatable({}, {__call = 5}) do end]] --> s:1: attempt to call a number value (for iterator 'for iterator')
e [[for w in string.gmatch('x') do end]] --> s:1: bad argument #2 to 'gmatch' (string expected, got no value)
