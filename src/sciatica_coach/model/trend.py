"""What a stretch of the journal says: pain, sessions, and a few sums. Entries in, plain values out."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sciatica_coach.model.entry import Entry, EntryType, moment_of, of_type, records_of
from sciatica_coach.model.outcome import ExerciseOutcome, SessionOutcome
from sciatica_coach.model.pain import HIGHEST_SCORE, LOWEST_SCORE
from sciatica_coach.model.value import Value

DID_SOMETHING = (SessionOutcome.COMPLETED, SessionOutcome.STOPPED, SessionOutcome.INTERRUPTED)
"""The outcomes of a session in which something was done."""
LEFT_OUT = (ExerciseOutcome.SKIPPED, ExerciseOutcome.PARTIAL)
"""The outcomes of an exercise, or of a side of it, that was left out by choice. A stop because of pain is none."""
LONGEST_SECONDS = 7 * 86400
"""What is longer is no session, but a slip of a hand in the file."""


class Trend(Value):
    """The entries of some days, both dates included; with an exercise, its sessions alone.

    Attributes:
        in_full: whether each of the sessions was done to the end, with nothing left out.
        during: the highest pain that was said in each of the sessions; none where it was not said.
    """

    since: date | None
    until: date
    exercise: str
    pain: tuple[dict[str, Any], ...]
    sessions: tuple[dict[str, Any], ...]
    in_full: tuple[bool, ...]
    during: tuple[int | None, ...]

    @property
    def summary(self) -> dict[str, Any]:
        """Counts and sums, for people and programs alike."""
        scores = [row["score"] for row in self.pain if row["score"] is not None]
        outcomes = [row["outcome"] for row in self.sessions]
        return {
            "pain_entries": len(self.pain),
            "lowest": min(scores, default=None),
            "highest": max(scores, default=None),
            "latest": scores[-1] if scores else None,
            "sessions": len(outcomes),
            **{outcome.value: outcomes.count(outcome) for outcome in SessionOutcome},
            "in_full": sum(self.in_full),
            "active_seconds": round(sum(row["active_seconds"] or 0 for row in self.sessions), 1),
        }


def trend(entries: list[Entry], since: date | None, until: date, exercise: str = "") -> Trend:
    """The trend of some entries, already chosen by time; with an exercise, of its sessions alone."""
    sessions = [entry for entry in of_type(entries, EntryType.SESSION) if not exercise or did(entry, exercise)]
    return Trend(
        since=since,
        until=until,
        exercise=exercise,
        pain=tuple(_pain_row(entry) for entry in of_type(entries, EntryType.PAIN)),
        sessions=tuple(_session_row(entry) for entry in sessions),
        in_full=tuple(was_in_full(entry) for entry in sessions),
        during=tuple(highest_during(entry) for entry in sessions),
    )


def score_of(pain: object) -> int | None:
    """The score in `pain_before` and `pain_after`, or of a pain entry; none when it is not on the scale."""
    value = pain.get("score") if isinstance(pain, dict) else None
    fits = isinstance(value, int) and not isinstance(value, bool) and LOWEST_SCORE <= value <= HIGHEST_SCORE
    return value if fits else None


def scores_during(session: Entry) -> list[dict[str, Any]]:
    """What was said of pain between the exercises of a session: each a `score`, and the `exercise` before it."""
    found = session.get("pain_during")
    return [one for one in (found if isinstance(found, list) else []) if isinstance(one, dict)]


def highest_during(session: Entry) -> int | None:
    """The highest pain that was said in a session; none where it was not said (PM7)."""
    return max((score for one in scores_during(session) if (score := score_of(one)) is not None), default=None)


class LastScore(Value):
    """The newest pain score of a journal: the entry that has it, and where it was said, if not by itself."""

    score: int
    entry: Entry
    where: str


def last_score(entries: Iterable[Entry]) -> LastScore | None:
    """The newest score: logged by itself, or said after a session, or before one where there is none after it.

    Args:
        entries: of any type, in any order.
    """
    found: list[LastScore] = []
    for entry in sorted(entries, key=moment_of):
        said: list[tuple[Any, str]] = []
        if entry["type"] == EntryType.PAIN:
            said = [(entry, "")]
        elif entry["type"] == EntryType.SESSION:
            said = [(entry.get("pain_before"), "before a session"), (entry.get("pain_after"), "after a session")]
        scores = ((score_of(pain), where) for pain, where in said)
        found += [LastScore(score=score, entry=entry, where=where) for score, where in scores if score is not None]
    return found[-1] if found else None


def did(entry: Entry, exercise: str) -> bool:
    """Whether a session has a record of an exercise."""
    return any(record.get("exercise") == exercise for record in records_of(entry))


def was_in_full(session: Entry) -> bool:
    """Whether a session went to its end, and no exercise, and no side of one, was left out by choice."""
    is_whole = not any(record.get("outcome") in LEFT_OUT for record in records_of(session))
    return session.get("outcome") == SessionOutcome.COMPLETED and is_whole


def _pain_row(entry: Entry) -> dict[str, Any]:
    return {
        "at": entry["at"],
        "score": score_of(entry),
        "leg": entry.get("leg"),
        "back": entry.get("back"),
        "furthest": entry.get("furthest"),
    }


def _session_row(entry: Entry) -> dict[str, Any]:
    active = entry.get("active_seconds")
    return {
        "at": entry["at"],
        "routine": entry.get("routine"),
        "outcome": entry.get("outcome"),
        "active_seconds": active if isinstance(active, int | float) and 0 <= active <= LONGEST_SECONDS else None,
        "before": score_of(entry.get("pain_before")),
        "after": score_of(entry.get("pain_after")),
    }
