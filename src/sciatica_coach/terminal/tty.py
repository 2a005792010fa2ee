"""The terminal as a device: its modes on the way in and out, and writing that never waits for it."""

import os
import sys
from contextlib import suppress
from types import TracebackType
from typing import Self

from sciatica_coach.terminal import device
from sciatica_coach.terminal.size import size
from sciatica_coach.terminal.wrap import wrapped

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
        self._output = device.own_description(sys.stdout.fileno())
        self._saved: device.Modes | None = None
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
        with suppress(OSError):
            os.close(self._output)

    @property
    def input(self) -> int:
        """The descriptor that keys are read from."""
        return self._input

    def enter(self) -> None:
        """Take the terminal: no line buffer, no echo, no Ctrl-S; the second screen if asked for."""
        self._saved = device.modes_of(self._input)
        self.take_again()

    def take_again(self) -> None:
        """Set our modes anew, after somebody else may have changed them, and have all painted again."""
        device.take(self._input)
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
        device.give_back(self._input, self._saved)
        self._saved = None

    def write(self, text: str) -> None:
        """Write as much as the terminal takes now; the rest goes out with the next write."""
        self._pending = (self._pending + text.encode(self._encoding, errors="replace"))[-MOST_PENDING_BYTES:]
        self.is_drained()

    def write_line(self, line: str) -> None:
        """A line of text that scrolls, broken between words where the terminal is narrower."""
        self.write(wrapped(line, size()[0]) + "\n")

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
    device.mend(sys.stdin.fileno())
