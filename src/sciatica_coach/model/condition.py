"""What somebody may have that some exercises do not go with, and what is left out then."""

from enum import StrEnum

from sciatica_coach.model.exercise import Category, Exercise
from sciatica_coach.model.fields import Fields
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.value import Value

LAST_WEEK = 52


class Condition(StrEnum):
    """What can be said in the profile. What each of them means stands in `routines/rules/plan.yaml`."""

    PELVIC_JOINT = "painful-pelvic-joint"
    NUMB_SKIN = "numb-skin"
    BLOOD_THINNERS = "blood-thinners"
    NECK = "neck-problem"
    WRIST = "wrist-problem"
    CATHETER = "catheter"
    EPIDURAL = "epidural"
    NOT_CHECKED = "not-checked-after-birth"


class ConditionRule(Value):
    """The question for a condition, what is left out with it, and the week after birth that the plan stays at."""

    id: Condition
    ask: str
    stages: tuple[StageKind, ...]
    leave_out: tuple[str, ...]
    categories: tuple[Category, ...]
    stay_at_week: int | None
    source: tuple[str, ...]

    def leaves_out(self, exercise: Exercise) -> bool:
        """Whether an exercise does not go with it: by id, or by category."""
        return exercise.id in self.leave_out or exercise.category in self.categories


def read_condition(mapping: Mapping, faults: list[Fault]) -> ConditionRule:
    """One row of `conditions`; what is wrong goes into `faults`."""
    fields = Fields(mapping, faults, frozenset(ConditionRule.value_names), "A condition")
    fields.require_all(("id", "ask", "source"))
    return ConditionRule(
        id=fields.choice("id", Condition, Condition.PELVIC_JOINT),
        ask=fields.text("ask"),
        stages=fields.words("stages", StageKind) or tuple(StageKind),
        leave_out=fields.texts("leave_out"),
        categories=fields.words("categories", Category),
        stay_at_week=fields.whole("stay_at_week", 1, most=LAST_WEEK) if fields.has("stay_at_week") else None,
        source=fields.texts("source", at_least=1),
    )
