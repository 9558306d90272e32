# The examples of hosts, built with the amalgamation, print what is beside them.
# timeout 240
. ../prelude.sh
[ -e "$build/amalgamation/weft.c" ] || skip "there is no amalgamation: make amalgamation"
. "$ROOT/tests/embed_prelude.sh"
cc -O1 -c "$build/amalgamation/weft.c" -o weft.o
each_example "weft.o -lm -ldl"
