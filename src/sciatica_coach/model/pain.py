"""The words in which pain is recorded."""

from sciatica_coach.model.word import Word

LOWEST_SCORE, HIGHEST_SCORE = 0, 10
LONGEST_NOTE = 2000


class Hurt(Word):
    """What an exercise did that was stopped for pain: it hurt in its place, or sent pain further down."""

    HERE = "here"
    DOWN_THE_LEG = "down-the-leg"


class Furthest(Word):
    """How far down the leg it goes, from nowhere to the foot."""

    NONE = "none"
    BACK = "back"
    BUTTOCK = "buttock"
    THIGH = "thigh"
    CALF = "calf"
    FOOT = "foot"


class PainSide(Word):
    """Which side hurts."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
