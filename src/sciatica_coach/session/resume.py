"""Going on with a session that was stopped: what is left to do, and how the two parts become one entry."""

from typing import Any

from sciatica_coach.model.entry import Entry, EntryType, records_of
from sciatica_coach.model.exercise import Exercise
from sciatica_coach.model.outcome import ExerciseOutcome, SessionOutcome
from sciatica_coach.model.plan import Plan
from sciatica_coach.model.trend import scores_during
from sciatica_coach.model.value import replace
from sciatica_coach.session.summary import sides_of

Part = tuple[str, str | None, int]
"""An exercise, a side, and which turn it is where the exercise comes more than once."""
UNFINISHED = (SessionOutcome.STOPPED, SessionOutcome.INTERRUPTED)


def was_begun(entry: Entry) -> bool:
    """Whether an entry is a session that was not withheld."""
    return entry["type"] == EntryType.SESSION and entry.get("outcome") != SessionOutcome.WITHHELD


def is_unfinished(entry: Entry) -> bool:
    """Whether a session entry can be gone on with: stopped or interrupted, with something left to do."""
    records, hurt = records_of(entry), _hurt(entry)
    left = any(not _is_done(record) and record.get("exercise") not in hurt for record in records)
    return entry.get("outcome") in UNFINISHED and left


def remaining(plan: Plan, entry: Entry) -> Plan | None:
    """The plan without what is done and what hurt, which is over for today; none when nothing is left."""
    records, hurt = _by_part(records_of(entry)), _hurt(entry)
    left = tuple(
        exercise
        for exercise, keys in _parts(plan)
        if exercise.id not in hurt and not all(_is_done(records.get(key, {})) for key in keys)
    )
    return replace(plan, exercises=left) if left else None


def joined(before: Entry, after: Entry) -> Entry:
    """One entry of the two parts of a session: the first part's id, start and pain, the second part's end.

    Of an exercise that stands in both parts, the part in which it was done counts; otherwise the later
    in which something of it was done.
    """
    old = _by_part(records_of(before))
    new = _gone_on_with(old, _by_part(records_of(after)))
    stays = {key for key, record in old.items() if _is_done(record) or _is_skipped(new.get(key))}
    records = [record for key, record in old.items() if key in stays]
    records += [record for key, record in new.items() if key not in stays]
    scores = [score for part in (before, after) for score in scores_during(part)]
    return {
        **before,
        **({"pain_during": scores} if scores else {}),
        "ended_at": after["ended_at"],
        "outcome": after["outcome"],
        "active_seconds": _sum("active_seconds", before, after),
        "paused_seconds": _sum("paused_seconds", before, after),
        "exercises": records,
    }


def _parts(plan: Plan) -> list[tuple[Exercise, list[Part]]]:
    """Each exercise with the keys of its records; an exercise that comes twice is told apart by its turn."""
    seen: dict[str, int] = {}
    found: list[tuple[Exercise, list[Part]]] = []
    for exercise in plan.exercises:
        turn = seen[exercise.id] = seen.get(exercise.id, 0) + 1
        found.append((exercise, [(exercise.id, side, turn) for side in sides_of(exercise, plan.first_side)]))
    return found


def _by_part(records: list[dict[str, Any]]) -> dict[Part, dict[str, Any]]:
    found: dict[Part, dict[str, Any]] = {}
    for record in records:
        exercise, side, turn = str(record.get("exercise")), record.get("side"), 1
        while (exercise, side, turn) in found:
            turn += 1
        found[exercise, side, turn] = record
    return found


def _gone_on_with(old: dict[Part, dict[str, Any]], new: dict[Part, dict[str, Any]]) -> dict[Part, dict[str, Any]]:
    """The new records under the turns that they went on with: the second part left out what was done."""
    last: dict[str, int] = {}
    undone: dict[str, list[int]] = {}
    for (exercise, _, turn), record in old.items():
        last[exercise] = max(turn, last.get(exercise, 0))
        turns = undone.setdefault(exercise, [])
        if not _is_done(record) and turn not in turns:
            turns.append(turn)
    found: dict[Part, dict[str, Any]] = {}
    for (exercise, side, turn), record in new.items():
        turns = sorted(undone.get(exercise, []))
        known = turns[turn - 1] if turn <= len(turns) else last.get(exercise, 0) + turn
        found[exercise, side, known] = record
    return found


def _hurt(entry: Entry) -> frozenset[object]:
    """The exercises that were stopped for pain."""
    return frozenset(
        record.get("exercise")
        for record in records_of(entry)
        if record.get("outcome") == ExerciseOutcome.STOPPED_FOR_PAIN
    )


def _is_done(record: dict[str, Any]) -> bool:
    return record.get("outcome") == ExerciseOutcome.DONE


def _is_skipped(record: dict[str, Any] | None) -> bool:
    return record is None or record.get("outcome") == ExerciseOutcome.SKIPPED


def _sum(key: str, *entries: Entry) -> float:
    total = round(sum(entry.get(key) or 0 for entry in entries), 1)
    return int(total) if total == int(total) else total
