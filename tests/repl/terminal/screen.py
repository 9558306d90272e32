"""A program on a pseudo-terminal, and the screen that its user would see."""
import os
import signal

import pexpect
import pyte

PATIENCE = float(os.environ.get("PATIENCE", 60))  # seconds without news until a condition that does not come true is a failure; a loaded machine is slow


class Terminal:
    def __init__(self, state, args=("-i",), columns=80, rows=24, program=None, cwd=None, **environment):
        env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "LUA_INIT", "LC_ALL", "COLUMNS", "LINES")}
        env.update(TERM="xterm-256color", LANG="C.UTF-8", XDG_STATE_HOME=state, HOME=state)
        env.update(environment)
        self.screen = pyte.HistoryScreen(columns, rows, history=5000)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.waited = 0  # seconds in which the program has written nothing, though we looked: not those in which we did not run
        self.process = pexpect.spawn(program or os.environ["WEFT"], list(args), dimensions=(rows, columns), env=env, cwd=cwd)
        self.process.delaybeforesend = None

    def resize(self, columns, rows):
        self.screen.resize(rows, columns)
        self.process.setwinsize(rows, columns)

    def read(self, seconds=0.05):
        """Takes what the program has written; False: it has ended."""
        try:
            data = self.process.read_nonblocking(65536, seconds)
        except pexpect.TIMEOUT:
            self.waited += seconds
            return True
        except pexpect.EOF:
            return False
        self.waited = 0
        self.raw += data
        self.stream.feed(data)
        return True

    def row_text(self, row):
        """A row of cells: the second cell of a wide character is empty."""
        return "".join(row[x].data for x in range(self.screen.columns)).rstrip()

    def lines(self):
        """What is on the screen, without empty lines at its end."""
        lines = [self.row_text(self.screen.buffer[y]) for y in range(self.screen.lines)]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def text(self):
        return "\n".join(self.lines())

    def all_text(self):
        """The same, with what has scrolled away above."""
        return "\n".join([self.row_text(row) for row in self.screen.history.top] + self.lines())

    def wait(self, condition, what="a condition"):
        def holds():
            try:
                return condition()
            except (ValueError, IndexError):  # a line that it looks at is not there yet
                return False

        self.waited = 0
        while not holds():
            is_alive = self.read()
            if holds():
                return
            if not is_alive or self.waited > PATIENCE:
                raise AssertionError("%s did not come true%s; on the screen:\n%s\nlast bytes: %r" %
                                     (what, "" if is_alive else " before the program ended", self.text(), self.raw[-300:]))

    def wait_text(self, text):
        self.wait(lambda: text in self.text(), "the text %r" % text)

    def is_at_prompt(self):
        y, x = self.screen.cursor.y, self.screen.cursor.x
        return self.screen.display[y].rstrip() == ">" and x == 2

    def wait_prompt(self):
        self.wait(self.is_at_prompt, "an empty prompt")

    def type(self, text):
        """Sends keys: a text, or bytes as they are."""
        self.process.send(text)

    def prompts(self):
        """How often the program has begun to read a chunk."""
        return self.raw.count(b"\033[?2004h") if b"\033[?2004h" in self.raw else self.raw.count(b"> ")

    def enter(self, text, expected=None):
        """Types a line at an empty prompt, and waits for the next one, and for a text."""
        self.wait_prompt()
        count = self.prompts()
        self.type(text + "\r")
        self.wait(lambda: self.prompts() > count and self.is_at_prompt(), "the prompt behind %r" % text)
        if expected is not None:
            self.wait_text(expected)

    def paste(self, text):
        self.process.send("\033[200~" + text.replace("\n", "\r") + "\033[201~")

    def wait_end(self):
        """Waits for the end of the program; its exit status, or minus the signal's number."""
        self.waited = 0
        while self.read():
            if self.waited > PATIENCE:
                raise AssertionError("the program does not end; on the screen:\n" + self.text())
        self.process.wait()
        return self.process.exitstatus if self.process.signalstatus is None else -self.process.signalstatus

    def kill(self, number=signal.SIGKILL):
        self.process.kill(number)

    def close(self):
        self.process.close(force=True)
