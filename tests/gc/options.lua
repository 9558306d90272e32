-- collectgarbage: options and results.
print(collectgarbage(), collectgarbage("collect"), math.type(collectgarbage("count")), collectgarbage("isrunning")) --> 0 0 float true
print(collectgarbage("stop"), collectgarbage("isrunning"), collectgarbage("restart"), collectgarbage("isrunning")) --> 0 false 0 true
print(collectgarbage("incremental"), collectgarbage("generational"), collectgarbage("generational"), collectgarbage("incremental")) --> generational incremental generational generational
print(type(collectgarbage("step")), type(collectgarbage("step", 100)), collectgarbage("setpause", 200), collectgarbage("setstepmul", 100) ~= nil, collectgarbage("setpause", 150)) --> boolean boolean 200 true 200
print(pcall(collectgarbage, "bad")) --> false bad argument #1 to 'collectgarbage' (invalid option 'bad')
print(pcall(collectgarbage, 5)) --> false bad argument #1 to 'collectgarbage' (invalid option '5')
print(pcall(collectgarbage, "step", "x")) --> false bad argument #2 to 'collectgarbage' (number expected, got string)
collectgarbage("stop")
local before = collectgarbage("count")
for i = 1, 1000 do local t = {i} end
print(collectgarbage("count") > before) --> true
collectgarbage("restart")
local big = ("x"):rep(1 << 20)
local c1 = collectgarbage("count")
big = nil
collectgarbage()
print(c1 - collectgarbage("count") > 1000) --> true
