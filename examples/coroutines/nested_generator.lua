-- nested_generator.lua: a generator inside a scheduled task. The task is a `for` loop over the lines of a
-- connection. The generator behind it needs more bytes now and then, and waits for them: it transfers to the hub,
-- and the task, which waits for the generator in its loop, sleeps with it. When bytes arrive the hub transfers to
-- whoever waits for them.
--
--      hub  <-- transfer -->  lines  <-- resume / yield -->  task
--
-- The yields of the generator and the switches of the scheduler never meet.
local hub = coroutine.running()
local waiting = {} -- connection -> the coroutine that waits for its next packet

-- The next piece that the other side sent, nil at the end.
local function receive(connection)
    waiting[connection] = coroutine.running()
    return coroutine.transfer(hub)
end

-- Lines come in pieces: a packet ends anywhere.
local function lines(connection)
    return coroutine.wrap(function()
        local rest = ""
        for packet in receive, connection do
            rest = (rest .. packet):gsub("([^\n]*)\n", function(line)
                coroutine.yield(line)
                return ""
            end)
        end
        if rest ~= "" then coroutine.yield(rest .. " (cut off)") end
    end)
end

-- What a user of all this writes.
local function serve(connection)
    local n = 0
    for line in lines(connection) do
        n = n + 1
        print(connection, n, line)
    end
    print(connection, "closed after " .. n .. " lines")
end

-- What arrives, and when. A packet without bytes is the end of its connection.
local arrivals = {
    {"ann", "hello\nI sell w"}, {"ben", "g"}, {"ben", "ood day\n"}, {"ann", "ool\nand silk\nred "},
    {"ben", "what does the silk co"}, {"ann", "or blue\n"}, {"ann"}, {"ben", "st?\nben?"}, {"ben"},
}
local tasks = {}
for _, name in ipairs {"ann", "ben"} do
    tasks[name] = coroutine.create(serve)
    coroutine.transfer(tasks[name], name) -- runs until it waits for its first packet
end
for _, arrival in ipairs(arrivals) do
    local name, bytes = arrival[1], arrival[2]
    coroutine.transfer(waiting[name], bytes)
end
print(coroutine.state(tasks.ann), coroutine.state(tasks.ben))
