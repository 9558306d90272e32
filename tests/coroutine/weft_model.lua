-- weft-only
-- Random traces of coroutines that resume, transfer, throw at, close and end each other agree with the model in model/.
-- Arguments: seeds A B (the default is a small range); decisions SEED; replay FILE.
local rules = require("model.rules")
local decide = require("model.decide")
local engine = require("model.engine")

local STEPS = 60 -- random decisions in a trace, on the average
local steps
local function note(d)
    steps[#steps + 1] = decide.to_text(d)
end

local function run(name, decision)
    steps = {}
    function engine.report(text)
        print(("%s disagrees at step %d (%s): %s"):format(name, #steps, steps[#steps] or "start", text))
        os.exit(1)
    end
    engine.run(decision, note)
end

local mode, first, last = arg[1] or "seeds", arg[2] or 1, arg[3] or os.getenv("WEFT_TRACES") or 200
if mode == "seeds" then
    for seed = first // 1, last // 1 do
        if arg[1] then io.stderr:write(seed, "\n") end -- the last one is at fault if the program crashes
        run("seed " .. seed, decide.random(seed, STEPS))
    end
    print("all agree") --> all agree
elseif mode == "decisions" then -- of the model alone
    local m, decision = rules.new(), decide.random(first // 1, STEPS)
    repeat
        local d = decision(m)
        print(decide.to_text(d))
        rules.apply(m, d)
    until m.is_done
else
    local lines = {}
    for line in io.lines(first) do lines[#lines + 1] = line end
    run(first, decide.recorded(lines))
    print("agrees")
end
