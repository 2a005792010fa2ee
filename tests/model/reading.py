"""Short ways to read content from text in a test: the value, and the faults as `line: message`."""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import HealthCheck, settings

from sciatica_coach.files.content import read_content
from sciatica_coach.files.places import find_content
from sciatica_coach.files.yaml_nodes import parse
from sciatica_coach.model.dose_rules import read_dose_rules
from sciatica_coach.model.exercise import Exercise, read_exercise
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.profile import Profile, read_profile
from sciatica_coach.model.routine import Routine, Shelf, read_routine

T = TypeVar("T")

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For property tests: on a fresh checkout the first text of any letters makes a table of them, for a second."""

DOSE_RULES = read_content(find_content() / "rules" / "dose.yaml", read_dose_rules)
"""What doses are held to, as it is shipped."""

EXERCISE = {
    "name": "Doorway lean",
    "category": "stretch",
    "position": "standing",
    "hold": "20",
    "steps": "[Stand in a doorway., Lean in.]",
    "stop_if": "pain travels further down the leg",
}
"""The required keys of an exercise, each on the line of its place: `name` on 1, `stop_if` on 6."""


def exercise_text(**changes: str | None) -> str:
    """A whole exercise with some keys changed, added from line 7 on, or dropped (none)."""
    pairs: dict[str, str | None] = {**EXERCISE, **changes}
    return "".join(f"{key}: {value}\n" for key, value in pairs.items() if value is not None)


def movement_text(**changes: str | None) -> str:
    """The same exercise made of beats: `rep` stands on the line of `hold`, which is gone."""
    return exercise_text(**changes).replace("hold: 20\n", "rep: [{cue: Toes up, seconds: 2}]\n")


def read(text: str, reader: Callable[[Mapping, list[Fault]], T]) -> tuple[T, list[str]]:
    """The value that a reader makes of a text, and its faults in the order of their lines."""
    node, faults = parse(text)
    assert isinstance(node, Mapping)
    value = reader(node, faults)
    ordered = sorted(faults, key=lambda fault: fault.line)
    return value, [f"{fault.line}: {fault.message}" for fault in ordered]


def exercise_and_faults(text: str) -> tuple[Exercise, list[str]]:
    """An exercise, and what is wrong with it."""
    return read(text, lambda node, faults: read_exercise(node, faults, DOSE_RULES))


def faults_of(text: str) -> list[str]:
    """What is wrong with an exercise."""
    return exercise_and_faults(text)[1]


def exercise_of(text: str) -> Exercise:
    """An exercise with which nothing is wrong."""
    exercise, faults = exercise_and_faults(text)
    assert faults == []
    return exercise


def routine_and_faults(text: str, *library: Exercise) -> tuple[Routine, list[str]]:
    """A routine that may name these exercises, and what is wrong with it."""
    by_id = {exercise.id: exercise for exercise in library}
    shelf = Shelf(ids=frozenset(by_id), find=by_id.get, rules=DOSE_RULES)
    return read(text, lambda node, faults: read_routine(node, faults, "test-routine", shelf))


def profile_and_faults(text: str) -> tuple[Profile, list[str]]:
    """A profile, and what is wrong with it."""
    return read(text, read_profile)
