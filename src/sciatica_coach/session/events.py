"""What happens in a session, in order. Summary, sounds and the lines of `--plain` are made of these."""

from dataclasses import dataclass
from enum import StrEnum


class PauseReason(StrEnum):
    """Why a session stands still."""

    ASKED = "asked"
    OTHER_KEY = "other-key"
    BUMP = "bump"
    AWAY = "away"
    HURT = "hurt"
    CHOOSING = "choosing"
    HELP = "help"


class Hurt(StrEnum):
    """What somebody feels who pressed `h`."""

    HERE = "here"
    DOWN_THE_LEG = "down-the-leg"


class EndReason(StrEnum):
    """Why a session is over."""

    COMPLETED = "completed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBegan:
    """A step starts from its beginning."""

    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfWay:
    """Half of a hold is over."""

    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LastSeconds:
    """A step that is counted down ends in `seconds` (3, 2 or 1)."""

    step: int
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLeft:
    """A step is over or was left: the seconds spent in it this time, and whether it ran to its end."""

    step: int
    seconds: float
    finished: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartEnded:
    """All steps of one exercise on one side have been left behind: its record can be kept now."""

    exercise: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PainFelt:
    """`h` was pressed: the exercise ends here. Told once more when the user says what is felt."""

    exercise: int
    step: int
    hurt: Hurt | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PainTakenBack:
    """`h` was a slip: the exercise begins anew, and nothing is said of pain."""

    exercise: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """The session stands still."""

    reason: PauseReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    """The session goes on after `seconds` of pause; `led_back` when it first leads back into position."""

    seconds: float
    led_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LedBack:
    """The way back into position is over or was left, after `seconds`; they belong to no step."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAdded:
    """The running step was made longer."""

    step: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The session is over."""

    reason: EndReason


Event = (
    StepBegan
    | HalfWay
    | LastSeconds
    | StepLeft
    | PartEnded
    | PainFelt
    | PainTakenBack
    | Paused
    | Resumed
    | LedBack
    | TimeAdded
    | Ended
)
