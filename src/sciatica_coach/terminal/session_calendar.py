"""A calendar of sessions: a line a week, a mark a day."""

from collections.abc import Mapping
from datetime import date, timedelta

from sciatica_coach.model.daily import DAYS_IN_WEEK, DayMark

MOST_WEEKS = 12
MARKS = {DayMark.DONE: "●", DayMark.PARTLY: "◐", DayMark.EXCUSED: "○", DayMark.WITHHELD: "○"}
NO_SESSION = "·"
LEGEND = "● done  ◐ partly done  ○ excused, or held by a warning sign"
WEEKDAYS = "Mo Tu We Th Fr Sa Su"


def session_calendar(marks: Mapping[date, DayMark], first: date, last: date) -> list[str]:
    """The weeks, Monday to Sunday, up to the last day; of a long time the latest twelve."""
    monday = last - timedelta(days=last.weekday())
    shown = min(MOST_WEEKS, (monday - first + timedelta(days=2 * DAYS_IN_WEEK - 1)).days // DAYS_IN_WEEK)
    mondays = [monday - timedelta(weeks=back) for back in reversed(range(max(1, shown)))]
    weeks = [f"{start.day:>2} {start:%b}  " + _week(marks, first, last, start) for start in mondays]
    return [f"{'':<8}{WEEKDAYS}", *(week.rstrip() for week in weeks)]


def _week(marks: Mapping[date, DayMark], first: date, last: date, monday: date) -> str:
    days = (monday + timedelta(days=number) for number in range(DAYS_IN_WEEK))
    return "  ".join(_cell(marks, day) if first <= day <= last else " " for day in days)


def _cell(marks: Mapping[date, DayMark], day: date) -> str:
    return MARKS[marks[day]] if day in marks else NO_SESSION
