-- lua-luv: libuv's loop: timers, idle and async handles, TCP, pipes, files, processes, work in threads; errors in callbacks.
-- as-reference
-- needs luv
local uv = require "luv"

-- timers: order, repeats, stopping, arguments
local log = {}
local function note(...) log[#log + 1] = table.concat({...}, " ") end
for i, delay in ipairs {30, 10, 20} do
    local timer = uv.new_timer()
    timer:start(delay, 0, function() note("timer", i); timer:close() end)
end
local ticks, repeating = 0, uv.new_timer()
repeating:start(1, 1, function()
    ticks = ticks + 1
    if ticks == 5 then note "five ticks"; uv.timer_stop(repeating); uv.close(repeating, function() note "closed" end) end
end)
uv.run()
local order = {}
for _, line in ipairs(log) do if line:find "timer" then order[#order + 1] = line end end
print(table.concat(order, ", "), ticks, #log, uv.loop_alive())

-- coroutines over callbacks
local function sleep(ms)
    local co, timer = coroutine.running(), uv.new_timer()
    timer:start(ms, 0, function()
        timer:close()
        assert(coroutine.resume(co, ms))
    end)
    return coroutine.yield()
end
local done = {}
for i = 1, 20 do
    coroutine.wrap(function()
        local total = 0
        for j = 1, 3 do total = total + sleep(i % 3 + j) end
        done[#done + 1] = total
    end)()
end
uv.run()
table.sort(done)
print(#done, table.concat(done, " "))

-- tcp echo
local server, port = uv.new_tcp(), nil
server:bind("127.0.0.1", 0)
port = server:getsockname().port
local received = 0
server:listen(16, function(err)
    assert(not err, err)
    local client = uv.new_tcp()
    server:accept(client)
    client:read_start(function(e, chunk)
        assert(not e, e)
        if chunk then client:write(chunk:upper())
        else client:shutdown(); client:close() end
    end)
end)
local finished = 0
for i = 1, 8 do
    local client, text = uv.new_tcp(), ""
    client:connect("127.0.0.1", port, function(err)
        assert(not err, err)
        client:write({"hello ", tostring(i), "\n", ("x"):rep(50000)}, function() client:shutdown() end)
        client:read_start(function(_, chunk)
            if chunk then text = text .. chunk; return end
            received = received + #text
            assert(text:sub(1, 7) == "HELLO " .. i, text:sub(1, 20))
            client:close()
            finished = finished + 1
            if finished == 8 then server:close() end
        end)
    end)
end
uv.run()
print(finished, received)

-- files, synchronous and not
local path = os.getenv "TEST_TMP" .. "/luv.txt"
local fd = assert(uv.fs_open(path, "w", 420))
print(uv.fs_write(fd, {"one\n", "two\n"}, 0), uv.fs_close(fd), uv.fs_stat(path).size, uv.fs_stat(path).type)
print((select(2, uv.fs_open(path .. "/none", "r", 0)):gsub("^(%w+):.*", "%1")), select(3, uv.fs_stat(path .. ".none")))
uv.fs_open(path, "r", 0, function(err, f)
    uv.fs_read(f, 100, 0, function(_, data)
        uv.fs_close(f, function() note("read", #data) end)
    end)
end)
uv.run()
print(log[#log])
print(uv.fs_unlink(path))

-- processes and pipes
local out, text = uv.new_pipe(), ""
local handle = uv.spawn("sh", {args = {"-c", "echo from a child; exit 3"}, stdio = {nil, out, nil}}, function(code, signal)
    note("exit", code, signal)
end)
out:read_start(function(_, chunk) if chunk then text = text .. chunk else out:close() end end)
uv.run()
handle:close()
print(text, log[#log])

-- an error in a callback goes to stderr and does not end the loop
local failing, after = uv.new_timer(), uv.new_timer()
after:start(5, 0, function() note "after"; after:close(); failing:close() end)
failing:start(1, 0, function() local ok, err = pcall(error, {}); note(type(err)) end)
uv.run()
print(log[#log - 1], log[#log])

-- idle, check, prepare, async, signal
local idle, counts = uv.new_idle(), {idle = 0, prepare = 0}
local prepare = uv.new_prepare()
prepare:start(function() counts.prepare = counts.prepare + 1 end)
idle:start(function()
    counts.idle = counts.idle + 1
    if counts.idle == 10 then idle:stop(); idle:close(); prepare:close() end
end)
local async
async = uv.new_async(function(...) note("async", ...); async:close() end)
async:send("a", 1, "b")
uv.run()
print(counts.idle, counts.prepare > 0, log[#log])
local signal = uv.new_signal()
uv.signal_start_oneshot(signal, "sigusr1", function(name) note("signal", name); signal:close() end)
uv.kill(uv.os_getpid(), "sigusr1")
uv.run()
print(log[#log])

-- work in other threads: each has a VM of its own
local sum = 0
local work = uv.new_work(function(n)
    local s = 0
    for i = 1, n do s = s + i end
    return s, ("w"):rep(3)
end, function(s, w) sum = sum + s; note(w) end)
for i = 1, 6 do work:queue(i * 1000) end
uv.run()
print(sum, log[#log])
local thread = uv.new_thread(function(a, b)
    local t = {}
    for i = 1, 1000 do t[i] = tostring(i) .. a end
    require("luv").sleep(1)
    assert(#table.concat(t) == b)
end, "xyz", 5893)
print(thread:join())

-- userdata and arguments
print(tostring(uv.new_timer()):match "^uv_timer_t", pcall(uv.timer_start, 1, 2, 3) == false)
print(select("#", uv.walk(function(h) if not h:is_closing() then h:close() end end)))
uv.run()
print(uv.now() > 0, type(uv.hrtime()), uv.version_string():match "^1%.")
