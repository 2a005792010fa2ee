"""The day of somebody who is up at night, dates, and times of the day."""

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.reading import patient

from sciatica_coach.errors import UsageError
from sciatica_coach.model.when import (
    day_of,
    day_words,
    is_within,
    later_in_the_day,
    parse_date,
    start_of,
    time_of_day,
)

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 22, 7, 30, 15, tzinfo=ZONE)


def test_date_is_iso() -> None:
    """A date is year, month and day; space round it does no harm."""
    assert parse_date(" 2026-11-22 ", "--since") == date(2026, 11, 22)


@pytest.mark.parametrize("typed", ["", "2026-13-01", "2026-02-29", "22.11.2026", "today", "2026-11-22T07:00", "\x1b"])
def test_what_is_not_a_date_is_refused_by_the_name_of_its_option(typed: str) -> None:
    """The message names the option and shows how a date is written."""
    with pytest.raises(UsageError, match=r"^--since: `.*` is not a date\.$") as told:
        parse_date(typed, "--since")
    assert "\x1b" not in told.value.message
    assert told.value.hint == "Write it as 2026-11-22."


@pytest.mark.parametrize(
    ("clock", "day"),
    [
        ("2026-11-22T03:59:59", 21),
        ("2026-11-22T04:00:00", 22),
        ("2026-11-22T23:59:59", 22),
        ("2026-11-23T00:30:00", 22),
    ],
)
def test_day_begins_at_four_in_the_morning(clock: str, day: int) -> None:
    """What is felt at three at night belongs to the day before."""
    assert day_of(datetime.fromisoformat(clock).replace(tzinfo=ZONE)) == date(2026, 11, day)


@patient
@given(st.dates(min_value=date(2, 1, 1)))
def test_a_day_starts_where_the_day_before_ends(day: date) -> None:
    """The start of a day belongs to it, and the moment before does not."""
    assert day_of(start_of(day)) == day
    assert day_of(start_of(day) - timedelta(microseconds=1)) == day - timedelta(days=1)


@pytest.mark.parametrize(("text", "moment"), [("07:30", time(7, 30)), ("7:05", time(7, 5)), ("00:00", time(0))])
def test_time_of_the_day(text: str, moment: time) -> None:
    """Hours and minutes, with or without a leading zero."""
    assert time_of_day(text) == moment


@pytest.mark.parametrize("text", ["24:00", "7:5", "7", "07:60", "-7:30", "07:30 pm", "", "07:30:00", "\u0667:30"])
def test_text_that_is_no_time_of_the_day(text: str) -> None:
    """Anything else is none."""
    assert time_of_day(text) is None


@given(start=st.times(), end=st.times(), moment=st.times())
@patient
def test_hours_and_the_other_hours_make_a_day(start: time, end: time, moment: time) -> None:
    """A moment lies in some hours or in those from their end to their start, and never in both."""
    if start != end:
        assert is_within(moment, start, end) != is_within(moment, end, start)
    assert is_within(start, start, end) == (start != end)


def test_later_in_the_day() -> None:
    """Half an hour later may be tomorrow."""
    assert later_in_the_day(time(7, 30), 30) == time(8)
    assert later_in_the_day(time(23, 45), 30) == time(0, 15)


def test_day_in_words() -> None:
    """The month in letters, no leading nought; the year may be left out."""
    assert day_words(date(2026, 3, 5)) == "5 Mar 2026"
    assert day_words(date(2026, 3, 5), year=False) == "5 Mar"
