-- as-reference
-- The lines that a line hook sees: of loops, their ends and closing values, calls and expressions over several lines.
local f = function() end
local cases = {
[[for i = 1, 2 do
  local j = i
end]],
[[for i = 1, 2 do
  local j = i
  f = function() return j end
end]],
[[local a = 1
repeat break until error("x")
a = 2]],
[[local t, at, word = "abc", 1, "ab"
local x
if t:sub(at, at + #word - 1) ~= word then x = 1 end
x = 2]],
[[local s = 0
for _, v in ipairs {1,2} do s = s + v end
return s]],
[[local s = 0
while s < 3 do s = s + 1 end
return s]],
[[local s = 0
while s < 3 do
 s = s + 1
end
return s]],
[[local e = {
 a = 1, b = 2,
 c = 3,
}
return e]],
[[local e = f(1,
  2,
  3)
return e]],
[[local s = "a" ..
  "b" ..
  tostring(1)
local x = 1 +
   tonumber("2")
return s]],
[[local function f(a,
   b)
  return a
end
f(1)
f(1, 2)]],
[[do local x <close> = nil
 local y = 1
end
local z = 2]],
[[local t = {}
t.x = function()
  return 1
end
function t:m()
  return self.x()
end
return t:m()]],
[[local a = 1 repeat a = a + 1
  if a > 3 then break end
until false
return a]],
[[for i = 1, 2 do for j = 1, 2 do local x = i end end
return 1]],
[[while true do
  if true then
    break
  end
end
return 1]],
[[for i = 3, 1 do
 x = 1
end
return 1]],
[[local x = (function() return 1 end)()
local y = x
 + 1
local z = -
 y]],
[[for i = 1, 2 do local x = i end return 1]],
[[for i = 1, 1 do local x = i end return 1]],
[[for k in pairs{} do local x = k end return 1]],
[[for k in pairs{1} do local x = k end return 1]],
[[local a = 0 while a < 2 do a = a + 1 end]],
[[for i = 1.0, 2.5, 0.5 do local x = i end return 1]],
[[for i = 3, 1, -1 do local x = i end return 1]],
[[for i = 1, 2 do
  local x <close> = setmetatable({}, {__close = function() return 1 end})
  f()

end
return 1]],
[[for k in pairs{1, 2} do
  f()

end
for k in pairs{} do
  f()

end
for k in pairs{1} do
  if k then break end

end
return 1]],
}
for n, c in ipairs(cases) do
    local lines = {}
    local chunk = load(c, "=c", "t", setmetatable({f = f}, {__index = _G}))
    debug.sethook(function(_, line)
        if debug.getinfo(2, "S").source == "=c" then lines[#lines + 1] = line end
    end, "l")
    pcall(chunk)
    debug.sethook()
    print(n, table.concat(lines, " "))
end

-- The line at which a loop's closing value is closed.
local closing = setmetatable({}, {__close = function() print(debug.getinfo(2, "l").currentline) end})
local function step(_, c) if (c or 0) < 3 then return (c or 0) + 1 end end
for _ in step, nil, nil, closing do
    local x = 1

end
for i in step, nil, nil, closing do
    if i == 1 then
        break
    end
end
