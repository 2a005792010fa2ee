"""Whether the weekly questions are due. Apart from them, since the question before a session asks it too."""

from sciatica_coach.cli.coach import Coach
from sciatica_coach.model.entry import Entry, EntryType
from sciatica_coach.model.weekly import is_weekly_due, weekly_measures


def last_measure(coach: Coach) -> Entry | None:
    """The weekly answers of the last time."""
    return coach.journal.latest(lambda entry: bool(weekly_measures([entry])))


def is_due(coach: Coach, last: Entry | None) -> bool:
    """Whether a week has gone by since the last answers, or a day since the first session."""
    session = None if last else coach.journal.latest(lambda entry: entry["type"] == EntryType.SESSION)
    return is_weekly_due(session, last, coach.today, coach.library.response_rules(), coach.day_begins)
