-- as-reference
-- What is told of a coroutine that yields at several places, each time and again.
local function body(first)
    local a, b, c, d = 1, 2, 3, 4
    for i = 1, 3 do coroutine.yield(i) end
    local function inner(x, y, z)
        local v = x
        for i = 1, 3 do v = coroutine.yield(v, y, z) end
        return v
    end
    for i = 1, 3 do a, b, c, d = inner(a, b, c), i, coroutine.yield(b), d end
    return first
end
local co, level = coroutine.create(body), nil
for i = 1, 16 do
    local ok, v = coroutine.resume(co, i)
    print(i, ok, v, coroutine.status(co))
    print(debug.traceback(co))
    for at = 0, 3 do
        local info = debug.getinfo(co, at, "nSl")
        if not info then break end
        print(at, info.what, info.name, info.namewhat, info.currentline, info.short_src)
        for n = 1, 12 do
            local name, value = debug.getlocal(co, at, n)
            if not name or name:find("%(") then break end
            print("", name, type(value) == "function" and "function" or value)
        end
    end
end
