-- Long brackets: first newline skipped, line ends normalised, no escapes.
local first, second = [[
first]], [==[
]]]=]
]==]
print(first, #second) --> first 6
local third = [[

x]]
print(#third) --> 2
print([[a\nb]]) --> a\nb
print(#load("return [[a\r\nb\n\rc\rd\ne]]")()) --> 9
print(("%q"):format(load("return [[\r\na\r\n]]")())) --> "a\
--> "
print([=[]]]=], [==[]=]]==]) --> ]] ]=]
local empty = [[
]]
print([[]] == "", empty == "") --> true true
--[==[ a comment
]] ]=] over lines ]==] print("after the comment") --> after the comment
--[[ one ]] print("same line") --> same line
---[[ not a long comment
print("runs") --> runs
--]]
