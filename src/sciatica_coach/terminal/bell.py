"""The terminal's bell as sounds that the ear tells apart: by how many, and by their rhythm."""

from collections.abc import Callable

from sciatica_coach.session.event_signals import signal_of
from sciatica_coach.session.events import Event
from sciatica_coach.session.player import Player
from sciatica_coach.session.signal import Signal

# Seconds after the event at which the bell rings. Terminals swallow bells that follow within about 0.1 s.
START = (0.0, 0.5, 0.75)
HALF_WAY = (0.0, 0.25)
LAST_SECOND = (0.0,)
BEAT = (0.0,)
END = (0.0, 0.25, 0.5)
SIDE_CHANGE = (0.0, 0.25, 0.9, 1.15)
SESSION_END = (0.0, 0.25, 0.5, 0.9)
SILENCE: tuple[float, ...] = ()


class Bell:
    """Rings a bell in patterns.

    Args:
        ring: rings once.
        later: does something after some seconds, without waiting for it.
    """

    def __init__(self, ring: Callable[[], None], later: Callable[[float, Callable[[], None]], None]) -> None:
        self._ring = ring
        self._later = later
        self._hushed = False

    def play(self, event: Event, player: Player) -> None:
        """Sound an event, if it has a sound."""
        for seconds in pattern(event, player):
            self._hushed = False
            if seconds:
                self._later(seconds, self._ring_unless_hushed)
            else:
                self._ring()

    def hush(self) -> None:
        """Leave out what is still to come of a pattern."""
        self._hushed = True

    def _ring_unless_hushed(self) -> None:
        if not self._hushed:
            self._ring()


class Silence:
    """Takes the place of all sounds with `--quiet`, and where there is no terminal."""

    def play(self, event: Event, player: Player) -> None:
        """Nothing to hear."""

    def hush(self) -> None:
        """Nothing to end."""


PATTERNS: dict[Signal | None, tuple[float, ...]] = {
    Signal.START: START,
    Signal.HALF_WAY: HALF_WAY,
    Signal.LAST_SECOND: LAST_SECOND,
    Signal.BEAT: BEAT,
    Signal.END: END,
    Signal.SIDE_CHANGE: SIDE_CHANGE,
    Signal.SESSION_END: SESSION_END,
    Signal.GO_ON: LAST_SECOND,
}


def pattern(event: Event, player: Player) -> tuple[float, ...]:
    """When the bell rings for an event, in seconds after it; empty for an event without a sound."""
    return PATTERNS.get(signal_of(event, player), SILENCE)
