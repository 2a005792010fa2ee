"""A real pseudo-terminal as standard input and output of the tests themselves."""

import fcntl
import os
import pty
import select
import struct
import sys
import termios
from types import TracebackType
from typing import Any, Self

import pyte


class Pty:
    """A pseudo-terminal: the program's end is standard input and output, the person's end is here.

    Args:
        patch: puts the standard streams back after the test.
        encoding: what the program believes that the terminal takes.
    """

    def __init__(self, columns: int = 80, rows: int = 24, encoding: str = "utf-8") -> None:
        self._person, self._program = pty.openpty()
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._is_open = True
        self.resize(columns, rows)
        self._streams = (
            os.fdopen(os.dup(self._program), "r", encoding=encoding),
            os.fdopen(os.dup(self._program), "w", encoding=encoding),
        )

    def __enter__(self) -> Self:
        self._before = (sys.stdin, sys.stdout)
        sys.stdin, sys.stdout = self._streams
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        sys.stdin, sys.stdout = self._before
        self.hang_up()
        for stream in self._streams:
            stream.close()
        os.close(self._program)

    @property
    def modes(self) -> list[Any]:
        """The terminal's modes, as the program has set them."""
        return termios.tcgetattr(self._program)

    @property
    def blocks_the_shell(self) -> bool:
        """Whether writing to the standard output still waits, as every other program expects."""
        return not fcntl.fcntl(self._streams[1].fileno(), fcntl.F_GETFL) & os.O_NONBLOCK

    def type(self, raw: bytes) -> None:
        """Press keys."""
        os.write(self._person, raw)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size; nobody is told by a signal here."""
        fcntl.ioctl(self._person, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._screen.resize(rows, columns)

    def read(self) -> bytes:
        """Everything that the program has written so far."""
        raw = b""
        while select.select([self._person], [], [], 0.03)[0]:
            raw += os.read(self._person, 65_536)
        self._stream.feed(raw)
        return raw

    @property
    def text(self) -> list[str]:
        """What is to be seen, of all that was read."""
        return [line.rstrip() for line in self._screen.display]

    def hang_up(self) -> None:
        """Close the person's end, as when a window is closed."""
        if self._is_open:
            os.close(self._person)
            self._is_open = False
