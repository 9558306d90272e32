# The program's options for people.
. ../prelude.sh

equal() { # equal GOT EXPECTED
    [ "$1" = "$2" ] || fail "got '$1' instead of '$2'"
}
equal "$("$WEFT" -e '6 * 7')" 42
equal "$("$WEFT" -e '"text", {1, a = 2}')" 'text
{1, a = 2}'
equal "$("$WEFT" -e 'x = 5' -e 'x + 1')" 6
equal "$("$WEFT" -e 'print(1)')" 1
equal "$("$WEFT" -e 'x = = 1' 2>&1 || true)" "$WEFT: (command line):1: unexpected symbol near '='"
equal "$("$WEFT" -e 'nil + 1' 2>&1 | head -1)" "$WEFT: (command line):1: attempt to perform arithmetic on a nil value"
"$WEFT" --help >help
[ "$(wc -l <help)" -le 24 ] || fail "--help is longer than a screen"
awk 'length > 79 { exit 1 }' help || fail "--help is too wide"
for option in -e -l -i -v -E -W --check --dis --help --version; do
    grep -q -e "^  $option\b" help || fail "--help does not tell of $option"
    grep -q -e "\"$option\"\|\\\\-\\\\-\|$(echo "$option" | sed 's/-/\\\\-/g')" "$ROOT/docs/weft.1" || fail "the manual page has no $option"
    grep -q -e "$option" "$ROOT/packaging/weft.bash" || fail "the completion has no $option"
done
equal "$("$WEFT" --version)" "$("$WEFT" -v)"
echo 'x = = 1' >wrong.lua
echo 'print("not run")' >right.lua
equal "$("$WEFT" --check right.lua wrong.lua 2>&1 || echo "status $?")" "$WEFT: wrong.lua:1: unexpected symbol near '='
status 1"
equal "$("$WEFT" --check right.lua)" ""
"$WEFT" --dis right.lua | grep -q GETTABUP || fail "--dis shows no bytecode"

# bash's completion
command -v bash >/dev/null 2>&1 || skip "bash is not here"
complete_word() { # complete_word WORD PREVIOUS: what bash would offer
    bash -c '. "$1"; COMP_WORDS=(weft "$2"); COMP_CWORD=1; _weft weft "$2" "$3"; printf "%s\n" "${COMPREPLY[@]}" | sort | tr "\n" " "' - \
        "$ROOT/packaging/weft.bash" "$1" "${2:-weft}"
}
equal "$(complete_word --)" "-- --check --dis --help --version "
equal "$(complete_word ri)" "right.lua "
