# The examples of hosts, linked with the static library, print what is beside them.
# timeout 120
. ../prelude.sh
. "$ROOT/tests/embed_prelude.sh"
each_example "$build/libweft.a -lm -ldl"
