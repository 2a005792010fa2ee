"""Times and dates as people type them, and the day of somebody who is up at night."""

import re
from datetime import date, datetime, time, timedelta

from sciatica_coach.errors import UsageError
from sciatica_coach.model.text import one_line

DAY_BEGINS_AT_HOUR = 4
"""Until four in the morning it is still the day before, unless the profile says otherwise: nights can be long."""
FUTURE_ALLOWED_SECONDS = 60

_DATE_ALONE = re.compile(r"[0-9-]+(W[0-9-]+)?")
_CLOCK = re.compile(r"(?:(yesterday|today)\s+)?([01]?\d|2[0-3]):([0-5]\d)", re.IGNORECASE)
_AGO = re.compile(r"(\d{1,3})\s+(minute|hour|day|week)s?\s+ago", re.IGNORECASE | re.ASCII)
_TIME_OF_DAY = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)


def parse_when(text: str, now: datetime) -> datetime:
    """The moment that somebody means by ISO, `HH:MM`, `yesterday HH:MM`, `2 hours ago` or `last night`.

    Args:
        text: as typed.
        now: with its offset. A time without an offset is meant locally: it comes back without one.

    Raises:
        UsageError: it cannot be read, or can mean two moments.
    """
    return read_when(text, now)[0]


def read_when(text: str, now: datetime) -> tuple[datetime, bool]:
    """The moment as `parse_when` reads it, and whether its hour was not said and is only a usual one.

    Raises:
        UsageError: it cannot be read, or can mean two moments.
    """
    words = one_line(text)
    exact = _exact(words, now)
    if exact:
        return exact, False
    from sciatica_coach.model.spoken_time import (
        spoken_time,
    )  # for what is seldom typed; every command imports this module

    spoken = spoken_time(words, now)
    if spoken:
        return spoken.moment, spoken.is_assumed
    return _iso(words, now)


def _exact(words: str, now: datetime) -> datetime | None:
    """The moment of `HH:MM`, `yesterday HH:MM`, and of so long ago."""
    clock = _CLOCK.fullmatch(words)
    if clock:
        day, hour, minute = clock.groups()
        naive = now.replace(tzinfo=None, second=0, microsecond=0, hour=int(hour), minute=int(minute))
        return naive - timedelta(days=1) if (day or "").lower() == "yesterday" else naive
    ago = _AGO.fullmatch(words)
    return _ago(int(ago[1]), f"{ago[2].lower()}s", now) if ago else None


def _iso(words: str, now: datetime) -> tuple[datetime, bool]:
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        raise UsageError(
            f"`{words}` is not a time that I can read.",
            "Write 07:30, yesterday 21:00, last night, or 2026-11-22T07:30.",
        ) from None
    return (_of_day(moment, now), True) if _DATE_ALONE.fullmatch(words) else (moment, False)


def _ago(count: int, unit: str, now: datetime) -> datetime:
    """So long before now: hours by the instant, days by the wall clock, whatever summer time does in between."""
    if unit in ("minutes", "hours"):
        return (now - timedelta(**{unit: count})).replace(microsecond=0)
    return now.replace(tzinfo=None, microsecond=0) - timedelta(**{unit: count})


def _of_day(day: datetime, now: datetime) -> datetime:
    """A day without a time: now if it is today, and its noon otherwise, so that it counts for that day."""
    return now if day.date() == now.date() else day.replace(hour=12)


def check_past(moment: datetime, now: datetime) -> None:
    """Refuse a moment that is still to come; a minute of grace for clocks that differ.

    Raises:
        UsageError: the moment is more than 60 seconds ahead.
    """
    if (moment - now).total_seconds() > FUTURE_ALLOWED_SECONDS:
        raise UsageError(
            f"{moment:%Y-%m-%d %H:%M} is still to come.",
            "For a time of the day before write `yesterday HH:MM`.",
        )


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
    found = _TIME_OF_DAY.fullmatch(text)
    return time(int(found[1]), int(found[2])) if found else None


def is_within(moment: time, start: time, end: time) -> bool:
    """Whether a time of the day lies in hours that may go past midnight; the end does not belong to them."""
    if start <= end:
        return start <= moment < end
    return moment >= start or moment < end


def later_in_the_day(moment: time, minutes: int) -> time:
    """The time of the day so many minutes later, past midnight if need be."""
    return (datetime(2000, 1, 1, moment.hour, moment.minute) + timedelta(minutes=minutes)).time()  # noqa: DTZ001 - no day, no zone
