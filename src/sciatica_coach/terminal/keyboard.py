"""The clock and the keyboard of a session: waits in one `select` for a key, a signal or the next moment."""

import heapq
import itertools
import re
import signal
from collections.abc import Callable
from contextlib import suppress
from math import inf
from types import TracebackType
from typing import Self

from sciatica_coach.session.keys import Key
from sciatica_coach.session.ports import Tick
from sciatica_coach.terminal.device import KILLERS, SIGHUP, SIGTSTP, SIGWINCH, Waker, now, stand_still
from sciatica_coach.terminal.tty import Terminal

BURST_SECONDS = 0.05
MOST_KEYS_IN_A_BURST = 2
AWAY_AFTER_SECONDS = 2.0
LONGEST_SELECT_SECONDS = 3600.0
LONGEST_BLIND_SECONDS = 1.0
"""While time counts, a program that was stopped notices it by a wait no longer than this."""

# An escape sequence, a character of several bytes, or one byte.
_TOKEN = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1bO.|\x1b.?|[\xc0-\xff][\x80-\xbf]*|.", re.DOTALL)
_NAMED = {
    b" ": Key.SPACE,
    b"\r": Key.ENTER,
    b"\n": Key.ENTER,
    b"\x7f": Key.BACKSPACE,
    b"\x08": Key.BACKSPACE,
    b"\x1b": Key.ESCAPE,
}
_ONE_CHARACTER = {key.value.encode(): key for key in Key if len(key.value) == 1}


def decode(raw: bytes) -> list[Key]:
    """The keys in the bytes of one burst; an escape sequence is one key, and an elbow is one bump."""
    tokens = _TOKEN.findall(raw)
    if len(set(tokens)) > MOST_KEYS_IN_A_BURST:
        return [Key.BUMP]
    return [_NAMED.get(token) or _ONE_CHARACTER.get(token) or Key.OTHER for token in tokens]


class TerminalPacer:
    """Waits on the real clock. With a terminal it reads keys; without, only time and signals end a wait.

    Attributes:
        killed_by: the number of the signal that asked the program to end, if any did.
        was_interrupted: whether Ctrl-C was pressed.
    """

    def __init__(
        self, terminal: Terminal | None, *, speed: float = 1.0, blind_seconds: float = LONGEST_BLIND_SECONDS
    ) -> None:
        self.killed_by: int | None = None
        self.was_interrupted = False
        self._terminal = terminal
        self._speed = speed
        self._blind_seconds = blind_seconds
        self._queue: list[Key] = []
        self._burst = b""
        self._burst_ends = inf
        self._later: list[tuple[float, int, Callable[[], None]]] = []
        self._waker = Waker()
        self._count = itertools.count()
        self._away = 0.0
        self._last = now()

    def __enter__(self) -> Self:
        self._waker.__enter__()
        self._last = now()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._waker.__exit__(kind, error, trace)

    def later(self, seconds: float, action: Callable[[], None]) -> None:
        """Do something small after some seconds of real time, while a session waits."""
        heapq.heappush(self._later, (now() + seconds, next(self._count), action))

    def wait(self, seconds: float) -> Tick:
        """Wait for the time to pass or a key, whichever is first. See `session.ports.Pacer`."""
        deadline = self._last + seconds / self._speed
        while True:
            if self._queue:
                return self._tick(deadline, self._queue.pop(0))
            wakes_at = min(deadline, self._burst_ends, self._later[0][0] if self._later else inf)
            if deadline < inf:
                wakes_at = min(wakes_at, now() + self._blind_seconds)
            self._select(max(0.0, wakes_at - now()))
            moment = now()
            if moment - wakes_at > AWAY_AFTER_SECONDS:
                self._come_back()
                return self._tick(min(deadline, wakes_at), Key.AWAY)
            if moment >= self._burst_ends:
                self._end_burst()
            while self._later and self._later[0][0] <= moment:
                heapq.heappop(self._later)[2]()
            if moment >= deadline and not self._queue:
                return self._tick(inf, None)

    def ring_out(self) -> None:
        """Let what is still to sound be heard before the end; a signal cuts it off."""
        while self._later and self.killed_by is None and not self.was_interrupted:
            self._select(max(0.0, self._later[0][0] - now()))
            while self._later and self._later[0][0] <= now():
                heapq.heappop(self._later)[2]()

    def last_signals(self) -> int | None:
        """The signal that ends the program, those that came while nobody waited included."""
        signals, _ = self._waker.wait(0, None)
        self._take_signals(signals)
        return self.killed_by

    def _tick(self, counted_until: float, key: Key | None) -> Tick:
        """The time since the last tick. If one was away, what lies beyond `counted_until` does not count."""
        moment = now()
        until = min(moment, max(counted_until, self._last)) if key is Key.AWAY else moment
        tick = Tick(elapsed=max(0.0, until - self._last) * self._speed, key=key, away=self._away + moment - until)
        self._last, self._away = moment, 0.0
        return tick

    def _select(self, seconds: float) -> None:
        terminal = self._terminal.input if self._terminal else None
        signals, keys = self._waker.wait(min(seconds, LONGEST_SELECT_SECONDS), terminal)
        self._take_signals(signals)
        if keys is not None:
            self._take_bytes(keys)

    def _take_bytes(self, raw: bytes) -> None:
        if not raw:
            # The terminal is gone: end as if it had hung up.
            self._terminal = None
            self._kill(SIGHUP)
            return
        if not self._burst:
            self._burst_ends = now() + BURST_SECONDS
        self._burst += raw

    def _end_burst(self) -> None:
        self._queue.extend(decode(self._burst))
        self._burst, self._burst_ends = b"", inf

    def _take_signals(self, signals: bytes) -> None:
        for number in signals:
            if number == signal.SIGINT:
                self.was_interrupted = True
                self._queue.append(Key.STOP)
            elif number == SIGWINCH:
                self._queue.append(Key.RESIZE)
            elif number == SIGTSTP:
                self._suspend()
            elif number in KILLERS:
                self._kill(number)

    def _kill(self, number: int) -> None:
        self.killed_by = self.killed_by or int(number)
        self._queue.append(Key.STOP)

    def _suspend(self) -> None:
        """Ctrl-Z: give the terminal back, stop as asked, and come back paused."""
        if self._terminal:
            self._terminal.leave()
        stopped_at = now()
        stand_still()
        if self._terminal:
            with suppress(OSError):
                self._terminal.enter()
        gone = now() - stopped_at
        self._last += gone
        self._away += gone
        self._queue.append(Key.AWAY)

    def _come_back(self) -> None:
        """After a time away: the sounds of before are forgotten, keys of before count, our modes are set anew."""
        self._later.clear()
        if now() >= self._burst_ends:
            self._end_burst()
        if self._terminal:
            with suppress(OSError):
                self._terminal.take_again()
        elif not self._queue:
            self._queue.append(Key.SPACE)  # without a keyboard nobody else could let it go on
