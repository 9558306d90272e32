-- as-reference
-- Of what a protected call gives, each caller gets as many values as it wants; those beyond are nil, whatever lay there before.
local function show(...)
    local t = table.pack(...)
    for i = 1, t.n do t[i] = tostring(t[i]) end
    return table.concat(t, ",")
end
local names = {"a", "b", "c", "d", "e", "f"}
local calls = {"pcall(f)", "pcall(f, 1, 2, 3)", "pcall(pcall, f)", "pcall(k)", "xpcall(f, print)", "pcall(xpcall, f, print)", "pcall(g)", "pcall(h)"}
for given = 0, 4 do
    local values = table.concat({"11", "'12'", "13", "14"}, ", ", 1, given)
    local setting = "local function f() return " .. values .. " end local function g(...) return f(...) end " ..
        "local function k(...) return " .. values .. " end " ..
        "local function h() local held <close> = setmetatable({}, {__close = f}) return " .. values .. " end "
    for _, call in ipairs(calls) do
        local out = {}
        for wanted = 1, 6 do
            local vars = table.concat(names, ", ", 1, wanted)
            out[wanted] = show(load(setting .. "local show = ... for i = 1, 2 do do local p, q, r, s, t, u, v = 1, 2, 3, 4, 5, 6, 7 end " ..
                "local " .. vars .. " = " .. call .. " if i == 2 then return " .. vars .. " end end")(show))
        end
        print(given, call, table.concat(out, " | "))
        print(load(setting .. "local show = ... " .. call .. " return show(" .. call .. "), show((" .. call .. ")), show(0, " .. call .. ", 9), " ..
            "#{" .. call .. "}, select('#', " .. call .. ")")(show))
    end
end
