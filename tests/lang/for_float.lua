-- Numeric for over floats.
local function run(a, b, c)
    local out = {}
    for i = a, b, c do
        out[#out + 1] = i
        if #out > 7 then break end
    end
    print(#out, table.concat(out, " "))
end
run(1.0, 3, 1) --> 3 1.0 2.0 3.0
run(1, 3, 1.0) --> 3 1.0 2.0 3.0
run(0.0, 1, 0.25) --> 5 0.0 0.25 0.5 0.75 1.0
run(1, 0, -0.25) --> 5 1.0 0.75 0.5 0.25 0.0
run(0.1, 0.5, 0.1) --> 5 0.1 0.2 0.3 0.4 0.5
run(1, 2, 0.3) --> 4 1.0 1.3 1.6 1.9
run(3.0, 1.0, 1) --> 0 
run(1.0, 1.0, 1) --> 1 1.0
run(0.0, -0.0, 1) --> 1 0.0
run(2^53, 2^53 + 2, 1.0) --> 8 9.007199254741e+15 9.007199254741e+15 9.007199254741e+15 9.007199254741e+15 9.007199254741e+15 9.007199254741e+15 9.007199254741e+15 9.007199254741e+15
run(1.0, math.huge, 1e308) --> 8 1.0 1e+308 inf inf inf inf inf inf
run(-math.huge, 0, 1.0) --> 8 -inf -inf -inf -inf -inf -inf -inf -inf
run(0 / 0, 1, 1) --> 1 -nan
run(1, 0 / 0, 1.0) --> 1 1.0
run(1, 2, 0 / 0) --> 0 
for i = 1.0, 2 do print(i, math.type(i)) end --> 1.0 float
--> 2.0 float
for i = 1, 2, 0.5 do print(i, math.type(i)) end --> 1.0 float
--> 1.5 float
--> 2.0 float
