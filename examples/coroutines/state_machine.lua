-- state_machine.lua: a machine that reacts to events, without a variable for its state: the state is the place in
-- the code. Here a door's lock. It opens for the right digits and `enter`, and sounds the alarm after three wrong
-- attempts.

-- Tells what the machine is doing now, and waits for the next event.
local wait = coroutine.yield

local function read_digits()
    local typed = ""
    local key = wait("locked")
    while key ~= "enter" do
        if key == "clear" then
            typed = ""
        else
            typed = typed .. key
        end
        key = wait("locked (" .. #typed .. " typed)")
    end
    return typed
end

local function new_lock(code)
    local send = coroutine.wrap(function()
        local attempts = 0
        while true do
            if read_digits() == code then
                attempts = 0
                repeat until wait("open") == "close"
            else
                attempts = attempts + 1
            end
            if attempts == 3 then
                repeat until wait("ALARM") == "reset"
                attempts = 0
            end
        end
    end)
    print("new lock", send()) -- runs up to the first wait
    return send
end

local front, cellar = new_lock("42"), new_lock("7")

local function type_keys(name, lock, keys)
    for key in keys:gmatch("%w+") do
        print(name, key, lock(key))
    end
end
type_keys("front", front, "4 3 clear 4 2 enter") -- one wrong digit, taken back
type_keys("cellar", cellar, "1 enter 2 enter 3 enter knock 7 enter") -- each lock has a place of its own
type_keys("front", front, "knock close 4")
type_keys("cellar", cellar, "reset 7 enter")
