-- Caches: least recently used, least frequently used, first in first out, and two queues, behind one interface; with
-- loaders as closures, listeners, and reference strings of several kinds.
local requests = tonumber((...)) or 90000

local function class(parent)
    local c = setmetatable({}, { __index = parent })
    c.__index = c
    c.new = function(...)
        local object = setmetatable({}, c)
        object:init(...)
        return object
    end
    return c
end

-- ---- a list whose nodes know their neighbours ----

local List = class()
function List:init()
    local head = {}
    head.next, head.prev = head, head
    self.head, self.count = head, 0
end
function List:push_front(node)
    local head = self.head
    node.next, node.prev = head.next, head
    head.next.prev = node
    head.next = node
    self.count = self.count + 1
    return node
end
function List:remove(node)
    node.prev.next, node.next.prev = node.next, node.prev
    node.next, node.prev = nil, nil
    self.count = self.count - 1
    return node
end
function List:last()
    local node = self.head.prev
    return node ~= self.head and node or nil
end
function List:each()
    local node, head = self.head, self.head
    return function()
        node = node.next
        if node ~= head then return node end
    end
end

-- ---- what all caches do ----

local Cache = class()
function Cache:init(capacity, loader)
    self.capacity, self.loader = capacity, loader
    self.nodes, self.size = {}, 0
    self.hits, self.misses, self.evictions = 0, 0, 0
    self.listeners = {}
end
function Cache:on_evict(listener)
    table.insert(self.listeners, listener)
    return self
end
function Cache:evict()
    local node = self:victim()
    self.nodes[node.key] = nil
    self.size = self.size - 1
    self.evictions = self.evictions + 1
    for _, listener in ipairs(self.listeners) do listener(node.key, node.value) end
end
function Cache:get(key)
    local node = self.nodes[key]
    if node then
        self.hits = self.hits + 1
        self:touch(node)
        return node.value
    end
    self.misses = self.misses + 1
    local value = self.loader(key)
    if self.size >= self.capacity then self:evict() end
    node = { key = key, value = value }
    self.nodes[key] = node
    self.size = self.size + 1
    self:insert(node)
    return value
end
function Cache:drop(key)
    local node = self.nodes[key]
    if not node then return false end
    self.nodes[key] = nil
    self.size = self.size - 1
    self:forget(node)
    return true
end
function Cache:rate() return self.hits / (self.hits + self.misses) end
function Cache:report(width)
    return string.format("%-" .. width .. "s %6d hits %6d misses %6d evictions %6.2f%%", self.name, self.hits, self.misses,
        self.evictions, 100 * self:rate())
end

local Fifo = class(Cache)
Fifo.name = "first in, first out"
function Fifo:init(...)
    Cache.init(self, ...)
    self.order = List.new()
end
function Fifo:touch() end
function Fifo:insert(node) self.order:push_front(node) end
function Fifo:forget(node) self.order:remove(node) end
function Fifo:victim() return self.order:remove(self.order:last()) end

local Lru = class(Fifo)
Lru.name = "least recently used"
function Lru:touch(node)
    self.order:remove(node)
    self.order:push_front(node)
end
function Lru:keys()
    local keys = {}
    for node in self.order:each() do keys[#keys + 1] = node.key end
    return keys
end

-- Least frequently used: a list for each count of uses.
local Lfu = class(Cache)
Lfu.name = "least frequently used"
function Lfu:init(...)
    Cache.init(self, ...)
    self.by_uses, self.least = {}, 1
end
function Lfu:list(uses)
    local list = self.by_uses[uses]
    if not list then
        list = List.new()
        self.by_uses[uses] = list
    end
    return list
end
function Lfu:insert(node)
    node.uses = 1
    self.least = 1
    self:list(1):push_front(node)
end
function Lfu:touch(node)
    local list = self:list(node.uses)
    list:remove(node)
    if list.count == 0 and self.least == node.uses then self.least = node.uses + 1 end
    node.uses = node.uses + 1
    self:list(node.uses):push_front(node)
end
function Lfu:forget(node)
    self:list(node.uses):remove(node)
end
function Lfu:victim()
    while self:list(self.least).count == 0 do self.least = self.least + 1 end
    local list = self:list(self.least)
    return list:remove(list:last())
end

-- Two queues: what is used again moves from a short first queue to a long second one.
local TwoQueues = class(Cache)
TwoQueues.name = "two queues"
function TwoQueues:init(...)
    Cache.init(self, ...)
    self.young, self.old = List.new(), List.new()
    self.young_limit = math.floor(self.capacity / 4)
end
function TwoQueues:insert(node)
    node.queue = self.young
    self.young:push_front(node)
end
function TwoQueues:touch(node)
    node.queue:remove(node)
    node.queue = self.old
    self.old:push_front(node)
end
function TwoQueues:forget(node) node.queue:remove(node) end
function TwoQueues:victim()
    local queue = (self.young.count > self.young_limit or self.old.count == 0) and self.young or self.old
    return queue:remove(queue:last())
end

-- ---- reference strings ----

local function make_random(seed)
    return function(n)
        seed = seed * 16807 % 2147483647
        return seed % n + 1
    end
end

local patterns = {}

-- A few keys are asked for often: the key is a product of chances.
function patterns.skewed(n)
    local random = make_random(11)
    return function()
        return "item" .. math.floor(random(n) * random(n) / n)
    end
end

-- A scan over more keys than fit, with some favourites between.
function patterns.scan(n)
    local random, at = make_random(23), 0
    return function()
        at = at + 1
        if at % 3 == 0 then return "hot" .. random(20) end
        return "page" .. at % n
    end
end

-- A window of keys that moves slowly.
function patterns.window(n)
    local random, at = make_random(37), 0
    return function()
        at = at + 1
        return math.floor(at / 50) + random(math.floor(n / 8))
    end
end

local function loader_for(log)
    return function(key)
        log.loads = log.loads + 1
        local text = tostring(key)
        return { text = text, weight = #text, number = tonumber(text:match("%d+")) }
    end
end

local sum = 0
for _, name in ipairs { "skewed", "scan", "window" } do
    print("-- " .. name)
    for _, kind in ipairs { Fifo, Lru, Lfu, TwoQueues } do
        local log = { loads = 0, evicted = 0 }
        local cache = kind.new(400, loader_for(log)):on_evict(function(_, value)
            log.evicted = log.evicted + value.weight
        end)
        local next_key = patterns[name](1600)
        for i = 1, requests / 4 do
            local value = cache:get(next_key())
            sum = (sum * 31 + value.number + value.weight) % 2147483647
            if i % 97 == 0 then cache:drop(next_key()) end
        end
        print(cache:report(24), log.loads, log.evicted)
        if kind == Lru then print(table.concat(cache:keys(), " ", 1, 8)) end
    end
end

-- A function that remembers its results.
local function memoize(f, capacity)
    local cache = Lru.new(capacity, f)
    return function(key) return cache:get(key) end, cache
end
local steps, cache
steps, cache = memoize(function(n)
    if n == 1 then return 0 end
    return 1 + steps(n % 2 == 0 and math.floor(n / 2) or 3 * n + 1)
end, 5000)
local longest, at = 0, 0
for n = 1, requests / 10 do
    local count = steps(n)
    if count > longest then longest, at = count, n end
end
print(longest, at, cache:report(24))
print(sum)
