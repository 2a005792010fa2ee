"""Times as people type them."""

from contextlib import suppress
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.reading import patient

from sciatica_coach.errors import UsageError
from sciatica_coach.model.typed_time import check_past, read_when

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 22, 7, 30, 15, tzinfo=ZONE)

TIMES = {
    "07:15": "2026-11-22T07:15:00",
    "7:15": "2026-11-22T07:15:00",
    "today 00:00": "2026-11-22T00:00:00",
    "yesterday 21:05": "2026-11-21T21:05:00",
    " YESTERDAY   21:05 ": "2026-11-21T21:05:00",
    "2 hours ago": "2026-11-22T05:30:15+01:00",
    "1 Minute ago": "2026-11-22T07:29:15+01:00",
    "3 days ago": "2026-11-19T07:30:15",
    "1 week ago": "2026-11-15T07:30:15",
    "2026-11-22T07:15": "2026-11-22T07:15:00",
    "2026-11-22 07:15:30": "2026-11-22T07:15:30",
    "2026-11-20": "2026-11-20T12:00:00",
    "2026-11-22T07:15+05:30": "2026-11-22T07:15:00+05:30",
    "2026-11-22T07:15Z": "2026-11-22T07:15:00+00:00",
}


@pytest.mark.parametrize(("typed", "meant"), TIMES.items())
def test_time_that_can_be_read(typed: str, meant: str) -> None:
    """A clock time, one of yesterday, or ISO; hours ago are an instant, and so is a time with its offset."""
    assert read_when(typed, NOW)[0].isoformat() == meant


SPOKEN = {
    "yesterday": "2026-11-21T12:00:00",
    "Yesterday  Morning": "2026-11-21T08:00:00",
    "yesterday evening": "2026-11-21T20:00:00",
    "last night": "2026-11-21T22:00:00",
    "today": "2026-11-22T07:30:00",
    "this morning": "2026-11-22T07:30:00",  # it is half past seven: later this morning is still to come
    "this evening": "2026-11-22T20:00:00",
    "tonight": "2026-11-22T22:00:00",
    "on saturday": "2026-11-21T12:00:00",
    "monday afternoon": "2026-11-16T15:00:00",
    "tues night": "2026-11-17T22:00:00",
    "fri noon": "2026-11-20T12:00:00",
    "2026-11-20": "2026-11-20T12:00:00",
}


@pytest.mark.parametrize(("typed", "meant"), SPOKEN.items())
def test_part_of_a_day(typed: str, meant: str) -> None:
    """A day or a part of it has a usual hour, and it is known that nobody said it."""
    moment, is_assumed = read_when(typed, NOW)
    assert (moment.replace(tzinfo=None).isoformat(), is_assumed) == (meant, True)


SAID = {
    "monday 9:00": "2026-11-16T09:00:00",
    "on Mon at 21:05": "2026-11-16T21:05:00",
    "yesterday at 21:00": "2026-11-21T21:00:00",
    "yesterday 9pm": "2026-11-21T21:00:00",
    "sat 9:30 am": "2026-11-21T09:30:00",
    "7am": "2026-11-22T07:00:00",
}


@pytest.mark.parametrize(("typed", "meant"), SAID.items())
def test_hour_of_a_named_day(typed: str, meant: str) -> None:
    """A weekday is the last one of that name; its hour was said."""
    moment, is_assumed = read_when(typed, NOW)
    assert (moment.isoformat(), is_assumed) == (meant, False)


TWO_MEANINGS = {
    "sunday 9:00": "`sunday 9:00` can be 2026-11-15 or 2026-11-22.",
    "last monday": "`last monday` can be 2026-11-16 or 2026-11-09.",
    "last sunday": "`last sunday` can be 2026-11-15 or 2026-11-22.",
    "monday 9": "`monday 9` can be two times of the day.",
    "yesterday 12pm": "`yesterday 12pm` can be two times of the day.",
    "yesterday 9 o'clock": "`yesterday 9 o'clock` can be two times of the day.",
}


@pytest.mark.parametrize(("typed", "told"), TWO_MEANINGS.items())
def test_time_with_two_meanings(typed: str, told: str) -> None:
    """What can be two moments is wrong use, and an example says how it is clear."""
    with pytest.raises(UsageError) as error:
        read_when(typed, NOW)[0]
    assert error.value.message == told
    assert error.value.hint.startswith("Write the ")


@given(
    st.sampled_from([*SPOKEN, *SAID]),
    st.datetimes(NOW.replace(tzinfo=None, year=2020), NOW.replace(tzinfo=None, year=2030)),
)
def test_spoken_time_is_of_the_last_week(typed: str, local: datetime) -> None:
    """Whenever it is typed, a named day is not more than six days back, or it is told that it can be two."""
    now = local.replace(tzinfo=ZONE)
    if typed != "2026-11-20":
        with suppress(UsageError):
            days = (local.date() - read_when(typed, now)[0].date()).days
            assert 0 <= days < 7


def test_yesterday_crosses_the_month() -> None:
    """On the first of a month yesterday is the last of the month before."""
    assert read_when("yesterday 23:59", NOW.replace(month=3, day=1))[0].isoformat() == "2026-02-28T23:59:00"


NO_TIMES = [
    "",
    "24:00",
    "7",
    "7:60",
    "7:5",
    "noon",
    "morning",
    "yesterday teatime",
    "mo 09:00",
    "last",
    "hours ago",
    "2 months ago",
    "9999 weeks ago",
    "-1 days ago",
    "tomorrow 07:00",
    "2026-13-45",
    "22.11.2026 07:00",
    "-1:30",
]


@pytest.mark.parametrize("typed", NO_TIMES)
def test_time_that_cannot_be_read(typed: str) -> None:
    """Anything else is wrong use, and says how times are written."""
    with pytest.raises(UsageError, match=r"is not a time that I can read\.$") as told:
        read_when(typed, NOW)[0]
    assert told.value.exit_code == 2
    assert told.value.hint == "Write 07:30, yesterday 21:00, last night, or 2026-11-22T07:30."


def test_refused_time_is_shown_without_escape_codes() -> None:
    """What was typed comes back cleaned in the message."""
    with pytest.raises(UsageError, match=r"^`\ufffd\[2J` is not a time"):
        read_when("\x1b[2J", NOW)[0]


@patient
@given(st.text())
def test_any_text_is_a_time_or_wrong_use(typed: str) -> None:
    """Whatever is typed, the answer is a time or one kind of error."""
    with suppress(UsageError):
        assert isinstance(read_when(typed, NOW)[0], datetime)


@pytest.mark.parametrize("seconds", [-(10**6), 0, 60])
def test_past_and_the_next_minute_are_let_through(seconds: int) -> None:
    """Clocks differ: up to sixty seconds ahead is no future."""
    check_past(NOW + timedelta(seconds=seconds), NOW)


def test_future_is_refused() -> None:
    """A moment more than sixty seconds ahead is wrong use, and the message shows it."""
    with pytest.raises(UsageError, match=r"^2026-11-22 07:31 is still to come\.$") as told:
        check_past(NOW + timedelta(seconds=61), NOW)
    assert "yesterday HH:MM" in told.value.hint


def test_past_is_told_by_the_instant_and_not_by_the_clock() -> None:
    """A later clock time in an eastern zone may be an earlier instant."""
    check_past(datetime(2026, 11, 22, 15, 0, tzinfo=timezone(timedelta(hours=9))), NOW)
    with pytest.raises(UsageError):
        check_past(datetime(2026, 11, 22, 7, 0, tzinfo=timezone(timedelta(hours=-5))), NOW)
