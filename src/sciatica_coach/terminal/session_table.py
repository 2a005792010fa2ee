"""The sessions of some days as a table, or in sentences, and their sums."""

from typing import Any

from sciatica_coach.model.outcome import SessionOutcome
from sciatica_coach.model.text import one_line, plural, spoken_minutes
from sciatica_coach.model.trend import Trend
from sciatica_coach.terminal.view import View

MOST_SESSIONS = 10
UNKNOWN = "?"
IN_PART = "in part"
NARROWEST_ROUTINE = 11
_FIXED_COLUMNS = 48
"""All columns of a row but that of the routine, and the gaps between them; without the highest pain in a session."""
_UP_TO = ", up to "


def overview(rows: Trend) -> list[str]:
    """The sums of the days that are shown."""
    summary, span = rows.summary, span_words(rows)
    active = spoken_minutes(summary["active_seconds"])
    begun, withheld = summary["sessions"] - summary["withheld"], summary["withheld"]
    held = f" Withheld because of a warning sign: {withheld}." if withheld else ""
    sessions = f"{plural(begun, 'session')} ({summary['in_full']} done in full), {active}.{held}"
    scores = (
        f"last {summary['latest']}, lowest {summary['lowest']}, highest {summary['highest']} "
        f"of {plural(summary['pain_entries'], 'entry')}."
    )
    has_scores = summary["latest"] is not None
    if not summary["sessions"]:
        return [f"{span}: pain {scores}"] if has_scores else []
    return [f"{span}: {sessions}", *([f"Pain: {scores}"] if has_scores else [])]


def span_words(rows: Trend) -> str:
    """Which days are shown."""
    return f"Since {rows.since}" if rows.since else "All of your log"


def session_table(trend: Trend, view: View) -> list[str]:
    """The latest sessions, a line each."""
    all_of_it = zip(trend.sessions, trend.in_full, trend.during, strict=True)
    sessions = tuple(
        {**row, "outcome": _outcome(row["outcome"], is_whole), "during": _worst(row, during)}
        for row, is_whole, during in all_of_it
    )
    latest = sessions[-MOST_SESSIONS:]
    if not latest:
        return []
    many = f"The last {len(latest)} of {len(sessions)} sessions" if len(latest) < len(sessions) else "Each session"
    fixed = _FIXED_COLUMNS + (len(f"{_UP_TO}10") if any(row["during"] is not None for row in latest) else 0)
    if not view.drawn or view.columns < NARROWEST_ROUTINE + fixed:
        return [view.heading(many) if view.drawn else f"{many}:", *(_sentence(row) for row in latest)]
    room = max(NARROWEST_ROUTINE, view.columns - fixed)
    rows = [("When", "Routine", "Outcome", "Active", "Pain"), *(_cells(row, room) for row in latest)]
    wide = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ("  ".join(f"{cell:<{width}}" for cell, width in zip(row, wide, strict=True)).rstrip() for row in rows)
    return [view.heading(many), *lines]


def _outcome(outcome: object, is_whole: bool) -> object:  # noqa: FBT001 - beside its row
    """What became of a session: one that went to its end, with an exercise or a side left out, was done in part."""
    return IN_PART if outcome == SessionOutcome.COMPLETED and not is_whole else outcome


def _cells(row: dict[str, Any], room: int) -> tuple[str, ...]:
    return (
        _when(row),
        _short(row["routine"], room),
        one_line(str(row["outcome"])),
        f"{round((row['active_seconds'] or 0) / 60):>2} min",
        _pain(row["before"], row["after"], row["during"]),
    )


def _sentence(row: dict[str, Any]) -> str:
    words = [one_line(str(row["routine"])), one_line(str(row["outcome"])), spoken_minutes(row["active_seconds"] or 0)]
    scores = [f"pain {row[key]} {key}" for key in ("before", "after") if row[key] is not None]
    worst = [] if row["during"] is None else [f"in it up to {row['during']}"]
    return f"{_when(row)}: {', '.join([*words, *scores, *worst])}."


def _when(row: dict[str, Any]) -> str:
    return one_line(row["at"][:16].replace("T", " "))


def _short(value: object, room: int) -> str:
    text = one_line(str(value))
    return text if len(text) <= room else f"{text[: room - 1]}…"


def _worst(row: dict[str, Any], during: int | None) -> int | None:
    """The highest pain in a session, where the scores before and after do not tell it."""
    known = [score for score in (row["before"], row["after"]) if score is not None]
    return during if during is not None and during > max(known, default=-1) else None


def _pain(before: int | None, after: int | None, during: int | None) -> str:
    if before is after is during is None:
        return ""
    ends = f"{UNKNOWN if before is None else before} → {UNKNOWN if after is None else after}"
    return ends if during is None else f"{ends}{_UP_TO}{during}"
