"""The stage that somebody is in: general, pregnancy with its week, after birth with its week."""

from datetime import date

from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.value import Value
from sciatica_coach.model.word import Word

DAYS_OF_PREGNANCY = 280
"""From the day on which weeks are counted from to the due date: how a due date is made, everywhere."""


class Birth(Word):
    """The kind of birth. Unknown counts as caesarean, the careful choice."""

    VAGINAL = "vaginal"
    CAESAREAN = "caesarean"


class Stage(Value):
    """A stage on a given day. `week` counts completed weeks, of pregnancy or since the birth; none when not known."""

    kind: StageKind = StageKind.GENERAL
    week: int | None = None
    birth: Birth = Birth.CAESAREAN


def pregnancy_began(due: date) -> date:
    """The day from which the weeks of a pregnancy are counted."""
    return date.fromordinal(max(date.min.toordinal(), due.toordinal() - DAYS_OF_PREGNANCY))


def week_of_pregnancy(due: date, today: date) -> int:
    """Completed weeks of pregnancy on a day; at least 0."""
    return max(0, (DAYS_OF_PREGNANCY - (due - today).days) // 7)


def week_after_birth(born: date | None, today: date) -> int:
    """Completed weeks since a birth on a day; at least 0, and 0 when the date is not known."""
    return 0 if born is None else max(0, (today - born).days // 7)
