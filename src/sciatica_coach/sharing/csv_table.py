"""The log as a table for a spreadsheet: RFC 4180, one row an entry."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

from sciatica_coach.model.entry import Entry, EntryType, moment_of
from sciatica_coach.model.text import clean
from sciatica_coach.model.trend import records_of, score_of

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may run when a cell begins with it; the last four are their wide forms."""
DEFUSED = "'"

_PLAIN = ("score", "leg", "back", "furthest", "side", "feels", "triggers", "note")
_SESSION = ("routine", "outcome", "ended_at", "active_seconds", "paused_seconds")
_LAST = ("activity", "minutes", "reason", "signs", "level")
_HANDLED = frozenset(
    {"id", "type", "at", "logged_at", "pain_before", "pain_after", "exercises", *_PLAIN, *_SESSION, *_LAST}
)
COLUMNS = (
    *("date", "time", "type"),
    *_PLAIN,
    *_SESSION,
    *("pain_before", "pain_after", "exercises"),
    *_LAST,
    *("other", "at", "id"),
)


def csv_table(entries: list[Entry]) -> str:
    """The table of some entries, with a row of names on top; what was taken back has no row."""
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(COLUMNS)
    writer.writerows(_row(entry) for entry in entries if entry["type"] != EntryType.REMOVED)
    return page.getvalue()


def defused(text: str) -> str:
    """A text that a spreadsheet takes for a text, and never for a formula."""
    return f"{DEFUSED}{text}" if text.lstrip(" ").startswith(BEGINS_A_FORMULA) else text


def _row(entry: Entry) -> list[str]:
    return [defused(clean(_DERIVED[name](entry) if name in _DERIVED else _cell(entry.get(name)))) for name in COLUMNS]


def _cell(value: Any) -> str:
    """A value of JSON as people write it; nothing for null."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case list() if all(isinstance(part, str | int | float) for part in value):
            return ", ".join(map(str, value))
        case list() | dict():
            return json.dumps(value, ensure_ascii=False)
    return str(value)


def _session_score(key: str) -> Callable[[Entry], str]:
    return lambda entry: _cell(score_of(entry.get(key)))


def _exercises(entry: Entry) -> str:
    """Each exercise of a session with its side and outcome."""
    words = (
        " ".join(str(record.get(key)) for key in ("exercise", "side", "outcome") if record.get(key))
        for record in records_of(entry)
    )
    return "; ".join(words)


def _other(entry: Entry) -> str:
    """What has no column of its own, as JSON."""
    rest = {key: value for key, value in entry.items() if key not in _HANDLED and value is not None}
    return json.dumps(rest, ensure_ascii=False) if rest else ""


_DERIVED: dict[str, Callable[[Entry], str]] = {
    "date": lambda entry: moment_of(entry).date().isoformat(),
    "time": lambda entry: f"{moment_of(entry):%H:%M:%S}",
    "pain_before": _session_score("pain_before"),
    "pain_after": _session_score("pain_after"),
    "exercises": _exercises,
    "other": _other,
}
"""The columns that are not simply a key of the entry. Date and time are those of the place where it was written."""
