"""Events and the state of a player as short texts, so that a test reads as what happens."""

from collections.abc import Iterable

from sciatica_coach.session.events import (
    Ended,
    Event,
    HalfWay,
    LastSeconds,
    LedBack,
    PainFelt,
    PainScored,
    PainTakenBack,
    PartEnded,
    Paused,
    Resumed,
    StepBegan,
    StepLeft,
    TimeAdded,
)
from sciatica_coach.session.player import Player


def told(events: Iterable[Event]) -> str:
    """All events in one line; steps and exercises by their place in the session, from 0."""
    return ", ".join(_told(event) for event in events)


def state(player: Player) -> str:
    """What the session does, and where: `running 3 at 4 s`; a pause with its reason."""
    reason = f" ({player.pause_reason})" if player.pause_reason else ""
    typed = f" typed {player.typed}" if player.typed else ""
    return f"{player.mode}{reason} {player.index} at {player.elapsed:g} s{typed}"


def _told(event: Event) -> str:  # noqa: C901, PLR0911, PLR0912 - a text for each event
    match event:
        case StepBegan(step=step):
            return f"begin {step}"
        case StepLeft(step=step, seconds=seconds, finished=finished):
            return f"{'finish' if finished else 'leave'} {step} after {seconds:g}"
        case HalfWay(step=step):
            return f"half of {step}"
        case LastSeconds(seconds=seconds):
            return f"{seconds} to go"
        case PartEnded(exercise=exercise):
            return f"keep {exercise}"
        case PainFelt(exercise=exercise, hurt=hurt):
            return f"pain in {exercise}" + (f": {hurt}" if hurt else "")
        case PainScored(exercise=exercise, score=score):
            return f"pain {score} after {exercise}"
        case PainTakenBack(exercise=exercise):
            return f"no pain in {exercise}"
        case Paused(reason=reason):
            return f"pause ({reason})"
        case Resumed(seconds=seconds, led_back=led_back):
            return f"go on after {seconds:g}" + (", first back" if led_back else "")
        case LedBack(seconds=seconds):
            return f"back after {seconds:g}"
        case TimeAdded(seconds=seconds):
            return f"add {seconds:g}"
        case Ended(reason=reason):
            return f"end ({reason})"
