# The host written for Lua prints the same on Lua itself, and relinked: the program that was built with Lua's headers runs with
# Weft's library in the place of Lua's.
# timeout 60
. ../prelude.sh
[ -e /usr/include/lua5.4/lua.h ] || skip "liblua5.4-dev is not installed"
cc -std=c11 -Wall -Wextra -Werror -I/usr/include/lua5.4 "$ROOT/examples/embed/port.c" -llua5.4 -o port
./port >on_lua
same "$ROOT/examples/embed/port.out" on_lua
uses_weft ./port
on_weft ./port >on_weft
same "$ROOT/examples/embed/port.out" on_weft
