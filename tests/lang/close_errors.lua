-- Errors and closing: the handler sees the error, its own error replaces it.
local function closer(name, err)
    return setmetatable({}, {__close = function(_, e) print("close", name, e) if err then error(err, 0) end end})
end
print(pcall(function() local a <close> = closer("a") error("body", 0) end)) --> close a body
--> false body
print(pcall(function() local a <close> = closer("a", "from a") end)) --> close a nil
--> false from a
print(pcall(function() local a <close> = closer("a", "from a") error("body", 0) end)) --> close a body
--> false from a
print(pcall(function()
    local a <close> = closer("a")
    local b <close> = closer("b", "from b")
    local c <close> = closer("c", "from c")
    error("body", 0)
end)) --> close c body
--> close b from c
--> close a from b
--> false from b
print(pcall(function()
    local a <close> = closer("a", "late")
    return "results are dropped"
end)) --> close a nil
--> false late
print(pcall(function() local x <close> = 42 end)) --> false $HERE: variable 'x' got a non-closable value
print(pcall(function() local x <close> = {} end)) --> false $HERE: variable 'x' got a non-closable value
print(pcall(function() local x <close> = "str" end)) --> false $HERE: variable 'x' got a non-closable value
print(pcall(function()
    local a <close> = setmetatable({}, {__close = print})
    getmetatable(a).__close = nil
end)) --> false $HERE: attempt to call a nil value (metamethod 'close')
print(pcall(function()
    local a <close> = closer("a")
    local y <close> = true
end)) --> close a close_errors.lua:34: variable 'y' got a non-closable value
--> false close_errors.lua:34: variable 'y' got a non-closable value
print(pcall(function() local t <close> = setmetatable({}, {__close = 5}) end)) --> false $HERE: attempt to call a number value (metamethod 'close')
print(pcall(function()
    local a <close> = closer("outer")
    print(pcall(function() local b <close> = closer("inner") error(setmetatable({}, {__tostring = function() return "object" end})) end) == false)
    error("second", 0)
end)) --> close inner object
--> true
--> close outer second
--> false second
print(select("#", pcall(function() local a <close> = closer("nil error") error(nil) end))) --> close nil error nil
--> 2
