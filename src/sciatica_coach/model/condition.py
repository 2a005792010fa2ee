"""What somebody may have that some exercises do not go with, and what is left out then."""

from sciatica_coach.model.exercise import Category, Exercise
from sciatica_coach.model.fields import Fields
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.stage import Stage
from sciatica_coach.model.value import Value, replace
from sciatica_coach.model.word import Word

LAST_WEEK = 52


class Condition(Word):
    """What can be said in the profile. What each of them means stands in `routines/rules/conditions.yaml`."""

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


class ConditionRules(Value):
    """A row for each condition, in the order in which they are asked."""

    conditions: tuple[ConditionRule, ...]

    def given(self, told: tuple[Condition, ...]) -> tuple[ConditionRule, ...]:
        """The rules of some conditions."""
        return tuple(rule for rule in self.conditions if rule.id in told)


def stage_with(stage: Stage, conditions: tuple[ConditionRule, ...]) -> Stage:
    """The stage that the plan is made for: after a birth a condition may keep it at an earlier week (C5)."""
    weeks = [rule.stay_at_week for rule in conditions if rule.stay_at_week is not None]
    if stage.kind is not StageKind.POSTPARTUM or not weeks:
        return stage
    return replace(stage, week=min(stage.week or 0, *weeks))


CONDITION_KEYS = frozenset(ConditionRules.value_names)


def read_condition_rules(mapping: Mapping, faults: list[Fault]) -> ConditionRules:
    """The rules of conditions from their file; what is wrong goes into `faults`."""
    fields = Fields(mapping, faults, CONDITION_KEYS, "The rules of conditions")
    fields.require_all(CONDITION_KEYS)
    return ConditionRules(conditions=fields.mappings("conditions", lambda node: _read_condition(node, faults)))


def _read_condition(mapping: Mapping, faults: list[Fault]) -> ConditionRule:
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
