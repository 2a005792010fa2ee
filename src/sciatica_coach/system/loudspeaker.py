"""The session's side of the process that speaks and plays: orders go out, and nothing is ever waited for."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import sciatica_coach
from sciatica_coach.session.event_signals import signal_of
from sciatica_coach.session.events import Event
from sciatica_coach.session.player import Player
from sciatica_coach.session.ports import Sounds
from sciatica_coach.system.children import do_not_wait
from sciatica_coach.system.voice import Engine

LONGEST_ORDER_BYTES = 2000
"""Less than a pipe takes as a whole, so that an order is never cut in two."""
PATIENCE_SECONDS = 1.0
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from sciatica_coach.system.mouth import main; main()"


class Loudspeaker:
    """Speaks and plays in a process of its own, which ends with this one, however that ends.

    It begins with the first order, so that the first picture of a session does not wait for it.

    Args:
        voice: what speaks; none for no voice.
        tones: whether tones are to be played.
        volume: from 0 to 100.

    Attributes:
        player: the name of the program that plays tones; empty when none can, none while that is not known.
        codes: how the sentences and tones that ended did so, by `said` and `played`.
    """

    def __init__(self, voice: Engine | None, *, tones: bool, volume: int) -> None:
        self.player: str | None = None if tones else ""
        self.codes: dict[str, list[int]] = {"said": [], "played": []}
        self._words = [str(volume), "tones" if tones else "no-tones", *(voice.words if voice else ())]
        self._process: subprocess.Popen[bytes] | None = None
        self._is_begun = False
        self._answers = b""
        self._is_quiet = True

    def __enter__(self) -> Self:
        return self

    def _begin(self) -> None:
        """Start the process, once; without one nothing is heard."""
        if self._is_begun:
            return
        self._is_begun = True
        package = str(Path(sciatica_coach.__file__).parent.parent)
        with suppress(OSError):
            self._process = subprocess.Popen(  # noqa: S603 - this very program
                # Without `site`: it needs nothing but the standard library, and is there in half the time.
                [sys.executable, "-I", "-S", "-c", _START, package, *self._words],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                start_new_session=True,  # Ctrl-C and a closed window are for us, not for it
            )
            for descriptor in (self._input, self._output):
                do_not_wait(descriptor)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is None:
            return
        for file in (self._process.stdin, self._process.stdout):
            if file:
                file.close()
        try:
            self._process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def say(self, text: str) -> None:
        """Begin to say a text; it cuts off what is being said."""
        # Orders in place of text are, to spd-say, `!-!` at the beginning, and to the voice of macOS what is in `[[ ]]`.
        self._order(f"say {' '.join(text.split()).lstrip('!-').replace('[[', '[ [')}")

    def play(self, tone: str) -> None:
        """Begin to play a tone."""
        self._order(f"play {tone}")

    def hush(self) -> None:
        """End what is being said and played."""
        if not self._is_quiet:
            self._order("hush")
            self._is_quiet = True

    def listen(self) -> None:
        """Take what the process has answered so far."""
        self._begin()
        with suppress(OSError):
            while self._process and (raw := os.read(self._output, 4096)):
                self._answers += raw
        *lines, self._answers = self._answers.split(b"\n")
        for line in lines:
            what, _, value = line.decode().partition(" ")
            if what == "tones":
                self.player = value
            else:
                self.codes[what].append(int(value))

    def can_play(self, seconds: float) -> bool:
        """Wait until it is known whether tones can be played, and say so."""
        self._wait(lambda: self.player is not None, seconds)
        return bool(self.player)

    def wait_for(self, what: str, seconds: float) -> int | None:
        """Wait for the end of what was begun last, `said` or `played`: its code, or none when it took too long."""
        before = len(self.codes[what])
        self._wait(lambda: len(self.codes[what]) > before, seconds)
        return self.codes[what][-1] if len(self.codes[what]) > before else None

    def finish(self, seconds: float, disturbed: Callable[[], bool]) -> None:
        """Let what is being said and played come to its end, if that takes no longer than some seconds.

        Args:
            seconds: the longest time to wait.
            disturbed: whether to wait no more; asked ten times a second.
        """
        self._order("end")
        self._wait(disturbed, seconds)

    def _wait(self, is_over: Callable[[], bool], seconds: float) -> None:
        self._begin()
        until = time.monotonic() + seconds
        while self._process and self._process.poll() is None and time.monotonic() < until and not is_over():
            select.select([self._output], [], [], 0.1)
            self.listen()

    @property
    def _input(self) -> int:
        assert self._process is not None  # noqa: S101 - asked only while it runs
        assert self._process.stdin is not None  # noqa: S101 - it was asked for
        return self._process.stdin.fileno()

    @property
    def _output(self) -> int:
        assert self._process is not None  # noqa: S101 - asked only while it runs
        assert self._process.stdout is not None  # noqa: S101 - it was asked for
        return self._process.stdout.fileno()

    def _order(self, line: str) -> None:
        """Give an order. A process that is gone, or takes nothing, costs a sound and nothing else."""
        raw = line.encode()[:LONGEST_ORDER_BYTES] + b"\n"
        self._is_quiet = False
        self._begin()
        with suppress(OSError):
            if self._process:
                os.write(self._input, raw)


def play_once(tone: str, volume: int) -> bool:
    """Play one tone and wait for its end, at most `PATIENCE_SECONDS` twice. False when none could be played."""
    with Loudspeaker(None, tones=True, volume=volume) as loudspeaker:
        if not loudspeaker.can_play(PATIENCE_SECONDS):
            return False
        loudspeaker.play(tone)
        return loudspeaker.wait_for("played", PATIENCE_SECONDS) in (0, None)


class Tones:
    """Plays the signals of a session as tones, or hands them to something else where no tone can be played.

    Args:
        loudspeaker: plays them.
        fallback: plays them until it is known that tones can be heard, and when they cannot.
    """

    def __init__(self, loudspeaker: Loudspeaker, fallback: Sounds) -> None:
        self._loudspeaker = loudspeaker
        self._fallback = fallback

    def play(self, event: Event, player: Player) -> None:
        """Play the signal of an event, if it has one."""
        signal = signal_of(event, player)
        if signal is None:
            return
        self._loudspeaker.listen()
        if self._loudspeaker.player and not any(self._loudspeaker.codes["played"][-1:]):
            self._loudspeaker.play(signal)
        else:
            self._fallback.play(event, player)

    def hush(self) -> None:
        """End the tone that is being played."""
        self._loudspeaker.hush()
        self._fallback.hush()
