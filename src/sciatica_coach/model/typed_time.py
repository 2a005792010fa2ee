"""Times as people type them: `07:30`, `yesterday 21:00`, `2 hours ago`, ISO; words are read by `spoken_time`."""

import re
from datetime import datetime, timedelta

from sciatica_coach.errors import UsageError
from sciatica_coach.model.spoken_time import spoken_time
from sciatica_coach.model.text import one_line

FUTURE_ALLOWED_SECONDS = 60

_DATE_ALONE = re.compile(r"[0-9-]+(W[0-9-]+)?")
_CLOCK = re.compile(r"(?:(yesterday|today)\s+)?([01]?\d|2[0-3]):([0-5]\d)", re.IGNORECASE)
_AGO = re.compile(r"(\d{1,3})\s+(minute|hour|day|week)s?\s+ago", re.IGNORECASE | re.ASCII)


def read_when(text: str, now: datetime) -> tuple[datetime, bool]:
    """The moment that somebody means, and whether its hour was not said and is only a usual one.

    Args:
        text: as typed.
        now: with its offset. A time without an offset is meant locally: it comes back without one.

    Raises:
        UsageError: it cannot be read, or can mean two moments.
    """
    words = one_line(text)
    exact = _exact(words, now)
    if exact:
        return exact, False
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
