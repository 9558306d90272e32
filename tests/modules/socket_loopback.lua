-- lua-socket: TCP over the loopback between coroutines, UDP, HTTP with socket.http, ltn12, mime, url.
-- as-reference
-- needs socket
local socket, ltn12, mime, url = require "socket", require "ltn12", require "mime", require "socket.url"

-- A scheduler: coroutines yield the socket and what they wait for.
local function scheduler()
    local tasks, self = {}, {}
    function self.spawn(f, ...)
        local co = coroutine.create(f)
        local _, sock, mode = assert(coroutine.resume(co, ...))
        if coroutine.status(co) ~= "dead" then tasks[#tasks + 1] = {co = co, sock = sock, mode = mode} end
    end
    function self.run()
        while #tasks > 0 do
            local r, w = {}, {}
            for _, t in ipairs(tasks) do
                local list = t.mode == "read" and r or w
                list[#list + 1] = t.sock
            end
            local ready_r, ready_w = socket.select(r, w, 5)
            local old = tasks
            tasks = {}
            for _, t in ipairs(old) do
                if ready_r[t.sock] or ready_w[t.sock] then
                    local _, sock, mode = assert(coroutine.resume(t.co))
                    t.sock, t.mode = sock, mode
                end
                if coroutine.status(t.co) ~= "dead" then tasks[#tasks + 1] = t end
            end
        end
    end
    return self
end

local function receive(sock, pattern, partial)
    partial = partial or ""
    while true do
        local data, why
        data, why, partial = sock:receive(pattern, partial)
        if data then return data end
        if why ~= "timeout" then return nil, why, partial end
        coroutine.yield(sock, "read")
    end
end

local function send(sock, data)
    local at = 1
    while at <= #data do
        local last, why, sent = sock:send(data, at)
        if last then at = last + 1
        elseif why == "timeout" then at = sent + 1; coroutine.yield(sock, "write")
        else return nil, why end
    end
    return true
end

local s = scheduler()
local server = assert(socket.bind("127.0.0.1", 0))
server:settimeout(0)
local _, port = server:getsockname()

local CLIENTS = 5
s.spawn(function()
    for _ = 1, CLIENTS do
        local client
        repeat
            client = server:accept()
            if not client then coroutine.yield(server, "read") end
        until client
        client:settimeout(0)
        s.spawn(function()
            while true do
                local line = receive(client, "*l")
                if not line or line == "bye" then break end
                local n = tonumber(line:match "^big (%d+)$")
                assert(send(client, n and ("z"):rep(n) .. "\n" or line:upper() .. "\n"))
            end
            client:close()
        end)
    end
    server:close()
end)

local log = {}
for i = 1, CLIENTS do
    s.spawn(function()
        local sock = assert(socket.connect("127.0.0.1", port))
        sock:settimeout(0)
        for j = 1, 3 do
            assert(send(sock, ("client %d says %d\n"):format(i, j)))
            local answer = receive(sock, "*l")
            log[#log + 1] = answer
        end
        send(sock, "big 300000\n")
        local big = receive(sock, "*l")
        log[#log + 1] = ("%d: %d bytes, %s"):format(i, #big, big == ("z"):rep(300000))
        send(sock, "bye\n")
        local rest, why = receive(sock, "*a")
        log[#log + 1] = ("%d: %s %s"):format(i, rest, why)
        sock:close()
    end)
end
s.run()
table.sort(log)
print(table.concat(log, "\n"))

-- errors, timeouts, objects
local idle = assert(socket.bind("127.0.0.1", 0))
local _, idle_port = idle:getsockname()
local sock = assert(socket.connect("127.0.0.1", idle_port))
sock:settimeout(0.01)
print(sock:receive(10), select("#", sock:getstats()))
print(tostring(sock):match "^tcp{client}", tostring(idle):match "^tcp{server}", sock:setoption("tcp-nodelay", true))
print((pcall(sock.receive, sock, "*x")))
print(pcall(sock.send, sock, {}) == false, pcall(sock.receive, idle) == false)
print(sock:close(), idle:close(), sock:receive(1))
print(socket.connect("127.0.0.1", idle_port))
local try = socket.newtry(function() print "cleanup" end)
print(socket.protect(function() try(nil, "protected") end)())
print(pcall(socket.protect(function() error("passes", 0) end)))

-- udp
local a, b = assert(socket.udp()), assert(socket.udp())
assert(a:setsockname("127.0.0.1", 0))
local _, udp_port = a:getsockname()
print(b:sendto("datagram \0 with zero", "127.0.0.1", udp_port))
local data, from = a:receivefrom()
print(#data, from)
a:close() b:close()

-- filters and pumps
local function filtered(text, ...)
    local out = {}
    assert(ltn12.pump.all(ltn12.source.chain(ltn12.source.string(text), ltn12.filter.chain(...)), (ltn12.sink.table(out))))
    return table.concat(out)
end
local text = ("all work and no play = dull\n"):rep(20) .. "h\u{e9}\u{20ac}"
local base64 = filtered(text, mime.encode "base64", mime.wrap "base64")
print(#base64, base64:sub(1, 78))
print(filtered(base64, mime.decode "base64") == text, filtered(filtered(text, mime.encode "quoted-printable"), mime.decode "quoted-printable") == text)
print(mime.b64 "abc", mime.unb64 "YWJj", (mime.qp "a=b"), (mime.eol(0, "a\nb\n")))

-- urls
local parsed = url.parse "http://user:secret@www.example.com:8080/cgi/x;p?q=1&r=2#frag"
for _, k in ipairs {"scheme", "user", "password", "host", "port", "path", "params", "query", "fragment"} do io.write(k, "=", parsed[k], " ") end
print(url.build(parsed), url.absolute("http://a/b/c/d", "../x"), url.escape "a b/\u{e9}", url.unescape "a%20b")

-- http over a server that is a coroutine: socket.http's sockets are wrapped so that they yield
local http = require "socket.http"
local web = assert(socket.bind("127.0.0.1", 0))
web:settimeout(0)
local _, web_port = web:getsockname()
local s2 = scheduler()
s2.spawn(function()
    local client
    repeat
        client = web:accept()
        if not client then coroutine.yield(web, "read") end
    until client
    client:settimeout(0)
    local length = 0
    repeat
        local line = receive(client, "*l")
        length = tonumber(line:match "^[Cc]ontent%-[Ll]ength: (%d+)") or length
    until line == ""
    local body = receive(client, length)
    send(client, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Test: yes\r\n\r\n")
    for chunk in body:reverse():gmatch(("."):rep(7) .. "?") do send(client, ("%x\r\n%s\r\n"):format(#chunk, chunk)) end
    send(client, "0\r\n\r\n")
    client:close()
end)
s2.spawn(function()
    local function create()
        local t = socket.tcp()
        t:settimeout(0)
        return setmetatable({}, {__index = function(_, name)
            if name == "settimeout" then return function() return 1 end end
            if name == "connect" then
                return function(_, ...)
                    t:connect(...)
                    coroutine.yield(t, "write")
                    return 1
                end
            end
            if name == "receive" then return function(_, ...) return receive(t, ...) end end
            if name == "send" then return function(_, text) return send(t, text) and #text end end
            return function(_, ...) return t[name](t, ...) end
        end})
    end
    local out = {}
    local body = ("0123456789"):rep(7)
    local ok, code, headers = http.request {url = "http://127.0.0.1:" .. web_port .. "/reverse", method = "POST", create = create,
        headers = {["Content-Length"] = #body}, source = ltn12.source.string(body), sink = ltn12.sink.table(out)}
    print(ok, code, headers and headers["x-test"], table.concat(out))
end)
s2.run()
