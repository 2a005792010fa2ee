"""The page of `coach history`: the answer in a sentence, then pictures and lists; or sentences alone."""

from collections.abc import Callable, Iterable
from datetime import date

from sciatica_coach.model.daily import BEGUN, FURTHEST, DayMark
from sciatica_coach.model.history import History, Noted, OwnActivity, ScoreChange
from sciatica_coach.model.long_time import Period
from sciatica_coach.model.pain import Furthest
from sciatica_coach.model.reactions import Reaction
from sciatica_coach.model.score_change import Direction
from sciatica_coach.model.text import plural
from sciatica_coach.model.trend import Trend
from sciatica_coach.model.weeks import Week
from sciatica_coach.model.when import day_words
from sciatica_coach.terminal.plots import (
    Axis,
    axis,
    date_line,
    mark_line,
    number_line,
    pain_chart,
    place_strip,
)
from sciatica_coach.terminal.session_calendar import LEGEND, session_calendar
from sciatica_coach.terminal.session_table import overview, session_table
from sciatica_coach.terminal.view import View
from sciatica_coach.terminal.wrap import wrapped

MOST_ROWS = 10
MOST_MOMENTS = 3
MOST_WEEKS = 12
SCORES_A_COLUMN = 4
"""With more scores than that the line goes from week to week."""
NO_CAUSE = "All exercises of a session share its scores: this tells what came after, and not why."


def history_page(found: History, rows: Trend, view: View) -> str:
    """The page: the answer, the sums, pictures, and lists down to each session."""
    lines = [
        *_answer(found),
        *overview(rows),
        *_pain(found, view),
        *_furthest(found, view),
        *_sessions(found, view),
        *_responses(found.reactions, view),
        *_activities(found.own_activities, view),
        *_notes("Medication that you noted", found.medication, view),
        *_notes("Activities that you noted", found.activities, view),
        *session_table(rows, view),
    ]
    page = "\n".join(lines)
    return wrapped(page, view.columns) if view.drawn else page


# The answer


def _answer(found: History) -> list[str]:
    return [_pain_answer(found), *_long_answer(found), *_place_answer(found), *_session_answer(found)]


def _pain_answer(found: History) -> str:
    if found.change is None:
        return _not_enough(found)
    what, rule = _change_words(found.change, _noticed(found))
    return f"{what} ({rule})"


def _not_enough(found: History) -> str:
    days = found.recent_days_with_scores
    if days < found.days_needed:
        why = f"there is a score on {plural(days, 'day')} of the last 7, and {found.days_needed} are needed"
    else:
        why = "there is one such week, and two are needed"
    return f"Not enough entries yet to say whether pain changes: {why} (rule TR5)."


def _change_words(score: ScoreChange, noticed: str) -> tuple[str, str]:
    """The change in words, and its rule."""
    change, over = score.change, f"over {plural(score.weeks, 'week')}"
    numbers = f"from {change.before:g} to {change.after:g}"
    source = f"source: {', '.join(change.source)}"
    rule = f"rule {change.rule}: {change.least:g} or more; {source}"
    if change.direction is Direction.SMALL:
        what = f"Pain went {numbers} {over}" if change.size else f"Pain is the same {over}, at {change.after:g}"
        return (
            f"{what}: a smaller change than people usually notice.",
            f"rules TR1, TR2: {noticed} would be one; {source}",
        )
    words = f"Pain is {change.direction} {change.size:g} {over}, {numbers}: a change that people usually notice."
    if change.direction is Direction.UP:
        words += " It is worth telling a clinician."
    return words, rule


def _noticed(found: History) -> str:
    """From which scores on a change is one that people notice: `4.2 or lower, 8 or higher`."""
    low, high = found.band or (None, None)
    ends = ((low, "lower"), (high, "higher"))
    return ", ".join(f"{_number(end)} or {where}" for end, where in ends if end is not None)


def _long_answer(found: History) -> list[str]:
    """The years or months of a long time, and where it was lowest and highest."""
    periods = found.periods
    if len(periods) < 2:  # noqa: PLR2004 - one is no course
        return []
    each = "year" if periods[0].month is None else "month"
    told = ", ".join(
        f"{_name(one, periods[place - 1] if place else None)} {one.pain:g}" for place, one in enumerate(periods)
    )
    ends = "".join(
        f" {word} in {_name(one)}." for word, end in (("Lowest", min), ("Highest", max)) for one in _only(periods, end)
    )
    return [f"Pain by {each}, the middle of its days: {told}.{ends}"]


def _only(periods: tuple[Period, ...], end: Callable[[Iterable[float]], float]) -> list[Period]:
    """The period at an end of all medians, if it is the only one there."""
    found = [one for one in periods if one.pain == end(other.pain for other in periods)]
    return found if len(found) == 1 else []


def _name(period: Period, before: Period | None = None) -> str:
    """The name of a period; after another month of its year without the year."""
    if period.month is None:
        return str(period.year)
    month = f"{date(period.year, period.month, 1):%b}"
    return month if before and before.year == period.year else f"{month} {period.year}"


def _place_answer(found: History) -> list[str]:
    """Whether the furthest point moved; up the leg is good, whatever the back says (CE2)."""
    known = [week.furthest for week in found.weeks if week.furthest is not None]
    if len(known) < 2:  # noqa: PLR2004 - one is no change
        return []
    first, last = known[0], known[-1]
    if first is last:
        return [f"Furthest point: {_place(last)}, as before."]
    start = f"Furthest point: from {_place(first)} to {_place(last)}."
    if FURTHEST.index(last) < FURTHEST.index(first):
        return [f"{start} Moving up is a good sign, even if the back aches more. (rule CE2; source: R30)"]
    return [f"{start} That is further down the leg: it is worth telling a clinician. (rule C2-14; source: S2, default)"]


def _place(place: Furthest) -> str:
    return "nowhere" if place is Furthest.NONE else f"the {place}"


def _session_answer(found: History) -> list[str]:
    lines = []
    parts = [f"{one.done} of {one.planned} in {plural(one.days, 'day')}" for one in found.attendance if one.planned]
    if any(one.done for one in found.attendance):  # nobody is told that there was nothing (AD3)
        lines.append(f"Days with a session, of those planned: {', '.join(dict.fromkeys(parts))}.")
    after = found.after_sessions
    if after:
        lines.append(
            f"After {plural(after.sessions, 'session')} pain was lower {after.lower}, the same {after.same}, "
            f"higher {after.higher}; the middle score was {after.before:g} before and {after.after:g} after."
        )
    return lines


# Pictures


def _pain(found: History, view: View) -> list[str]:
    if len(found.scores) < 2:  # noqa: PLR2004 - one is no line
        return []
    medians = [(week.last, week.pain) for week in found.weeks if week.pain is not None]
    if not view.drawn:
        return _week_sentence("Pain by week, the middle score", found.weeks, lambda week: _number(week.pain))
    days = axis(found.first, found.last, view.width)
    is_dense = len(found.scores) > SCORES_A_COLUMN * days.columns
    points: list[tuple[date, float]] = medians if is_dense else [*sorted(found.scores.items())]
    lines = [view.heading("Pain, 0 to 10"), *pain_chart(days, points, found.band)]
    lines += [date_line(days), *_below(found, days, medians)]
    return lines


def _below(found: History, days: Axis, medians: list[tuple[date, float]]) -> list[str]:
    lines, legend = [], []
    if any(mark in BEGUN for mark in found.marks.values()):
        lines.append(mark_line(days, "session", (day for day, mark in found.marks.items() if mark in BEGUN)))
    if medians:
        lines.append(number_line(days, "7 days", medians))
        legend.append("7 days: the middle score of the week that ends there.")
    if found.band:
        legend.append(f"A change that people usually notice: {_noticed(found)} (dotted lines).")
    return [*lines, *legend]


def _furthest(found: History, view: View) -> list[str]:
    if len(found.places) < 2:  # noqa: PLR2004 - one is no strip
        return []
    if not view.drawn:
        title = "Furthest point by week"
        return _week_sentence(title, found.weeks, lambda week: week.furthest.value if week.furthest else "")
    days = axis(found.first, found.last, view.width)
    return [view.heading("How far down the leg (shorter is better)"), *place_strip(days, found.places), date_line(days)]


def _sessions(found: History, view: View) -> list[str]:
    if not found.marks:
        return []
    if view.drawn:
        return [view.heading("Sessions"), *session_calendar(found.marks, found.first, found.last), LEGEND]
    counts = [(mark, sum(one is mark for one in found.marks.values())) for mark in DayMark]
    said = ", ".join(f"{mark} on {plural(count, 'day')}" for mark, count in counts if count)
    return [f"Sessions: {said}, of {plural((found.last - found.first).days + 1, 'day')}."]


def _week_sentence(title: str, weeks: tuple[Week, ...], words: Callable[[Week], str]) -> list[str]:
    """The weeks that have a value, in one sentence; of a long time the latest."""
    parts = [f"{text} (to {day_words(week.last, year=False)})" for week in weeks if (text := words(week))]
    if len(parts) > MOST_WEEKS:
        parts, title = parts[-MOST_WEEKS:], f"{title}, of the last {MOST_WEEKS}"
    return [f"{title}: {', '.join(parts)}."] if parts else []


# Lists


def _responses(reactions: tuple[Reaction, ...], view: View) -> list[str]:
    if not reactions:
        return []
    wide = max(len(one.exercise) for one in reactions[:MOST_ROWS])
    lines = [f"better {one.lower}, same {one.same}, worse {one.higher}" for one in reactions]
    if not view.drawn:
        return [f"After {one.exercise}: {words}." for one, words in zip(reactions, lines, strict=True)] + [NO_CAUSE]
    rows = [f"{one.exercise:<{wide}}  {words}" for one, words in zip(reactions, lines, strict=True)][:MOST_ROWS]
    more = len(reactions) - len(rows)
    rest = [f"… and {more} more: `coach history --exercise ID` tells of one."] if more else []
    return [view.heading("Pain after sessions with"), *rows, *rest, NO_CAUSE]


def _activities(activities: tuple[OwnActivity, ...], view: View) -> list[str]:
    if not activities:
        return []
    title = "What you want back, 0 (cannot) to 10 (as before)"
    rows = [f"{one.name}: {_from_to(one)}" for one in activities]
    return _listed(title, rows, view)


def _from_to(one: OwnActivity) -> str:
    noticed = ", a change that people usually notice" if one.is_noticed else ""
    return f"{one.first}, then {one.last}{noticed}" if one.times > 1 else str(one.last)


def _notes(title: str, notes: tuple[Noted, ...], view: View) -> list[str]:
    return _listed(title, [f"{one.name}: {_moments(one)}" for one in notes], view) if notes else []


def _moments(one: Noted) -> str:
    latest = [f"{day_words(moment, year=False)} {moment:%H:%M}" for moment in one.moments[-MOST_MOMENTS:]]
    times = "once" if len(one.moments) == 1 else f"{len(one.moments)} times"
    minutes = f", {plural(one.minutes, 'minute')}" if one.minutes else ""
    minutes += " in all" if one.minutes and len(one.moments) > 1 else ""
    dots = "… " if len(one.moments) > MOST_MOMENTS else ""
    return f"{times}{minutes} ({dots}{', '.join(latest)})"


def _listed(title: str, rows: list[str], view: View) -> list[str]:
    rest = [f"… and {len(rows) - MOST_ROWS} more"] if len(rows) > MOST_ROWS else []
    if not view.drawn:
        return [f"{title}: {'; '.join([*rows[:MOST_ROWS], *rest])}."]
    return [view.heading(title), *rows[:MOST_ROWS], *rest]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
