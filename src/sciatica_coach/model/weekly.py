"""The weekly answers of a journal, and when they are due. Light: it is needed before the first question."""

from collections.abc import Iterable
from datetime import date

from sciatica_coach.model.entry import Entry, EntryType, moment_of
from sciatica_coach.model.response_rules import ResponseRules
from sciatica_coach.model.when import DAY_BEGINS_AT_HOUR, day_of

WEEKLY_KEYS = ("activities", "moves_less", "stops_day", "broken_sleep")


def weekly_measures(entries: Iterable[Entry]) -> list[Entry]:
    """The answers to the weekly questions, without those that were asked for by themselves."""
    return [one for one in entries if one["type"] == EntryType.MEASURE and any(key in one for key in WEEKLY_KEYS)]


def is_weekly_due(
    session: Entry | None,
    measure: Entry | None,
    today: date,
    rules: ResponseRules,
    begins: int = DAY_BEGINS_AT_HOUR,
) -> bool:
    """Whether a week has gone by since the last weekly answers, or a day since a session when there are none."""
    since = measure or session
    if since is None:
        return False
    days = (today - day_of(moment_of(since), begins)).days
    return days >= (rules.weekly_days if measure else rules.weekly_first_days).value
