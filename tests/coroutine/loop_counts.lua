-- as-reference
-- A generic loop over a coroutine takes any number of what is yielded, and messages name its iterator.
local function names(n)
    local list = {}
    for i = 1, n do list[i] = "v" .. i end
    return table.concat(list, ",")
end

for _, wanted in ipairs {1, 2, 3, 5, 10, 50, 80} do
    for _, given in ipairs {0, 1, 2, 3, 7, 60, 200, 240} do
        local values = {}
        for i = 1, given do values[i] = tostring(i) end
        local all = names(wanted)
        local f = assert(load(([[
            local r = {}
            for ALL in coroutine.wrap(function() for i = 1, 4 do coroutine.yield(VALUES) end end) do
                r[#r + 1] = select("#", ALL) .. ":" .. tostring((select(-1, ALL))) .. tostring(v1)
            end
            return table.concat(r, " ")]]):gsub("%u%u%u+", {ALL = all, VALUES = table.concat(values, ",")})))
        print(wanted, given, pcall(f))
    end
end

local function try(text)
    print(pcall(assert(load(text, "=text"))))
end
try("for x in nil do end")
try("for x in {} do end")
try("for x in coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end error('after') end) do end")
try("for x in coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end local t = nil; t.x = 1 end) do end")
try("local w = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end) for x in w do end for x in w do end")

-- The iterator may be another one from the next round on.
local seen = {}
for value in coroutine.wrap(function() for i = 1, 5 do coroutine.yield(i) end end) do
    seen[#seen + 1] = value
    if value == 3 then
        for n = 1, 20 do
            local name, old = debug.getlocal(1, n)
            if name == "(for state)" and type(old) == "function" then
                debug.setlocal(1, n, coroutine.wrap(function() coroutine.yield("another") end))
            end
        end
    end
end
print(table.concat(seen, " "))
