-- cliargs: a command line with arguments, options, flags and commands.
-- as-reference
local create = require("cliargs.core")

local function show(v)
    if type(v) ~= "table" then return tostring(v) end
    local keys, parts = {}, {}
    for k in pairs(v) do keys[#keys + 1] = k end
    table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
    for i, k in ipairs(keys) do parts[i] = tostring(k) .. "=" .. show(v[k]) end
    return "{" .. table.concat(parts, " ") .. "}"
end
local function make()
    local cli = create()
    cli:set_name "tool"
    cli:set_description "does nothing"
    cli:argument("INPUT", "the input file")
    cli:splat("REST", "more files", nil, 3)
    cli:option("-o, --output=FILE", "where to write", "a.out")
    cli:option("-I=DIR", "where to look", {})
    cli:option("--long-name-of-an-option=VALUE", "a description that is long enough to be wrapped when it is printed in its column, twice")
    cli:flag("-v, --verbose", "say more", false)
    cli:flag("-[no-]c, --[no-]color", "paint", true)
    cli:flag("-d", "call back", function(key, value, altkey) print("callback", key, value, altkey) end)
    return cli
end
for _, line in ipairs{
    "", "in", "in a b c", "in a b c d", "-o x in", "-ox in", "--output=y in", "--output y in", "in -I a -I b", "-v in", "--verbose in", "--no-color in", "-no-c in", "-d in",
    "--unknown in", "-o", "--verbose=1 in", "-v -- -in", "--color --no-color in",
} do
    local words = {}
    for w in line:gmatch "%S+" do words[#words + 1] = w end
    local cli = make()
    local ok, args, message = pcall(cli.parse, cli, words)
    print(line, ok, show(args), message)
end
print(make().printer.generate_help_and_usage and make().printer.generate_help_and_usage() or "no help")
local cli = create()
cli:set_name "git"
cli:command("add", "adds"):argument("FILE", "what"):flag("-f", "force"):action(function(options) print("add", show(options)) return nil end)
cli:command("rm", "removes"):splat("FILES", "what", nil, 9):action(function(options) print("rm", show(options)) end)
for _, line in ipairs{"add x", "add -f y", "add", "rm a b c"} do
    local words = {}
    for w in line:gmatch "%S+" do words[#words + 1] = w end
    local ok, a, b = pcall(cli.parse, cli, words)
    print(line, ok, show(a), b)
end
for _, wrong in ipairs{
    function() create():option("no dash", "x") end, function() create():argument("", "x") end, function() create():splat("A", "b", {}) end,
    function() local c = create() c:splat("A", "b") c:splat("B", "c") end, function() local c = create() c:flag("-a", "x") c:flag("-a", "y") end,
    function() create():argument("A", 1) end, function() create():option("-x=", {}) end,
} do print(pcall(wrong)) end
