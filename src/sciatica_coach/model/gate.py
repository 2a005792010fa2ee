"""Which kinds of exercise an open warning sign closes."""

from collections.abc import Iterable
from enum import StrEnum

from sciatica_coach.model.exercise import Exercise

CALF_EXERCISES = frozenset({"gastroc-wall", "ankle-pump", "foam-roll-posterior"})


class Gate(StrEnum):
    """A kind of exercise that a sign closes while it is open."""

    CALF = "calf"
    MASSAGE = "massage"


def is_gated(exercise: Exercise, gates: Iterable[Gate]) -> bool:
    """Whether an exercise is closed: calf stretches and pumps, and every kind of rolling."""
    if Gate.MASSAGE in gates and exercise.category == "massage":
        return True
    return Gate.CALF in gates and exercise.id in CALF_EXERCISES
