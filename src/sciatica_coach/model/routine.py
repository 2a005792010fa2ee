"""A routine: which exercises, in what order, at what dose; and how it is read from its file."""

from collections.abc import Callable

from sciatica_coach.model.dose_rules import DoseRules
from sciatica_coach.model.exercise import (
    DOSE_KEYS,
    EXERCISE_KEYS,
    Beat,
    Category,
    Exercise,
    Position,
    read_exercise,
    with_dose,
)
from sciatica_coach.model.fields import Fields
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.text import did_you_mean
from sciatica_coach.model.value import Value
from sciatica_coach.model.word import Word

MOST_EXERCISES = 40
MOST_BEATS = 20_000
_NOT_FOUND = Exercise(
    id="not-found",
    name="Not found",
    category=Category.STRETCH,
    position=Position.ANY,
    rep=(Beat(cue="Hold", seconds=1, hold=True),),
    held=True,
)
"""Stands in for an exercise that is not there, so that the dose beside its id is checked all the same."""


class StageKind(Word):
    """For whom a routine is meant."""

    GENERAL = "general"
    PREGNANCY = "pregnancy"
    POSTPARTUM = "postpartum"


class Routine(Value):
    """The prescription: exercises in order, each with the dose it has here.

    A shipped one may be made to fit the day; one of the user's own is done as it is written.
    """

    id: str
    name: str
    stages: tuple[StageKind, ...]
    description: str
    exercises: tuple[Exercise, ...]
    shipped: bool = False


ROUTINE_KEYS = frozenset({"name", "for", "description", "exercises"})


class Shelf(Value):
    """Where a routine finds the exercises that it names: all known ids, how to get one, and what doses are held to."""

    ids: frozenset[str]
    find: Callable[[str], Exercise | None]
    rules: DoseRules


def read_routine(mapping: Mapping, faults: list[Fault], routine_id: str, shelf: Shelf) -> Routine:
    """A routine from the mapping of its file; what is wrong goes into `faults`."""
    fields = Fields(mapping, faults, ROUTINE_KEYS, "A routine")
    fields.require("name", "Gentle start")
    fields.require("exercises", "[{exercise: pelvic-tilt-seated}]")
    entries = fields.mappings(
        "exercises",
        lambda node: _read_entry(node, faults, shelf),
        at_most=MOST_EXERCISES,
        example="- exercise: pelvic-tilt-seated",
    )
    found = tuple(exercise for exercise in entries if exercise)
    if sum(exercise.beat_count for exercise in found) > MOST_BEATS:
        fields.fault(
            fields.line_of("exercises"),
            f"The routine has more than {MOST_BEATS} beats in all: take fewer exercises, sets or reps.",
        )
    return Routine(
        id=routine_id,
        name=fields.text("name", routine_id, longest=60),
        stages=fields.words("for", StageKind),
        description=fields.text("description"),
        exercises=found,
    )


def _read_entry(mapping: Mapping, faults: list[Fault], shelf: Shelf) -> Exercise | None:
    keys = {key.text for key, _ in mapping.pairs}
    if "exercise" not in keys and keys & (EXERCISE_KEYS - DOSE_KEYS):
        return read_exercise(mapping, faults, shelf.rules)
    fields = Fields(mapping, faults, DOSE_KEYS | {"exercise"}, "An exercise of the library in a routine")
    fields.require("exercise", "pelvic-tilt-seated` or `name: Doorway lean")
    exercise_id = fields.text("exercise")
    exercise = shelf.find(exercise_id) if exercise_id in shelf.ids else None
    if exercise_id and exercise_id not in shelf.ids:
        hint = did_you_mean(exercise_id, shelf.ids) or "`coach exercises list` names them all."
        fields.fault(fields.line_of("exercise"), f"There is no exercise `{exercise_id}`. {hint}")
    changed = with_dose(exercise or _NOT_FOUND, fields, shelf.rules)
    return changed if exercise else None
