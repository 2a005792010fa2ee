"""The reasons of doses that the user has agreed on: each accepted change that a plan has, in a sentence."""

from collections.abc import Iterable

from sciatica_coach.model.changes import HOLD, REPS, SETS, accepted_share, amount, dose_at, is_accepted
from sciatica_coach.model.entry import Entry, EntryType, of_type
from sciatica_coach.model.exercise import Exercise, Side
from sciatica_coach.model.plan import Reason
from sciatica_coach.model.text import one_line

YOUR_LOG = "your log"
Dose = tuple[str, Side | None]
"""What of an exercise was changed: reps, hold or sets, and on which side."""


def agreed_reasons(exercises: Iterable[Exercise], changes: list[Entry], *, fitted: bool) -> tuple[Reason, ...]:
    """Why doses are other than those of the library.

    Args:
        exercises: of the plan.
        changes: of the journal, in their order.
        fitted: whether the doses are made to fit minutes that were asked for, whatever share was agreed on.
    """
    share = 1.0 if fitted else accepted_share(changes)
    whole = f"The session has {round(100 * share)} of 100 of its usual reps, as you agreed."
    less = () if share == 1 else (Reason(rule="PR5", text=whole, source=YOUR_LOG),)
    return (*less, *(reason for exercise in exercises for reason in _of_exercise(exercise, changes)))


def _of_exercise(exercise: Exercise, changes: list[Entry]) -> Iterable[Reason]:
    """The last change of each dose, unless it led back to where the first began, or today's minutes outrank it."""
    starts: dict[Dose, float] = {}
    last: dict[Dose, Entry] = {}
    for entry in of_type(changes, EntryType.CHANGE):
        if is_accepted(entry) and entry.get("exercise") == exercise.id and dose_at(entry, "to"):
            dose = str(entry.get("key")), Side(entry["side"]) if entry.get("side") in tuple(Side) else None
            starts.setdefault(dose, dose_at(entry, "from"))
            last[dose] = entry
    for (key, side), entry in last.items():
        value, start = dose_at(entry, "to"), starts[key, side]
        if _has(exercise, key, side) == value != start:
            where = f" on the {side} side" if side else ""
            text = f"{exercise.name_in_sentence} has {amount(key, value)}{where} in place of {start:g}, as you agreed."
            yield Reason(rule=one_line(str(entry.get("rule"))), text=text, source=YOUR_LOG)


def _has(exercise: Exercise, key: str, side: Side | None) -> float | None:
    """What the exercise has of a dose in the plan."""
    holds = [beat.seconds for beat in exercise.rep if beat.hold]
    has: dict[str, float | None] = {
        REPS: exercise.reps_for(side),
        SETS: exercise.sets,
        HOLD: holds[0] if holds else None,
    }
    return has.get(key)
