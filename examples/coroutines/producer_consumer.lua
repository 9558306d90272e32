-- producer_consumer.lua: three programs that work as equals, each as if the others were subroutines of its own.
-- It is the task with which Melvin Conway introduced coroutines in 1963: read cards of text, replace each ** by ^,
-- and print lines of a fixed width. Nobody resumes anybody: control goes around by transfer.
local transfer = coroutine.transfer
local LINE_WIDTH = 24

local cards = {
    "area := side ** 2;",
    "volume := side ** 3;",
    "twice := 2 * side",
}

local reader, squasher, printer

-- Sends the cards' characters, a space after each card, and at last nil.
reader = coroutine.create(function()
    for _, card in ipairs(cards) do
        for c in (card .. " "):gmatch(".") do transfer(squasher, c) end
    end
    transfer(squasher, nil)
end)

-- Reads from the reader, sends to the printer. Between the two stars it simply waits for the next character: where
-- it is in its code is all the state there is.
squasher = coroutine.create(function()
    local c = transfer(reader)
    while c do
        local following = transfer(reader)
        if c == "*" and following == "*" then
            c, following = "^", transfer(reader)
        end
        transfer(printer, c)
        c = following
    end
    transfer(printer, nil)
end)

printer = coroutine.create(function()
    local line = ""
    local c = transfer(squasher)
    while c do
        line = line .. c
        if #line == LINE_WIDTH then
            print("|" .. line .. "|")
            line = ""
        end
        c = transfer(squasher)
    end
    print("|" .. line .. (" "):rep(LINE_WIDTH - #line) .. "|")
    return "printed"
end)

-- The printer's body ends: nobody resumed it, so its result lands here, where the first transfer was.
print(transfer(printer))
print(coroutine.state(reader), coroutine.state(squasher), coroutine.state(printer))
