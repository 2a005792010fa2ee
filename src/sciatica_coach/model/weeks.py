"""Pain, furthest point and sessions by week, for a page that a clinician reads in a hurry."""

from collections.abc import Mapping
from datetime import date, timedelta

from sciatica_coach.model.daily import (
    DAYS_IN_WEEK,
    FURTHEST,
    DayMark,
    attendance,
    dated,
    lower_middle,
    marks_of,
    middle,
    places_of,
    scores_of,
    week_median,
    week_place,
)
from sciatica_coach.model.entry import Entry
from sciatica_coach.model.pain import Furthest
from sciatica_coach.model.score_change import Direction, change
from sciatica_coach.model.trend_rules import TrendRules
from sciatica_coach.model.value import Value
from sciatica_coach.model.when import DAY_BEGINS_AT_HOUR


class Week(Value):
    """Seven days or, at the beginning, fewer. None stands for too few entries; days, not entries, are counted."""

    first: date
    last: date
    pain: float | None
    furthest: Furthest | None
    done: int
    planned: int


def weeks_of(
    entries: list[Entry], first: date, last: date, rules: TrendRules, begins: int = DAY_BEGINS_AT_HOUR
) -> tuple[Week, ...]:
    """The weeks that end on the last day, oldest first; what lies outside of the days counts for nothing."""
    inside = [row for row in dated(entries, begins) if first <= row[0] <= last]
    return weeks_between(scores_of(inside), places_of(inside), marks_of(inside), (first, last), rules)


def weeks_between(
    scores: Mapping[date, int],
    places: Mapping[date, int],
    marks: Mapping[date, DayMark],
    span: tuple[date, date],
    rules: TrendRules,
) -> tuple[Week, ...]:
    """The weeks of some days, by what each day says.

    Args:
        scores: one a day.
        places: the furthest point of each day.
        marks: what became of each day's session.
        span: the first and the last day; the last is today, and not over yet.
        rules: how many days a median needs.
    """
    (first, last), weeks = span, []
    end = last
    while end >= first:
        start = max(first, end - timedelta(days=DAYS_IN_WEEK - 1))
        came = attendance(marks, start, end, last)
        weeks.append(
            Week(
                first=start,
                last=end,
                pain=week_median(scores, end, rules),
                furthest=week_place(places, end, rules),
                done=came.done,
                planned=came.planned,
            )
        )
        if start == date.min:
            break
        end = start - timedelta(days=1)
    return tuple(reversed(weeks))


def joined(weeks: tuple[Week, ...], count: int) -> tuple[Week, ...]:
    """So many weeks as one, from the latest back: the medians of their medians, and days a week as a mean."""
    ends = range(len(weeks), 0, -count)
    return tuple(_as_one(weeks[max(0, end - count) : end]) for end in reversed(ends))


def _as_one(weeks: tuple[Week, ...]) -> Week:
    scores = [week.pain for week in weeks if week.pain is not None]
    places = [FURTHEST.index(week.furthest) for week in weeks if week.furthest is not None]
    return Week(
        first=weeks[0].first,
        last=weeks[-1].last,
        pain=middle(scores) if scores else None,
        furthest=FURTHEST[lower_middle(places)] if places else None,
        done=round(sum(week.done for week in weeks) / len(weeks)),
        planned=round(sum(week.planned for week in weeks) / len(weeks)),
    )


def pain_change(weeks: tuple[Week, ...], rules: TrendRules) -> str:
    """The last median against the first, in the words that its rule allows (TR1, TR2, TR6); no cause is named."""
    known = [week.pain for week in weeks if week.pain is not None]
    if len(known) < 2:  # noqa: PLR2004 - one is no change
        return "Not enough entries yet to compare weeks."
    found = change(known[0], known[-1], rules)
    if found.direction is Direction.SMALL:
        return "A smaller change than people usually notice."
    return f"{found.direction.capitalize()} {found.size:g}: a change that people usually notice."


def place_change(weeks: tuple[Week, ...]) -> str:
    """Whether the furthest point moved between the first and the last week that have one."""
    known = [FURTHEST.index(week.furthest) for week in weeks if week.furthest is not None]
    if len(known) < 2:  # noqa: PLR2004 - one is no change
        return "Not enough entries yet to compare weeks."
    if known[-1] == known[0]:
        return "The same place."
    return "Moved up the leg." if known[-1] < known[0] else "Moved further down the leg."
