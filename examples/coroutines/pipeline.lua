-- pipeline.lua: stages that pull from the one before. Each is a loop over its source that yields what it makes of
-- it: no stage holds a list, and nothing is read that nobody asks for.
local yield, wrap = coroutine.yield, coroutine.wrap

local text = [[
The warp is held still and tight on the loom.
The weft is drawn through, over and under,
again and again, until there is cloth.
Nobody asks for this line, so nobody reads it.]]

local function lines(s)
    return wrap(function()
        for line in s:gmatch("[^\n]+") do
            print("  reads: " .. line)
            yield(line)
        end
    end)
end

local function words(source)
    return wrap(function()
        for line in source do
            for word in line:gmatch("%a+") do yield(word:lower()) end
        end
    end)
end

local function filter(is_wanted, source)
    return wrap(function()
        for v in source do
            if is_wanted(v) then yield(v) end
        end
    end)
end

local function distinct(source)
    local seen = {}
    return filter(function(v)
        local is_new = not seen[v]
        seen[v] = true
        return is_new
    end, source)
end

local function take(n, source)
    return wrap(function()
        for _ = 1, n do yield(source()) end
    end)
end

-- Stages are put together like functions. Until the loop asks, none of them has run.
local function is_long(word) return #word > 4 end
local stages = take(6, distinct(filter(is_long, words(lines(text)))))
print("ready")
for word in stages do print(word) end
