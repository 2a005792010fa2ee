"""What terminal/device.py promises, on Linux and macOS: modes by termios, one `select` for keys and signals."""

import os
import select
import signal
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType, TracebackType
from typing import Any, Self

if sys.platform == "win32":
    raise ImportError("This is the terminal of other systems.")

SIGHUP, SIGTSTP, SIGWINCH = int(signal.SIGHUP), int(signal.SIGTSTP), int(signal.SIGWINCH)
WATCHED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP, signal.SIGWINCH)
KILLERS = frozenset((int(signal.SIGTERM), int(signal.SIGHUP), int(signal.SIGQUIT)))
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)

_LOOK_AGAIN_SECONDS = 0.5
"""A signal that came just before a wait is seen to after it."""

Modes = list[Any]
"""How a terminal was before it was taken."""


def now() -> float:
    """Seconds on a clock that only goes forward, and goes on while the machine sleeps where it can."""
    return time.clock_gettime(_CLOCK)


def modes_of(descriptor: int) -> Modes:
    """How the terminal is now."""
    return termios.tcgetattr(descriptor)


def take(descriptor: int) -> None:
    """Let keys come one by one, without echo, and Ctrl-S be a key."""
    wanted = termios.tcgetattr(descriptor)
    wanted[0] &= ~(termios.IXON | termios.ICRNL)
    wanted[3] &= ~(termios.ECHO | termios.ICANON)
    wanted[6][termios.VMIN], wanted[6][termios.VTIME] = 1, 0
    termios.tcsetattr(descriptor, termios.TCSADRAIN, wanted)


def give_back(descriptor: int, modes: Modes) -> None:
    """Make the terminal as it was, without keys that nobody read. One that is gone is no fault."""
    with suppress(termios.error, OSError):
        termios.tcflush(descriptor, termios.TCIFLUSH)
        termios.tcsetattr(descriptor, termios.TCSANOW, modes)


def mend(descriptor: int) -> None:
    """Undo what `take` did in a program that was killed since."""
    with suppress(termios.error, OSError):
        modes = termios.tcgetattr(descriptor)
        modes[0] |= termios.IXON | termios.ICRNL
        modes[3] |= termios.ECHO | termios.ICANON
        termios.tcsetattr(descriptor, termios.TCSANOW, modes)


@contextmanager
def one_by_one(descriptor: int) -> Iterator[None]:
    """Let keys come one by one, without echo, for one question; Ctrl-C works, and what was typed ahead stays.

    A signal that ends the program meanwhile leaves the terminal as it was.
    """
    try:
        modes, wanted = termios.tcgetattr(descriptor), termios.tcgetattr(descriptor)
        wanted[3] &= ~(termios.ECHO | termios.ICANON)
        wanted[6][termios.VMIN], wanted[6][termios.VTIME] = 1, 0
        termios.tcsetattr(descriptor, termios.TCSADRAIN, wanted)
    except (termios.error, OSError):  # it is gone, which the next key will tell
        yield
        return

    def end(number: int, _frame: FrameType | None) -> None:
        _set_modes(descriptor, modes)
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)

    ours = [number for number in KILLERS if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, end)
    try:
        yield
    finally:
        _set_modes(descriptor, modes)
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _set_modes(descriptor: int, modes: Modes) -> None:
    with suppress(termios.error, OSError):
        termios.tcsetattr(descriptor, termios.TCSADRAIN, modes)


def next_key(descriptor: int, seconds: float | None = None) -> bytes | None:
    """The next byte of the keys: none when the time is over, an empty one when the terminal is gone."""
    while not select.select([descriptor], [], [], _LOOK_AGAIN_SECONDS if seconds is None else seconds)[0]:
        if seconds is not None:
            return None
    try:
        return os.read(descriptor, 1)
    except OSError:
        return b""


def own_description(descriptor: int) -> int:
    """The same terminal opened anew, so that not waiting for it is our own matter and not the shell's."""
    try:
        return os.open(os.ttyname(descriptor), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return os.dup(descriptor)


def stand_still() -> None:
    """Stop the program as Ctrl-Z does; returns when it is continued."""
    handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGTSTP)
    # Here the process stands still until it is continued.
    signal.signal(signal.SIGTSTP, handler)


class Waker:
    """Waits for signals, keys or time, whichever comes first; signals only wake while it is entered."""

    def __enter__(self) -> Self:
        self._read, self._write = os.pipe()
        for descriptor in (self._read, self._write):
            os.set_blocking(descriptor, False)
        self._before = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        self._restore = {number: signal.signal(number, _wake_only) for number in WATCHED}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._restore.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._before)
        for descriptor in (self._read, self._write):
            with suppress(OSError):  # the session is saved, and what fails here changes nothing
                os.close(descriptor)

    def wait(self, seconds: float, terminal: int | None) -> tuple[bytes, bytes | None]:
        """The numbers of the signals that came, and the bytes of keys: none when it is gone, None without keys."""
        sources = [self._read] + ([] if terminal is None else [terminal])
        ready, _, _ = select.select(sources, [], [], seconds)
        signals = os.read(self._read, 64) if self._read in ready else b""
        return signals, _keys(terminal) if terminal in ready and terminal is not None else None


def _keys(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def _wake_only(_number: int, _frame: FrameType | None) -> None:
    """Python must run something when a signal comes; what matters is the byte in the pipe."""
