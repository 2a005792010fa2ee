"""What `coach history` answers: is it getting better, what follows sessions, what was noted. Entries in, values out.

Counts and medians of what was noted, and changes with their rule. Nothing here names a cause.
"""

from datetime import date, datetime, timedelta

from sciatica_coach.model.daily import (
    DAYS_IN_WEEK,
    Attendance,
    Dated,
    DayMark,
    attendance,
    dated,
    marks_of,
    middle,
    places_of,
    scores_of,
)
from sciatica_coach.model.entry import Entry, EntryType, moment_of, of_type
from sciatica_coach.model.long_time import Period, periods_of
from sciatica_coach.model.pain import HIGHEST_SCORE, LOWEST_SCORE
from sciatica_coach.model.reactions import Reaction, reactions
from sciatica_coach.model.score_change import Change, band, change
from sciatica_coach.model.text import one_line
from sciatica_coach.model.trend import did, score_of
from sciatica_coach.model.trend_rules import TrendRules
from sciatica_coach.model.value import Value
from sciatica_coach.model.weeks import Week, weeks_between
from sciatica_coach.model.when import DAY_BEGINS_AT_HOUR

ATTENDANCE_DAYS = (7, 28)


class ScoreChange(Value):
    """The change of pain over weeks: between the first seven days with enough scores, and the last seven."""

    change: Change
    weeks: int
    first: date


class AfterSessions(Value):
    """Scores before and after sessions: the two medians, and how often it was lower, the same, higher."""

    before: float
    after: float
    lower: int
    same: int
    higher: int

    @property
    def sessions(self) -> int:
        """In how many sessions both were noted."""
        return self.lower + self.same + self.higher


class OwnActivity(Value):
    """One of the user's own activities, 0 (cannot do it) to 10 (as before the pain): the first and the last score.

    `times`: how often it was scored. `is_noticed`: whether they are as far apart as a change that people notice.
    """

    name: str
    first: int
    last: int
    times: int
    is_noticed: bool


class Noted(Value):
    """Something that was noted, such as a medicine or a walk: each time, in order, and all minutes if there are any."""

    name: str
    moments: tuple[datetime, ...]
    minutes: int


Band = tuple[float | None, float | None]


class History(Value):
    """All that a stretch of days says. Both dates are included.

    Attributes:
        first: the first day, or that of the first entry where the diary is younger.
        last: today.
        scores: one a day.
        places: the furthest point of each day, as a number from 0 (none) to 5 (foot).
        marks: what became of each day's session.
        weeks: seven days each, up to today, of these days or of 28 if there are fewer.
        change: of pain, over the weeks; none while there are too few entries.
        band: beside the first week's median, the scores from which on a change is one that people notice: so low or
            lower, so high or higher; none for one that is not on the scale; none at all without such a week.
        periods: the years or months of a long time; none of a short one.
        days_needed: with how many scores seven days have a median.
        attendance: of the last 7 and 28 days.
        after_sessions: scores before and after; none while there are too few.
        reactions: exercises with enough scores before and after.
        own_activities: of the weekly questions.
        medication: as the user noted it.
        activities: walks and the like.
    """

    first: date
    last: date
    scores: dict[date, int]
    places: dict[date, int]
    marks: dict[date, DayMark]
    weeks: tuple[Week, ...]
    change: ScoreChange | None
    band: Band | None
    periods: tuple[Period, ...]
    days_needed: int
    attendance: tuple[Attendance, ...]
    after_sessions: AfterSessions | None
    reactions: tuple[Reaction, ...]
    own_activities: tuple[OwnActivity, ...]
    medication: tuple[Noted, ...]
    activities: tuple[Noted, ...]

    @property
    def recent_days_with_scores(self) -> int:
        """On how many of the last seven days there is a score."""
        return sum(self.last - timedelta(days=back) in self.scores for back in range(DAYS_IN_WEEK))


class Span(Value):
    """Which days are looked at.

    Attributes:
        since: the first day to show; none for all.
        until: today.
        diary_began: the day of the first entry ever: no session was planned before it.
        begins: the hour at which a day begins.
    """

    since: date | None
    until: date
    diary_began: date
    begins: int = DAY_BEGINS_AT_HOUR


def history(entries: list[Entry], span: Span, rules: TrendRules, exercise: str = "") -> History:
    """What the entries of some days say.

    Args:
        entries: those of the span, and at least of the last 28 days, in order.
        span: which days.
        rules: the thresholds.
        exercise: count sessions of this exercise alone; empty for all.
    """
    days = [row for row in dated(entries, span.begins) if row[0] <= span.until]
    first = max(span.since or span.diary_began, span.diary_began)
    inside = [row for row in days if first <= row[0]]
    chosen = [
        entry for _, entry in inside if not exercise or entry["type"] != EntryType.SESSION or did(entry, exercise)
    ]
    weeks = _weeks(days, first, span, rules)
    scores = scores_of(inside)
    return History(
        first=first,
        last=span.until,
        scores=scores,
        places=places_of(inside),
        marks=marks_of(_chosen_days(inside, exercise)),
        weeks=weeks,
        change=score_change(weeks, rules),
        band=_band(weeks, rules),
        periods=periods_of(scores, first, span.until, rules),
        days_needed=round(rules.entries_a_week.value),
        attendance=_attendance(marks_of(days), span),
        after_sessions=after_sessions(chosen, rules),
        reactions=_responses(chosen, exercise, rules),
        own_activities=own_activities(chosen, rules),
        medication=_noted(of_type(chosen, EntryType.MEDICATION), "medication"),
        activities=_noted(of_type(chosen, EntryType.ACTIVITY), "activity"),
    )


def _weeks(days: Dated, first: date, span: Span, rules: TrendRules) -> tuple[Week, ...]:
    """The weeks of the days that are shown, and of the last 28: a change cannot be told from less."""
    start = max(min(first, span.until - timedelta(days=ATTENDANCE_DAYS[-1] - 1)), span.diary_began)
    inside = [row for row in days if start <= row[0]]
    return weeks_between(scores_of(inside), places_of(inside), marks_of(inside), (start, span.until), rules)


def score_change(weeks: tuple[Week, ...], rules: TrendRules) -> ScoreChange | None:
    """The last seven days against the first with enough scores (TR5); none while one of the two is missing."""
    known = [week for week in weeks if week.pain is not None]
    if len(known) < 2 or known[-1] is not weeks[-1]:  # noqa: PLR2004 - one is no change
        return None
    (before, after), start = (known[0].pain or 0.0, known[-1].pain or 0.0), known[0].first
    span = (known[-1].last - start).days + 1
    return ScoreChange(change=change(before, after, rules), weeks=round(span / DAYS_IN_WEEK), first=start)


def after_sessions(entries: list[Entry], rules: TrendRules) -> AfterSessions | None:
    """Scores before and after; none while there are too few sessions with both."""
    pairs = [
        (before, after)
        for entry in of_type(entries, EntryType.SESSION)
        if (before := score_of(entry.get("pain_before"))) is not None
        and (after := score_of(entry.get("pain_after"))) is not None
    ]
    if len(pairs) < max(1, rules.reactions_at_least.value):
        return None
    return AfterSessions(
        before=middle([before for before, _ in pairs]),
        after=middle([after for _, after in pairs]),
        lower=sum(after < before for before, after in pairs),
        same=sum(after == before for before, after in pairs),
        higher=sum(after > before for before, after in pairs),
    )


def own_activities(entries: list[Entry], rules: TrendRules) -> tuple[OwnActivity, ...]:
    """The activities of the weekly question that have a score, in the order in which they were named."""
    found: dict[str, list[int]] = {}
    for entry in of_type(entries, EntryType.MEASURE):
        rows = entry.get("activities")
        for row in rows if isinstance(rows, list) else []:
            score = score_of(row)
            if score is not None and row.get("name"):
                found.setdefault(one_line(str(row["name"])), []).append(score)
    least = rules.activity_change.value
    return tuple(
        OwnActivity(
            name=name,
            first=scores[0],
            last=scores[-1],
            times=len(scores),
            is_noticed=abs(scores[-1] - scores[0]) >= least,
        )
        for name, scores in found.items()
    )


def _chosen_days(entries: Dated, exercise: str) -> Dated:
    if not exercise:
        return entries
    return [(day, entry) for day, entry in entries if entry["type"] == EntryType.SESSION and did(entry, exercise)]


def _band(weeks: tuple[Week, ...], rules: TrendRules) -> Band | None:
    first = next((week.pain for week in weeks if week.pain is not None), None)
    if first is None:
        return None
    low, high = band(first, rules)
    return low if low >= LOWEST_SCORE else None, high if high <= HIGHEST_SCORE else None


def _attendance(marks: dict[date, DayMark], span: Span) -> tuple[Attendance, ...]:
    """Of the last 7 and 28 days, but of none before the diary began (AD2)."""
    firsts = (max(span.until - timedelta(days=days - 1), span.diary_began) for days in ATTENDANCE_DAYS)
    return tuple(attendance(marks, first, span.until, span.until) for first in firsts)


def _responses(entries: list[Entry], exercise: str, rules: TrendRules) -> tuple[Reaction, ...]:
    """The exercises with enough scores after them, those first after which it was lower most often."""
    least = max(1, rules.reactions_at_least.value)
    found = [
        one
        for one in reactions(entries)
        if (not exercise or one.exercise == exercise) and one.lower + one.same + one.higher >= least
    ]
    return tuple(sorted(found, key=lambda one: (-(one.lower - one.higher) / one.sessions, one.exercise)))


def _noted(entries: list[Entry], key: str) -> tuple[Noted, ...]:
    """What was noted under a key, the same words together, the latest last."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        name = one_line(str(entry.get(key) or ""))
        if name:
            found.setdefault(name.lower(), []).append(entry)
    return tuple(
        Noted(
            name=one_line(str(rows[-1][key])),
            moments=tuple(moment_of(row) for row in rows),
            minutes=sum(_minutes(row) for row in rows),
        )
        for rows in found.values()
    )


def _minutes(entry: Entry) -> int:
    minutes = entry.get("minutes")
    fits = isinstance(minutes, int) and not isinstance(minutes, bool) and 0 < minutes <= 24 * 60
    return minutes if fits and isinstance(minutes, int) else 0
