-- Every number of values passed meets every number wanted, however the values are written at the call, time and again.
local arguments = { "", "a", "a, b", "a, b, c", "up", "up, a", "a + 1", "up + 1, a", "up - 1", "t.x", "a, t.x", "7", "a, 7", "nil", "f()", "a, f()" }

-- What the reader of `wanted` values gets of those written as `text`, as a string.
local frame = [[
local a, b, c, up, t = 1, 2.5, "c", 40, {x = "x"}
local function f() return 8, 9 end
local function show(...) local s = select("#", ...) .. ":" for i = 1, select("#", ...) do s = s .. " " .. tostring((select(i, ...))) end return s end
]]
local function names(n)
    local list = {}
    for i = 1, n do list[i] = "r" .. i end
    return table.concat(list, ", ")
end
local function receive(wanted, call)
    return wanted == 0 and call .. " got[#got + 1] = show()"
        or "do local " .. names(wanted) .. " = " .. call .. " got[#got + 1] = show(" .. names(wanted) .. ") end"
end
local function run(source)
    return assert(load(frame .. source, "=case"))()
end

local drivers = {
    resume = { "local co = coroutine.create(body)", "resume(co%s)", 1 },
    field = { "local co = coroutine.create(body)", "coroutine.resume(co%s)", 1 },
    upvalue = { "local co = coroutine.create(body) local function step(...) local a, b, c = ... return coroutine.resume(co, ...) end", "step(%s)", 1 },
    wrap = { "local co = coroutine.wrap(body)", "co(%s)", 0 },
}

-- The same with calls of plain functions: what is written in `out`, and what the other side is given in `back`.
local function expected(out, wanted, back, answered, flag)
    return run(("local got = {} local function give() return %s end local function take() return %s end\n"):format(
            flag == 1 and (out == "" and "true" or "true, " .. out) or out, back)
        .. ("%s %s return table.concat(got, ' | ')"):format(receive(wanted, "give()"), receive(answered, "take()")))
end

local cases, failures = 0, 0
local function check(what, got, want)
    cases = cases + 1
    if got ~= want then
        failures = failures + 1
        print(what, "got", got, "expected", want)
    end
end

local function try(kind, out, wanted, back, answered)
    local driver = drivers[kind]
    local separator = (kind ~= "wrap" and kind ~= "upvalue" and back ~= "") and ", " or ""
    local call = driver[2]:format(separator .. back)
    local text = run(([[
        local resume, yield, got, log = coroutine.resume, coroutine.yield, {}, {}
        local function body()
            local a, b, c = 1, 2.5, "c"
            for i = 1, 4 do %s end
            return %s
        end
        %s
        for i = 1, 5 do
            %s
            log[i] = table.concat(got, " | ")
            got = {}
        end
        return table.concat(log, "\n")]]):format(receive(answered, "yield(" .. out .. ")"), out, driver[1], receive(wanted, call)))
    local plain = expected(out, wanted, back, answered, driver[3])
    local first, answer = plain:match("^(.-) | (.*)$")
    local want = { first }
    for i = 2, 5 do want[i] = answer .. " | " .. first end
    check(table.concat({ kind, out, wanted, back, answered }, ";"), text, table.concat(want, "\n"))
end

for kind in pairs(drivers) do
    for i, out in ipairs(arguments) do
        for wanted = 0, 4 do
            for answered = 0, 3 do
                try(kind, out, wanted, arguments[(i * 7 + wanted * 3 + answered) % #arguments + 1], answered)
                try(kind, out, wanted, out, answered)
            end
        end
    end
end

-- A generic loop takes one to four of what is yielded, and ends at a nil or at the body's end.
for _, out in ipairs(arguments) do
    for wanted = 1, 4 do
        local text = run(([[
            local yield, got = coroutine.yield, {}
            for %s in coroutine.wrap(function() local a, b, c = 1, 2.5, "c" for i = 1, 3 do local s = show(yield(%s)) got[#got + 1] = s end end) do
                got[#got + 1] = show(%s)
            end
            return table.concat(got, " | ")]]):format(names(wanted), out, names(wanted)))
        local plain = run(("local function give() return %s end local got = {} %s return got[1]"):format(out, receive(wanted, "give()")))
        local first = run(("local x = %s return tostring(x)"):format(out == "" and "nil" or out))
        local want = {}
        for i = 1, first == "nil" and 0 or 3 do
            want[#want + 1] = plain
            want[#want + 1] = "2: nil " .. first
        end
        check("for;" .. out .. ";" .. wanted, text, table.concat(want, " | "))
    end
end
print(cases, failures) --> 2624	0
