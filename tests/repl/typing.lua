-- weft-only
-- What Enter does in the middle of a chunk, and colours.
local session = require "weft.session"

local function enter(before, after)
    local is_whole, new_before, new_after = session.enter(before, after or "")
    print(is_whole, (new_before .. "|" .. new_after):gsub("\n", "/"))
end

enter("1 + 1") --> true 1 + 1| 0
enter("for i = 1, 2 do") --> false for i = 1, 2 do/    | 1
enter("do\n    if x then") --> false do/    if x then/        | 2
enter("do\n    if x then\n        f()\n        else") --> false do/    if x then/        f()/    else/        | 4
enter("do\n    f()\n    end") --> true do/    f()/end| 2
enter("t = {\n    1,\n    }") --> true t = {/    1,/}| 2
enter("f(", ")") --> true f(|) 0
enter("t = {", "\n}, {") --> false t = {/    |/}, { 2
enter("x = [[a") --> false x = [[a/| 1
enter("x = [[a\n   end") --> false x = [[a/   end/| 2
enter("x = = 1") --> true x = = 1| 0
enter(":help (") --> true :help (| 0
enter("repeat\n    f()\n    until x") --> true repeat/    f()/until x| 2
enter("do   ") --> false do/    | 1
enter("-- just a note") --> true -- just a note| 0
enter("function f()\n    return {\n        1\n        }") --> false function f()/    return {/        1/    }/    | 4

enter("{") --> false {/    | 1
enter("1 +") --> false 1 +/| 1
enter("= f(") --> false = f(/    | 1
enter("'open") --> true 'open| 0

print(session.highlight("x")) --> nil
session.has_colours = true
print((session.highlight("local s = 'x' -- [[y"):gsub("\27%[([%d;]*)m", "<%1>")))
--> <34;1>local<0> s = <32>'x'<0> <90>-- [[y<0>
print((session.highlight(":help x"):gsub("\27%[([%d;]*)m", "<%1>"))) --> <35>:help x<0>
print((session.highlight("a\n0x1p-4 .. 1e+3"):gsub("\27%[([%d;]*)m", "<%1>")))
--> a
--> <36>0x1p-4<0> .. <36>1e+3<0>
