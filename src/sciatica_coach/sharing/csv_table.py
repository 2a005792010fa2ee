"""The log as a table for a spreadsheet: RFC 4180, one row an entry."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

from sciatica_coach.model.entry import Entry, EntryType, moment_of, records_of
from sciatica_coach.model.text import clean
from sciatica_coach.model.trend import highest_during, score_of

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may run when a cell begins with it; the last four are their wide forms."""
DEFUSED = "'"

_PAIN = ("score", "leg", "back", "furthest", "side", "feels", "triggers", "note")
_SESSION = ("routine", "outcome", "ended_at", "active_seconds", "paused_seconds", "morning")
_SCORES = ("pain_before", "pain_after")
_DURING = "pain_during"
_SCORE_PARTS = ("leg", "back", "furthest")
_NOTED = ("activity", "minutes", "medication", "reason", "signs", "level", "answer")
_WEEK = ("numbness", "weakness", "moves_less", "stops_day", "broken_sleep")
_CHANGE = ("exercise", "key", "from", "to", "rule", "accepted")
_HANDLED = frozenset(
    {"id", "type", "at", "logged_at", "edited_at", "exercises", "activities"}
    | {*_PAIN, *_SESSION, *_SCORES, _DURING, *_NOTED, *_WEEK, *_CHANGE}
)
_CHANGE_COLUMNS = {"changed" if key == "key" else key: key for key in _CHANGE}
COLUMNS = (
    *("date", "time", "type"),
    *_PAIN,
    *_SESSION,
    *(column for key in _SCORES for column in (key, *(f"{key}_{part}" for part in _SCORE_PARTS))),
    *(_DURING, "exercises"),
    *_NOTED,
    *_WEEK,
    *("my_activities",),
    *_CHANGE_COLUMNS,
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


def _session_part(key: str, part: str) -> Callable[[Entry], str]:
    """What was said beside the score before or after a session: `leg`, `back` or `furthest`."""

    def cell(entry: Entry) -> str:
        pain = entry.get(key)
        return _cell(pain.get(part)) if isinstance(pain, dict) else ""

    return cell


def _key(name: str) -> Callable[[Entry], str]:
    return lambda entry: _cell(entry.get(name))


def _own_activities(entry: Entry) -> str:
    """The user's own activities of the weekly questions, each with its score: `carry the baby 6; sit 3`."""
    rows = entry.get("activities")
    named = (row for row in (rows if isinstance(rows, list) else []) if isinstance(row, dict))
    return "; ".join(" ".join(_cell(row.get(key)) for key in ("name", "score")).strip() for row in named)


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
    **{key: _session_score(key) for key in _SCORES},
    **{f"{key}_{part}": _session_part(key, part) for key in _SCORES for part in _SCORE_PARTS},
    _DURING: lambda entry: _cell(highest_during(entry)),
    "exercises": _exercises,
    "my_activities": _own_activities,
    **{column: _key(key) for column, key in _CHANGE_COLUMNS.items()},
    "other": _other,
}
"""The columns that are not simply a key of the entry. Date and time are those of the place where it was written."""
