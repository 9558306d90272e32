-- as-reference
-- What the debug library tells of, and changes in, coroutines parked by calls that have switched before.
local resume, yield, create, wrap = coroutine.resume, coroutine.yield, coroutine.create, coroutine.wrap

local function shown(v)
    return type(v) == "table" and "t" .. tostring(v[1]) or (type(v) == "thread" or type(v) == "function") and type(v) or tostring(v)
end

local function dump(co, title)
    print("== " .. title, coroutine.status(co), coroutine.isyieldable(co))
    for level = 0, 9 do
        local i = debug.getinfo(co, level, "nSltuf")
        if not i then break end
        print(level, i.what, i.namewhat, i.name, i.currentline, i.linedefined, i.istailcall, i.func == yield, i.func == resume)
        for n = 1, 12 do
            local name, v = debug.getlocal(co, level, n)
            if name and not name:find("temporary") then print("", n, name, name ~= "(for state)" and shown(v)) end
        end
        print("", debug.getlocal(co, level, -1))
    end
    print((debug.traceback(co, title)))
    print((debug.traceback(co, nil, 1)))
end

-- Each body is resumed four times; the site has switched before from its second time on.
local up, upco, upresume, upyield = 40, nil, resume, yield
local bodies = {
    { "yield nothing", function(...) local a = {"a"} for i = 1, 5 do yield() end end },
    { "yield local", function(...) local a = {"a"} for i = 1, 5 do local x = yield(a) end end },
    { "yield two", function(...) local a, b = {"a"}, {"b"} for i = 1, 5 do local x, y = yield(a, b) end end },
    { "yield three", function(...) local a, b, c = {"a"}, {"b"}, 3 for i = 1, 5 do local x, y, z = yield(a, b, c) end end },
    { "yield sum", function(...) for i = 1, 5 do local x = yield(i + 1) end end },
    { "yield upvalue", function(...) for i = 1, 5 do local x = yield(up) end end },
    { "yield upvalue sum", function(...) for i = 1, 5 do local x = yield(up + 1) end end },
    { "yield own", function(...) local yield = yield for i = 1, 5 do local x = yield(i) end end },
    { "yield own sum", function(...) local yield = coroutine.yield for i = 1, 5 do local x, y = yield(i + 2) end end },
    { "yield field", function(...) for i = 1, 5 do local x = coroutine.yield(i) end end },
    { "yield in call", function(...) local t = {1} for i = 1, 5 do print(#t, yield(i), yield(i, i)) end end },
    { "yield in table", function(...) for i = 1, 5 do local t = { yield(i), (yield(2)), yield() } end end },
    { "yield in expression", function(...) local s = "" for i = 1, 5 do s = s .. tostring(yield(i)) .. tostring(yield()) end end },
    { "yield condition", function(...) for i = 1, 5 do if yield(i) then local q = i end end end },
    { "yield deep", function(...) local function f(n, ...) if n > 0 then local r = f(n - 1, ...) return r end for i = 1, 5 do yield(n, ...) yield(n) end end f(3, ...) end },
    { "yield in loop", function(...) for k, v in wrap(function() for i = 1, 9 do yield(i, i) end end) do yield(k) end end },
    { "yield with tbc", function(...) local x <close> = setmetatable({}, { __close = function() print "closed" end }) for i = 1, 5 do yield(i) end end },
}
for _, case in ipairs(bodies) do
    local co = create(case[2])
    for round = 1, 4 do
        local ok, v = resume(co, "arg", round)
        dump(co, case[1] .. " " .. round)
        for level = 0, 3 do -- every variable in turn gets another value
            if debug.getinfo(co, level, "f") then
                for n = 1, 6 do
                    local name, value = debug.getlocal(co, level, n)
                    if name and not name:find("^%(") and type(value) == "table" then
                        print("set", debug.setlocal(co, level, n, { "set" .. round }))
                    end
                end
            end
        end
        collectgarbage()
    end
    print(coroutine.close(co), coroutine.status(co))
end

-- The same of those that wait.
local waiting
local function look(title)
    dump(waiting, title)
    for n = 1, 8 do
        local name, value = debug.getlocal(waiting, 1, n)
        if name and not name:find("^%(") and type(value) == "table" then print("set", debug.setlocal(waiting, 1, n, { "set" })) end
    end
    collectgarbage()
end
local function inner(title) return function(...) for i = 1, 6 do look(title .. " " .. i) yield(i, "v") end end end
local waits = {
    { "resume nothing", function(co) for i = 1, 4 do resume(co) end end },
    { "resume one", function(co) local a = {"a"} for i = 1, 4 do local ok, x = resume(co, a) end end },
    { "resume two", function(co) local a, b = {"a"}, 2 for i = 1, 4 do local ok, x, y, z = resume(co, a, b) end end },
    { "resume upvalue", function(co) upco = co for i = 1, 4 do local ok = upresume(upco) end end },
    { "resume upvalue one", function(co) upco = co local a = {"a"} for i = 1, 4 do local ok = upresume(upco, a) end end },
    { "resume sum", function(co) for i = 1, 4 do local ok, x = resume(co, i + 1) end end },
    { "resume field", function(co) for i = 1, 4 do local ok, x = coroutine.resume(co, i) end end },
    { "resume self", function(co) for i = 1, 4 do local ok, x = resume(co, co) end end },
    { "resume in call", function(co) for i = 1, 4 do print(type(i), resume(co, i)) end end },
    { "resume in assert", function(co) for i = 1, 4 do assert(resume(co, i)) end end },
    { "wrap", function(co, f) local a = {"a"} for i = 1, 4 do local x = f(a) end end, true },
    { "wrap nothing", function(co, f) for i = 1, 4 do f() end end, true },
    { "wrap sum", function(co, f) for i = 1, 4 do local x, y, z = f(i + 1) end end, true },
    { "loop", function(co, f) for x in f do local q = x end end, true },
    { "loop two", function(co, f) for x, y in f, {"s"}, 2 do local q = {x} end end, true },
    { "loop four", function(co, f) local s = {0} for x, y, z, w in f, s do s = {x} end end, true },
}
for _, case in ipairs(waits) do
    local co, f
    if case[3] then f = wrap(inner(case[1])) else co = create(inner(case[1])) end
    waiting = create(case[2])
    print(case[1], resume(waiting, co, f))
end
