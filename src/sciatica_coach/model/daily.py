"""What each day of a diary says: one score, one place, and whether there was a session.

Entries are first given the day that they belong to (`dated`); the rest are folds over them.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from sciatica_coach.model.entry import Entry, EntryType, moment_of
from sciatica_coach.model.outcome import SessionOutcome
from sciatica_coach.model.pain import Furthest
from sciatica_coach.model.trend import score_of, was_in_full
from sciatica_coach.model.trend_rules import TrendRules
from sciatica_coach.model.value import Value
from sciatica_coach.model.when import DAY_BEGINS_AT_HOUR, day_of
from sciatica_coach.model.word import Word

DAYS_IN_WEEK = 7
FURTHEST = tuple(Furthest)

Dated = list[tuple[date, Entry]]
"""Entries with the day that each belongs to, in the order of the journal."""


class DayMark(Word):
    """What became of a day's session; a day without a mark had none."""

    DONE = "done"
    PARTLY = "partly done"
    EXCUSED = "excused"
    WITHHELD = "withheld"


BEGUN = (DayMark.DONE, DayMark.PARTLY)
_RANKS = (DayMark.WITHHELD, DayMark.EXCUSED, DayMark.PARTLY, DayMark.DONE)
"""Of two marks of one day the later here stays."""


class Attendance(Value):
    """On how many days there was a session, of those on which one was planned."""

    days: int
    done: int
    planned: int


def dated(entries: Iterable[Entry], begins: int = DAY_BEGINS_AT_HOUR) -> Dated:
    """Each entry with its day, by the clock where it was written.

    Args:
        entries: of a journal.
        begins: the hour at which a day begins.
    """
    return [(day_of(moment_of(entry), begins), entry) for entry in entries]


def scores_of(entries: Dated) -> dict[date, int]:
    """One score a day: the highest pain entry, or the score before the first session when there is none (TR5)."""
    noted: dict[date, int] = {}
    before: dict[date, int] = {}
    for day, entry in entries:
        if entry["type"] == EntryType.PAIN and (score := score_of(entry)) is not None:
            noted[day] = max(noted.get(day, 0), score)
        if entry["type"] == EntryType.SESSION and (score := score_of(entry.get("pain_before"))) is not None:
            before.setdefault(day, score)
    return {**before, **noted}


def places_of(entries: Dated) -> dict[date, int]:
    """The furthest point of each day, as a number from 0 (none) to 5 (foot): as with scores, of what was logged.

    Where nothing was, that before the first session (TR5).
    """
    noted: dict[date, int] = {}
    before: dict[date, int] = {}
    for day, entry in entries:
        if entry["type"] == EntryType.PAIN and (place := _place(entry)) is not None:
            noted[day] = max(noted.get(day, 0), place)
        if entry["type"] == EntryType.SESSION and (place := _place(entry.get("pain_before"))) is not None:
            before.setdefault(day, place)
    return {**before, **noted}


def _place(pain: object) -> int | None:
    """How far down a pain goes, where that is known."""
    furthest = pain.get("furthest") if isinstance(pain, dict) else None
    return FURTHEST.index(furthest) if furthest in FURTHEST else None


def marks_of(entries: Dated) -> dict[date, DayMark]:
    """The mark of each day that has one. What was done is never taken away by an excuse or a warning sign."""
    marks: dict[date, DayMark] = {}
    for day, entry in entries:
        mark = _mark(entry)
        if mark is not None and (day not in marks or _RANKS.index(mark) > _RANKS.index(marks[day])):
            marks[day] = mark
    return marks


def attendance(marks: Mapping[date, DayMark], first: date, last: date, today: date) -> Attendance:
    """Days with a session, of those planned: one a day (AD2).

    Excused and withheld days do not count, and neither does today as long as nothing is done: it is not over.
    """
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    done = sum(marks.get(day) in BEGUN for day in days)
    out = sum((day in marks or day == today) and marks.get(day) not in BEGUN for day in days)
    return Attendance(days=len(days), done=done, planned=len(days) - out)


def week_median(scores: Mapping[date, int], last: date, rules: TrendRules) -> float | None:
    """The median of the seven days that end on a day; none with too few of them (TR5)."""
    found = _of_week(scores, last)
    return middle(found) if len(found) >= rules.entries_a_week.value else None


def week_place(places: Mapping[date, int], last: date, rules: TrendRules) -> Furthest | None:
    """The median of the furthest points of seven days; between two places, the lower one down the leg."""
    found = _of_week(places, last)
    return FURTHEST[lower_middle(found)] if len(found) >= rules.entries_a_week.value else None


def middle(values: Collection[float]) -> float:
    """The median. Not that of `statistics`, whose import takes as long as all the rest of a page."""
    ordered, half = sorted(values), len(values) // 2
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def lower_middle(places: Collection[int]) -> int:
    """The median of places on the way down; between two, the one that is lower down the leg."""
    return sorted(places)[len(places) // 2]


def _of_week(values: Mapping[date, int], last: date) -> list[int]:
    days = (last - timedelta(days=back) for back in range(DAYS_IN_WEEK))
    return [values[day] for day in days if day in values]


def _mark(entry: Entry) -> DayMark | None:
    if entry["type"] == EntryType.EXCUSED:
        return DayMark.EXCUSED
    if entry["type"] != EntryType.SESSION:
        return None
    match entry.get("outcome"):
        case SessionOutcome.COMPLETED:
            return DayMark.DONE if was_in_full(entry) else DayMark.PARTLY
        case SessionOutcome.STOPPED | SessionOutcome.INTERRUPTED:
            return DayMark.PARTLY
        case SessionOutcome.WITHHELD:
            return DayMark.WITHHELD
    return None
