-- A spelling checker: a dictionary as a trie and as a table of counts, candidates at distance one and two, distances with
-- transpositions, ranking by frequency and by neighbouring words, and a report with suggestions.
local sentences = tonumber((...)) or 400

local seed = 77
local function random(n)
    seed = seed * 16807 % 2147483647
    return seed % n + 1
end

-- ---- a language: words from syllables, frequent ones first ----

local function make_words(count)
    local starts = { "b", "br", "c", "ch", "d", "f", "fl", "g", "gr", "h", "k", "l", "m", "n", "p", "pr", "qu", "r", "s", "st",
        "t", "tr", "v", "w", "" }
    local middles = { "a", "e", "i", "o", "u", "ai", "ea", "oo", "ou" }
    local ends = { "", "n", "r", "s", "t", "nd", "ll", "ck", "m", "st" }
    local words, seen = {}, {}
    while #words < count do
        local parts = {}
        for _ = 1, random(3) do
            parts[#parts + 1] = starts[random(#starts)] .. middles[random(#middles)]
        end
        local word = table.concat(parts) .. ends[random(#ends)]
        if #word > 2 and not seen[word] then
            seen[word] = true
            words[#words + 1] = word
        end
    end
    return words
end

-- ---- the dictionary ----

local Dictionary = {}
Dictionary.__index = Dictionary

function Dictionary.new()
    return setmetatable({ counts = {}, pairs_seen = {}, total = 0, root = { children = {} }, size = 0 }, Dictionary)
end

function Dictionary:add(word)
    local count = self.counts[word]
    self.counts[word] = (count or 0) + 1
    self.total = self.total + 1
    if count then return end
    self.size = self.size + 1
    local node = self.root
    for c in word:gmatch(".") do
        local child = node.children[c]
        if not child then
            child = { children = {} }
            node.children[c] = child
        end
        node = child
    end
    node.word = word
end

function Dictionary:learn(text)
    local before
    for word in text:lower():gmatch("%a+") do
        self:add(word)
        if before then
            local key = before .. " " .. word
            self.pairs_seen[key] = (self.pairs_seen[key] or 0) + 1
        end
        before = word
    end
end

function Dictionary:knows(word) return self.counts[word] ~= nil end

-- All words within a distance, by rows of the table of distances along the trie.
function Dictionary:near(word, most)
    local found = {}
    local length = #word
    local letters = {}
    for i = 1, length do letters[i] = word:sub(i, i) end
    local function descend(node, c, above, row_before, c_before)
        local row = { [0] = above[0] + 1 }
        local least = row[0]
        for i = 1, length do
            local cost = letters[i] == c and 0 or 1
            local value = math.min(above[i] + 1, row[i - 1] + 1, above[i - 1] + cost)
            if row_before and i > 1 and letters[i] == c_before and letters[i - 1] == c then
                value = math.min(value, row_before[i - 2] + 1)
            end
            row[i] = value
            if value < least then least = value end
        end
        if node.word and row[length] <= most then
            found[#found + 1] = { word = node.word, distance = row[length] }
        end
        if least <= most then
            for letter, child in pairs(node.children) do descend(child, letter, row, above, c) end
        end
    end
    local first = {}
    for i = 0, length do first[i] = i end
    for letter, child in pairs(self.root.children) do descend(child, letter, first, nil, nil) end
    return found
end

-- ---- candidates by edits of the word itself ----

local letters = {}
for c in ("abcdefghijklmnopqrstuvwxyz"):gmatch(".") do letters[#letters + 1] = c end

-- Calls visit with every string at distance one.
local function each_edit(word, visit)
    for i = 1, #word + 1 do
        local left, right = word:sub(1, i - 1), word:sub(i)
        if right ~= "" then
            local rest = right:sub(2)
            visit(left .. rest)
            if rest ~= "" then visit(left .. rest:sub(1, 1) .. right:sub(1, 1) .. rest:sub(2)) end
            for _, c in ipairs(letters) do visit(left .. c .. rest) end
        end
        for _, c in ipairs(letters) do visit(left .. c .. right) end
    end
end

local function known_edits(dictionary, word)
    local found, seen = {}, {}
    each_edit(word, function(candidate)
        if not seen[candidate] then
            seen[candidate] = true
            if dictionary:knows(candidate) then found[#found + 1] = { word = candidate, distance = 1 } end
        end
    end)
    return found
end

-- ---- phonetic codes: words that sound alike share one ----

local groups = { bfpv = "1", cgjkqsxz = "2", dt = "3", l = "4", mn = "5", r = "6" }
local code_of = {}
for group, code in pairs(groups) do
    for c in group:gmatch(".") do code_of[c] = code end
end

local function sound_of(word)
    local out, last = { word:sub(1, 1) }, code_of[word:sub(1, 1)]
    for c in word:sub(2):gmatch(".") do
        local code = code_of[c]
        if code and code ~= last and #out < 4 then out[#out + 1] = code end
        if c ~= "h" and c ~= "w" then last = code end
    end
    return table.concat(out) .. ("0"):rep(4 - #out)
end

-- ---- the checker ----

local Checker = {}
Checker.__index = Checker

function Checker.new(dictionary)
    local self = setmetatable({ dictionary = dictionary, cache = {}, by_sound = {}, asked = 0, cached = 0 }, Checker)
    local words = {}
    for word in pairs(dictionary.counts) do words[#words + 1] = word end
    table.sort(words)
    for _, word in ipairs(words) do
        local sound = sound_of(word)
        local list = self.by_sound[sound]
        if list then list[#list + 1] = word else self.by_sound[sound] = { word } end
    end
    return self
end

function Checker:candidates(word)
    self.asked = self.asked + 1
    local list = self.cache[word]
    if list then
        self.cached = self.cached + 1
        return list
    end
    list = known_edits(self.dictionary, word)
    if #list == 0 then list = self.dictionary:near(word, 2) end
    if #list == 0 then
        for _, other in ipairs(self.by_sound[sound_of(word)] or {}) do
            list[#list + 1] = { word = other, distance = 3 }
        end
    end
    self.cache[word] = list
    return list
end

function Checker:suggest(before, word, most)
    local dictionary, scored = self.dictionary, {}
    for i, candidate in ipairs(self:candidates(word)) do
        local together = before and dictionary.pairs_seen[before .. " " .. candidate.word] or 0
        scored[i] = {
            word = candidate.word,
            score = dictionary.counts[candidate.word] + 50 * together - 400 * candidate.distance,
        }
    end
    table.sort(scored, function(a, b)
        if a.score ~= b.score then return a.score > b.score end
        return a.word < b.word
    end)
    local words = {}
    for i = 1, math.min(most, #scored) do words[i] = scored[i].word end
    return words
end

-- Corrects a text; the report has a line for each mistake.
function Checker:correct(text, report)
    local before
    return (text:gsub("%a+", function(word)
        local lower = word:lower()
        if self.dictionary:knows(lower) then
            before = lower
            return nil
        end
        local suggestions = self:suggest(before, lower, 3)
        report[#report + 1] = string.format("%-14s -> %s", word, #suggestions > 0 and table.concat(suggestions, ", ") or "?")
        local best = suggestions[1]
        before = best
        if best and word:find("^%u") then best = best:gsub("^%l", string.upper) end
        return best
    end))
end

-- ---- a text, and the same with mistakes ----

local words = make_words(2500)

local function pick()
    local a, b = random(#words), random(#words)
    return words[math.ceil(a * b / #words)]
end

local function make_text(count)
    local out = {}
    for i = 1, count do
        local line = {}
        for j = 1, 5 + random(9) do line[j] = pick() end
        line[1] = line[1]:gsub("^%l", string.upper)
        out[i] = table.concat(line, " ") .. "."
    end
    return table.concat(out, "\n")
end

local mistakes = {
    function(w, i) return w:sub(1, i - 1) .. w:sub(i + 1) end,
    function(w, i) return w:sub(1, i) .. w:sub(i, i) .. w:sub(i + 1) end,
    function(w, i) return w:sub(1, i - 1) .. letters[random(26)] .. w:sub(i + 1) end,
    function(w, i) return w:sub(1, i - 1) .. w:sub(i + 1, i + 1) .. w:sub(i, i) .. w:sub(i + 2) end,
}

local function with_mistakes(text)
    return (text:gsub("%a+", function(word)
        if #word < 4 or random(8) > 1 then return nil end
        for _ = 1, random(2) do word = mistakes[random(#mistakes)](word, random(#word - 2) + 1) end
        return word
    end))
end

local dictionary = Dictionary.new()
dictionary:learn(make_text(1500))
local checker = Checker.new(dictionary)
local text = make_text(sentences)
local report = {}
local corrected = checker:correct(with_mistakes(text), report)
local right, all = 0, 0
local next_word = corrected:gmatch("%a+")
for word in text:gmatch("%a+") do
    all = all + 1
    if next_word() == word then right = right + 1 end
end
local sum = 0
for _, line in ipairs(report) do
    for i = 1, #line do sum = (sum * 31 + line:byte(i)) % 2147483647 end
end
for i = 1, math.min(12, #report) do print(report[i]) end
print(dictionary.size, dictionary.total, #report, checker.asked, checker.cached)
print(right, all, sum)
