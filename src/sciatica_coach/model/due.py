"""What is still to be asked: about the morning after a session, and once a week how it goes."""

from datetime import date

from sciatica_coach.model.entry import Entry, moment_of
from sciatica_coach.model.response_rules import ResponseRules
from sciatica_coach.model.trend import DID_SOMETHING
from sciatica_coach.model.weekly import is_weekly_due
from sciatica_coach.model.when import DAY_BEGINS_AT_HOUR, day_of
from sciatica_coach.model.word import Word


class Due(Word):
    """What `coach today` will ask before the session."""

    MORNING = "morning"
    WEEKLY = "weekly"


def due(
    session: Entry | None,
    measure: Entry | None,
    today: date,
    rules: ResponseRules,
    begins: int = DAY_BEGINS_AT_HOUR,
) -> tuple[Due, ...]:
    """What is due today.

    Args:
        session: the last one.
        measure: the weekly answers of the last time.
        today: the day that it is.
        rules: for how long the morning is asked about, and how often the week is.
        begins: the hour at which a day begins.
    """
    asked = {
        Due.MORNING: is_morning_due(session, today, rules, begins),
        Due.WEEKLY: is_weekly_due(session, measure, today, rules, begins),
    }
    return tuple(one for one, is_asked in asked.items() if is_asked)


def is_morning_due(session: Entry | None, today: date, rules: ResponseRules, begins: int = DAY_BEGINS_AT_HOUR) -> bool:
    """Whether nobody has said yet how the leg was by the morning after the last session."""
    if session is None or session.get("outcome") not in DID_SOMETHING or session.get("morning"):
        return False
    return 1 <= (today - day_of(moment_of(session), begins)).days <= rules.morning_within_days.value
