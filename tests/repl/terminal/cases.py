"""The prompt on a terminal. usage: cases.py [NAME...]; WEFT names the program, TEST_TMP a folder for files."""
import os
import signal
import stat
import sys
import tempfile
import traceback

from screen import Terminal

UP, DOWN, LEFT, RIGHT, HOME, END = "\033[A", "\033[B", "\033[D", "\033[C", "\001", "\005"
cases = []
open_terminals = []


def case(function):
    cases.append(function)
    return function


def folder():
    return tempfile.mkdtemp(dir=os.environ["TEST_TMP"])


def start(state=None, **options):
    terminal = Terminal(state or folder(), **options)
    open_terminals.append(terminal)
    terminal.wait_prompt()
    return terminal


def history_of(state):
    with open(os.path.join(state, "weft", "history"), encoding="utf-8") as file:
        return file.read().splitlines()


def check(condition, what, t):
    if not condition:
        raise AssertionError("%s; on the screen:\n%s" % (what, t.text()))


# ---- 1: values ----

@case
def expressions_print():
    t = start()
    t.enter("1 + 1", "\n2\n>")
    t.enter('"a", nil, {1, x = {true}}', '\n"a", nil, {1, x = {true}}\n>')
    t.enter("_1, _3.x[1], _", '\n"a", true, "a"\n>')
    t.enter("= 6 * 7", "\n42\n>")
    t.enter("t = {} t.t = t return t", "\n&1 {t = *1}\n>")
    t.enter("function double(n) return 2 * n end")
    t.enter("double, print", "\nfunction double(n) <stdin:1>, function print <native>\n>")
    t.enter('coroutine.setname(coroutine.create(double), "d")', "\ncoroutine d (new)\n>")


@case
def tables_use_the_width():
    t = start(columns=40)
    t.enter("r = {} for i = 1, 4 do r['key' .. i] = ('x'):rep(12) end")
    t.enter("r")
    check('{\n    key1 = "xxxxxxxxxxxx",\n    key2 = "xxxxxxxxxxxx",\n' in t.text(), "a line for each item", t)


@case
def values_fit_the_screen():
    t = start()
    t.enter("t = {1} for i = 1, 100 do t[i] = {i, {}} end return t", "\n>")
    t.enter("_G")
    check(t.lines()[-2] == "}" and len(t.all_text().splitlines()) < 100, "no more than two screens", t)
    t.enter(":depth 3", "\ndepth 3\n>")
    t.enter("{{{{1}}}}", "\n{{{{..}}}}\n>")
    t.enter(":depth auto", "\ndepth auto")
    t.enter("{{{{1}}}}", "\n{{{{1}}}}\n>")


@case
def nothing_shown_controls_the_terminal():
    t = start(rows=50)
    for line in ('"\\27[7mX"', 'setmetatable({}, {__name = "\\27[7mX"})', 'error("\\27[7mX")', 'x = {["\\27[7mX"] = 1} return x',
                 'setmetatable({}, {__tostring = function() return "\\27[7mX\\155" end})', '"\\155\\u{9b}"',
                 'error(setmetatable({}, {__tostring = function() return "\\27[7mX" end}))',
                 'error({"\\27[7mX"})', 'f = load("error{}", "=\\27[7mX")', 'f', '(f())', 'load("= \\27[7mX", "=\\27[7mX")',
                 'coroutine.setname(coroutine.create(print), "\\27[7mX")', ':co', ':load \033[7mX', ':help \033[7mX',
                 ':\033[7mX', ':trace coroutine.wrap(coroutine.running())("\\27[7mX")', 'coroutine.yield("\\27[7mX")',
                 ':trace coroutine.wrap(function() coroutine.setname(coroutine.running(), "\\27[7mX") error("\\27[7mX") end)()'):
        count = t.prompts()
        t.paste(line)
        t.type("\r")
        t.wait(lambda: t.prompts() > count and t.is_at_prompt(), "the prompt behind %r" % line)
    check(b"[7mX" in t.raw and b"\033[7mX" not in t.raw and b"\x9b" not in t.raw, "no sequence that was in a value", t)


# ---- 2: several lines ----

@case
def lines_continue():
    t = start()
    t.type("for i = 1, 2 do\r")
    t.wait(lambda: t.lines()[-1] == "> for i = 1, 2 do" and t.screen.cursor.x == 4, "indentation")
    t.type("print(('line %d'):format(i))\r")
    t.wait(lambda: t.screen.cursor.y == t.lines().index("> for i = 1, 2 do") + 2, "a third line")
    t.type("end\r")
    t.wait_text("\nend\nline 1\nline 2\n>")
    t.wait_prompt()
    t.type(UP)  # the whole chunk is one entry
    t.wait(lambda: t.lines()[-3:] == ["> for i = 1, 2 do", "    print(('line %d'):format(i))", "end"], "the chunk again")
    t.type(UP)
    t.type(LEFT + UP)  # within it: to the line above, where it can be changed
    t.wait(lambda: t.screen.cursor.y == len(t.lines()) - 2, "the cursor in the second line")
    t.type(HOME + RIGHT * 4 + "n = i; " + END + " -- changed\r")
    t.wait_text("\n    n = i; print(('line %d'):format(i)) -- changed\nend\nline 1\nline 2\n>")
    t.enter("n", "\n2\n>")


@case
def recalled_chunks_can_be_edited():
    t = start()
    t.paste("local function f()\n    return 5\nend\nprint(f())")
    t.wait_text("print(f())")
    t.type("\r")
    t.wait_text("\n5\n>")
    t.type(UP)
    t.wait(lambda: t.lines()[-1] == "print(f())", "the chunk again")
    t.type("\b" * 4 + "f() + 1)\r")
    t.wait_text("\n6\n>")


@case
def a_paste_runs_nothing():
    t = start()
    t.paste("x = 1\nprint('x is', x)\nfor i = 1, 2 do\n\n  print(i)\nend\n")
    t.wait_text("\nend")
    check("x is" not in t.text().replace("print('x is', x)", ""), "nothing has run", t)
    t.type("\r")
    t.wait_text("\nx is\t1\n1\n2\n>".expandtabs(8))
    t.wait_prompt()


@case
def line_ends_of_a_paste():
    t = start()
    t.type("\033[200~s = [[a\r\nb\n\rc]]\r\n\033[201~")
    t.wait_text("\nc]]")
    t.type("\r")
    t.wait_prompt()
    t.enter("s", '\n"a\\nb\\n\\nc"\n>')


@case
def a_paste_without_an_end():
    t = start()
    t.type("\033[200~os.exit(1)\r")
    t.type("\003")
    t.wait_text("> ^C\n>")
    t.enter("1 + 1", "\n2\n>")


@case
def a_paste_of_odd_bytes():
    t = start()
    t.type(b"s = '\xff|\xc3' --\xe9t\xe9\r")
    t.wait_text("> s = '\ufffd|\ufffd' --\ufffdt\ufffd\n>")
    t.paste("s = '\x01\x1b[7mX\x7f\u009b'")
    t.wait_text("^[[7mX^?")
    t.type("\r")
    t.wait_prompt()
    check(b"\033[7mX" not in t.raw, "no sequence that was pasted", t)
    t.enter("s", '\n"\\x01\\x1B[7mX\\x7F\\u{9B}"\n>')


@case
def parts_of_lines_are_cut():
    t = start()
    t.type("do\rlocal one, two\rend" + UP + HOME)
    t.wait(lambda: t.screen.cursor.x == 0, "the beginning of the second line")
    t.type("\033d\013")  # a word, and the rest of the line
    t.wait(lambda: t.lines()[-3:] == ["> do", "", "    end"], "the other lines")
    t.type("\031\031\027")  # twice what was cut last, without its last word
    t.wait(lambda: t.lines()[-2] == " one, two one,", "the line with what was cut")
    t.type("\033\177\025\025")  # a word back, all of the line, and the newline in front of it
    t.wait(lambda: t.lines()[-2:] == ["> do", "    end"], "two lines")
    t.type("\r")
    t.wait_prompt()


@case
def backspace_takes_back_indentation():
    t = start()
    t.type("do\r")
    t.wait(lambda: t.screen.cursor.x == 4, "indentation")
    t.type("\177ab\177")
    t.wait(lambda: t.lines()[-1] == "a", "a character at the line's beginning")
    t.type("  \177\177\177 \177end\r")
    t.wait_text("> do\nend\n>")


@case
def chunks_in_an_editor():
    state = folder()
    editor = os.path.join(state, "editor")
    with open(editor, "w") as file:
        file.write("#!/bin/sh\ntest -t 0 && sed -i 's/line 7/LINE/' \"$1\" && cp \"$1\" '%s/seen'\n" % state)
    os.chmod(editor, 0o700)
    t = start(state, EDITOR=editor, VISUAL="", TMPDIR=state)
    t.paste("do\n" + "".join("    print('line %d')\n" % i for i in range(1, 41)) + "end")
    t.wait(lambda: t.lines()[-1] == "end", "the end of the block")
    t.type("\030\005\r")
    t.wait_text("\nline 39\nline 40\n>")
    check("\nline 6\nLINE\nline 8\n" in t.all_text(), "the changed chunk has run", t)
    with open(os.path.join(state, "seen")) as file:
        check(len(file.readlines()) == 42, "the whole chunk was in the file", t)
    check(not [name for name in os.listdir(state) if name.startswith("weft-")], "the file is gone", t)
    t.wait_prompt()
    t.type("1 + 1")
    with open(editor, "w") as file:
        file.write("#!/bin/sh\nexit 1\n")
    t.type("\030\005")  # an editor that fails changes nothing
    t.wait(lambda: t.lines()[-2:] == ["> 1 + 1", "> 1 + 1"], "the text again")
    t.type("\r")
    t.wait_text("\n2\n>")


@case
def keys_without_a_meaning():
    t = start()
    t.type("1" + "\033[2~\033[15~\033OP\033[24;5~\033[1;2A\033[Z" + " + 1\r")
    t.wait_text("> 1 + 1\n2\n>")


@case
def a_paste_of_200_lines():
    t = start()
    body = "".join("    sum = sum + %d\n" % i for i in range(1, 197))
    t.paste("do\n    local sum = 0\n" + body + "    print('the sum is ' .. sum)\nend")
    t.wait(lambda: t.lines() and t.lines()[-1] == "end", "the end of the block")
    t.type("\r")
    t.wait_text("\nthe sum is 19306\n>")
    t.wait_prompt()
    t.enter("1 + 1", "\n2\n>")


# ---- 3: history ----

@case
def history_lasts():
    state = folder()
    t = start(state)
    t.enter("a = 1")
    t.paste("if a then\n    print('\\\\')\nend")
    t.wait_text("\nend")
    t.type("\r")
    t.wait_prompt()
    t.enter("b = 2")
    t.enter("a = 1")
    t.type("\004")
    check(t.wait_end() == 0, "exit status 0", t)
    mode = stat.S_IMODE(os.stat(os.path.join(state, "weft", "history")).st_mode)
    check(mode == 0o600, "mode 0600, not %o" % mode, t)
    check(history_of(state)[1] == "if a then\\n    print('\\\\\\\\')\\nend", "an entry is a line: %r" % history_of(state), t)
    t = start(state)
    t.type(UP)
    t.wait_text("> a = 1")
    t.type(UP)
    t.wait_text("> b = 2")
    t.type(UP)
    t.wait_text("> if a then\n    print('\\\\')\nend")
    t.type(UP)  # no older a = 1: it came again, and moved
    t.type(DOWN)
    t.wait_text("> b = 2")
    t.type(DOWN + DOWN)
    t.wait_prompt()


@case
def history_survives_a_crash():
    state = folder()
    t = start(state)
    t.enter("survivor = 1")
    t.kill(signal.SIGKILL)
    t.wait_end()
    check(history_of(state) == ["survivor = 1"], "the entry is there", t)


@case
def history_is_bounded():
    state = folder()
    os.makedirs(os.path.join(state, "weft"))
    path = os.path.join(state, "weft", "history")
    with open(path, "w") as file:
        file.write("".join("entry = %d\n" % (i % 1500) for i in range(3000)))
    t = start(state)
    check(len(history_of(state)) == 1000, "1000 entries are kept, not %d" % len(history_of(state)), t)
    t.type(UP)
    t.wait_text("> entry = 1499")


@case
def history_cannot_be_kept():
    state = folder()
    os.makedirs(os.path.join(state, "weft", "history"))
    t = start(state)
    t.enter("1 + 1", "the history is not kept: cannot write")
    t.enter("2 + 2", "\n4\n>")
    check(t.text().count("not kept") == 1, "it is said once", t)
    t.type(UP)
    t.wait(lambda: t.lines()[-1] == "> 2 + 2", "the entry all the same")
    for home in ("", os.path.join(state, "not", "there")):
        t = start(XDG_STATE_HOME="", HOME=home)
        t.enter("1 + 1", "> 1 + 1\n2\n>")
    check(not os.path.exists(os.path.join(state, "not")), "a home is not made", t)


@case
def two_prompts_share_the_history():
    state = folder()
    one, two = start(state), start(state)
    one.enter("x = 1")
    two.enter("x = 2")
    one.enter("x = 3")
    check(history_of(state) == ["x = 1", "x = 2", "x = 3"], "all entries are there: %r" % history_of(state), one)


@case
def prefix_and_reverse_search():
    t = start()
    for line in ("alpha = 1", "beta = 2", "almost = 3", "gamma = 4"):
        t.enter(line)
    t.type("al" + UP)
    t.wait_text("\n> almost = 3")
    t.type(UP)
    t.wait(lambda: t.lines()[-1] == "> alpha = 1", "the older entry with the prefix")
    t.type(DOWN + DOWN)
    t.wait(lambda: t.lines()[-1] == "> al", "what was typed")
    t.type("\003")
    t.wait_prompt()
    t.type("\022bet")
    t.wait_text("beta = 2\nbck:bet")
    t.type("\r")
    t.wait_prompt()
    t.enter("beta", "\n2\n>")


# ---- 4: completion ----

@case
def tab_completes():
    t = start()
    t.type("coroutine.trans\t")
    t.wait_text("> coroutine.transfer")
    t.type("\003")
    t.wait_prompt()
    t.enter("s = 'x'")
    t.type("s:uppe\t")
    t.wait_text("> s:upper")
    t.type("() .. string.re\t")
    t.wait_text("\nrep")
    t.wait_text("reverse\n> s:upper() .. string.re")  # the list, and the line again below it
    t.type("p('y', 2)\r")
    t.wait_text('\n"Xyy"\n>')
    t.wait_prompt()
    t.type('require "weft.pre\t')
    t.wait_text('> require "weft.pretty"')
    t.type("\003")
    t.wait_prompt()
    t.type(":hel\tstring.fo\t")
    t.wait_text("> :help string.format")
    t.type("\003")
    t.wait_prompt()
    t.type("\t")
    t.wait(lambda: t.screen.cursor.x == 6, "indentation")


@case
def a_list_below_several_lines():
    t = start()
    t.type("do\rstring.re\t")
    t.wait_text("rep      reverse\n> do\n    string.re")
    t.type("verse('x')\rend\r")
    t.wait_prompt()


# ---- 5: interrupts and errors ----

@case
def interrupt_a_loop():
    t = start()
    t.type("print('begun') while true do end\r")
    t.wait_text("\nbegun")
    t.type("\003")
    t.wait_text("interrupted!")
    t.enter("1 + 1", "\n2\n>")


@case
def interrupt_a_pattern():
    t = start()
    t.type('print("begun") return (("a"):rep(60)):find(("a-"):rep(60) .. "b")\r')
    t.wait_text("\nbegun")
    t.type("\003")
    t.wait_text("interrupted!")
    t.enter("1 + 1", "\n2\n>")


@case
def interrupt_a_sort():
    t = start()
    t.type('print("begun") while true do table.sort({3, 1, 2}, function(a, b) return a < b end) end\r')
    t.wait_text("\nbegun")
    t.type("\003")
    t.wait_text("interrupted!")
    t.enter("1 + 1", "\n2\n>")


@case
def stop_what_catches_interrupts():
    t = start()
    t.type('n = 0 while true do pcall(function() print("begun") while true do n = n + 1 end end) print("caught") end\r')
    t.wait_text("\nbegun")
    t.type("\003")
    t.wait(lambda: "caught" in [line.replace("^C", "") for line in t.lines()], "the line")
    t.type("\003")
    t.wait_text("stopped; :resume goes on")
    t.enter("n > 0", "\ntrue\n>")
    t.enter("1 + 1", "\n2\n>")


@case
def interrupt_in_a_coroutine():
    t = start()
    t.type("coroutine.wrap(function() print('begun') while true do end end)()\r")
    t.wait_text("\nbegun")
    t.type("\003")
    t.wait_text("interrupted!")
    t.enter("1 + 1", "\n2\n>")


@case
def interrupt_a_line():
    t = start()
    t.type("this is (not")
    t.wait_text("> this is (not")
    t.type("\003")
    t.wait_text("this is (not^C\n>")
    t.enter("1 + 1", "\n2\n>")


@case
def keys_behind_an_interrupt():
    t = start()
    t.type("this is (not")
    t.wait_text("> this is (not")
    t.type("\0031 + 1\r")
    t.wait_text("this is (not^C\n> 1 + 1\n2\n>")


@case
def control_d_leaves():
    t = start()
    t.type("\004")
    check(t.wait_end() == 0, "exit status 0", t)


@case
def errors_have_a_trace():
    t = start()
    t.enter("function f() local x = nil + 1 end")
    t.enter("co = coroutine.wrap(function() f() end)")
    t.enter("co()")
    t.wait_text("stdin:1: attempt to perform arithmetic on a nil value\n")
    t.wait_text("in function 'f'")
    t.wait_text("coroutine function <stdin:1>, wrapped, called by")
    check("xpcall" not in t.text(), "nothing of the prompt's own is shown", t)
    t.enter("error({code = 5})", "\nerror: {code = 5}\n>")
    t.enter("x = = 1", "unexpected symbol near '='\n>")


@case
def colours():
    t = start()
    t.enter('local s = "text" -- note')
    check(b"\033[32m" in t.raw and b"\033[34;1m" in t.raw and b"\033[90m" in t.raw, "colours in what was typed", t)
    t.enter("nil + 1")
    check(b"\033[31;1m" in t.raw, "a message in red", t)
    t = start(NO_COLOR="1")
    t.enter('local s = "text"')
    t.enter("nil + 1")
    check(b"\033[3" not in t.raw and b"\033[9" not in t.raw, "no colours when NO_COLOR is set: %r" % t.raw, t)


# ---- 6: commands ----

@case
def commands():
    state = folder()
    with open(os.path.join(state, "m.lua"), "w") as file:
        file.write("return {version = 1}\n")
    t = start(state, rows=50, cwd=state)
    t.enter(":help string.rep", "n copies, with the separator between them.")
    t.enter('m = require "m"')
    with open(os.path.join(state, "m.lua"), "w") as file:
        file.write("return {version = 2}\n")
    t.enter(":reload m", "reloaded m: new value of m")
    t.enter("m.version", "\n2\n>")
    t.enter(":load m.lua", "\n{version = 2}\n>")
    t.enter(":load nothing.lua", "cannot open nothing.lua")
    t.enter(":time 6 * 7", "\n42\n")
    t.wait_text("processor")
    t.enter(":mem", "\nshape ")
    t.enter(":dis function(a) return a + 1 end", "RETURN")
    t.enter(":nothing", "no command :nothing; :help lists them")
    t.type(":quit\r")
    check(t.wait_end() == 0, "exit status 0", t)


@case
def commands_with_code_in_lines():
    t = start()
    t.type(":time for i = 1, 2 do\rprint('line ' .. i)\rend\r")
    t.wait_text("> :time for i = 1, 2 do\n    print('line ' .. i)\nend\nline 1\nline 2\n")
    t.wait_prompt()
    t.enter(":", "no command :; :help lists them")
    t.enter("::label:: 1 + 1", "\nstdin:1: ")
    t.enter("help(string.rep)", "n copies, with the separator between them.")


@case
def many_coroutines():
    t = start(rows=110)
    t.enter("all = {} for i = 1, 5000 do all[i] = coroutine.create(print) end")
    t.enter(":co", "\nprint  new  (5000 times)\n>")
    t.enter("for i = 1, 150 do coroutine.setname(all[i], ('w%03d'):format(i)) end")
    t.enter(":co", "\nw099  new\n.. and 51 more lines\n>")


@case
def coroutines_are_listed():
    t = start()
    t.enter("co = coroutine.create(function() coroutine.yield() end) coroutine.setname(co, 'worker')")
    t.enter(":co", "\nworker  new\n>")
    t.enter("return (coroutine.resume(co))")
    t.enter(":co", "\nworker  yielded at stdin:1\n>")


@case
def trace_draws_a_chart():
    t = start()
    t.enter("gen = coroutine.wrap(function(a) coroutine.yield(a + 1) return 'end' end)")
    t.enter(":trace gen(1), gen()")
    chart = t.text()
    for label in ("call(1)", "yield(2)", 'return("end")', "prompt"):
        check(label in chart, "the chart has %s" % label, t)
    check("-- call(1) --" in chart, "an arrow", t)


# ---- 7: yields ----

@case
def yields_wait_for_resume():
    t = start()
    t.enter('got = coroutine.yield("here", 2) print("got", got) return 7', '\nyielded "here", 2\n>')
    t.enter("1 + 1", "\n2\n>")
    t.enter(':resume "back"', "\ngot     back\n7\n>")
    t.enter(":resume", "no chunk waits to be resumed")
    t.enter("local a = 8 coroutine.yield() a = 9", "\nyielded\n>")
    t.enter("a", "\n8\n>")
    t.enter(":resume")
    t.enter("a", "\n9\n>")


@case
def work_while_the_prompt_waits():
    t = start()
    t.enter("n = 0")
    t.enter('require("weft.session").idle = function() n = n + 1 return n < 5 and 0.01 or nil end')
    while not t.text().endswith("n >= 1\ntrue\n>"):  # not before the prompt has waited for something
        t.enter("n >= 1")
    t.enter("require('weft.session').idle = function() io.write('tick\\n') require('weft.session').idle = nil return nil, true end")
    t.wait_text("tick\n>")
    t.enter("1 + 1", "\n2\n>")


# ---- 8: locals ----

@case
def locals_stay():
    t = start()
    t.enter("local x, y <const> = 1, 5")
    t.enter("local function add(n) x = x + n return x end")
    t.enter("add(2), x", "\n3, 3\n>")
    t.enter("x = 10")
    t.enter("add(y)", "\n15\n>")
    t.enter("y = 1", "attempt to assign to const variable 'y'")
    t.enter("rawget(_G, 'x')", "\nnil\n>")
    t.enter("local before = 'kept' error('x')")
    t.enter("before", '\n"kept"\n>')
    t.enter(":strict on")
    t.enter("local z = 1")
    t.enter("z, x", "\nnil, nil\n>")


@case
def libraries_may_change():
    t = start(rows=60)
    t.enter("getmetatable('').__index, getmetatable(io.stdout).__index = nil")
    t.enter("for _, l in next, {string, table, debug, coroutine, io, os, utf8, math} do for k in next, l do l[k] = nil end end")
    t.enter("for k in next, package.preload do package.preload[k] = nil end package.loaded, package = nil")
    t.enter("{1, 'text'}", '\n{1, "text"}\n>')
    t.enter("nil + 1", "stdin:1: attempt to perform arithmetic on a nil value\n>")
    t.enter("local kept = 5")
    t.enter("kept", "\n5\n>")
    for command in (":co", ":trace 1", ":time 1", ":mem", ":dis function() end", ":help os.time"):
        t.enter(command)
    check("attempt" not in t.text().replace("attempt to perform", ""), "no command fails", t)
    t.type("kep\t\r")
    t.wait_text("> kept\n5\n>")


@case
def globals_may_change():
    t = start(rows=40)
    t.enter("table, string, type, next, io, debug, coroutine, require, print, pairs = {1, 2}, 's', 5")
    t.enter("table, type", "\n{1, 2}, 5\n>")
    t.enter("nil + 1", "attempt to perform arithmetic on a nil value")
    t.enter(":help os.time", "made normal.")
    t.enter(":trace 1", "no other coroutine was entered\n1\n>")
    t.type("math.ma\t")
    t.wait_text("\n> math.max")
    t.type("\003")
    t.wait_prompt()


# ---- 10: brackets ----

@case
def brackets_match():
    t = start()
    t.type("f(a[1]")
    t.wait(lambda: b"\033[4C" in t.raw or t.screen.cursor.x == 5, "the cursor on the bracket that ] closes")
    t.wait(lambda: t.screen.cursor.x == 8, "the cursor back")
    t.type("\003")
    t.wait_prompt()


# ---- terminals ----

@case
def twenty_columns():
    t = start(columns=20, rows=24)
    t.enter("local abc = 'a rather long string' .. 'x' return #abc")
    t.wait_text("\n21\n>")
    t.enter("{alpha = 1, beta = 2, gamma = 3}", "{\n    alpha = 1,\n    beta = 2,\n    gamma = 3\n}\n>")
    t.type("string.re\t")
    t.wait_text("rep      reverse\n> string.re")
    t.type("\003")
    t.wait_prompt()
    t.type(UP)
    t.wait(lambda: t.lines()[-1] == " 2, gamma = 3}", "the entry in two rows")
    t.type("\003")
    t.wait_prompt()
    t.enter(":trace coroutine.wrap(function() end)()", "prompt")
    check(all(len(line) <= 20 for line in t.lines()), "nothing is wider", t)


@case
def wide_characters():
    t = start()
    t.enter('"日本語" .. "é" .. "😀"', '\n"日本語é😀"\n>')
    t.enter("x = '日本語'" + LEFT + "\b文", "\n> x = '日本文'\n>")
    t.enter("utf8.len(x), #x", "\n3, 9\n>")


@case
def wide_characters_at_the_edge():
    t = start(columns=20)
    t.enter("x =  '日本語日本語日本語'")  # the seventh does not fit in the first row
    check(t.lines()[-3:] == ["> x =  '日本語日本語", "日本語'", ">"], "the text in two rows", t)
    t.enter("utf8.len(x)", "\n9\n>")


@case
def locales():
    for setting in ({"LC_ALL": "C"}, {"LANG": ""}, {"LANG": "nonsense"}):
        t = start(**setting)
        t.enter("utf8.len('é日本')", "\n> utf8.len('é日本')\n3\n>")


@case
def resizing():
    t = start()
    t.type("x = 'a text that is some forty columns wide'")
    t.wait_text("columns wide'")
    t.resize(30, 24)
    t.type(" return #x\r")
    t.wait_text("38\n>")
    t.enter("1 + 1", "\n2\n>")


@case
def killed_terminal():
    state = folder()
    t = start(state)
    t.enter("kept = 1")
    t.type("half a li")
    t.wait_text("half a li")
    t.kill(signal.SIGHUP)
    check(t.wait_end() == -signal.SIGHUP, "ended by the signal", t)
    check(history_of(state) == ["kept = 1"], "the history is whole", t)


@case
def closed_terminal():
    t = start()
    t.type("print('begun') while true do end\r")
    t.wait_text("\nbegun")
    os.close(t.process.child_fd)  # the window is closed under a running chunk
    t.process.closed = True
    t.process.ptyproc.closed = True
    pid, status = os.waitpid(t.process.pid, 0)
    check(os.WIFSIGNALED(status) or os.WIFEXITED(status), "the program has ended", t)


@case
def suspended_and_continued():
    t = Terminal(folder(), args=("-i",), program="/bin/sh", PS1="$ ", ENV="")
    open_terminals.append(t)
    t.wait(lambda: t.lines()[-1] == "$", "the shell's prompt")
    t.type(os.environ["WEFT"] + " -i\r")
    t.wait_prompt()
    t.type("1 + ")
    t.wait_text("> 1 +")
    t.type("\032")
    t.wait(lambda: t.lines()[-1] == "$", "the shell's prompt")
    t.type("echo it echoes\r")
    t.wait_text("$ echo it echoes\nit echoes\n$")
    t.type("fg\r")
    t.wait(lambda: t.lines()[-1] == "> 1 +", "what was typed")
    t.type("1\r")
    t.wait_text("\n2\n>")


@case
def output_without_a_newline():
    t = start()
    t.enter('io.write("no newline")', "\nno newline%\n")
    t.enter('io.write(("x"):rep(80))')
    check(t.lines()[-2] == "x" * 80, "a full line is whole", t)
    t.enter("print('a line')", "\na line\n>")


@case
def memory_runs_out():
    with open(os.environ["WEFT"], "rb") as program:
        if b"__asan_init" in program.read():
            return  # needs more of it than there is here
    t = Terminal(folder(), args=("-c", 'ulimit -v 300000; exec "$WEFT" -i'), program="/bin/sh")
    open_terminals.append(t)
    t.wait_prompt()
    t.enter("local t = {} for i = 1, 1e9 do t[i] = ('x'):rep(1e6) .. i end", "\nnot enough memory\n>")
    t.enter("t = nil")
    t.enter("1 + 1", "\n2\n>")


@case
def signals_change_nothing():
    t = start()
    t.type("1 + ")
    t.wait_text("> 1 +")
    t.kill(signal.SIGWINCH)
    t.type("1\r")
    t.wait_text("\n2\n>")


@case
def work_while_plain_lines_are_read():
    t = start(WEFT_EDITOR="plain")
    t.enter("n = 0")
    t.type("require('weft.session').idle = function() n = n + 1 if n > 3 then print('tick') "
           "require('weft.session').idle = nil return nil, true end return 0.01 end\r")
    t.wait_text("tick\n>")
    t.type("1 +")
    t.wait_text("> 1 +")
    t.type("\003")
    t.wait_prompt()
    t.enter("n", "\n4\n>")


@case
def dumb_terminal():
    t = start(TERM="dumb")
    t.enter("1 + 1", "\n2\n>")
    check(b"\033" not in t.raw, "no escape sequences: %r" % t.raw, t)
    t.type("for i = 1, 2 do\r")
    t.wait_text("\n>>")
    t.type("print('line ' .. i) end\r")
    t.wait_text("\nline 1\nline 2\n>")
    t.type("print('begun') while true do end\r")
    t.wait_text("\nbegun")
    t.type("\003")
    t.wait_text("interrupted!")
    t.enter("1 + 1", "\n2\n>")
    t.type("some text")
    t.wait_text("some text")
    t.type("\003")
    t.wait_prompt()
    t.type("\004")
    check(t.wait_end() == 0, "exit status 0", t)


def main():
    wanted = sys.argv[1:]
    failed = 0
    for function in cases:
        name = function.__name__
        if wanted and name not in wanted:
            continue
        try:
            function()
            print("ok", name, flush=True)
        except Exception:
            failed += 1
            print("FAILED", name, flush=True)
            traceback.print_exc(file=sys.stdout)
        while open_terminals:
            try:
                open_terminals.pop().close()
            except Exception:
                pass
    print("%d failed" % failed)
    sys.exit(1 if failed else 0)


main()
