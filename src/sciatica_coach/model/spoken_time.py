"""Times as people say them: `this morning`, `last night`, `monday 9:00`, `yesterday 9pm`. All on the local clock."""

import re
from datetime import datetime, time, timedelta

from sciatica_coach.errors import UsageError
from sciatica_coach.model.value import Value

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FEWEST_LETTERS = 3
NOON = 12
_FILLERS = frozenset({"at", "on", "in", "the", "around", "about"})
_AS_SAID = {"this": "today", "tonight": "today night"}
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)
_TWELVE_HOURS = re.compile(r"(1[0-2]|[1-9])(?::([0-5]\d))? ?([ap])\.?m\.?", re.ASCII)
_BARE_HOUR = re.compile(r"([01]?\d|2[0-4])(?: ?o'?clock)?", re.ASCII)


class SpokenTime(Value):
    """A moment, without an offset, and whether its hour was said or is only a usual one."""

    moment: datetime
    is_assumed: bool


class _Part(Value):
    """A part of the day: when it begins, when it ends, and the hour that stands for it."""

    begins: int
    ends: int
    usual: int


_PARTS = {
    "morning": _Part(begins=4, ends=12, usual=8),
    "noon": _Part(begins=12, ends=12, usual=12),
    "midday": _Part(begins=12, ends=12, usual=12),
    "afternoon": _Part(begins=12, ends=18, usual=15),
    "evening": _Part(begins=18, ends=24, usual=20),
    "night": _Part(begins=20, ends=24, usual=22),
}


def spoken_time(text: str, now: datetime) -> SpokenTime | None:
    """The moment that is meant; none where the words are of another kind.

    Args:
        text: on one line.
        now: on the local clock.

    Raises:
        UsageError: they can mean two moments.
    """
    words = [one for said in text.lower().split() if said not in _FILLERS for one in _AS_SAID.get(said, said).split()]
    if words == ["last", "night"]:
        words = ["yesterday", "night"]
    if not words:
        return None
    today = now.replace(tzinfo=None, second=0, microsecond=0)
    day = _day(words, today)
    rest = " ".join(words[day is not None :])
    return _on_day(day, rest, today, text) if day else _on_day(today, rest, today, text, only_clock=True)


def _day(words: list[str], today: datetime) -> datetime | None:
    """The day that the first word names; none where it is no day.

    Raises:
        UsageError: it can be two.
    """
    if words[0] in ("today", "yesterday"):
        return today - timedelta(days=words[0] == "yesterday")
    last, name = words[0] == "last", words[1 if words[0] == "last" and len(words) > 1 else 0]
    number = next((place for place, one in enumerate(WEEKDAYS) if _names(name, one)), None)
    if number is None:
        return None
    back = (today.weekday() - number) % len(WEEKDAYS)
    if last or back == 0:
        one, other = (today - timedelta(days=days) for days in (back or 7, back + 7 if back else 0))
        raise UsageError(
            f"`{' '.join(words)}` can be {one:%Y-%m-%d} or {other:%Y-%m-%d}.",
            f"Write the date, such as '{one:%Y-%m-%d} 09:00'.",
        )
    return today - timedelta(days=back)


def _names(word: str, weekday: str) -> bool:
    """Whether a word is a weekday, or the beginning of one: `mon`, `tues`."""
    return len(word) >= FEWEST_LETTERS and weekday.startswith(word.removesuffix("."))


def _on_day(day: datetime, rest: str, today: datetime, text: str, *, only_clock: bool = False) -> SpokenTime | None:
    """The moment of a day that the rest of the words name.

    Raises:
        UsageError: it is an hour of the morning or of the evening.
    """
    said = _CLOCK.fullmatch(rest) if not only_clock else None
    half = _TWELVE_HOURS.fullmatch(rest)
    if said:
        return SpokenTime(moment=_at(day, int(said[1]), int(said[2])), is_assumed=False)
    if half and int(half[1]) != NOON:
        return SpokenTime(moment=_at(day, int(half[1]) + NOON * (half[3] == "p"), int(half[2] or 0)), is_assumed=False)
    if half or (not only_clock and _BARE_HOUR.fullmatch(rest)):
        raise UsageError(f"`{text}` can be two times of the day.", "Write the hour as 09:00 or 21:00.")
    return None if only_clock else _assumed(day, rest, today)


def _assumed(day: datetime, rest: str, today: datetime) -> SpokenTime | None:
    """The usual hour of a part of the day, or noon; but no later than now where that part has begun."""
    if not rest:
        return SpokenTime(moment=today if day == today else _at(day, NOON), is_assumed=True)
    part = _PARTS.get(rest)
    if part is None:
        return None
    moment = _at(day, part.usual)
    is_now = day == today and part.begins <= today.hour < part.ends
    return SpokenTime(moment=min(moment, today) if is_now else moment, is_assumed=True)


def _at(day: datetime, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day.date(), time(hour, minute))
