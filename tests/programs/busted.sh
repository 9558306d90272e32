# busted runs specs: passing, failing, raising and pending ones, with spies, stubs, snapshots and coroutines.
. ../prelude.sh
need lua5.4
[ -e /usr/bin/busted ] || skip "busted is not installed"

cat >queue_spec.lua <<'END'
describe("a queue", function()
    local queue, log
    setup(function() log = {} end)
    before_each(function() queue = {first = 1, last = 0} end)
    after_each(function() log[#log + 1] = queue.last - queue.first + 1 end)
    local function push(v) queue.last = queue.last + 1; queue[queue.last] = v end
    local function pop() local v = queue[queue.first]; queue.first = queue.first + 1; return v end

    it("is first in, first out", function()
        for i = 1, 10 do push(i) end
        for i = 1, 10 do assert.are.equal(i, pop()) end
    end)
    it("holds tables", function()
        push {a = 1, b = {2}}
        assert.are.same({a = 1, b = {2}}, pop())
        assert.is_not.same({a = 2}, {a = 1})
    end)
    it("fails on purpose", function() assert.are.same({a = 1, b = {2, 3}}, {a = 1, b = {2, 4}}) end)
    it("raises on purpose", function() local t; t.x = 1 end)
    it("raises a table on purpose", function() error {code = 5} end)
    pending "is to come"
    it("works across coroutines", function()
        local producer = coroutine.wrap(function()
            for i = 1, 5 do push(i); coroutine.yield(i) end
        end)
        for i = 1, 5 do assert.is_equal(i, producer()); assert.truthy(pop()) end
    end)
    describe("spied on", function()
        it("counts calls", function()
            local s = spy.new(function(...) return select("#", ...) end)
            assert.are.equal(3, s(1, nil, nil))
            s("x")
            assert.spy(s).was.called(2)
            assert.spy(s).was.called_with("x")
        end)
        it("stubs", function()
            local io = {write = function() error "not stubbed" end}
            stub(io, "write").returns("stubbed")
            assert.are.equal("stubbed", io.write "x")
            assert.stub(io.write).was_called_with "x"
            assert.stub(io.write).was_not_called_with "y"
        end)
    end)
    insulate("alone", function()
        it("may break globals", function()
            _G.broken = true
            package.loaded.broken = true
            finally(function() log.finally = true end)
            assert.has_error(function() error("x", 0) end, "x")
            assert.has_no.errors(function() end)
            assert.error_matches(function() error "a message" end, "mess")
        end)
    end)
    it("is whole again", function() assert.is_nil(rawget(_G, "broken")); assert.is_true(log.finally) end)
    teardown(function() print("# log", table.concat(log, " ")) end)
end)
END
run() { # run INTERPRETER OUTPUT
    status=0
    $1 /usr/bin/busted -o TAP --shuffle-files --seed=7 queue_spec.lua >"$2.raw" 2>&1 || status=$?
    sed 's/0x[0-9a-f]*/ADDRESS/g' "$2.raw" >"$2"
    echo "exit status $status" >>"$2"
}
run lua5.4 expected
run "$WEFT" got
grep -q '^1\.\.1[0-9]' expected || { cat expected; fail "busted did not run the specs"; }
same expected got
for output in plainTerminal json junit; do
    # shellcheck disable=SC2086
    $WEFT /usr/bin/busted -o $output queue_spec.lua >"$output" 2>&1 || true
    [ -s "$output" ] || fail "busted -o $output prints nothing"
done
grep -q '7 successes / 1 failure / 2 errors / 1 pending' plainTerminal || { cat plainTerminal; fail "the counts are wrong"; }
