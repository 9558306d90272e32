-- A simulation of events on coroutines: processes that wait for time, resources and messages; a heap of events; a bank, a
-- workshop with breakdowns, and a pipeline of stores.
local customers = tonumber((...)) or 56000

-- ---- a heap of events, ordered by time, then by when they were made ----

local Heap = {}
Heap.__index = Heap

function Heap.new() return setmetatable({ items = {}, count = 0 }, Heap) end

local function comes_before(a, b)
    if a.time ~= b.time then return a.time < b.time end
    return a.order < b.order
end

function Heap:push(item)
    local items, i = self.items, self.count + 1
    self.count = i
    while i > 1 do
        local parent = math.floor(i / 2)
        if not comes_before(item, items[parent]) then break end
        items[i] = items[parent]
        i = parent
    end
    items[i] = item
end

function Heap:pop()
    local items, count = self.items, self.count
    local top, last = items[1], items[count]
    items[count] = nil
    count = count - 1
    self.count = count
    if count > 0 then
        local i = 1
        while true do
            local child = i * 2
            if child > count then break end
            if child < count and comes_before(items[child + 1], items[child]) then child = child + 1 end
            if not comes_before(items[child], last) then break end
            items[i] = items[child]
            i = child
        end
        items[i] = last
    end
    return top
end

-- ---- the clockwork ----

local Simulation = {}
Simulation.__index = Simulation

function Simulation.new(seed)
    return setmetatable({ now = 0, events = Heap.new(), made = 0, handled = 0, seed = seed, alive = 0 }, Simulation)
end

function Simulation:random()
    self.seed = self.seed * 16807 % 2147483647
    return self.seed / 2147483647
end

function Simulation:exponential(mean) return -mean * math.log(1 - self:random()) end

function Simulation:schedule(delay, process, value)
    self.made = self.made + 1
    local event = { time = self.now + delay, order = self.made, process = process, value = value }
    self.events:push(event)
    return event
end

function Simulation:spawn(body, ...)
    local args = { ... }
    local process
    process = coroutine.create(function()
        body(self, args[1], args[2], args[3])
        self.alive = self.alive - 1
        return "done"
    end)
    self.alive = self.alive + 1
    self:schedule(0, process)
    return process
end

function Simulation:run(limit)
    local events = self.events
    while events.count > 0 do
        local event = events:pop()
        if event.time > limit then
            self.now = limit
            return
        end
        if not event.is_cancelled then
            self.now = event.time
            self.handled = self.handled + 1
            local ok, problem = coroutine.resume(event.process, event.value)
            if not ok then error(problem, 0) end
        end
    end
end

-- What a process may wait for. A wait gives the value with which the process was woken.
local function wait(sim, delay)
    sim:schedule(delay, (coroutine.running()))
    return coroutine.yield()
end

-- ---- resources: a number of places, and a queue ----

local Resource = {}
Resource.__index = Resource

function Resource.new(sim, places)
    return setmetatable({
        sim = sim, free = places, places = places, queue = {}, first = 1, last = 0, busy = 0, changed = 0, longest = 0,
    }, Resource)
end

function Resource:account()
    local now = self.sim.now
    self.busy = self.busy + (self.places - self.free) * (now - self.changed)
    self.changed = now
end

function Resource:acquire()
    if self.free > 0 then
        self:account()
        self.free = self.free - 1
        return 0
    end
    local from = self.sim.now
    self.last = self.last + 1
    self.queue[self.last] = coroutine.running()
    self.longest = math.max(self.longest, self.last - self.first + 1)
    coroutine.yield()
    return self.sim.now - from
end

function Resource:release()
    if self.first <= self.last then
        local process = self.queue[self.first]
        self.queue[self.first] = nil
        self.first = self.first + 1
        self.sim:schedule(0, process)
        return
    end
    self:account()
    self.free = self.free + 1
end

function Resource:load()
    self:account()
    return self.busy / self.places / self.sim.now
end

-- ---- stores: goods put by some processes and taken by others ----

local Store = {}
Store.__index = Store

function Store.new(sim, room) return setmetatable({ sim = sim, room = room, goods = {}, takers = {}, putters = {} }, Store) end

function Store:put(item)
    while #self.goods >= self.room do
        table.insert(self.putters, (coroutine.running()))
        coroutine.yield()
    end
    table.insert(self.goods, item)
    local taker = table.remove(self.takers, 1)
    if taker then self.sim:schedule(0, taker) end
end

function Store:take()
    while #self.goods == 0 do
        table.insert(self.takers, (coroutine.running()))
        coroutine.yield()
    end
    local item = table.remove(self.goods, 1)
    local putter = table.remove(self.putters, 1)
    if putter then self.sim:schedule(0, putter) end
    return item
end

-- ---- statistics ----

local function tally()
    local n, sum, most, buckets = 0, 0, 0, {}
    return {
        note = function(value)
            n, sum = n + 1, sum + value
            if value > most then most = value end
            local bucket = math.min(9, math.floor(value))
            buckets[bucket] = (buckets[bucket] or 0) + 1
        end,
        report = function(name)
            local bars = {}
            for i = 0, 9 do bars[#bars + 1] = tostring(buckets[i] or 0) end
            return string.format("%-10s n %d mean %.4f most %.4f [%s]", name, n, sum / math.max(n, 1), most,
                table.concat(bars, " "))
        end,
    }
end

-- ---- a bank: customers come, queue at tellers, some lose patience ----

local function bank(seed)
    local sim = Simulation.new(seed)
    local tellers, waits, served, left = Resource.new(sim, 3), tally(), 0, 0
    local function customer(s, patience)
        if tellers.last - tellers.first + 1 > patience then
            left = left + 1
            return
        end
        waits.note(tellers:acquire())
        wait(s, s:exponential(2.7))
        if s:random() < 0.1 then wait(s, 0.5) end
        tellers:release()
        served = served + 1
    end
    sim:spawn(function(s)
        for _ = 1, customers do
            wait(s, s:exponential(1))
            s:spawn(customer, 5 + math.floor(s:random() * 10))
        end
    end)
    sim:run(math.huge)
    print(waits.report("bank"), served, left, tellers.longest, string.format("%.4f", tellers:load()), sim.handled)
end

-- ---- a workshop: machines break, two repairers, parts counted ----

local function workshop(seed)
    local sim = Simulation.new(seed)
    local repairers, repairs, parts = Resource.new(sim, 2), tally(), {}
    local function machine(s, number)
        parts[number] = 0
        local next_break = s.now + s:exponential(300)
        while true do
            local piece = 8 + s:random() * 4
            if s.now + piece > next_break then
                wait(s, math.max(0, next_break - s.now))
                local waited = repairers:acquire()
                wait(s, 30)
                repairers:release()
                repairs.note(waited)
                next_break = s.now + s:exponential(300)
            else
                wait(s, piece)
                parts[number] = parts[number] + 1
            end
        end
    end
    for number = 1, 12 do sim:spawn(machine, number) end
    sim:run(customers * 0.4 + 1000)
    local total = 0
    for _, count in ipairs(parts) do total = total + count end
    print(repairs.report("workshop"), total, string.format("%.4f", repairers:load()), sim.handled)
end

-- ---- a pipeline: producers, stages, consumers, with small stores between ----

local function pipeline(seed)
    local sim = Simulation.new(seed)
    local stores = {}
    for i = 1, 4 do stores[i] = Store.new(sim, 5) end
    local passed, checks = tally(), 0
    for id = 1, 3 do
        sim:spawn(function(s)
            for i = 1, customers / 16 do
                wait(s, s:exponential(1.5))
                stores[1]:put { id = id, serial = i, made = s.now, trace = {} }
            end
        end)
    end
    for stage = 1, 3 do
        sim:spawn(function(s)
            while true do
                local item = stores[stage]:take()
                wait(s, 0.2 + s:random() * 0.3)
                item.trace[#item.trace + 1] = stage
                stores[stage + 1]:put(item)
            end
        end)
    end
    sim:spawn(function(s)
        while true do
            local item = stores[4]:take()
            passed.note(s.now - item.made)
            checks = (checks * 31 + item.id * 7 + item.serial + #item.trace) % 2147483647
        end
    end)
    sim:run(math.huge)
    print(passed.report("pipeline"), checks, sim.handled, sim.alive)
end

bank(101)
workshop(202)
pipeline(303)
