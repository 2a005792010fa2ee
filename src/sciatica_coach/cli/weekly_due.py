"""Whether the weekly questions are due. Apart from them, since the question before a session asks it too."""

from sciatica_coach.cli.coach import Coach
from sciatica_coach.model.entry import Entry, EntryType, moment_of
from sciatica_coach.model.weekly import weekly_measures
from sciatica_coach.model.when import day_of

DAYS_BETWEEN = 7


def last_measure(coach: Coach) -> Entry | None:
    """The weekly answers of the last time."""
    return coach.journal.latest(lambda entry: bool(weekly_measures([entry])))


def is_due(coach: Coach, last: Entry | None) -> bool:
    """Whether a week has gone by since the last answers, or a day since the first session."""
    since = last or coach.journal.latest(lambda entry: entry["type"] == EntryType.SESSION)
    if since is None:
        return False
    days = (coach.today - day_of(moment_of(since))).days
    return days >= (DAYS_BETWEEN if last else 1)
