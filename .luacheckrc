-- Settings of luacheck (Debian's package lua-check) for the project's Lua: `luacheck .` in this folder, and
-- tests/programs/luacheck.sh runs it on Weft. What is off has its reason beside it.
local coroutine_fields = {}
for _, name in ipairs {
    "getname", "istransferable", "leaf", "main", "resumer", "sethome", "setname", "state", "throw", "transfer",
} do
    coroutine_fields[name] = {}
end
stds.weft = {read_globals = {coroutine = {fields = coroutine_fields}, debug = {fields = {memory = {}}}}}
std = "lua54+weft"

max_line_length = 128 -- what this project's longest lines of C have, too
self = false -- the methods of one protocol take the same arguments; most have no use for one or the other
ignore = {"211/_ENV"} -- `local _ENV`: used by every global below it
cache = false

exclude_files = {
    "build*",
    "tests/compile/registers.lua", "tests/errors/uncaught_syntax.lua", -- they do not compile: that is what they test
}

files["examples/tour.lua"] = {ignore = {"211/first", "211/second"}} -- they are there to be closed

files["bench"] = {read_globals = {"unpack"}} -- the programs run on LuaJIT as well
files["bench/programs/markdown.lua"] = {ignore = {"613"}} -- two spaces that end a line are a line break in Markdown

files["scripts/difftest_*.lua"] = {max_line_length = false} -- a template stays on one line, as in the program made from it

-- Tests have values only to hold, to close, to hide or to look at from outside, names in narrow scopes, and code that nobody
-- would write otherwise. An expectation stands on the line that causes it (and may end in a space): lines are as long as that.
files["tests"] = {
    max_line_length = false,
    ignore = {
        "2", "3", -- what is never used, never set, or overwritten
        "4", -- names that hide others
        "5", -- control flow without effect, values too many or too few
        "614", -- a space at the end of an expected line
    },
}
-- globals are what these are about: undefined ones in messages, `_ENV`, what the library defines and what it lacks
for _, area in ipairs {"errors", "lang", "lib", "repl"} do files["tests/" .. area] = {ignore = {"1"}} end
files["tests/coroutine/model/engine.lua"] = {read_globals = {"c_pcall", "c_resume"}} -- a host in C defines them
files["tests/coroutine/weft_names.lua"] = {globals = {"Global"}} -- coroutines are named after it
files["tests/gc/close_state.lua"] = {globals = {"keep"}} -- alive until the state is closed, and so is the next
files["tests/gc/close_state_old.lua"] = {globals = {"old", "young", "new"}}
files["tests/regress/finalizers_at_close.lua"] = {globals = {"Kept"}}
files["tests/modules/pl_containers.lua"] = {globals = {"Cat"}} -- classes of Penlight's become globals
files["tests/modules/pl_data.lua"] = {ignore = {"1"}} -- pl.strict, which complains of globals
