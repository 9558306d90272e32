-- A text adventure: a world of rooms and things, a parser of commands (synonyms, adjectives, prepositions, pronouns,
-- several objects, abbreviations), verbs as a table of functions, and a player that walks through it by a script.
local games = tonumber((...)) or 1000

-- ---- text ----

local function capitalized(text)
    return (text:gsub("^%l", string.upper))
end

local function with_article(thing)
    if thing.plural then return "some " .. thing.name end
    return (thing.name:find("^[aeiou]") and "an " or "a ") .. thing.name
end

local function listed(names, last)
    if #names == 0 then return "nothing" end
    if #names == 1 then return names[1] end
    return table.concat(names, ", ", 1, #names - 1) .. (last or " and ") .. names[#names]
end

-- ---- the world ----

local Thing = {}
Thing.__index = Thing

function Thing.new(fields)
    local thing = setmetatable(fields, Thing)
    thing.contents = {}
    thing.words = {}
    for word in thing.name:gmatch("%a+") do thing.words[word] = true end
    for word in (thing.also or ""):gmatch("%a+") do thing.words[word] = true end
    return thing
end

function Thing:move_to(place)
    if self.place then
        for i, thing in ipairs(self.place.contents) do
            if thing == self then
                table.remove(self.place.contents, i)
                break
            end
        end
    end
    self.place = place
    if place then table.insert(place.contents, self) end
    return self
end

function Thing:is_reached_from(place)
    local holder = self.place
    while holder do
        if holder == place then return true end
        if holder.is_closed then return false end
        holder = holder.place
    end
    return false
end

local opposites = { north = "south", south = "north", east = "west", west = "east", up = "down", down = "up" }

local function build_world()
    local rooms, things = {}, {}
    local function room(id, name, text)
        rooms[id] = Thing.new { name = name, text = text, exits = {}, id = id }
    end
    local function path(from, direction, to, door)
        rooms[from].exits[direction] = { to = rooms[to], door = door }
        rooms[to].exits[opposites[direction]] = { to = rooms[from], door = door }
    end
    local function thing(id, place, fields)
        things[id] = Thing.new(fields):move_to(rooms[place] or things[place])
    end
    room("hall", "Entrance Hall", "Dust lies on a floor of black and white tiles.")
    room("library", "Library", "Shelves rise into the dark. Someone has read here not long ago.")
    room("kitchen", "Kitchen", "Copper pans hang over a cold stove.")
    room("cellar", "Cellar", "It smells of earth and apples.")
    room("garden", "Walled Garden", "Roses have grown over the paths.")
    room("tower", "Tower", "From here one sees all of the valley.")
    room("vault", "Vault", "The walls are of iron.")
    thing("door", "hall", { name = "iron door", also = "gate", is_fixed = true, is_closed = true, is_locked = true })
    path("hall", "east", "library")
    path("hall", "west", "kitchen")
    path("kitchen", "down", "cellar")
    path("hall", "north", "garden")
    path("library", "up", "tower")
    path("cellar", "west", "vault", things.door)
    thing("lamp", "hall", { name = "brass lamp", also = "light lantern", is_lamp = true })
    thing("desk", "library", { name = "oak desk", also = "table", is_fixed = true, is_surface = true })
    thing("book", "desk", { name = "red book", text = "The third page says: what is under roses stays under roses." })
    thing("blue", "desk", { name = "blue book", text = "It is about the breeding of owls." })
    thing("chest", "cellar", { name = "wooden chest", also = "box", is_fixed = true, is_closed = true, is_box = true })
    thing("apples", "chest", { name = "apples", plural = true, is_food = true })
    thing("spade", "cellar", { name = "rusty spade", also = "shovel" })
    thing("key", "garden", { name = "small key", is_hidden = true, opens = things.door })
    thing("roses", "garden", { name = "roses", also = "rose flowers", is_fixed = true, plural = true })
    thing("owl", "tower", { name = "owl", also = "bird", is_fixed = true })
    thing("crown", "vault", { name = "silver crown", worth = 50 })
    thing("coin", "chest", { name = "gold coin", worth = 10 })
    thing("spoon", "kitchen", { name = "old spoon", worth = 1 })
    return rooms, things
end

-- ---- the parser ----

local synonyms = {
    get = "take", grab = "take", pick = "take", l = "look", x = "examine", i = "inventory", inv = "inventory",
    inspect = "examine", discard = "drop", shut = "close", unlock = "open", put = "put", place = "put", dig = "dig",
    walk = "go", run = "go", n = "north", s = "south", e = "east", w = "west", u = "up", d = "down", consume = "eat",
}
local noise = { the = true, a = true, an = true, of = true, please = true, my = true, up = false }
local prepositions = { with = true, ["in"] = true, into = true, on = true, onto = true, from = true, at = true, under = true }

local Parser = {}
Parser.__index = Parser

function Parser.new(verbs) return setmetatable({ verbs = verbs, pronoun = nil }, Parser) end

function Parser:words_of(line)
    local words = {}
    for word in line:lower():gsub("[,;]", " and "):gmatch("[%a']+") do
        if not noise[word] then words[#words + 1] = word end
    end
    return words
end

-- A command: verb, groups of words for the objects, the preposition, words for the second object.
function Parser:parse(line)
    local words = self:words_of(line)
    if #words == 0 then return nil, "Pardon?" end
    local verb = synonyms[words[1]] or words[1]
    if opposites[verb] then return { verb = "go", direction = verb, objects = {} } end
    if not self.verbs[verb] then return nil, ("I don't know how to %s."):format(words[1]) end
    local command = { verb = verb, objects = {} }
    local group = {}
    for i = 2, #words do
        local word = words[i]
        local direction = synonyms[word] or word
        if verb == "go" and opposites[direction] then
            command.direction = direction
        elseif word == "and" then
            if #group > 0 then table.insert(command.objects, group) end
            group = {}
        elseif prepositions[word] and #command.objects + #group > 0 then
            table.insert(command.objects, group)
            group = {}
            command.preposition, command.second = word, group
        elseif not prepositions[word] and not (verb == "take" and word == "up") then
            table.insert(group, word)
        end
    end
    if #group > 0 and group ~= command.second then table.insert(command.objects, group) end
    return command
end

-- The one thing in reach that all words name; else nil and why.
function Parser:resolve(words, reachable)
    if #words == 1 and words[1] == "it" then
        if not self.pronoun then return nil, "I don't know what 'it' is." end
        return self.pronoun
    end
    local found = {}
    for _, thing in ipairs(reachable) do
        local fits = true
        for _, word in ipairs(words) do fits = fits and thing.words[word] end
        if fits then found[#found + 1] = thing end
    end
    if #found == 0 then return nil, ("You see no %s here."):format(table.concat(words, " ")) end
    if #found > 1 then
        local names = {}
        for i, thing in ipairs(found) do names[i] = "the " .. thing.name end
        return nil, ("Which do you mean, %s?"):format(listed(names, " or "))
    end
    self.pronoun = found[1]
    return found[1]
end

-- ---- the game ----

local Game = {}
Game.__index = Game

local verbs = {}

function Game.new()
    local rooms, things = build_world()
    local self = setmetatable({ rooms = rooms, things = things, room = rooms.hall, turns = 0, score = 0 }, Game)
    self.player = Thing.new { name = "you" }
    self.parser = Parser.new(verbs)
    self.out = {}
    self.seen = {}
    return self
end

function Game:say(text, ...)
    self.out[#self.out + 1] = select("#", ...) > 0 and text:format(...) or text
end

function Game:reachable()
    local list = {}
    local function visit(holder)
        for _, thing in ipairs(holder.contents) do
            if not thing.is_hidden then
                list[#list + 1] = thing
                if not thing.is_closed then visit(thing) end
            end
        end
    end
    visit(self.room)
    visit(self.player)
    local west = self.room.exits.west
    if west and west.door and west.door.place ~= self.room then list[#list + 1] = west.door end
    return list
end

function Game:describe_contents(holder, intro)
    local names = {}
    for _, thing in ipairs(holder.contents) do
        if not thing.is_hidden and not thing.is_fixed then names[#names + 1] = with_article(thing) end
    end
    if #names > 0 then self:say("%s %s.", intro, listed(names)) end
end

function Game:look()
    local room = self.room
    self:say("%s\n%s", room.name:upper(), room.text)
    for _, thing in ipairs(room.contents) do
        if thing.is_fixed then self:say("%s is here.", capitalized(with_article(thing))) end
        if thing.is_surface then self:describe_contents(thing, "On it you see") end
    end
    self:describe_contents(room, "You see")
    local exits = {}
    for direction in pairs(room.exits) do exits[#exits + 1] = direction end
    table.sort(exits)
    self:say("Ways lead %s.", listed(exits))
end

function verbs.look(game) game:look() end

function verbs.go(game, command)
    local exit = game.room.exits[command.direction or ""]
    if not exit then return game:say("There is no way %s.", command.direction or "there") end
    if exit.door and exit.door.is_closed then return game:say("The %s is closed.", exit.door.name) end
    game.room = exit.to
    if game.seen[exit.to] then return game:say(exit.to.name) end
    game.seen[exit.to] = true
    game.score = game.score + 5
    game:look()
end

function verbs.take(game, _, thing)
    if thing.is_fixed then return game:say("You can't carry the %s.", thing.name) end
    if thing.place == game.player then return game:say("You have the %s already.", thing.name) end
    if #game.player.contents >= 6 then return game:say("Your hands are full.") end
    thing:move_to(game.player)
    if thing.worth then
        game.score, thing.worth = game.score + thing.worth, nil
    end
    game:say("Taken: %s.", with_article(thing))
end

function verbs.drop(game, _, thing)
    if thing.place ~= game.player then return game:say("You don't have the %s.", thing.name) end
    thing:move_to(game.room)
    game:say("Dropped.")
end

function verbs.put(game, command, thing, second)
    if not second then return game:say("Put the %s where?", thing.name) end
    if not (second.is_surface or second.is_box) then return game:say("You can't put it there.") end
    if second.is_closed then return game:say("The %s is closed.", second.name) end
    thing:move_to(second)
    game:say("The %s is now %s the %s.", thing.name, command.preposition, second.name)
end

function verbs.examine(game, _, thing)
    game:say(thing.text or ("There is nothing special about the " .. thing.name .. "."))
    if not thing.is_closed then game:describe_contents(thing, "In or on it you see") end
end
verbs.read = verbs.examine

function verbs.open(game, _, thing, tool)
    if not thing.is_closed then return game:say("It isn't closed.") end
    if thing.is_locked then
        if not tool or tool.opens ~= thing then return game:say("The %s is locked.", thing.name) end
        thing.is_locked = nil
        game.score = game.score + 20
    end
    thing.is_closed = false
    game:say("You open the %s.", thing.name)
    game:describe_contents(thing, "Inside you see")
end

function verbs.close(game, _, thing)
    thing.is_closed = true
    game:say("Closed.")
end

function verbs.dig(game, _, thing, tool)
    if tool ~= game.things.spade then return game:say("With your hands?") end
    if thing ~= game.things.roses then return game:say("You find nothing.") end
    game.things.key.is_hidden = nil
    game:say("Under the roses lies a small key.")
end

function verbs.eat(game, _, thing)
    if not thing.is_food then return game:say("%s? No.", capitalized(thing.name)) end
    thing:move_to(nil)
    game:say("They taste of autumn.")
end

function verbs.inventory(game)
    local names = {}
    for i, thing in ipairs(game.player.contents) do names[i] = with_article(thing) end
    game:say("You have %s.", listed(names))
end

function verbs.score(game) game:say("%d points in %d turns.", game.score, game.turns) end

local without_object = { look = true, go = true, inventory = true, score = true }

function Game:turn(line)
    self.turns = self.turns + 1
    self:say("> " .. line)
    local command, problem = self.parser:parse(line)
    if not command then return self:say(problem) end
    local action = verbs[command.verb]
    if without_object[command.verb] then return action(self, command) end
    if #command.objects == 0 then return self:say("What do you want to %s?", command.verb) end
    local second
    if command.second and #command.second > 0 then
        second, problem = self.parser:resolve(command.second, self:reachable())
        if not second then return self:say(problem) end
    end
    if command.objects[1][1] == "all" then
        for _, thing in ipairs(self:reachable()) do
            if not thing.is_fixed and thing.place ~= self.player then action(self, command, thing, second) end
        end
        return
    end
    for _, words in ipairs(command.objects) do
        local thing
        thing, problem = self.parser:resolve(words, self:reachable())
        if thing then action(self, command, thing, second) else self:say(problem) end
    end
end

local script = [[
look; take the brass lamp; inventory; go east; take book; read red book; x it; put the lamp on the oak desk; look
take lamp, blue book; up; take owl; examine the bird; down; w; west; get spoon; d; open box; take all; i; eat apples
drop the blue book; open iron door; dance with owl; go up; e; n; dig roses; dig roses with the rusty spade; get key
look; s; w; down; unlock the gate with the small key; go west; drop red book and spoon; pick up the silver crown
put crown in chest; e; put crown into the wooden chest; shut chest; take crown; open chest; take crown; score
please examine the small key; x; ; put lamp; drop everything; take chest; u; east; n; put lamp in roses; i; score]]

local sum, lines, points, transcript = 0, 0, 0, nil
for number = 1, games do
    local game = Game.new()
    local skip = number % 7 + 5
    local at = 0
    for line in (script .. "\n"):gmatch(" *([^;\n]*)[;\n]") do
        at = at + 1
        if number == 1 or at % skip ~= 0 then game:turn(line) end
    end
    lines = lines + #game.out
    points = points + game.score
    local text = table.concat(game.out, "\n")
    transcript = transcript or text
    for i = 1, #text, 7 do sum = (sum * 31 + text:byte(i)) % 2147483647 end
end
print(transcript)
print(lines, points, sum)
