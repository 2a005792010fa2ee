"""A process of its own that speaks and plays tones, so that nothing a sound does can delay a session.

It reads orders from its standard input, a line each: `say TEXT`, `play SIGNAL`, `hush`, `end`. When its input
closes, however the session ended, it ends what it started and goes. Its answers, a line each, are `tones NAME`
or `tones` (which program plays, or none can), `said CODE` and `played CODE`.
"""

import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from sciatica_coach.session.signal import Signal
from sciatica_coach.system.children import CHILD_ENDED, KILL, do_not_wait, signal_group
from sciatica_coach.system.sound import Form, Playing, encoded, find_players, samples_of, silence

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

LONGEST_SENTENCE_SECONDS = 60.0
LONGEST_TONE_SECONDS = 10.0
LONGEST_TRIAL_SECONDS = 2.0
LONGEST_FAREWELL_SECONDS = 10.0
TOOK_TOO_LONG = 124
"""What stands in the place of an exit code then, as with `timeout`."""
PATIENCE_SECONDS = 0.3
"""A program that was asked to end is killed after this."""


class Running:
    """A program that was started, in a group of its own, with its input."""

    def __init__(self, words: tuple[str, ...], given: bytes, longest_seconds: float, *, name: str = "") -> None:
        self.name = name
        self.ends_at = time.monotonic() + longest_seconds
        self._asked = False
        self._process = subprocess.Popen(  # noqa: S603 - words from the profile, without a shell
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            process_group=0,
            bufsize=0,
        )
        assert self._process.stdin is not None  # noqa: S101 - it was asked for
        do_not_wait(self._process.stdin.fileno())
        self._left = given
        self.feed()

    @property
    def wants(self) -> int | None:
        """The descriptor that waits for more of the input, if there is more."""
        stdin = self._process.stdin
        return stdin.fileno() if stdin and not stdin.closed else None

    def feed(self) -> None:
        """Give as much of the input as is taken now; close it after the last."""
        stdin = self._process.stdin
        if stdin is None or stdin.closed:
            return
        with suppress(BlockingIOError):
            try:
                while self._left:
                    self._left = self._left[os.write(stdin.fileno(), self._left) :]
            except BrokenPipeError:
                self._left = b""
            stdin.close()

    def code(self) -> int | None:
        """How it ended; none while it runs."""
        return self._process.poll()

    def end(self) -> None:
        """Ask it to end; ask again, and it is killed."""
        self._signal(KILL if self._asked else signal.SIGTERM)
        self.ends_at = time.monotonic() + PATIENCE_SECONDS
        self._asked = True

    def kill(self) -> None:
        """End it at once, with all that it started."""
        self._signal(KILL)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(PATIENCE_SECONDS)

    def _signal(self, number: int) -> None:
        with suppress(OSError):
            signal_group(self._process.pid, number)


class Mouth:
    """What speaks and plays; at most one sentence and one tone at a time.

    Args:
        voice: the words that start the program that speaks; none for no voice.
        players: the programs that may play tones, the best one first.
        volume: 0 to 100.
        wakes: a descriptor that can be read when a child has ended.
    """

    def __init__(self, voice: tuple[str, ...], players: tuple[Playing, ...], volume: int, wakes: int) -> None:
        self._voice = voice
        self._wakes = wakes
        self._untried = list(players)
        self._player: Playing | None = None
        self._volume = volume
        self._tones: dict[Signal, bytes] = {}
        self._folder: TemporaryDirectory[str] | None = None
        self._running: dict[str, Running] = {}
        self._ending: list[Running] = []
        self._leaving = False

    def serve(self) -> None:
        """Take orders until the input closes, or until all is said after `end`."""
        self._try_next()
        try:
            while not self._leaving or self._running:
                orders = _read_orders() if self._wait() else []
                if orders is None:
                    return
                for order, given in orders:
                    self._obey(order, given)
                self._look_after()
        finally:
            self._go()

    # Orders

    def _wait(self) -> bool:
        """Wait for an order, a program that takes or ends, or one that takes too long; whether an order came."""
        processes = [*self._running.values(), *self._ending]
        limits = [process.ends_at - time.monotonic() for process in processes]
        hungry = [process.wants for process in processes if process.wants is not None]
        ready, _, _ = select.select([0, self._wakes], hungry, [], max(0.0, min(limits)) if limits else None)
        if self._wakes in ready:
            with suppress(BlockingIOError):
                os.read(self._wakes, 512)
        for process in processes:
            process.feed()
        return 0 in ready

    def _obey(self, order: str, given: str) -> None:
        match order:
            case "say" if self._voice:
                self._start("said", self._voice, f"{given}\n".encode(), LONGEST_SENTENCE_SECONDS)
            case "play" if self._player:
                self._play(self._player, Signal(given))
            case "hush":
                for role in list(self._running):
                    self._stop(role)
            case "end":
                self._leaving = True
                for process in self._running.values():
                    process.ends_at = min(process.ends_at, time.monotonic() + LONGEST_FAREWELL_SECONDS)

    def _play(self, player: Playing, tone: Signal, *, role: str = "played") -> None:
        if tone not in self._tones:
            self._tones[tone] = encoded(samples_of(tone, self._volume), player.form)
        self._send(player, self._tones[tone], tone, role)

    def _send(self, player: Playing, given: bytes, name: str, role: str) -> None:
        limit = LONGEST_TRIAL_SECONDS if role == "tried" else LONGEST_TONE_SECONDS
        if player.form is Form.FILE:
            path = self._file(name, given)
            self._start(role, (*player.words, path), b"", limit)
        else:
            self._start(role, player.words, given, limit)

    def _file(self, name: str, given: bytes) -> str:
        """The tone as a file, for a program that reads nothing else; the folder goes when this process does."""
        if self._folder is None:
            from tempfile import TemporaryDirectory

            self._folder = TemporaryDirectory(prefix="sciatica-coach-")
        path = f"{self._folder.name}/{name}.wav"
        with open(path, "wb") as file:  # noqa: PTH123 - pathlib would double the time to start
            file.write(given)
        return path

    # Programs

    def _try_next(self) -> None:
        """Learn which program can play, one after the other, by a moment of silence."""
        if not self._untried:
            _answer("tones")
            return
        player = self._untried[0]
        self._send(player, encoded(silence(), player.form), "silence", "tried")

    def _tried(self, code: int) -> None:
        player = self._untried.pop(0)
        if code:
            self._try_next()
            return
        self._player = player
        _answer(f"tones {player.name}")
        for tone in Signal:
            self._tones[tone] = encoded(samples_of(tone, self._volume), player.form)

    def _start(self, role: str, words: tuple[str, ...], given: bytes, limit: float) -> None:
        self._stop(role)
        try:
            self._running[role] = Running(words, given, limit)
        except OSError:
            self._ended(role, 127)

    def _stop(self, role: str) -> None:
        process = self._running.pop(role, None)
        if process:
            process.end()
            self._ending.append(process)

    def _ended(self, role: str, code: int) -> None:
        if role == "tried":
            self._tried(code)
        else:
            _answer(f"{role} {code}")

    def _look_after(self) -> None:
        """Take note of programs that ended, and end those that take too long."""
        for role, process in list(self._running.items()):
            code = process.code()
            if code is not None:
                del self._running[role]
                self._ended(role, code)
            elif time.monotonic() >= process.ends_at:
                self._stop(role)
                self._ended(role, TOOK_TOO_LONG)
        for process in list(self._ending):
            if process.code() is not None:
                self._ending.remove(process)
            elif time.monotonic() >= process.ends_at:
                process.end()

    def _go(self) -> None:
        for process in [*self._running.values(), *self._ending]:
            process.kill()
        if self._folder:
            self._folder.cleanup()


def _read_orders() -> list[tuple[str, str]] | None:
    """The orders that came, each with what it gives; none when the input is closed."""
    raw = os.read(0, 65_536)
    if not raw:
        return None
    lines = raw.decode(errors="replace").splitlines()
    orders = [(order, given) for order, _, given in (line.partition(" ") for line in lines)]
    # Of several sentences at once only the newest is begun.
    last = max((place for place, (order, _) in enumerate(orders) if order == "say"), default=-1)
    return [one for place, one in enumerate(orders) if one[0] != "say" or place == last]


def _answer(line: str) -> None:
    with suppress(OSError):
        os.write(1, f"{line}\n".encode())


def main() -> None:
    """Be the process. Its words: the volume, `tones` or `no-tones`, and those of the program that speaks."""
    volume, tones, *voice = sys.argv[1:]
    wakes, writes = os.pipe()
    for descriptor in (wakes, writes, 1):
        do_not_wait(descriptor)
    signal.set_wakeup_fd(writes, warn_on_full_buffer=False)
    if CHILD_ENDED:
        signal.signal(CHILD_ENDED, lambda *_: None)
    Mouth(tuple(voice), find_players() if tones == "tones" else (), int(volume), wakes).serve()


if __name__ == "__main__":
    main()
