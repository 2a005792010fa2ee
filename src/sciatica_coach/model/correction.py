"""What an entry may hold after somebody changed it by hand: the same as `coach log` and a session would write."""

from collections.abc import Callable, Mapping
from typing import Any

from sciatica_coach.model.entry import Entry, EntryType, fault_of, instant
from sciatica_coach.model.outcome import SessionOutcome
from sciatica_coach.model.pain import HIGHEST_SCORE, LONGEST_NOTE, LOWEST_SCORE, Furthest, PainSide

MOST_MINUTES = 24 * 60
FIXED_KEYS = ("id", "type")

Check = Callable[[Any], str]
"""What is wrong with a value, as what it must be; empty when nothing is."""


def correction_fault(before: Entry, after: object) -> str:
    """What keeps a value from taking the place of an entry, as a whole sentence; empty when nothing does."""
    fault = fault_of(after)
    if fault or not isinstance(after, dict):
        return f"It {fault}."
    for key in FIXED_KEYS:
        if after[key] != before[key]:
            return f"`{key}` must stay `{before[key]}`."
    for key, check in _CHECKS.get(before["type"], {}).items():
        wrong = check(after.get(key))
        if wrong:
            return f"`{key}` must be {wrong}."
    return ""


def _score(value: Any) -> str:
    fits = value is None or (type(value) is int and LOWEST_SCORE <= value <= HIGHEST_SCORE)
    return "" if fits else f"a whole number from {LOWEST_SCORE} to {HIGHEST_SCORE}, or null"


def _given_score(value: Any) -> str:
    fits = value is not None and not _score(value)
    return "" if fits else f"a whole number from {LOWEST_SCORE} to {HIGHEST_SCORE}"


def _session_score(value: Any) -> str:
    fits = value is None or (isinstance(value, dict) and not _score(value.get("score")))
    return "" if fits else 'null, or such as {"score": 3}'


def _scores(value: Any) -> str:
    fits = value is None or (isinstance(value, list) and all(one and not _session_score(one) for one in value))
    return "" if fits else 'a list such as [{"exercise": "cat-camel", "score": 3}]'


def _one_of(words: tuple[str, ...]) -> Check:
    return lambda value: "" if value is None or value in words else f"null or one of {', '.join(words)}"


def _texts(value: Any) -> str:
    fits = value is None or (isinstance(value, list) and all(isinstance(part, str) for part in value))
    return "" if fits else 'a list of texts, such as ["tingling"]'


def _note(value: Any) -> str:
    fits = value is None or (isinstance(value, str) and len(value) <= LONGEST_NOTE)
    return "" if fits else f"a text of at most {LONGEST_NOTE} characters"


def _words(value: Any) -> str:
    return "" if isinstance(value, str) and value.strip() else "a text"


def _minutes(value: Any) -> str:
    return "" if type(value) is int and 1 <= value <= MOST_MINUTES else f"a whole number from 1 to {MOST_MINUTES}"


def _seconds(value: Any) -> str:
    fits = value is None or (isinstance(value, int | float) and not isinstance(value, bool) and value >= 0)
    return "" if fits else "a number of seconds that is not below 0"


def _moment(value: Any) -> str:
    try:
        if value is not None:
            instant(value)
    except (ValueError, OverflowError, OSError):
        return "a date and time, such as 2026-11-22T07:30:00+01:00"
    return ""


def _records(value: Any) -> str:
    fits = isinstance(value, list) and all(isinstance(part, dict) and part.get("exercise") for part in value)
    return "" if fits else "a list of records, each with its `exercise`"


_CHECKS: Mapping[str, Mapping[str, Check]] = {
    EntryType.PAIN: {
        "score": _given_score,
        "leg": _score,
        "back": _score,
        "furthest": _one_of(tuple(Furthest)),
        "side": _one_of(tuple(PainSide)),
        "feels": _texts,
        "triggers": _texts,
        "note": _note,
    },
    EntryType.SESSION: {
        "ended_at": _moment,
        "outcome": _one_of(tuple(SessionOutcome)),
        "active_seconds": _seconds,
        "paused_seconds": _seconds,
        "pain_before": _session_score,
        "pain_during": _scores,
        "pain_after": _session_score,
        "exercises": _records,
        "note": _note,
    },
    EntryType.ACTIVITY: {"activity": _words, "minutes": _minutes, "note": _note},
    EntryType.EXCUSED: {"reason": _words, "note": _note},
    EntryType.MEDICATION: {"medication": _words, "note": _note},
}
