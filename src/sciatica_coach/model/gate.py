"""Which kinds of exercise an open warning sign closes."""

from collections.abc import Iterable
from enum import StrEnum

from sciatica_coach.model.exercise import Exercise, Position

ROLLING_OVER = "log-roll"
"""Begins on the back, but nobody rests there: how to turn over is needed most by those who must not lie flat."""
CALF_EXERCISES = frozenset({"gastroc-wall", "ankle-pump", "foam-roll-posterior"})


class Gate(StrEnum):
    """A kind of exercise that a sign closes while it is open."""

    CALF = "calf"
    MASSAGE = "massage"
    FLAT = "flat"


def is_gated(exercise: Exercise, gates: Iterable[Gate]) -> bool:
    """Whether an exercise is closed: calf stretches and pumps, every kind of rolling, or what is done flat."""
    if Gate.FLAT in gates and exercise.position is Position.SUPINE:
        return exercise.id != ROLLING_OVER
    if Gate.MASSAGE in gates and exercise.category == "massage":
        return True
    return Gate.CALF in gates and exercise.id in CALF_EXERCISES
