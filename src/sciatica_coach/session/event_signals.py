"""Which events are heard or seen as a signal, and as which: the same for the bell, the tones and the flash."""

from sciatica_coach.session.course import COUNTED_DOWN_FROM_SECONDS
from sciatica_coach.session.events import Ended, Event, HalfWay, LastSeconds, Resumed, StepBegan
from sciatica_coach.session.player import Player
from sciatica_coach.session.signal import Signal
from sciatica_coach.session.timeline import StepKind


def signal_of(event: Event, player: Player) -> Signal | None:
    """The signal of an event; none for an event that has none."""
    match event:
        case HalfWay():
            return Signal.HALF_WAY
        case LastSeconds():
            return Signal.LAST_SECOND
        case Ended():
            return Signal.SESSION_END
        case Resumed():
            return Signal.GO_ON
        case StepBegan(step=place):
            return _of_step(place, player)
    return None


def _of_step(place: int, player: Player) -> Signal | None:
    step = player.steps[place]
    before = player.steps[place - 1] if place else None
    if step.kind is StepKind.SIDE_CHANGE:
        return Signal.SIDE_CHANGE
    if before is None or step.kind in (StepKind.LEAD_IN, StepKind.REST):
        return Signal.END if place else None
    if not before.counts and before.kind is not StepKind.MOVE:
        return Signal.START
    if before.hold and before.seconds >= COUNTED_DOWN_FROM_SECONDS:
        return Signal.END
    return Signal.BEAT if step.counts else None
