"""Entries of the journal as values of JSON: what each must have, when it was, and which of two versions wins.

An entry stays a plain dict, because keys that this version does not know must survive every rewrite.
"""

import json
from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import Any

from sciatica_coach.model.word import Word

Entry = dict[str, Any]

SCHEMA = 1


class EntryType(Word):
    """The types that this version writes or shows. Others are kept as they are."""

    PAIN = "pain"
    SESSION = "session"
    ACTIVITY = "activity"
    CHECK = "check"
    MEASURE = "measure"
    MEDICATION = "medication"
    EXCUSED = "excused"
    CHANGE = "change"
    REMOVED = "removed"


def instant(text: object) -> float:
    """The instant of an `at`, in seconds since 1970; a time without an offset counts as UTC.

    Raises:
        ValueError: it is not an ISO date and time.
    """
    if not isinstance(text, str):
        raise ValueError("not a text")  # noqa: TRY004 - one kind of error for every unfit `at`
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def moment_of(entry: Entry) -> datetime:
    """When an entry was; a time without an offset counts as UTC, as in `instant`."""
    moment = datetime.fromisoformat(entry["at"])
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def texts_in(entry: Entry, key: str) -> tuple[str, ...]:
    """The texts of a list in an entry; what is not a list, or not a text in it, is passed over."""
    values = entry.get(key)
    return tuple(value for value in values if isinstance(value, str)) if isinstance(values, list) else ()


def records_of(entry: Entry) -> list[dict[str, Any]]:
    """The exercise records of a session entry; what is not a record is passed over."""
    records = entry.get("exercises")
    return [record for record in records if isinstance(record, dict)] if isinstance(records, list) else []


def fault_of(entry: object) -> str:
    """What keeps a value from being an entry, as the end of a sentence; empty when nothing does."""
    if not isinstance(entry, dict):
        return "is not an entry in curly brackets"
    for key in ("id", "type", "at"):
        if not isinstance(entry.get(key), str) or not entry[key]:
            return f"has no `{key}`"
    try:
        instant(entry["at"])
    except (ValueError, OverflowError, OSError):
        return "has an `at` that is not a date and time"
    return ""


def canonical(entry: Entry) -> str:
    """The entry as JSON that depends on its content alone."""
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def winner(one: Entry, other: Entry) -> Entry:
    """Of two versions of one entry, the one that was edited later; at a tie, the greater canonical JSON.

    The order of the two does not matter, and merging twice is the same as merging once. At a tie a
    tombstone wins: what was taken back stays so, even where the clock stood still.
    """
    return max(one, other, key=lambda entry: (edited_at(entry), entry["type"] == EntryType.REMOVED, canonical(entry)))


def later(one: Entry, other: Entry) -> bool:
    """Whether a version of an entry was edited after another one."""
    return edited_at(one) > edited_at(other)


def merge(entries: list[Entry]) -> list[Entry]:
    """The entries without doubles, ordered by the instant of `at`; equal instants keep their order."""
    by_id: dict[str, Entry] = {}
    for entry in entries:
        known = by_id.get(entry["id"])
        by_id[entry["id"]] = winner(known, entry) if known else entry
    return sorted(by_id.values(), key=lambda entry: instant(entry["at"]))


def written_at(entry: Entry) -> float:
    """The instant at which an entry was written, which a later correction does not change.

    An entry for an earlier time says so in `logged_at`, and a session is written when it ends.
    """
    logged = _instant_or_never(entry.get("logged_at"))
    return logged if isfinite(logged) else max(instant(entry["at"]), _instant_or_never(entry.get("ended_at")))


def tombstone(entry: Entry, now: datetime) -> Entry:
    """What stands in the place of an entry that is taken back: it wins over every copy that there is."""
    return {
        "id": entry["id"],
        "type": EntryType.REMOVED.value,
        "at": entry["at"],
        "edited_at": after_edit(entry, now).isoformat(),
    }


def after_edit(entry: Entry, now: datetime) -> datetime:
    """When an entry that is changed now was edited: later than before, even where the clock went back."""
    before = edited_at(entry)
    if before < now.timestamp():
        return now
    return datetime.fromtimestamp(before, now.tzinfo) + timedelta(seconds=1)


def whole_if_whole(seconds: float) -> float:
    """Seconds as an int where they have no fraction, as JSON shows them best."""
    return int(seconds) if seconds == int(seconds) else seconds


def of_type(entries: list[Entry], kind: EntryType) -> list[Entry]:
    """The entries of one type."""
    return [entry for entry in entries if entry["type"] == kind]


def edited_at(entry: Entry) -> float:
    """The instant at which an entry was changed last; before all others when it never was."""
    return _instant_or_never(entry.get("edited_at"))


def _instant_or_never(text: object) -> float:
    try:
        return instant(text)
    except (ValueError, OverflowError, OSError):
        return float("-inf")
