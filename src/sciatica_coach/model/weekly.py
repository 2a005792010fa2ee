"""The weekly answers among the entries of a journal. Light: it is needed before the first question."""

from collections.abc import Iterable

from sciatica_coach.model.entry import Entry, EntryType

WEEKLY_KEYS = ("activities", "moves_less", "stops_day", "broken_sleep")


def weekly_measures(entries: Iterable[Entry]) -> list[Entry]:
    """The answers to the weekly questions, without those that were asked for by themselves."""
    return [one for one in entries if one["type"] == EntryType.MEASURE and any(key in one for key in WEEKLY_KEYS)]
