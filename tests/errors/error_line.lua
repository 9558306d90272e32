-- Positions: the line is that of the operation, also in expressions over several lines.
local function err(f) print(select(2, pcall(f))) end
local t = {}
err(function()
    local a = 1
    local b = a +
        t
end) --> error_line.lua:6: attempt to perform arithmetic on a table value (upvalue 't')
err(function()
    return t.x
        .y
        .z
end) --> error_line.lua:11: attempt to index a nil value (field 'x')
err(function()
    t.f(
        1,
        2
    )
end) --> error_line.lua:15: attempt to call a nil value (field 'f')
err(function()
    local x = "a" ..
        "b" ..
        {} ..
        "c"
end) --> error_line.lua:23: attempt to concatenate a table value
err(function()
    for i = 1,
        "x" do
    end
end) --> error_line.lua:28: bad 'for' limit (number expected, got string)
err(function()
    return 1
        < {}
end) --> error_line.lua:33: attempt to compare number with table
err(function()
    t
    .x
    .y = 5
end) --> error_line.lua:38: attempt to index a nil value (field 'x')
err(function()
    local v = {
        a = 1,
        b = nil + 1,
    }
end) --> error_line.lua:43: attempt to perform arithmetic on a nil value
err(function() if
    t.a.b
    then end
end) --> error_line.lua:48: attempt to index a nil value (field 'a')
