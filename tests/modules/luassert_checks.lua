-- luassert: assertions, their messages, spies, stubs, mocks, matchers, snapshots.
-- as-reference
local assert = require "luassert"
local spy, stub, mock, match = require "luassert.spy", require "luassert.stub", require "luassert.mock", require "luassert.match"

local checks = 0
-- Runs an assertion that must hold, or must fail; a failure's message is printed without addresses.
local function try(name, f, ...)
    checks = checks + 1
    local ok, message = pcall(f, ...)
    if type(message) == "table" and message.message then message = message.message end
    print(name, ok, ok and "" or (tostring(message):gsub("0x%x+", "ADDRESS")))
end

try("same", assert.same, {1, {a = 2}}, {1, {a = 2}})
try("same fails", assert.same, {1, {a = 2}}, {1, {a = 3}})
try("same fails deep", assert.are.same, {1, {2, {3, {4}}}}, {1, {2, {3, {5}}}})
try("equal", assert.are.equal, 1, 1.0)
try("equal fails", assert.are.equal, "x", "y")
try("equal tables", assert.are_equal, {}, {})
try("not equal", assert.are_not.equal, {}, {})
try("not equal fails", assert.are_not_equal, 1, 1)
for _, name in ipairs{"is_true", "is_false", "is_nil", "is_not_nil", "is_number", "is_string", "is_table", "is_function", "is_boolean", "is_not_string", "truthy", "falsy", "is_userdata", "is_thread"} do
    for _, v in ipairs{true, false, 0, "s", "\0\n"} do try(name .. " " .. tostring(v), assert[name], v) end
    try(name .. " custom", assert[name], nil, "a message of one's own")
end
try("near", assert.near, 1, 1.05, 0.1)
try("near fails", assert.is.near, 1, 1.5, 0.1)
try("matches", assert.matches, "%d+", "abc123")
try("matches fails", assert.has.match, "^%d+", "abc123")
try("no match", assert.no.match, "x", "abc")
try("unique", assert.is.unique, {1, 2, {3}, {4}})
try("unique fails", assert.is.unique, {1, {2}, {2}}, true)
try("has_error", assert.has_error, function() error("boom", 0) end, "boom")
try("has_error any", assert.has_error, function() error{code = 1} end)
try("has_error table", assert.has_error, function() error{code = 1} end, {code = 1})
try("has_error wrong", assert.has.errors, function() error("boom", 0) end, "bang")
try("has_error none", assert.has.errors, function() end)
try("has_no_error", assert.has_no.errors, function() end)
try("has_no_error fails", assert.has_no.errors, function() error("oops", 0) end)
try("error_matches", assert.error_matches, function() error("code 42") end, "code %d+")
try("returned_arguments", assert.returned_arguments, 2, 1, 2)
try("returned_arguments fails", assert.returned_arguments, 2, 1, 2, 3)
try("called as a function", assert, 1 == 1, "x")
try("called as a function fails", assert, false, "the message")
try("bad arguments", assert.are.equal, 1)
try("unknown", function() return assert.is.nothing_known(1) end)

-- Assertions of one's own.
require("say"):set("assertion.property.positive", "Expected property %s in:\n%s")
require("say"):set("assertion.property.negative", "Expected no property %s in:\n%s")
assert:register("assertion", "has_property", function(_, arguments) return arguments[1][arguments[2]] ~= nil end, "assertion.property.positive", "assertion.property.negative")
try("own", assert.has_property, {a = 1}, "a")
try("own fails", assert.has_property, {a = 1}, "b")
try("own negative", assert.not_has_property, {a = 1}, "a")

-- Spies.
local s = spy.new(function(a, b) return a, b, (a or 0) + (b or 0) end)
s(1, 2)
s(3, 4)
s(nil, 7)
print(select("#", s(5, 6)))
try("called", function(...) assert.spy(s).was.called(...) end)
try("called 4", function(...) assert.spy(s).was.called(...) end, 4)
try("called 5", function(...) assert.spy(s).was.called(...) end, 5)
try("called_with", function(...) assert.spy(s).was.called_with(...) end, 3, 4)
try("called_with fails", function(...) assert.spy(s).was.called_with(...) end, 3, 5)
try("not called_with", function(...) assert.spy(s).was_not.called_with(...) end, 9)
try("at least", function(...) assert.spy(s).was.called_at_least(...) end, 3)
try("at most", function(...) assert.spy(s).was.called_at_most(...) end, 3)
try("more than", function(...) assert.spy(s).was.called_more_than(...) end, 4)
try("returned_with", function(...) assert.spy(s).was.returned_with(...) end, 1, 2, 3)
try("matchers", function(...) assert.spy(s).was.called_with(...) end, match.is_number(), match._)
try("matchers fail", function(...) assert.spy(s).was.called_with(...) end, match.is_string(), match._)
s:clear()
try("cleared", function(...) assert.spy(s).was_not.called(...) end)
local object = {greet = function(self, name) return "hello " .. name end, n = 1, inner = {f = function() return "inner" end}}
spy.on(object, "greet")
print(object:greet("x"))
try("spy.on", function(...) assert.spy(object.greet).was.called_with(...) end, match.is_ref(object), "x")
object.greet:revert()
stub(object, "greet")
print(object:greet "y")
object.greet.returns(1, 2)
print(object:greet "z")
object.greet.invokes(function(_, n) return n:upper() end)
print(object:greet "up")
object.greet.by_default.returns "default"
object.greet.on_call_with(object, "special").returns "special"
print(object:greet "q", object:greet "special")
object.greet:revert()
print(object:greet "back")
local mocked = mock(object, true)
print(mocked.inner.f(), mocked:greet "m")
mock.revert(mocked)
print(object.inner.f())

-- Snapshots and parameters.
local snapshot = assert:snapshot()
assert:set_parameter("TableFormatLevel", 1)
try("level 1", assert.same, {{{{1}}}}, {{{{2}}}})
assert:add_formatter(function(v) if type(v) == "number" then return "#" .. v end end)
try("formatter", assert.equal, 1, 2)
stub(object.inner, "f")
snapshot:revert()
try("reverted", assert.equal, 1, 2)
print(object.inner.f())
-- Combined matchers, and many assertions in coroutines.
for _, m in ipairs{match.is_all_of(match.is_number(), match.is_near(5, 1)), match.is_any_of(match.is_nil(), match.is_table()), match.is_none_of(match.is_string()), match.has_match "a+", match.is_not_nil(), match.is_same{1}, match.is_equal(5)} do
    print(m(5), m "aa", m{1}, m(nil))
end
local co = coroutine.wrap(function() for i = 1, 200 do coroutine.yield(pcall(assert.equal, i % 10, 0)) end end)
local passed = 0
for _ = 1, 200 do if co() then passed = passed + 1 end end
print(passed, checks)
