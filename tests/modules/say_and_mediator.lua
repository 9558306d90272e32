-- say and mediator: messages in several languages; channels with subscribers.
-- as-reference
local say = require "say"
local Mediator = require "mediator"

say:set_namespace "en"
say:set("greeting", "Hello %s, you have %s messages")
say:set("many", "%s %s %s %s")
say:set("nested.key", "value")
say:set_namespace "de"
say:set("greeting", "Hallo %s, %s Nachrichten")
print(say("greeting", {"Ann", 3}))
say:set_namespace "en"
print(say("greeting", {"Bob", 1.5}))
print(say("many", {n = 4, nil, true, nil, "end"}))
say:set_namespace "fr"
print(say "greeting" == nil, say("nested.key"))
say:set_fallback "en"
print(say("greeting", {"C", 0}), say "nested.key", say "missing")
print(pcall(say, "greeting", "no table"))

local log = {}
local function note(...) log[#log + 1] = table.concat({...}, ",") end
local m = Mediator()
local first = m:subscribe({"car", "drive"}, function(...) note("first", ...) return "one", true end)
m:subscribe({"car"}, function(...) note("car", ...) end)
m:subscribe({"car", "drive"}, function(x) note("only even", x) return x, true end, {predicate = function(x) return x % 2 == 0 end})
local early = m:subscribe({"car", "drive"}, function(...) note("early", ...) return "result", true end, {priority = 1})
for i = 1, 4 do
    local r = m:publish({"car", "drive"}, i)
    note("results", #r)
end
early:update{fn = function() return "stop", false end}
m:publish({"car", "drive"}, 10)
m:removeSubscriber(first.id, {"car", "drive"})
early:update{options = {priority = 2}, fn = function(...) note("late", ...) return nil, true end}
m:publish({"car", "drive"}, 11)
m:publish({"car"}, 12)
m:publish({"new", "channel", "deep"}, 13)
print(table.concat(log, "\n"))
local channel = m:getChannel{"car", "drive"}
print(channel.namespace, #channel.callbacks, channel:hasChannel "x", m:getChannel{"car"}:hasChannel "drive")
print(pcall(function() m:publish({"fail"}, m:subscribe({"fail"}, function() error("subscriber fails", 0) end)) end))

-- Many subscribers with priorities.
local order = {}
local many = Mediator()
for i = 1, 200 do
    many:subscribe({"all"}, function() order[#order + 1] = i return i, true end, {priority = i * 7 % 201})
end
print(#many:publish{"all"})
local sum = 0
for i, v in ipairs(order) do sum = (sum * 31 + i * v) % 1000003 end
print(#order, sum)
