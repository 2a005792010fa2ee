"""What terminal/device.py promises, on Windows: keys by msvcrt, escape codes switched on in the console.

It was held against fakes of its calls alone: see README.md.
"""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from types import FrameType, TracebackType
from typing import Self

if sys.platform != "win32":
    raise ImportError("This is the terminal of Windows.")

import ctypes
import msvcrt

SIGHUP, SIGTSTP, SIGWINCH = 1, 20, 28
"""Numbers of signals that Windows has not; the first and the last are told by `Waker`."""
WATCHED = (signal.SIGINT, signal.SIGTERM, signal.SIGBREAK)
KILLERS = frozenset((int(signal.SIGTERM), int(signal.SIGBREAK), SIGHUP))
_LOOK_AGAIN_SECONDS = 0.02
_STANDARD_OUTPUT = -11
_ESCAPE_CODES = 0x0004
_ARROWS_AND_SUCH = ("\x00", "\xe0")

Modes = int
"""How the console was before it was taken."""


def now() -> float:
    """Seconds on a clock that only goes forward."""
    return time.monotonic()


def modes_of(descriptor: int) -> Modes:  # noqa: ARG001 - the other systems need it
    """How the console is now."""
    mode = ctypes.c_ulong()
    kernel = ctypes.windll.kernel32
    kernel.GetConsoleMode(kernel.GetStdHandle(_STANDARD_OUTPUT), ctypes.byref(mode))
    return mode.value


def take(descriptor: int) -> None:
    """Let the console obey escape codes. Keys come one by one and without echo by the way they are read."""
    give_back(descriptor, modes_of(descriptor) | _ESCAPE_CODES)


def give_back(descriptor: int, modes: Modes) -> None:  # noqa: ARG001 - the other systems need it
    """Make the console as it was."""
    kernel = ctypes.windll.kernel32
    kernel.SetConsoleMode(kernel.GetStdHandle(_STANDARD_OUTPUT), modes)


def mend(descriptor: int) -> None:
    """Nothing: a console keeps no echo and no line mode of a program that is gone."""


@contextmanager
def one_by_one(descriptor: int) -> Iterator[None]:  # noqa: ARG001 - the other systems need it
    """Nothing: by the way they are read, keys come one by one, and without echo."""
    yield


def next_key(descriptor: int, seconds: float | None = None) -> bytes | None:  # noqa: ARG001 - the other systems need it
    """The next key: none when the time is over."""
    until = time.monotonic() + (inf if seconds is None else seconds)
    while not msvcrt.kbhit():
        if time.monotonic() >= until:
            return None
        time.sleep(_LOOK_AGAIN_SECONDS)
    letter = msvcrt.getwch()
    if letter == "\x03":
        raise KeyboardInterrupt
    if letter in _ARROWS_AND_SUCH:
        msvcrt.getwch()
    return letter.encode(errors="surrogatepass")


def own_description(descriptor: int) -> int:
    """The same console once more."""
    return os.dup(descriptor)


def stand_still() -> None:
    """Nothing: there is no Ctrl-Z that stops."""


class Waker:
    """Waits for signals, keys or time, whichever comes first; looks fifty times a second."""

    def __enter__(self) -> Self:
        self._came = bytearray()
        self._size = _size()
        self._restore = {number: signal.signal(number, self._note) for number in WATCHED}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._restore.items():
            signal.signal(number, handler)

    def wait(self, seconds: float, terminal: int | None) -> tuple[bytes, bytes | None]:
        """The numbers of the signals that came, and the bytes of keys: None without keys."""
        until = time.monotonic() + seconds
        while True:
            keys = _keys() if terminal is not None else None
            if terminal is not None and _size() != self._size:
                self._size = _size()
                self._came.append(SIGWINCH)
            if self._came or keys or time.monotonic() >= until:
                signals, self._came = bytes(self._came), bytearray()
                return signals, keys
            time.sleep(min(_LOOK_AGAIN_SECONDS, max(0.0, until - time.monotonic())))

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self._came.append(number)


def _keys() -> bytes | None:
    """What was pressed: the arrows and such, which come as two letters, as one escape sequence."""
    pressed = ""
    while msvcrt.kbhit():
        letter = msvcrt.getwch()
        pressed += f"\x1b[{ord(msvcrt.getwch())}~" if letter in _ARROWS_AND_SUCH else letter
    return pressed.encode(errors="surrogatepass") or None


def _size() -> tuple[int, int]:
    try:
        size = os.get_terminal_size()
    except OSError:
        return (0, 0)
    return size.columns, size.lines
