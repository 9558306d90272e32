-- actor.lua: actors share nothing and send messages. Each is a coroutine with a mailbox, takes one message at a
-- time, and touches its own variables only; so nothing needs a lock. An actor without mail sleeps, parked by
-- transfer.
local hub = coroutine.running()
local mailboxes = {} -- actor -> its unread messages
local ready = {}     -- actors that have mail, or are new

local function spawn(name, body)
    local actor = coroutine.setname(coroutine.create(body), name)
    mailboxes[actor] = {}
    ready[#ready + 1] = actor
    return actor
end

local function send(actor, message)
    local mail = mailboxes[actor]
    mail[#mail + 1] = message
    if #mail == 1 then ready[#ready + 1] = actor end
end

local function receive()
    local mail = mailboxes[coroutine.running()]
    while #mail == 0 do coroutine.transfer(hub) end
    return table.remove(mail, 1)
end

local function run()
    while #ready > 0 do
        local actor = table.remove(ready, 1)
        if coroutine.status(actor) ~= "dead" then coroutine.transfer(actor) end
    end
end

-- ---- an account, and those who draw from it ----

local account = spawn("account", function()
    local balance = 100
    while true do
        local order = receive()
        local is_paid = order.amount <= balance
        if is_paid then balance = balance - order.amount end
        print("account", coroutine.getname(order.from) .. " asks for " .. order.amount, "left: " .. balance)
        send(order.from, is_paid)
    end
end)

local function customer(name, wishes)
    spawn(name, function()
        for _, amount in ipairs(wishes) do
            send(account, {from = coroutine.running(), amount = amount})
            print(name, receive() and "got " .. amount or "went away without " .. amount)
        end
    end)
end
customer("ann", {30, 50, 10})
customer("ben", {40, 20})
run()
print("the account waits for more:", coroutine.state(account))
