-- The three values of a numeric for must be numbers, the step not zero. Strings do not convert.
print(pcall(function() for i = "1", 2 do end end)) --> true
print(pcall(function() for i = 1, "2" do end end)) --> true
print(pcall(function() for i = 1, 2, "1" do end end)) --> true
print(pcall(function() for i = nil, 2 do end end)) --> false $HERE: bad 'for' initial value (number expected, got nil)
print(pcall(function() for i = 1, {} do end end)) --> false $HERE: bad 'for' limit (number expected, got table)
print(pcall(function() for i = 1, 2, print do end end)) --> false $HERE: bad 'for' step (number expected, got function)
print(pcall(function() for i = 1, 2, 0 do end end)) --> false $HERE: 'for' step is zero
print(pcall(function() for i = 1, 2, 0.0 do end end)) --> false $HERE: 'for' step is zero
print(pcall(function() for i = 1.5, true do end end)) --> false $HERE: bad 'for' limit (number expected, got boolean)
print(pcall(function() for i = 1.5, 2, -0.0 do end end)) --> false $HERE: 'for' step is zero
