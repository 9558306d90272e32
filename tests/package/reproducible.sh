# Two builds in different folders, at different times, give the same bytes: the program, the libraries, the amalgamation.
# timeout 240
. ../prelude.sh
mkdir -p one two/deeper/below
for folder in one two/deeper/below; do
    for part in Makefile src lib repl include scripts packaging docs; do cp -R "$ROOT/$part" $folder; done
done
# without optimization, for it is the paths that count
MAKEFLAGS='' make -C one --no-print-directory -s -j2 OPT=-O0 all liblua amalgamation >log 2>&1 || fail "$(cat log)"
sleep 1 # so that times of files would show
MAKEFLAGS='' make -C two/deeper/below --no-print-directory -s -j2 OPT=-O0 BUILD="$PWD/elsewhere" all liblua amalgamation >log 2>&1 ||
    fail "$(cat log)"
for file in libweft.a libweft.so.0 liblua/liblua5.4.so.0 weft amalgamation/weft.c amalgamation/weft.h; do
    cmp "one/build/$file" "elsewhere/$file" || fail "$file differs"
done
if grep -aq "$PWD" one/build/libweft.a one/build/weft; then fail "the folder's name is in what was built"; fi
