"""Which exercise may be done today, and what takes the place of one that may not."""

from collections.abc import Callable
from datetime import datetime

from sciatica_coach.model.condition import ConditionRule
from sciatica_coach.model.entry import Entry, EntryType, moment_of, of_type, records_of
from sciatica_coach.model.exercise import (
    LAST_WEEK_OF_PREGNANCY,
    Category,
    Equipment,
    Exercise,
    Position,
    StageAction,
    Weeks,
)
from sciatica_coach.model.gate import Gate, GateName, closing
from sciatica_coach.model.plan_rules import PlanRules
from sciatica_coach.model.profile import Profile
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.stage import Birth, Stage
from sciatica_coach.model.text import ID, listed, with_article
from sciatica_coach.model.value import Value, replace
from sciatica_coach.model.when import day_of

FLOOR = frozenset({Position.SUPINE, Position.SIDE_LYING, Position.PRONE, Position.ALL_FOURS, Position.HALF_KNEELING})

HOW_IT_IS_DONE = {
    Position.SUPINE: "lying flat",
    Position.SIDE_LYING: "lying on the side",
    Position.PRONE: "lying on the front",
    Position.ALL_FOURS: "on hands and knees",
    Position.HALF_KNEELING: "kneeling on one knee",
    Position.SEATED: "sitting",
    Position.STANDING: "standing",
    Position.WALL: "at a wall",
    Position.ANY: "in any position",
}
"""Positions as the end of `is done`."""


class Refusal(Value):
    """Why an exercise is not done today: the rule, in words that follow its name, and the rule's source.

    `instead` names what the rule prefers in its place. `forbids` when the rule holds whoever wrote the routine: an
    open warning sign, pain that went down the leg, and what is never done at a stage.
    """

    rule: str
    text: str
    source: tuple[str, ...]
    instead: tuple[str, ...] = ()
    forbids: bool = False


class Today(Value):
    """All that decides whether an exercise may be done today."""

    profile: Profile
    stage: Stage
    rules: PlanRules
    conditions: tuple[ConditionRule, ...]
    gates: frozenset[Gate]
    resting: dict[str, Refusal]
    strength_done: bool

    def refusal(self, exercise: Exercise) -> Refusal | None:
        """Why the exercise is not done today; none when it may be."""
        checks = (
            self.stage_refusal,
            self._equipment_refusal,
            self._position_refusal,
            self.body_refusal,
            self._strength_refusal,
        )
        return next((refusal for check in checks if (refusal := check(exercise))), None)

    def form(self, exercise: Exercise) -> Exercise:
        """The exercise in the form that fits the stage: its easier form stands first where the stage asks."""
        if not self.eases(exercise):
            return exercise
        steps = (f"The easier form: {exercise.easier[:1].lower()}{exercise.easier[1:]}", *exercise.steps)
        return replace(exercise, steps=steps)

    def eases(self, exercise: Exercise) -> bool:
        """Whether the stage asks for the easier form that the exercise itself describes."""
        weeks = self._weeks(exercise)
        return weeks is not None and weeks.action is StageAction.EASIER and not ID.fullmatch(exercise.easier)

    def alternatives(self, exercise: Exercise) -> tuple[str, ...]:
        """The ids that may take its place, the nearest first."""
        weeks = self._weeks(exercise)
        ends = self.rules.flat_lying_ends_week.value
        pregnant_late = self.stage.kind is StageKind.PREGNANCY and (self.stage.week or 0) >= ends
        names = [
            weeks.use if weeks else "",
            exercise.without_floor_pregnant if pregnant_late else "",
            exercise.without_floor,
            exercise.easier,
        ]
        if exercise.id in self.resting:  # it hurt: the easier one is the nearest
            names = [*self.resting[exercise.id].instead, names.pop(), *names]
        return tuple(name for name in dict.fromkeys(names) if ID.fullmatch(name) and name != exercise.id)

    def _weeks(self, exercise: Exercise) -> Weeks | None:
        if self.stage.kind is not StageKind.PREGNANCY:
            return None
        week = min(LAST_WEEK_OF_PREGNANCY, max(1, self.stage.week or 0))
        return next((span for span in exercise.stages.pregnancy if span.first <= week <= span.last), None)

    def stage_refusal(self, exercise: Exercise) -> Refusal | None:
        """The stage and week, by the exercise's own rules."""
        source = exercise.sources.stages
        if self.stage.kind is StageKind.PREGNANCY:
            return self._pregnancy_refusal(exercise)
        if self.stage.kind is StageKind.POSTPARTUM:
            stages = exercise.stages
            first = stages.vaginal_week if self.stage.birth is Birth.VAGINAL else stages.caesarean_week
            if first is None:
                return Refusal(rule="stage", text="has no rule for the weeks after birth", source=source)
            if (self.stage.week or 0) < first:
                return Refusal(rule="stage", text=f"begins in week {first} after birth", source=source)
        return None

    def _pregnancy_refusal(self, exercise: Exercise) -> Refusal | None:
        weeks = self._weeks(exercise)
        if weeks is None:
            return Refusal(rule="stage", text="has no rule for pregnancy", source=exercise.sources.stages)
        swapped = weeks.action in (StageAction.INSTEAD, StageAction.NOT)
        if swapped or (weeks.action is StageAction.EASIER and ID.fullmatch(exercise.easier)):
            text = f"is not done as usual in weeks {weeks.first} to {weeks.last} of pregnancy"
            never = weeks.action is StageAction.NOT
            return Refusal(rule="stage", text=text, source=exercise.sources.stages, forbids=never)
        return None

    def _equipment_refusal(self, exercise: Exercise) -> Refusal | None:
        if self.profile.equipment is None:
            return None
        have: set[Equipment] = {*self.profile.equipment, *self.rules.always_there}
        lacking = [thing for thing in exercise.equipment if thing not in have]
        if not lacking:
            return None
        text = f"needs {listed([with_article(thing) for thing in lacking])}"
        return Refusal(rule="equipment", text=text, source=("your profile",))

    def _position_refusal(self, exercise: Exercise) -> Refusal | None:
        avoid = self.profile.avoid
        # One that names itself is done on a bed, or wherever nobody has to get down.
        on_floor = exercise.position in FLOOR and exercise.without_floor != exercise.id
        if exercise.position in avoid or ("floor" in avoid and on_floor):
            needs_floor = "floor" in avoid and on_floor
            how = "needs the floor" if needs_floor else f"is done {HOW_IT_IS_DONE[exercise.position]}"
            return Refusal(rule="position", text=f"{how}, which you avoid", source=("your profile",))
        return None

    def body_refusal(self, exercise: Exercise) -> Refusal | None:
        """A warning sign, a condition, or pain that the exercise sent down the leg."""
        gate = closing(exercise, self.gates)
        if gate:
            flat, leg = (
                "is done lying flat, and you felt unwell on your back",
                "rests until that leg has been looked at",
            )
            text = flat if gate.id is GateName.FLAT else leg
            return Refusal(rule="warning-sign", text=text, source=gate.source, forbids=True)
        for rule in self.conditions:
            if rule.leaves_out(exercise):
                text = f"does not go with what you told in setup ({rule.id.replace('-', ' ')})"
                return Refusal(rule="condition", text=text, source=rule.source)
        return self.resting.get(exercise.id)

    def _strength_refusal(self, exercise: Exercise) -> Refusal | None:
        if self.strength_done and exercise.category is Category.STRENGTH:
            source = self.rules.strength_rest_days.source
            return Refusal(rule="strength-days", text="rests today, since strength was done yesterday", source=source)
        return None


def strength_was_done(
    entries: list[Entry], now: datetime, rules: PlanRules, find: Callable[[str], Exercise | None]
) -> bool:
    """Whether a strength exercise was done within the days that strength rests, today not counted."""
    today = day_of(now)
    for entry in of_type(entries, EntryType.SESSION):
        days = (today - day_of(moment_of(entry))).days
        if not 1 <= days <= rules.strength_rest_days.value:
            continue
        for record in records_of(entry):
            exercise = find(str(record.get("exercise"))) if record.get("reps_done") else None
            if exercise and exercise.category is Category.STRENGTH:
                return True
    return False
