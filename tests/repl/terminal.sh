# The prompt on a pseudo-terminal, as its user sees it: terminal/cases.py.
# timeout 600
. ../prelude.sh

python=""
for p in python3 /usr/bin/python3; do
    if [ -z "$python" ] && "$p" -c 'import pexpect, pyte' 2>/dev/null; then python=$p; fi
done
[ -n "$python" ] || skip "python3 with pexpect and pyte is not here (Debian: python3-pexpect python3-pyte)"
echo 'return require("weft.session")' | "$WEFT" - || fail "$WEFT has no prompt"
ldd "$WEFT" | grep -q libedit || "$python" -c 'import ctypes; ctypes.CDLL("libedit.so.2")' 2>/dev/null ||
    skip "libedit is not here (Debian: libedit2)"
# libedit keeps the names of commands for ever, which a build with AddressSanitizer would tell
export ASAN_OPTIONS=detect_leaks=0 PYTHONDONTWRITEBYTECODE=1
"$python" "$ROOT/tests/repl/terminal/cases.py" >log 2>&1 || {
    grep -v '^ok ' log
    fail "a case failed"
}
