-- bounded_queue.lua: a quick producer, a slow consumer, and a queue between them that holds two things. Who finds
-- it full or empty waits until that changes: so the quick one is held back to the pace of the slow one, and memory
-- stays bounded.
local hub = coroutine.running()
local ready = {}

local function wait_in(list)
    list[#list + 1] = coroutine.running()
    coroutine.transfer(hub)
end
local function wake_one_of(list)
    if #list > 0 then ready[#ready + 1] = table.remove(list, 1) end
end
local function pause() wait_in(ready) end

local Queue = {}
Queue.__index = Queue

function Queue.new(capacity)
    return setmetatable({capacity = capacity, wait_for_room = {}, wait_for_item = {}}, Queue)
end

function Queue:put(item)
    while #self == self.capacity do
        print("    producer waits for room")
        wait_in(self.wait_for_room)
    end
    self[#self + 1] = item
    wake_one_of(self.wait_for_item)
end

function Queue:take()
    while #self == 0 do
        print("    consumer waits for an item")
        wait_in(self.wait_for_item)
    end
    wake_one_of(self.wait_for_room)
    return table.remove(self, 1)
end

local queue = Queue.new(2)

local consumer = coroutine.create(function()
    local item = queue:take()
    while item ~= "end" do
        print("took " .. item, #queue .. " in the queue")
        for _ = 1, 3 do pause() end -- this is slow work
        item = queue:take()
    end
end)

local producer = coroutine.create(function()
    for _, item in ipairs {"wool", "silk", "linen", "hemp", "cotton", "end"} do
        queue:put(item)
        print("put " .. item, #queue .. " in the queue")
        pause()
    end
end)

ready = {consumer, producer}
while #ready > 0 do
    coroutine.transfer(table.remove(ready, 1))
end
print(coroutine.state(producer), coroutine.state(consumer))
