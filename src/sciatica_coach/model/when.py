"""Days and times of the day: the day of somebody who is up at night, a date and a clock as people write them."""

from datetime import date, datetime, time, timedelta

from sciatica_coach.errors import UsageError
from sciatica_coach.model.text import one_line

DAY_BEGINS_AT_HOUR = 4
"""Until four in the morning it is still the day before, unless the profile says otherwise: nights can be long."""
HOURS, MINUTES = 24, 60


def parse_date(text: str, what: str) -> date:
    """A date as ISO writes it.

    Raises:
        UsageError: it is not one.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{what}: `{one_line(text)}` is not a date.", "Write it as 2026-11-22.") from None


def day_of(moment: datetime, begins: int = DAY_BEGINS_AT_HOUR) -> date:
    """The day that a moment belongs to, by the clock where it was noted.

    Args:
        moment: with its offset.
        begins: the hour at which a day begins.
    """
    try:
        return (moment - timedelta(hours=begins)).date()
    except OverflowError:  # the first hours of the year 1
        return moment.date()


def day_words(day: date, *, year: bool = True) -> str:
    """A day as people write it, with its month in letters, which no country reads the other way round."""
    return f"{day.day} {day:%b %Y}" if year else f"{day.day} {day:%b}"


def start_of(day: date, begins: int = DAY_BEGINS_AT_HOUR) -> datetime:
    """The local moment at which a day begins, without an offset."""
    return datetime(day.year, day.month, day.day, begins)  # noqa: DTZ001 - the caller knows the offset


def time_of_day(text: str) -> time | None:
    """The time that `07:30` or `7:30` means; none when it is not written so."""
    hour, _, minute = text.partition(":")
    is_clock = len(hour) in (1, 2) and len(minute) == 2 and (hour + minute).isascii() and (hour + minute).isdigit()  # noqa: PLR2004 - digits
    return time(int(hour), int(minute)) if is_clock and int(hour) < HOURS and int(minute) < MINUTES else None


def is_within(moment: time, start: time, end: time) -> bool:
    """Whether a time of the day lies in hours that may go past midnight; the end does not belong to them."""
    if start <= end:
        return start <= moment < end
    return moment >= start or moment < end


def later_in_the_day(moment: time, minutes: int) -> time:
    """The time of the day so many minutes later, past midnight if need be."""
    return (datetime(2000, 1, 1, moment.hour, moment.minute) + timedelta(minutes=minutes)).time()  # noqa: DTZ001 - no day, no zone
