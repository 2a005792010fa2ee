"""A long time told by its years or months: two weeks of it, the first and the last, say little of those between."""

from collections.abc import Mapping
from datetime import date

from sciatica_coach.model.daily import DAYS_IN_WEEK, middle
from sciatica_coach.model.trend_rules import TrendRules
from sciatica_coach.model.value import Value

FEWEST_WEEKS = 26
"""A shorter time is told by its weeks."""
MOST_MONTHS = 24
"""A longer time is told by its years."""


class Period(Value):
    """A year or, with a month, a month: the median of its daily scores."""

    year: int
    month: int | None
    pain: float


def periods_of(scores: Mapping[date, int], first: date, last: date, rules: TrendRules) -> tuple[Period, ...]:
    """The years or months of a long time, each with enough scores for a median (TR5); none of a short time.

    Args:
        scores: one a day.
        first: the first day.
        last: the last day.
        rules: how many days a median needs.
    """
    if (last - first).days + 1 < FEWEST_WEEKS * DAYS_IN_WEEK:
        return ()
    by_month = (last.year - first.year) * 12 + last.month - first.month < MOST_MONTHS
    found: dict[tuple[int, int | None], list[int]] = {}
    for day in sorted(scores):
        found.setdefault((day.year, day.month if by_month else None), []).append(scores[day])
    return tuple(
        Period(year=year, month=month, pain=middle(values))
        for (year, month), values in found.items()
        if len(values) >= rules.entries_a_week.value
    )
