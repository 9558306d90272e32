-- At the end of the script pending objects are finalized, in reverse order of their marking.
for i = 1, 3 do _G["o" .. i] = setmetatable({}, {__gc = function() print("gc", i) end}) end
setmetatable({}, {__gc = function() error("ignored at the end") end})
print("end") --> end
--> gc 3
--> gc 2
--> gc 1
