# The examples of hosts, linked with the shared library, print what is beside them.
# timeout 120
. ../prelude.sh
[ -e "$build/libweft.so" ] || skip "there is no shared library: make"
. "$ROOT/tests/embed_prelude.sh"
LD_LIBRARY_PATH=$build
export LD_LIBRARY_PATH
each_example "-L$build -lweft"
