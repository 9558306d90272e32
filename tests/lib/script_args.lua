-- args one two=2 -e
-- arg holds the script's arguments, and ... too.
print(#arg, arg[0], ...) --> 3 script_args.lua one two=2 -e
print(arg[1], arg[3], arg[-1] ~= nil, select("#", ...)) --> one -e true 3
