"""The plan of a routine of the user's own: done as it is written, but for what is never done, and with what to know."""

from sciatica_coach.model.eligibility import Today
from sciatica_coach.model.exercise import Exercise
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


def plan_own(routine: Routine, inputs: Inputs, chosen: Reason) -> Plan:
    """The plan that does a routine as it is written; what is never done is left out, what speaks against it is told."""
    profile, stage, today = inputs.profile, stage_of(inputs), today_of(inputs)
    told = [*_for_another_stage(routine, stage)]
    kept: list[Exercise] = []
    for exercise in routine.exercises:
        caution, is_left_out = _caution(exercise, today)
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


def _caution(exercise: Exercise, today: Today) -> tuple[Reason | None, bool]:
    """What speaks against an exercise, and whether it is left out for that."""
    found = today.caution(exercise)
    if found is None:
        return None, False
    text = f"{exercise.name_in_sentence} {found.text}. {LEFT_OUT if found.forbids else STAYS}"
    return Reason(rule=found.rule, text=text, source=", ".join(found.source) or "default"), found.forbids
