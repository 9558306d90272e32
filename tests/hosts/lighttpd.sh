# lighttpd with mod_magnet: a coroutine that outlives the requests answers 100 of them, as on the system's library.
# timeout 60
. ../prelude.sh
unpacked=$build/unpacked/lighttpd/usr
if [ -x "$unpacked/sbin/lighttpd" ]; then
    server=$unpacked/sbin/lighttpd modules=$unpacked/lib/lighttpd
else
    PATH=$PATH:/usr/sbin
    server=$(command -v lighttpd) || skip "lighttpd is not here"
    modules=/usr/lib/lighttpd
fi
[ -e "$modules/mod_magnet.so" ] || skip "mod_magnet is not here"
ldd "$server" "$modules/mod_magnet.so" | grep -q "not found" && skip "libraries of lighttpd are not here"
uses_weft "$modules/mod_magnet.so"

mkdir www
cat >www/answer.lua <<'END'
local session = package.loaded.session
if not session then
    session = coroutine.wrap(function(request)
        local n, seen = 0, {}
        while true do
            n = n + 1
            seen[#seen + 1] = request["uri.path"]
            table.sort(seen, function(a, b) return a > b end)
            request = coroutine.yield(("%d %s %s\n"):format(n, seen[1], request["uri.query"] or "-"))
        end
    end)
    package.loaded.session = session
end
local r = lighty.r
local text = session(r.req_attr)
if r.req_attr["uri.path"] == "/fails" then error("on purpose") end
local keys = {}
for k, v in pairs(r.req_header) do keys[#keys + 1] = k .. "=" .. v end
table.sort(keys)
r.resp_header["Content-Type"] = "text/plain"
r.resp_header["X-Headers"] = table.concat(keys, " "):gsub("127.0.0.1:%d+", "HOST")
r.resp_body.set({text, ("z"):rep(#text)})
return 200
END
cat >client.pl <<'END'
use strict;
use warnings;
use IO::Socket::INET;
my ($port) = @ARGV;
sub request {
    my ($path) = @_;
    for my $try (1 .. 100) {    # until the server listens
        my $s = IO::Socket::INET->new("127.0.0.1:$port");
        if (!$s) { select undef, undef, undef, 0.05; next; }
        print $s "GET $path HTTP/1.0\r\nHost: 127.0.0.1:$port\r\nX-Kind: test\r\n\r\n";
        local $/;
        my $answer = <$s>;
        $answer =~ s/^Date:.*?\n//m;
        return $answer;
    }
    die "no server at port $port\n";
}
print request("/page$_?n=$_") for 1 .. 100;
print request("/fails");
print request("/after");
END
free_port() {
    perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1")->sockport'
}
serve() { # serve OUT LIBRARY_PATH
    port=$(free_port)
    cat >config <<END
server.document-root = "$PWD/www"
server.port = $port
server.bind = "127.0.0.1"
server.modules = ("mod_magnet")
server.errorlog = "$PWD/$1.log"
magnet.attract-physical-path-to = ("$PWD/www/answer.lua")
END
    LD_LIBRARY_PATH=$2 "$server" -D -m "$modules" -f config &
    pid=$!
    status=0
    perl client.pl "$port" >"$1" || status=$?
    [ -z "$2" ] || grep -q "$2/liblua5.4.so.0" "/proc/$pid/maps" || status=2
    kill $pid
    wait $pid || true
    [ $status = 0 ] || { cat "$1.log"; fail "the client ends by $status"; }
    # times and process ids out
    sed -e 's/^[^(]*//' -e 's/PID = [0-9]*/PID/' -e '/stopped by/d' "$1.log" >"$1.messages"
}
serve expected ""
serve got "$build/liblua"
grep -q '^100 /page99 n=100' expected || { tail -20 expected expected.log; fail "the server does not answer"; }
grep -q 'on purpose' expected.messages || { cat expected.messages; fail "the error is not logged"; }
same expected got
cat expected.messages got.messages
same expected.messages got.messages
