-- A to-be-closed variable of a repeat's block is closed at the end of each turn, after the condition, which may use it.
local function closing(name) return setmetatable({}, {__close = function() print("close " .. name) end}) end
local n = 0
repeat
    n = n + 1
    local guard <close> = closing("turn " .. n)
    local turn = n
    local function get() return turn end
until get() == 3
--> close turn 1
--> close turn 2
--> close turn 3
n = 0
repeat
    n = n + 1
    local a <close>, b <const> = closing("a" .. n), n
    local c <close> = closing("c" .. n)
    if b == 2 then break end
until false
--> close c1
--> close a1
--> close c2
--> close a2
