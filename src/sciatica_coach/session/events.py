"""What happens in a session, in order. Summary, sounds and the lines of `--plain` are made of these."""

from sciatica_coach.model.pain import Hurt
from sciatica_coach.model.value import Value
from sciatica_coach.model.word import Word


class PauseReason(Word):
    """Why a session stands still."""

    ASKED = "asked"
    OTHER_KEY = "other-key"
    BUMP = "bump"
    AWAY = "away"
    HURT = "hurt"
    LEFT = "left"
    CHOOSING = "choosing"
    HELP = "help"
    SCORE = "score"
    HIGH = "high"


class EndReason(Word):
    """Why a session is over."""

    COMPLETED = "completed"
    STOPPED = "stopped"


class StepBegan(Value):
    """A step starts from its beginning."""

    step: int


class HalfWay(Value):
    """Half of a hold is over."""

    step: int


class LastSeconds(Value):
    """A step that is counted down ends in `seconds` (3, 2 or 1)."""

    step: int
    seconds: int


class StepLeft(Value):
    """A step is over or was left: the seconds spent in it this time, and whether it ran to its end."""

    step: int
    seconds: float
    finished: bool


class PartEnded(Value):
    """All steps of one exercise on one side have been left behind: its record can be kept now."""

    exercise: int


class PainFelt(Value):
    """`h` was pressed: the exercise ends here. Told once more when the user says what is felt."""

    exercise: int
    step: int
    hurt: Hurt | None


class PainScored(Value):
    """The pain was said between two exercises, from 0 to 10: `exercise` is the last one before it."""

    exercise: int
    score: int


class PainTakenBack(Value):
    """`h` was a slip: the exercise begins anew, and nothing is said of pain."""

    exercise: int


class Paused(Value):
    """The session stands still."""

    reason: PauseReason


class Resumed(Value):
    """The session goes on after `seconds` of pause; `led_back` when it first leads back into position."""

    seconds: float
    led_back: bool


class LedBack(Value):
    """The way back into position is over or was left, after `seconds`; they belong to no step."""

    seconds: float


class TimeAdded(Value):
    """The running step was made longer."""

    step: int
    seconds: float


class Ended(Value):
    """The session is over."""

    reason: EndReason


Event = (
    StepBegan
    | HalfWay
    | LastSeconds
    | StepLeft
    | PartEnded
    | PainFelt
    | PainScored
    | PainTakenBack
    | Paused
    | Resumed
    | LedBack
    | TimeAdded
    | Ended
)
