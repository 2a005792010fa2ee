"""The terminal as a device: its modes on the way in and out, and writing that never waits for it."""

import os
import sys
import termios
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

ENTER_SCREEN = "\x1b[?1049h\x1b[?25l\x1b[2J"
LEAVE_SCREEN = "\x1b[0m\x1b[?25h\x1b[?1049l"
MOST_PENDING_BYTES = 256 * 1024


class Terminal:
    """The terminal of this process while a session runs: keys come one by one, and are not echoed.

    Attributes:
        generation: rises each time the terminal is entered anew, when all of it must be painted again.
    """

    def __init__(self, *, full_screen: bool) -> None:
        self.generation = 0
        self._full_screen = full_screen
        self._input = sys.stdin.fileno()
        self._output = _own_description(sys.stdout.fileno())
        self._saved: list[Any] | None = None
        self._encoding = sys.stdout.encoding or "utf-8"
        self._pending = b""

    def __enter__(self) -> Self:
        sys.stdout.flush()
        self.enter()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()
        os.close(self._output)

    @property
    def input(self) -> int:
        """The descriptor that keys are read from."""
        return self._input

    def enter(self) -> None:
        """Take the terminal: no line buffer, no echo, no Ctrl-S; the second screen if asked for."""
        self._saved = termios.tcgetattr(self._input)
        self.take_again()

    def take_again(self) -> None:
        """Set our modes anew, after somebody else may have changed them, and have all painted again."""
        wanted = termios.tcgetattr(self._input)
        wanted[0] &= ~(termios.IXON | termios.ICRNL)
        wanted[3] &= ~(termios.ECHO | termios.ICANON)
        wanted[6][termios.VMIN], wanted[6][termios.VTIME] = 1, 0
        termios.tcsetattr(self._input, termios.TCSADRAIN, wanted)
        self.generation += 1
        if self._full_screen:
            self.write(ENTER_SCREEN)

    def leave(self) -> None:
        """Give the terminal back as it was. A terminal that is gone is no fault."""
        if self._saved is None:
            return
        if self._full_screen:
            self._pending = b""
            self.write(LEAVE_SCREEN)
        with suppress(termios.error, OSError):
            termios.tcflush(self._input, termios.TCIFLUSH)
            termios.tcsetattr(self._input, termios.TCSANOW, self._saved)
        self._saved = None

    def write(self, text: str) -> None:
        """Write as much as the terminal takes now; the rest goes out with the next write."""
        self._pending = (self._pending + text.encode(self._encoding, errors="replace"))[-MOST_PENDING_BYTES:]
        self.is_drained()

    def write_line(self, line: str) -> None:
        """A line of text that scrolls."""
        self.write(line + "\n")

    def ring(self) -> None:
        """Ring the bell."""
        self.write("\a")

    def is_drained(self) -> bool:
        """Whether everything written so far is out, after trying once more."""
        with suppress(OSError):
            while self._pending:
                self._pending = self._pending[os.write(self._output, self._pending) :]
        return not self._pending


def mend() -> None:
    """Bring back what a session that was killed had taken from the terminal: cursor, first screen, echo, line mode."""
    sys.stdout.write(LEAVE_SCREEN)
    sys.stdout.flush()
    with suppress(termios.error, OSError):
        modes = termios.tcgetattr(sys.stdin.fileno())
        modes[0] |= termios.IXON | termios.ICRNL
        modes[3] |= termios.ECHO | termios.ICANON
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, modes)


def _own_description(descriptor: int) -> int:
    """The same terminal opened anew, so that not waiting for it is our own matter and not the shell's."""
    try:
        return os.open(os.ttyname(descriptor), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return os.dup(descriptor)
