-- DeltaBlue: an incremental solver of one-way constraints with strengths, after the paper of Freeman-Benson, Maloney and
-- Borning: plans along chains of equalities, and projections by scale and offset.
local size = tonumber((...)) or 4800

local function class(parent)
    local c = setmetatable({}, { __index = parent })
    c.__index = c
    return c
end

-- ---- strengths: 1 is the strongest ----

local REQUIRED, PREFERRED, STRONG_DEFAULT, NORMAL, WEAKEST = 1, 3, 4, 5, 7

local function is_stronger(a, b) return a < b end
local function is_weaker(a, b) return a > b end
local function weakest_of(a, b) return a > b and a or b end

-- ---- variables ----

local Variable = class()

function Variable.new(name, value)
    return setmetatable({
        name = name, value = value, constraints = {}, determined_by = nil, mark = 0, strength = WEAKEST, is_fixed = true,
    }, Variable)
end

function Variable:add(constraint)
    table.insert(self.constraints, constraint)
end

function Variable:remove(constraint)
    for i, c in ipairs(self.constraints) do
        if c == constraint then
            table.remove(self.constraints, i)
            break
        end
    end
    if self.determined_by == constraint then self.determined_by = nil end
end

-- ---- the planner's part, used by constraints ----

local Planner = class()
local planner

-- ---- constraints ----

local Constraint = class()

function Constraint:is_input() return false end

function Constraint:add()
    self:add_to_graph()
    planner:add_incrementally(self)
end

function Constraint:destroy()
    if self:is_satisfied() then
        planner:remove_incrementally(self)
    else
        self:remove_from_graph()
    end
end

-- Tries to enforce the constraint; the constraint that it displaces, if any.
function Constraint:satisfy(mark)
    self:choose_method(mark)
    if not self:is_satisfied() then
        if self.strength == REQUIRED then error("a required constraint can't be satisfied") end
        return nil
    end
    self:mark_inputs(mark)
    local out = self:output()
    local displaced = out.determined_by
    if displaced then displaced:mark_unsatisfied() end
    out.determined_by = self
    if not planner:propagate(self, mark) then error("a cycle of constraints") end
    out.mark = mark
    return displaced
end

-- Constraints on one variable.
local Unary = class(Constraint)

function Unary.init(self, variable, strength)
    self.strength, self.variable, self.is_on = strength, variable, false
    self:add()
    return self
end

function Unary:add_to_graph()
    self.variable:add(self)
    self.is_on = false
end
function Unary:remove_from_graph()
    self.variable:remove(self)
    self.is_on = false
end
function Unary:is_satisfied() return self.is_on end
function Unary:mark_unsatisfied() self.is_on = false end
function Unary:output() return self.variable end
function Unary:mark_inputs() end
function Unary:inputs_known() return true end
function Unary:choose_method(mark)
    self.is_on = self.variable.mark ~= mark and is_stronger(self.strength, self.variable.strength)
end
function Unary:recalculate()
    self.variable.strength = self.strength
    self.variable.is_fixed = not self:is_input()
    if self.variable.is_fixed then self:execute() end
end

-- Keeps a variable as it is.
local Stay = class(Unary)
function Stay.new(variable, strength) return Unary.init(setmetatable({}, Stay), variable, strength) end
function Stay:execute() end

-- A variable that is set from outside.
local Edit = class(Unary)
function Edit.new(variable, strength) return Unary.init(setmetatable({}, Edit), variable, strength) end
function Edit:is_input() return true end
function Edit:execute() end

-- Constraints between two variables; direction: nil, "forward" (v1 to v2) or "backward".
local Binary = class(Constraint)

function Binary.init(self, v1, v2, strength)
    self.strength, self.v1, self.v2, self.direction = strength, v1, v2, nil
    self:add()
    return self
end

function Binary:choose_method(mark)
    local v1, v2 = self.v1, self.v2
    if v1.mark == mark then
        self.direction = v2.mark ~= mark and is_stronger(self.strength, v2.strength) and "forward" or nil
    elseif v2.mark == mark then
        self.direction = v1.mark ~= mark and is_stronger(self.strength, v1.strength) and "backward" or nil
    elseif is_weaker(v1.strength, v2.strength) then
        self.direction = is_stronger(self.strength, v1.strength) and "backward" or nil
    else
        self.direction = is_stronger(self.strength, v2.strength) and "forward" or nil
    end
end
function Binary:add_to_graph()
    self.v1:add(self)
    self.v2:add(self)
    self.direction = nil
end
function Binary:remove_from_graph()
    self.v1:remove(self)
    self.v2:remove(self)
    self.direction = nil
end
function Binary:is_satisfied() return self.direction ~= nil end
function Binary:mark_unsatisfied() self.direction = nil end
function Binary:input() return self.direction == "forward" and self.v1 or self.v2 end
function Binary:output() return self.direction == "forward" and self.v2 or self.v1 end
function Binary:mark_inputs(mark) self:input().mark = mark end
function Binary:inputs_known(mark)
    local i = self:input()
    return i.mark == mark or i.is_fixed or i.determined_by == nil
end
function Binary:recalculate()
    local input, out = self:input(), self:output()
    out.strength = weakest_of(self.strength, input.strength)
    out.is_fixed = input.is_fixed
    if out.is_fixed then self:execute() end
end

local Equality = class(Binary)
function Equality.new(v1, v2, strength) return Binary.init(setmetatable({}, Equality), v1, v2, strength) end
function Equality:execute() self:output().value = self:input().value end

-- v2 = v1 * scale + offset; scale and offset are variables that are only read.
local Scale = class(Binary)
function Scale.new(source, scale, offset, destination, strength)
    local self = setmetatable({ scale = scale, offset = offset }, Scale)
    return Binary.init(self, source, destination, strength)
end
function Scale:add_to_graph()
    Binary.add_to_graph(self)
    self.scale:add(self)
    self.offset:add(self)
end
function Scale:remove_from_graph()
    Binary.remove_from_graph(self)
    self.scale:remove(self)
    self.offset:remove(self)
end
function Scale:mark_inputs(mark)
    Binary.mark_inputs(self, mark)
    self.scale.mark, self.offset.mark = mark, mark
end
function Scale:execute()
    if self.direction == "forward" then
        self.v2.value = self.v1.value * self.scale.value + self.offset.value
    else
        self.v1.value = (self.v2.value - self.offset.value) / self.scale.value
    end
end
function Scale:recalculate()
    local input, out = self:input(), self:output()
    out.strength = weakest_of(self.strength, input.strength)
    out.is_fixed = input.is_fixed and self.scale.is_fixed and self.offset.is_fixed
    if out.is_fixed then self:execute() end
end

-- ---- the planner ----

function Planner.new() return setmetatable({ mark = 0 }, Planner) end

function Planner:new_mark()
    self.mark = self.mark + 1
    return self.mark
end

function Planner:add_incrementally(constraint)
    local mark = self:new_mark()
    local displaced = constraint:satisfy(mark)
    while displaced do displaced = displaced:satisfy(mark) end
end

function Planner:remove_incrementally(constraint)
    local out = constraint:output()
    constraint:mark_unsatisfied()
    constraint:remove_from_graph()
    local unsatisfied = self:remove_propagate_from(out)
    for strength = REQUIRED, WEAKEST do
        for _, c in ipairs(unsatisfied) do
            if c.strength == strength then self:add_incrementally(c) end
        end
    end
end

-- Recalculates what follows from a constraint; false if that comes back to `mark`.
function Planner:propagate(constraint, mark)
    local todo = { constraint }
    while #todo > 0 do
        local c = table.remove(todo)
        if c:output().mark == mark then
            self:remove_incrementally(constraint)
            return false
        end
        c:recalculate()
        self:consumers_of(c:output(), todo)
    end
    return true
end

function Planner:consumers_of(variable, list)
    local determining = variable.determined_by
    for _, c in ipairs(variable.constraints) do
        if c ~= determining and c:is_satisfied() then list[#list + 1] = c end
    end
end

function Planner:remove_propagate_from(out)
    out.determined_by, out.strength, out.is_fixed = nil, WEAKEST, true
    local unsatisfied, todo = {}, { out }
    while #todo > 0 do
        local variable = table.remove(todo)
        for _, c in ipairs(variable.constraints) do
            if not c:is_satisfied() then unsatisfied[#unsatisfied + 1] = c end
        end
        local determining = variable.determined_by
        for _, c in ipairs(variable.constraints) do
            if c ~= determining and c:is_satisfied() then
                c:recalculate()
                todo[#todo + 1] = c:output()
            end
        end
    end
    return unsatisfied
end

-- The constraints to execute, in order, when the sources change.
function Planner:make_plan(sources)
    local mark = self:new_mark()
    local plan, todo = {}, sources
    while #todo > 0 do
        local c = table.remove(todo)
        local out = c:output()
        if out.mark ~= mark and c:inputs_known(mark) then
            plan[#plan + 1] = c
            out.mark = mark
            self:consumers_of(out, todo)
        end
    end
    return plan
end

function Planner:plan_from(constraints)
    local sources = {}
    for _, c in ipairs(constraints) do
        if c:is_input() and c:is_satisfied() then sources[#sources + 1] = c end
    end
    return self:make_plan(sources)
end

local function execute(plan)
    for _, constraint in ipairs(plan) do constraint:execute() end
end

-- ---- two problems ----

-- A chain of equalities: what is set at one end comes out at the other.
local function chain(n)
    planner = Planner.new()
    local first, last, before
    for i = 0, n do
        local variable = Variable.new("v" .. i, 0)
        if before then Equality.new(before, variable, REQUIRED) end
        first, last, before = first or variable, variable, variable
    end
    Stay.new(last, STRONG_DEFAULT)
    local edit = Edit.new(first, PREFERRED)
    local plan = planner:plan_from { edit }
    local sum = 0
    for i = 1, 100 do
        first.value = i
        execute(plan)
        assert(last.value == i, "the chain doesn't hold")
        sum = sum + last.value
    end
    edit:destroy()
    return sum
end

local function change(variable, value)
    local edit = Edit.new(variable, PREFERRED)
    local plan = planner:plan_from { edit }
    for _ = 1, 10 do
        variable.value = value
        execute(plan)
    end
    edit:destroy()
end

-- Many projections with one scale and one offset, changed from each of the sides.
local function projection(n)
    planner = Planner.new()
    local scale, offset = Variable.new("scale", 10), Variable.new("offset", 1000)
    local source, destination
    local destinations = {}
    for i = 1, n do
        source, destination = Variable.new("source" .. i, i), Variable.new("destination" .. i, i)
        destinations[i] = destination
        Stay.new(source, NORMAL)
        Scale.new(source, scale, offset, destination, REQUIRED)
    end
    change(source, 17)
    assert(destination.value == 1170, "from the source")
    change(destination, 1050)
    assert(source.value == 5, "from the destination")
    change(scale, 5)
    for i = 1, n - 1 do assert(destinations[i].value == i * 5 + 1000, "from the scale") end
    change(offset, 2000)
    local sum = 0
    for i = 1, n - 1 do
        assert(destinations[i].value == i * 5 + 2000, "from the offset")
        sum = (sum + destinations[i].value * i) % 1000003
    end
    return sum
end

local total = 0
for _ = 1, 3 do
    total = total + chain(size) + projection(math.floor(size / 2))
end
print(string.format("%d", total), planner.mark)
