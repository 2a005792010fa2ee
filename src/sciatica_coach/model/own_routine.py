"""The plan of a routine of the user's own: done as it is written, but for what is never done, and with what to know."""

from sciatica_coach.model.eligibility import HOW_IT_IS_DONE, Refusal, Today
from sciatica_coach.model.exercise import Exercise, Position, StageRules
from sciatica_coach.model.own_rules import OwnRules
from sciatica_coach.model.plan import Plan, Reason, withhold
from sciatica_coach.model.planning import Inputs, stage_of, today_of
from sciatica_coach.model.routine import Routine, StageKind
from sciatica_coach.model.stage import Stage

STAYS = "It stays, since the routine is your own: ask whoever agreed on it with you."
LEFT_OUT = "It is left out today."
STAGES = {
    StageKind.GENERAL: "the general stage",
    StageKind.PREGNANCY: "pregnancy",
    StageKind.POSTPARTUM: "the time after a birth",
}


def plan_own(routine: Routine, inputs: Inputs, rules: OwnRules, chosen: Reason) -> Plan:
    """The plan that does a routine as it is written; what is never done is left out, what speaks against it is told."""
    profile, stage, today = inputs.profile, stage_of(inputs), today_of(inputs)
    told = [*_for_another_stage(routine, stage)]
    kept: list[Exercise] = []
    for exercise in routine.exercises:
        caution, is_left_out = _caution(exercise, today, rules)
        told += [caution] if caution else []
        kept += [] if is_left_out else [exercise]
    return Plan(
        routine=routine.id,
        name=routine.name,
        stage=stage,
        exercises=tuple(kept),
        first_side=profile.first_side,
        pace=profile.pace,
        lead_in=inputs.lead_in,
        reasons=(chosen, *told),
        withheld=withhold(profile),
        cautions=tuple(dict.fromkeys(told)),
    )


def _for_another_stage(routine: Routine, stage: Stage) -> tuple[Reason, ...]:
    """That the routine is for other stages than the one of today, by its own `for`."""
    if not routine.stages or stage.kind in routine.stages:
        return ()
    week = "" if stage.week is None else f", week {stage.week}"
    meant = " and ".join(STAGES[one] for one in routine.stages)
    text = f"{routine.name} is written for {meant}; you are in {STAGES[stage.kind]}{week}."
    return (Reason(rule="for", text=text, source="the routine"),)


def _caution(exercise: Exercise, today: Today, rules: OwnRules) -> tuple[Reason | None, bool]:
    """What speaks against an exercise, and whether it is left out for that.

    What is at hand, which positions to avoid, and how often, is for who wrote the routine to say.
    """
    found = today.body_refusal(exercise) or _stage_refusal(exercise, today, rules)
    if found is None:
        return None, False
    text = f"{exercise.name_in_sentence} {found.text}. {LEFT_OUT if found.forbids else STAYS}"
    return Reason(rule=found.rule, text=text, source=", ".join(found.source) or "default"), found.forbids


def _stage_refusal(exercise: Exercise, today: Today, rules: OwnRules) -> Refusal | None:
    """As for any exercise; one that was written in place has no weeks of its own, and is told by what it is."""
    if exercise.stages != StageRules():
        return today.stage_refusal(exercise)
    if today.stage.kind is StageKind.PREGNANCY:
        return _in_pregnancy(exercise, today, rules)
    return _after_birth(exercise, today.stage, rules) if today.stage.kind is StageKind.POSTPARTUM else None


def _in_pregnancy(exercise: Exercise, today: Today, rules: OwnRules) -> Refusal | None:
    limits = {
        Position.SUPINE: (today.rules.flat_lying_ends_week, "which is not for long"),
        Position.PRONE: (rules.front_lying_ends_week, "which is left out"),
    }
    if exercise.position not in limits:
        return None
    ends, how = limits[exercise.position]
    if (today.stage.week or 0) < ends.value:
        return None
    text = f"is done {HOW_IT_IS_DONE[exercise.position]}, {how} from week {ends.value} of pregnancy"
    return Refusal(rule="stage", text=text, source=ends.source, forbids=exercise.position is Position.PRONE)


def _after_birth(exercise: Exercise, stage: Stage, rules: OwnRules) -> Refusal | None:
    """By the week in which the first of its kind begins."""
    rows = [row for row in rules.begins if row.fits(exercise)]
    latest = max(rows, key=lambda row: row.week(stage.birth), default=None)
    if latest is None or (stage.week or 0) >= latest.week(stage.birth):
        return None
    by_kind = exercise.category in latest.categories
    what = f"is a {exercise.category} exercise" if by_kind else f"is done {HOW_IT_IS_DONE[exercise.position]}"
    text = f"{what}, which begins in week {latest.week(stage.birth)} after birth"
    return Refusal(rule="stage", text=text, source=latest.source)
