"""The calendar of sessions: a line a week, a mark a day."""

from datetime import date, timedelta

from sciatica_coach.model.daily import DayMark
from sciatica_coach.terminal.session_calendar import MOST_WEEKS, session_calendar

SUNDAY = date(2026, 11, 22)
WEDNESDAY = date(2026, 11, 18)


def test_marks_of_a_week() -> None:
    """Monday to Sunday: done, partly done, excused, held, and days without a session."""
    marks = dict(zip((SUNDAY - timedelta(days=back) for back in (6, 5, 4, 3)), DayMark, strict=True))
    assert session_calendar(marks, date(2026, 11, 16), SUNDAY) == [
        "        Mo Tu We Th Fr Sa Su",
        "16 Nov  ●  ◐  ○  ○  ·  ·  ·",
    ]


def test_days_before_and_to_come_are_blank() -> None:
    """A diary that began on a Thursday, seen on a Wednesday."""
    assert session_calendar({}, date(2026, 11, 12), WEDNESDAY)[1:] == [
        " 9 Nov           ·  ·  ·  ·",
        "16 Nov  ·  ·  ·",
    ]


def test_of_a_long_time_the_latest_weeks() -> None:
    """Of ten years there are twelve weeks, the last of them this one."""
    lines = session_calendar({}, date(2016, 11, 22), WEDNESDAY)
    assert len(lines) == 1 + MOST_WEEKS
    assert lines[-1].startswith("16 Nov")


def test_a_single_day() -> None:
    """The first day of a diary is a week with one mark."""
    assert session_calendar({SUNDAY: DayMark.DONE}, SUNDAY, SUNDAY)[1:] == ["16 Nov                    ●"]
