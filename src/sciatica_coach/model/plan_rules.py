"""The numbers and names by which a day's plan is made: `routines/rules/plan.yaml`."""

from itertools import product

from sciatica_coach.model.exercise import LAST_WEEK_OF_PREGNANCY, Equipment
from sciatica_coach.model.fields import Fields
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.sourced import Sourced, read_sourced, read_sourced_number, read_sourced_whole
from sciatica_coach.model.stage import Birth, Stage
from sciatica_coach.model.value import Value

LAST_WEEK = 9999
_LAST_WEEKS = {
    StageKind.GENERAL: 0,
    StageKind.PREGNANCY: LAST_WEEK_OF_PREGNANCY,
    StageKind.POSTPARTUM: LAST_WEEK,
}
"""The last week of a stage that a plan is made for."""


class Base(Value):
    """The routine that a day begins with, in a span of completed weeks of a stage; after one kind of birth, or any."""

    stage: StageKind
    first_week: int
    last_week: int
    routine: str
    birth: Birth | None = None


class RepBounds(Value):
    """How few and how many reps an exercise may have when a plan is fitted to its minutes."""

    stretch_least: int
    stretch_most: int
    other_least: int
    other_most: int
    source: tuple[str, ...]


class Directions(Value):
    """The exercises that bend the back, each way in the order in which they are preferred (CE4)."""

    backwards: tuple[str, ...]
    forwards: tuple[str, ...]
    source: tuple[str, ...]


class PlanRules(Value):
    """All rules of planning. Each number has its source beside it."""

    base: tuple[Base, ...]
    base_source: tuple[str, ...]
    flare: Sourced[str]
    flare_minutes: Sourced[float]
    fewest_exercises: Sourced[int]
    most_exercises: Sourced[int]
    minutes_within: Sourced[float]
    reps: RepBounds
    most_sets: Sourced[int]
    unknown_week: Sourced[int]
    flat_lying_ends_week: Sourced[int]
    most_days_past_due: Sourced[int]
    strength_rest_days: Sourced[int]
    rest_after_spreading_pain_hours: Sourced[int]
    out_after_times: Sourced[int]
    out_within_days: Sourced[int]
    directions: Directions
    most_links: Sourced[int]
    always_there: tuple[Equipment, ...]
    fill: tuple[str, ...]

    def base_for(self, stage: Stage) -> str:
        """The id of the routine that a day begins with at a stage: of the first row that fits."""
        week = stage.week or 0
        rows = (row for row in self.base if row.stage is stage.kind and row.birth in (None, stage.birth))
        return next((row.routine for row in rows if row.first_week <= week <= row.last_week), self.base[0].routine)


PLAN_KEYS = frozenset(PlanRules.value_names)


def read_plan_rules(mapping: Mapping, faults: list[Fault]) -> PlanRules:
    """The rules of planning from their file; what is wrong goes into `faults`."""
    fields = Fields(mapping, faults, PLAN_KEYS, "The rules of planning")
    fields.require_all(PLAN_KEYS)
    base = fields.mappings("base", lambda node: _read_base(node, faults))
    if fields.has("base") and not base:
        fields.fault(fields.line_of("base"), "`base` needs a row such as {stage: general, routine: gentle-start}.")
    elif not faults:
        _check_weeks(fields, base)
    rules = PlanRules(
        base=base or (Base(stage=StageKind.GENERAL, first_week=0, last_week=LAST_WEEK, routine=""),),
        base_source=fields.texts("base_source", at_least=1),
        flare=read_sourced(fields, "flare", lambda inner: inner.text("value"), ""),
        flare_minutes=read_sourced_number(fields, "flare_minutes"),
        fewest_exercises=read_sourced_whole(fields, "fewest_exercises", most=20),
        most_exercises=read_sourced_whole(fields, "most_exercises", most=20),
        minutes_within=read_sourced_number(fields, "minutes_within"),
        reps=fields.mapping("reps", lambda node: _read_reps(node, faults)) or DEFAULT_REPS,
        most_sets=read_sourced_whole(fields, "most_sets", most=10),
        unknown_week=read_sourced_whole(fields, "unknown_week", most=LAST_WEEK_OF_PREGNANCY),
        flat_lying_ends_week=read_sourced_whole(fields, "flat_lying_ends_week", most=LAST_WEEK_OF_PREGNANCY),
        most_days_past_due=read_sourced_whole(fields, "most_days_past_due", most=60),
        strength_rest_days=read_sourced_whole(fields, "strength_rest_days", most=14),
        rest_after_spreading_pain_hours=read_sourced_whole(fields, "rest_after_spreading_pain_hours", most=24 * 7),
        out_after_times=read_sourced_whole(fields, "out_after_times", most=20),
        out_within_days=read_sourced_whole(fields, "out_within_days", most=200),
        directions=fields.mapping("directions", lambda node: _read_directions(node, faults)) or NO_DIRECTIONS,
        most_links=read_sourced_whole(fields, "most_links", most=10),
        always_there=fields.words("always_there", Equipment),
        fill=fields.texts("fill"),
    )
    _check_order(fields, "fewest_exercises", rules.fewest_exercises.value, "most_exercises", rules.most_exercises.value)
    return rules


DEFAULT_REPS = RepBounds(stretch_least=1, stretch_most=1, other_least=1, other_most=1, source=())
"""Stands in while a faulty file is read to its end; never used for a plan."""


NO_DIRECTIONS = Directions(backwards=(), forwards=(), source=())


def _read_directions(mapping: Mapping, faults: list[Fault]) -> Directions:
    fields = Fields(mapping, faults, frozenset(Directions.value_names), "`directions`")
    fields.require_all(Directions.value_names, "[…]")
    return Directions(
        backwards=fields.texts("backwards"),
        forwards=fields.texts("forwards"),
        source=fields.texts("source", at_least=1),
    )


def _read_base(mapping: Mapping, faults: list[Fault]) -> Base:
    fields = Fields(mapping, faults, frozenset({"stage", "weeks", "birth", "routine"}), "A row of `base`")
    fields.require("stage", "general")
    fields.require("routine", "gentle-start")
    first, last = _read_weeks(fields)
    return Base(
        stage=fields.choice("stage", StageKind, StageKind.GENERAL),
        first_week=first,
        last_week=last,
        routine=fields.exercise_id("routine"),
        birth=fields.choice("birth", Birth, Birth.CAESAREAN) if fields.has("birth") else None,
    )


def _read_weeks(fields: Fields) -> tuple[int, int]:
    text = fields.text("weeks", f"0-{LAST_WEEK}")
    first, dash, last = text.partition("-")
    if dash and first.isdecimal() and last.isdecimal() and int(first) <= int(last) <= LAST_WEEK:
        return int(first), int(last)
    fields.fault(fields.line_of("weeks"), f"`weeks: {text}` must be two completed weeks, such as `0-13`.")
    return 0, LAST_WEEK


def _read_reps(mapping: Mapping, faults: list[Fault]) -> RepBounds:
    fields = Fields(mapping, faults, frozenset(RepBounds.value_names), "`reps`")
    fields.require_all(RepBounds.value_names, "1")
    bounds = RepBounds(
        stretch_least=fields.whole("stretch_least", 1),
        stretch_most=fields.whole("stretch_most", 4),
        other_least=fields.whole("other_least", 3),
        other_most=fields.whole("other_most", 15),
        source=fields.texts("source", at_least=1),
    )
    _check_order(fields, "stretch_least", bounds.stretch_least, "stretch_most", bounds.stretch_most)
    _check_order(fields, "other_least", bounds.other_least, "other_most", bounds.other_most)
    return bounds


def _check_order(fields: Fields, small: str, least: int, large: str, most: int) -> None:
    if fields.has(small) and fields.has(large) and least > most:
        fields.fault(fields.line_of(small), f"`{small}` ({least}) must not be more than `{large}` ({most}).")


def _check_weeks(fields: Fields, base: tuple[Base, ...]) -> None:
    """Each week of each stage needs a row, whatever the kind of birth."""
    for (stage, last), birth in product(_LAST_WEEKS.items(), Birth):
        week = 0
        while week <= last:
            rows = (row for row in base if row.stage is stage and row.birth in (None, birth))
            end = max((row.last_week for row in rows if row.first_week <= week <= row.last_week), default=None)
            if end is None:
                fields.fault(fields.line_of("base"), f"`base` has no row for {stage}, week {week}: add one.")
                return
            week = end + 1
