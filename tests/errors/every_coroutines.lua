-- Errors of the coroutine library.
local function e(code)
    local f, message = load(code, "=s")
    if f then _, message = pcall(f) end
    print(message)
    v, x, a = nil
end
e [[coroutine.resume()]] --> s:1: bad argument #1 to 'resume' (thread expected, got no value)
e [[coroutine.resume(1)]] --> s:1: bad argument #1 to 'resume' (thread expected, got number)
e [[coroutine.resume(nil)]] --> s:1: bad argument #1 to 'resume' (thread expected, got nil)
e [[coroutine.resume({})]] --> s:1: bad argument #1 to 'resume' (thread expected, got table)
e [[coroutine.create()]] --> s:1: bad argument #1 to 'create' (function expected, got no value)
e [[coroutine.create(1)]] --> s:1: bad argument #1 to 'create' (function expected, got number)
e [[coroutine.create({})]] --> s:1: bad argument #1 to 'create' (function expected, got table)
e [[coroutine.wrap()]] --> s:1: bad argument #1 to 'wrap' (function expected, got no value)
e [[coroutine.wrap('x')]] --> s:1: bad argument #1 to 'wrap' (function expected, got string)
e [[coroutine.wrap({})]] --> s:1: bad argument #1 to 'wrap' (function expected, got table)
e [[coroutine.status()]] --> s:1: bad argument #1 to 'status' (thread expected, got no value)
e [[coroutine.status(1)]] --> s:1: bad argument #1 to 'status' (thread expected, got number)
e [[coroutine.close()]] --> s:1: bad argument #1 to 'close' (thread expected, got no value)
e [[coroutine.close(1)]] --> s:1: bad argument #1 to 'close' (thread expected, got number)
e [[coroutine.close(coroutine.running())]] --> s:1: cannot close a running coroutine
e [[coroutine.isyieldable(1)]] --> s:1: bad argument #1 to 'isyieldable' (thread expected, got number)
e [[coroutine.yield()]] --> attempt to yield from outside a coroutine
e [[coroutine.yield(1)]] --> attempt to yield from outside a coroutine
e [[local co = coroutine.wrap(function() end) co() co()]] --> s:1: cannot resume dead coroutine
e [[local co = coroutine.wrap(function() error('x') end) co()]] --> s:1: s:1: x
e [[local co = coroutine.wrap(function() error('x', 0) end) co()]] --> s:1: x
e [[local co = coroutine.wrap(function() local x = nil + 1 end) co()]] --> s:1: s:1: attempt to perform arithmetic on a nil value
e [[local co = coroutine.create(function() error('x') end) error(select(2, coroutine.resume(co)), 0)]] --> s:1: x
e [[local co = coroutine.create(function() end) coroutine.resume(co) error(select(2, coroutine.resume(co)), 0)]] --> cannot resume dead coroutine
e [[error(select(2, coroutine.resume(coroutine.running())), 0)]] --> cannot resume non-suspended coroutine
e [[local co co = coroutine.create(function() return coroutine.resume(co) end) error(select(3, coroutine.resume(co)), 0)]] --> cannot resume non-suspended coroutine
e [[local co co = coroutine.wrap(function() co() end) co()]] --> s:1: s:1: cannot resume non-suspended coroutine
e [[local co co = coroutine.create(function() coroutine.close(co) end) error(select(2, coroutine.resume(co)), 0)]] --> s:1: cannot close a running coroutine
e [[local co = coroutine.running() coroutine.wrap(function() coroutine.close(co) end)()]] --> s:1: s:1: cannot close a normal coroutine
e [[local co = coroutine.running() coroutine.wrap(function() error(select(2, coroutine.resume(co)), 0) end)()]] --> s:1: cannot resume non-suspended coroutine
e [[local co = coroutine.create(function() local x <close> = setmetatable({}, {__close = function() error('in close', 0) end}) coroutine.yield() end) coroutine.resume(co) error(select(2, coroutine.close(co)), 0)]] --> in close
e [[coroutine.wrap(function() local x <close> = setmetatable({}, {__close = function() error('in close', 0) end}) error('body', 0) end)()]] --> s:1: in close
e [[coroutine.wrap(5)]] --> s:1: bad argument #1 to 'wrap' (function expected, got number)
e [[coroutine.wrap(function(...) return #... end)()]] --> s:1: s:1: attempt to get length of a nil value
e [[coroutine.wrap(coroutine.wrap)()]] --> s:1: bad argument #1 to 'coroutine.wrap' (function expected, got no value)
e [[local f = coroutine.wrap(pcall) f()]] --> s:1: bad argument #1 to 'pcall' (value expected)
e [[coroutine.wrap(string.rep)()]] --> s:1: bad argument #1 to 'string.rep' (string expected, got no value)
e [[coroutine.wrap(string.rep)('x')]] --> s:1: bad argument #2 to 'string.rep' (number expected, got no value)
e [[local co = coroutine.wrap(error) co('from C', 1)]] --> s:1: from C
e [[local co = coroutine.wrap(error) co('from C', 2)]] --> s:1: from C
