# Without libedit, with piped input, and with the editor turned off, the prompt reads plain lines.
# timeout 120
. ../prelude.sh

version=$("$WEFT" -v)

# piped input: a prompt for each line, and what expressions are
cat >typed <<'END'
1 + 1
for i = 1, 2 do
    print(i)
end
local x = 5
x, "text"
:help table.pack
nil + 1
END
cat >expected <<END
$version
> 2
> >> >> 1
2
> > 5, "text"
> table.pack(...)
    a table of the arguments, with their number as n.
> > 
END
"$WEFT" -i <typed >output 2>errors
same expected output
echo "stdin:1: attempt to perform arithmetic on a nil value" | same errors - || fail "the message"
[ "$(echo '1+1' | "$WEFT" -i | sed -n 2p)" = "> 2" ] || fail "echo '1+1'"

# an end in the middle of a chunk tells what is missing; :quit ends the program
printf 'for i = 1,' | "$WEFT" -i >output 2>errors
grep -q "<eof>" errors || fail "an incomplete chunk at the end"
printf ':quit\nprint("not reached")\n' | "$WEFT" -i >output 2>errors
grep -q "not reached" output && fail ":quit does not end the program"

# os.exit that closes the state, from the prompt's coroutine and from one of its
for exit in 'os.exit(3, true)' 'coroutine.wrap(function() os.exit(3, true) end)()'; do
    status=0
    echo "x = setmetatable({}, {__gc = function() print 'finalized' end}) $exit" | "$WEFT" -i >output || status=$?
    [ "$status" = 3 ] || fail "status $status of $exit"
    grep -q finalized output || fail "$exit does not close the state"
done

# _PROMPT is the prompt
[ "$(echo '1' | "$WEFT" -e '_PROMPT = "weft: "' -i | sed -n 2p)" = "weft: 1" ] || fail "_PROMPT"

# -i goes on after a script that failed
echo 'error("the script")' >failing.lua
[ "$(echo 'x' | "$WEFT" -e 'x = 7' -i failing.lua 2>/dev/null | sed -n 2p)" = "> 7" ] || fail "-i after an error"

# the program opens libedit when it runs, or goes without
cc -std=c11 -D_GNU_SOURCE -I"$ROOT/include" -iquote "$build/gen" -o weft "$ROOT"/repl/*.c "$build/libweft.a" -lm -ldl \
    -Wl,--export-dynamic || fail "the program does not build without libedit"
ldd ./weft | grep -q libedit && fail "it is linked with libedit"
on_terminal() { # on_terminal COMMAND: with a terminal on both sides; what it printed is in output
    command -v script >/dev/null 2>&1 || skip "script is not here"
    script -qec "$1" /dev/null <typed >output
}
printf '1 + 1\n:quit\n' >typed
on_terminal "env TERM=xterm NO_COLOR=1 WEFT_LIBEDIT=$TEST_TMP/nothing.so ./weft -i"
grep -q "libedit is not installed" output || fail "its absence is not said"
grep -q "^> 2" output || fail "no result without libedit"
on_terminal "env TERM=dumb ./weft -i"
grep -q "^> 2" output || fail "no result on a dumb terminal"
