-- weft-only
-- Random traces of coroutines that resume, transfer, throw at, close and end each other agree with the model in model/.
-- Arguments: seeds A B (by default as many as a few seconds allow); decisions SEED; replay FILE.
-- tests/c/test_coroutine_model.c runs it with c_resume and c_pcall defined, for entries from C.
local rules = require("model.rules")
local decide = require("model.decide")
local engine = require("model.engine")

local STEPS = 60 -- random decisions in a trace, on the average
local DEFAULT_SEEDS, DEFAULT_SECONDS = 1500, 8 -- builds that are slow try fewer

local steps
local function note(d)
    steps[#steps + 1] = d
end

local function run(name, decision)
    steps = {}
    function engine.report(text)
        local last = steps[#steps] and decide.to_text(steps[#steps]) or "start"
        print(("%s disagrees at step %d (%s): %s"):format(name, #steps, last, text))
        os.exit(1)
    end
    engine.run(decision, note)
end

local mode, first, last = ...
if not mode then
    for seed = 1, DEFAULT_SEEDS do
        run("seed " .. seed, decide.random(seed, STEPS))
        if os.clock() > DEFAULT_SECONDS then break end
    end
    print("all agree") --> all agree
elseif mode == "seeds" then
    for seed = first // 1, last // 1 do
        io.stderr:write(seed, "\n") -- the last one is at fault if the program crashes
        run("seed " .. seed, decide.random(seed, STEPS))
    end
elseif mode == "decisions" then -- of the model alone
    local m, decision = rules.new(engine.has_c), decide.random(first // 1, STEPS)
    repeat
        local d = decision(m)
        print(decide.to_text(d))
        rules.apply(m, d)
    until m.is_done
elseif mode == "replay" then
    local lines = {}
    for line in io.lines(first) do lines[#lines + 1] = line end
    run(first, decide.recorded(lines))
end
