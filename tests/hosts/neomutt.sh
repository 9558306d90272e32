# neomutt's Lua: settings, commands and scripts behave as on the system's library.
. ../prelude.sh
need neomutt
uses_weft "$(command -v neomutt)"

mkdir Mail
cat >more.lua <<'END'
-- a script of its own: coroutines, patterns, an error that it catches
local function each(list)
    return coroutine.wrap(function() for i, v in ipairs(list) do coroutine.yield(i, v) end end)
end
for i, v in each {"inbox", "sent", "spam"} do print(i, v, (v:gsub("%w+", string.upper))) end
print(pcall(mutt.set, "no_such_option", 1))
print(select(2, xpcall(function() error {code = 7} end, function(e) return e.code end)))
mutt.set("sleep_time", 3)
print(mutt.get("sleep_time"), mutt.get("folder"):match "[^/]*$", type(mutt.version()))
END
cat >rc <<END
set folder="$PWD/Mail"
lua print(_VERSION, 1//0.0, ("x"):rep(3))
lua print(coroutine.wrap(function(a) return coroutine.yield(a + 1) end)(41))
lua print(pcall(error, "boom"))
lua mutt.set("my_name", "weft") mutt.enter("set my_other = 'x y'")
lua-source $PWD/more.lua
lua print(undefined.field)
END
run() { HOME=$PWD "$@" neomutt -n -F rc -Q folder -Q sleep_time -Q my_other </dev/null 2>&1 || echo "exit $?"; }
run env >expected
run env LD_LIBRARY_PATH="$build/liblua" >got
grep -q 'INBOX' expected || { cat expected; fail "neomutt did not run the script"; }
same expected got
