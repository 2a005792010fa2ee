"""The terminal's bell as sounds that the ear tells apart: by how many, and by their rhythm."""

from collections.abc import Callable

from sciatica_coach.session.events import Ended, Event, HalfWay, LastSeconds, Resumed, StepBegan
from sciatica_coach.session.player import COUNTED_DOWN_FROM_SECONDS, Player
from sciatica_coach.session.timeline import StepKind

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

    def play(self, event: Event, player: Player) -> None:
        """Sound an event, if it has a sound."""
        for seconds in pattern(event, player):
            if seconds:
                self._later(seconds, self._ring)
            else:
                self._ring()


class Silence:
    """Takes the place of the bell with `--quiet`, and where there is no terminal."""

    def play(self, event: Event, player: Player) -> None:
        """Nothing to hear."""


def pattern(event: Event, player: Player) -> tuple[float, ...]:
    """When the bell rings for an event, in seconds after it; empty for an event without a sound."""
    match event:
        case HalfWay():
            return HALF_WAY
        case LastSeconds():
            return LAST_SECOND
        case Ended():
            return SESSION_END
        case Resumed():
            return LAST_SECOND
        case StepBegan(step=place):
            return _of_step(place, player)
    return SILENCE


def _of_step(place: int, player: Player) -> tuple[float, ...]:
    step = player.steps[place]
    before = player.steps[place - 1] if place else None
    if step.kind is StepKind.SIDE_CHANGE:
        return SIDE_CHANGE
    if before is None or step.kind in (StepKind.LEAD_IN, StepKind.REST):
        return END if place else SILENCE
    if not before.counts and before.kind is not StepKind.MOVE:
        return START
    if before.hold and before.seconds >= COUNTED_DOWN_FROM_SECONDS:
        return END
    return BEAT if step.counts else SILENCE
