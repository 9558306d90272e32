-- Richards: an operating system's kernel simulated, after Martin Richards' description: tasks of four kinds with priorities
-- (an idle task, a worker, two handlers, two devices), packets that they send each other, and a scheduler.
local runs = tonumber((...)) or 24

local ID_IDLE, ID_WORKER, ID_HANDLER_A, ID_HANDLER_B, ID_DEVICE_A, ID_DEVICE_B = 1, 2, 3, 4, 5, 6
local KIND_DEVICE, KIND_WORK = 1, 2
local DATA_SIZE = 4
local IDLE_COUNT = 10000

local function class(parent)
    local c = setmetatable({}, { __index = parent })
    c.__index = c
    return c
end

-- ---- packets: linked into queues ----

local Packet = class()

function Packet.new(link, id, kind)
    local data = {}
    for i = 1, DATA_SIZE do data[i] = 0 end
    return setmetatable({ link = link, id = id, kind = kind, datum = 0, data = data }, Packet)
end

-- The queue with the packet as its last element.
function Packet:append_to(queue)
    self.link = nil
    if queue == nil then return self end
    local last = queue
    while last.link ~= nil do last = last.link end
    last.link = self
    return queue
end

-- ---- tasks ----

local Task = class()

function Task:init(scheduler, id, priority, queue)
    self.scheduler, self.id, self.priority, self.queue = scheduler, id, priority, queue
    self.link = scheduler.list
    self.is_held, self.is_waiting, self.is_pending = false, false, queue ~= nil
    scheduler.list = self
    scheduler.tasks[id] = self
    return self
end

function Task:wait()
    self.is_waiting = true
    return self
end

-- Nothing to do: held, or waiting for a packet that has not come.
function Task:is_blocked()
    return self.is_held or (self.is_waiting and not self.is_pending)
end

function Task:take_packet()
    local packet = self.queue
    self.queue = packet.link
    self.is_waiting = false
    self.is_pending = self.queue ~= nil
    return packet
end

function Task:step()
    local packet = nil
    if self.is_waiting and self.is_pending then packet = self:take_packet() end
    return self:run(packet)
end

-- A packet arrives from `sender`; the task to go on with.
function Task:receive(packet, sender)
    if self.queue == nil then
        self.queue = packet
        self.is_pending = true
        if self.priority > sender.priority then return self end
    else
        self.queue = packet:append_to(self.queue)
    end
    return sender
end

-- Idles, and now and then lets one of the devices go on, as a sequence of pseudo-random numbers wants it.
local IdleTask = class(Task)

function IdleTask.new(scheduler, count)
    local self = setmetatable({ seed = 1, count = count }, IdleTask)
    return Task.init(self, scheduler, ID_IDLE, 0, nil)
end

function IdleTask:run()
    self.count = self.count - 1
    if self.count == 0 then return self.scheduler:hold_current() end
    self.seed = (self.seed * 1309 + 13849) % 65536
    return self.scheduler:release(self.seed % 16 < 8 and ID_DEVICE_A or ID_DEVICE_B)
end

-- Fills packets with letters and sends them to the handlers in turn.
local WorkerTask = class(Task)

function WorkerTask.new(scheduler, priority, queue)
    local self = setmetatable({ destination = ID_HANDLER_A, letter = 0 }, WorkerTask)
    return Task.init(self, scheduler, ID_WORKER, priority, queue)
end

function WorkerTask:run(packet)
    if packet == nil then return self.scheduler:wait_current() end
    self.destination = self.destination == ID_HANDLER_A and ID_HANDLER_B or ID_HANDLER_A
    packet.id = self.destination
    packet.datum = 1
    for i = 1, DATA_SIZE do
        self.letter = self.letter % 26 + 1
        packet.data[i] = 64 + self.letter
    end
    return self.scheduler:send(packet)
end

-- Hands the letters of work packets to a device, one in each device packet.
local HandlerTask = class(Task)

function HandlerTask.new(scheduler, id, priority, queue)
    local self = setmetatable({ work = nil, devices = nil }, HandlerTask)
    return Task.init(self, scheduler, id, priority, queue)
end

function HandlerTask:run(packet)
    if packet ~= nil then
        if packet.kind == KIND_WORK then
            self.work = packet:append_to(self.work)
        else
            self.devices = packet:append_to(self.devices)
        end
    end
    local work = self.work
    if work ~= nil then
        local at = work.datum
        if at > DATA_SIZE then
            self.work = work.link
            return self.scheduler:send(work)
        end
        local device = self.devices
        if device ~= nil then
            self.devices = device.link
            device.datum = work.data[at]
            work.datum = at + 1
            return self.scheduler:send(device)
        end
    end
    return self.scheduler:wait_current()
end

-- Keeps a packet until the idle task releases it, and sends it back.
local DeviceTask = class(Task)

function DeviceTask.new(scheduler, id, priority)
    local self = setmetatable({ kept = nil }, DeviceTask)
    return Task.init(self, scheduler, id, priority, nil)
end

function DeviceTask:run(packet)
    if packet == nil then
        local kept = self.kept
        if kept == nil then return self.scheduler:wait_current() end
        self.kept = nil
        return self.scheduler:send(kept)
    end
    self.kept = packet
    self.scheduler:note(packet.datum)
    return self.scheduler:hold_current()
end

-- ---- the scheduler ----

local Scheduler = class()

function Scheduler.new()
    return setmetatable({
        list = nil, current = nil, tasks = {}, packets_sent = 0, tasks_held = 0, steps = 0, written = 0, sum = 0,
    }, Scheduler)
end

function Scheduler:note(letter)
    self.written = self.written + 1
    self.sum = (self.sum * 31 + letter) % 2147483647
end

function Scheduler:release(id)
    local task = self.tasks[id]
    task.is_held = false
    if task.priority > self.current.priority then return task end
    return self.current
end

function Scheduler:hold_current()
    self.tasks_held = self.tasks_held + 1
    self.current.is_held = true
    return self.current.link
end

function Scheduler:wait_current()
    self.current.is_waiting = true
    return self.current
end

function Scheduler:send(packet)
    local task = self.tasks[packet.id]
    if task == nil then return nil end
    self.packets_sent = self.packets_sent + 1
    packet.link = nil
    packet.id = self.current.id
    return task:receive(packet, self.current)
end

-- From the newest task on: the first that is not blocked runs, and says which is looked at next.
function Scheduler:run()
    self.current = self.list
    while self.current ~= nil do
        local task = self.current
        if task:is_blocked() then
            self.current = task.link
        else
            self.steps = self.steps + 1
            self.current = task:step()
        end
    end
end

-- ---- one run ----

local function packets(count, id, kind)
    local queue = nil
    for _ = 1, count do queue = Packet.new(queue, id, kind) end
    return queue
end

local function simulate()
    local scheduler = Scheduler.new()
    IdleTask.new(scheduler, IDLE_COUNT)
    WorkerTask.new(scheduler, 1000, packets(2, ID_WORKER, KIND_WORK)):wait()
    HandlerTask.new(scheduler, ID_HANDLER_A, 2000, packets(3, ID_DEVICE_A, KIND_DEVICE)):wait()
    HandlerTask.new(scheduler, ID_HANDLER_B, 3000, packets(3, ID_DEVICE_B, KIND_DEVICE)):wait()
    DeviceTask.new(scheduler, ID_DEVICE_A, 4000):wait()
    DeviceTask.new(scheduler, ID_DEVICE_B, 5000):wait()
    scheduler:run()
    return scheduler
end

local first = simulate()
for _ = 2, runs do
    local scheduler = simulate()
    assert(scheduler.packets_sent == first.packets_sent and scheduler.tasks_held == first.tasks_held)
    assert(scheduler.steps == first.steps and scheduler.sum == first.sum)
end
print(string.format("sent %d held %d steps %d written %d sum %d", first.packets_sent, first.tasks_held, first.steps,
    first.written, first.sum))
