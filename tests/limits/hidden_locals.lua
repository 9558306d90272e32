-- A loop has hidden variables, which count among the 200 of a function.
local function try(locals, text)
    local names = {}
    for i = 1, locals do names[i] = "local a" .. i end
    local f, message = load(table.concat(names, " ") .. " " .. text, "=s")
    return f and "compiles" or message
end
print(try(196, "for i = 1, 2 do end")) --> compiles
print(try(197, "for i = 1, 2 do end")) --> s:1: too many local variables (limit is 200) in main function near '='
print(try(198, "for i = 1, 2 do end")) --> s:1: too many local variables (limit is 200) in main function near '='
print(try(200, "for i = 1, 2 do end")) --> s:1: too many local variables (limit is 200) in main function near '='
print(try(195, "for k in pairs({}) do end")) --> compiles
print(try(196, "for k in pairs({}) do end")) --> s:1: too many local variables (limit is 200) in main function near 'in'
print(try(200, "for k in pairs({}) do end")) --> s:1: too many local variables (limit is 200) in main function near 'in'
print(try(200, "")) --> compiles
print(try(201, "")) --~> too many local variables
