-- argparse: command lines parsed, help and usage written, mistakes reported.
-- as-reference
local argparse = require "argparse"

local function show(v)
    if type(v) ~= "table" then return tostring(v) end
    local keys, parts = {}, {}
    for k in pairs(v) do keys[#keys + 1] = k end
    table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
    for i, k in ipairs(keys) do parts[i] = tostring(k) .. "=" .. show(v[k]) end
    return "{" .. table.concat(parts, " ") .. "}"
end

local parser = argparse("tool", "A tool with a long description that says what it does, at such length that the text has to be "
    .. "wrapped over several lines of the help.", "See also: nothing."):require_command(false):add_help_command():add_complete()
parser:argument("input", "Input file."):args "1"
parser:argument("rest"):args "*":convert(tonumber)
parser:option("-o --output", "Output file.", "a.out"):argname "<file>"
parser:option("-I --include", "Where to look."):count "*":action "append":argname "<dir>"
parser:option("--pair"):args(2):count "*"
parser:option("-l --level", "How much."):choices{"low", "mid", "high"}:default "mid":show_default(true)
parser:option("-O"):convert{["0"] = "none", ["1"] = "some"}
parser:option("--size"):convert(function(s) local n = tonumber(s) if n then return n * 2 end return nil, "size '" .. s .. "' is no number" end)
parser:flag("-v --verbose", "Say more."):count "0-3":target "verbosity"
parser:flag("--no-color"):action(function(args, name, value) args.color = not value args.name = name end)
parser:mutex(parser:flag "-q --quiet", parser:flag "-d --debug")
parser:group("Special options", parser:flag("--special", "Very."), parser:option("--other", "Not so."):args "?")

for _, line in ipairs{
    "in", "in 1 2 0x10", "in -o out -v -v", "-vvv in", "in --output=x.y -I a -Ib --include c --include=d", "in --pair 1 2 --pair 3 4", "in -l high", "in -l top",
    "in -O1", "in -O 2", "in --size 21", "in --size big", "in -vvvv", "in --no-color", "in -q", "in -q -d", "in --other", "in --other x", "", "in 1 x", "in --unknown",
    "in --outptu x", "in -o", "in --pair 1", "-- -dash 3", "in --verbose=3", "in --special --quiet",
} do
    local words = {}
    for w in line:gmatch "%S+" do words[#words + 1] = w end
    local ok, result = parser:pparse(words)
    print(line, ok, show(result))
end
print(parser:get_usage())
print(parser:get_help())

local git = argparse "git":require_command(true):command_target "command"
git:option "-C --chdir"
local commit = git:command("commit ci", "Record changes."):summary "Record."
commit:option "-m --message":count "1"
commit:flag "-a --all"
local remote = git:command "remote":require_command(false)
local add = remote:command "add"
add:argument "name"
add:argument "url":args "?"
add:option "-t":args "1-2":count "0-2"
for _, line in ipairs{"", "commit", "commit -m x -a", "ci -mx", "-C dir remote", "remote add o u", "remote add o -t a b -t c", "remote add", "comit", "remote ad x"} do
    local words = {}
    for w in line:gmatch "%S+" do words[#words + 1] = w end
    local ok, result = git:pparse(words)
    print(line, ok, show(result))
end
print(git:get_help())
print(add:get_help())
print(commit:get_usage())
print(#parser:get_bash_complete(), #parser:get_zsh_complete(), #parser:get_fish_complete())
print(pcall(argparse, 1))
local configured = argparse{name = "conf", usage = "Usage: as you like", usage_max_width = 40, help_max_width = 50, help_description_margin = 20}
for i = 1, 12 do configured:option("--option-" .. i, ("word "):rep(i * 2)) end
print(configured:get_help())
