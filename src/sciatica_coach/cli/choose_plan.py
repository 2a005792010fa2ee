"""Which routine `coach today` begins with, and the plan that it becomes."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.wishes import Wishes
from sciatica_coach.errors import CoachError, UsageError
from sciatica_coach.model.condition import stage_with
from sciatica_coach.model.entry import Entry, EntryType, merge
from sciatica_coach.model.exercise import Exercise
from sciatica_coach.model.gate import Gate
from sciatica_coach.model.pain import Hurt
from sciatica_coach.model.plan import Plan, Reason
from sciatica_coach.model.plan_rules import PlanRules
from sciatica_coach.model.planning import Inputs, plan_day, today_of
from sciatica_coach.model.routine import Routine, StageKind
from sciatica_coach.model.text import ID
from sciatica_coach.model.value import replace
from sciatica_coach.session.timeline import work_seconds

STAGE_WORDS = {StageKind.GENERAL: "general", StageKind.PREGNANCY: "pregnancy", StageKind.POSTPARTUM: "after birth"}
Adjust = Callable[[Iterable[Exercise]], list[Exercise]]
"""Gives exercises the doses that the user has accepted for them."""


def choose_plan(coach: Coach, wishes: Wishes, gates: frozenset[Gate], unfinished: Entry | None) -> Plan:
    """The plan of this session.

    A routine of the user's own, or from a file, is done as it is written: somebody agreed on it. Only what is never
    done is left out. A shipped one is made to fit stage, equipment, positions, minutes and what happened lately.

    Raises:
        CoachError: the routine cannot be read, or is not there; a date of the profile cannot be.
    """
    routine, reason = _choose(coach, wishes, unfinished)
    if not routine.exercises:
        raise UsageError(f"The routine {routine.id} has no exercises.", "Add one, or choose another routine.")
    if coach.profile.due or coach.profile.born:
        from sciatica_coach.cli.odd_dates import refuse_odd_dates

        refuse_odd_dates(coach)
    inputs = _inputs(coach, wishes, gates, coach.journal.of_type(EntryType.CHANGE))
    plan = _adapted(coach, wishes, routine, inputs, reason) if routine.shipped else _own(coach, routine, inputs, reason)
    if not plan.exercises:
        plan = _in_place_of(plan, coach, wishes, inputs)
    if unfinished is None:
        return plan
    from sciatica_coach.session.resume import remaining

    return remaining(plan, unfinished) or plan


def cautions(coach: Coach, wishes: Wishes, gates: frozenset[Gate]) -> tuple[Reason, ...]:
    """What is to be known of the plan before anything is asked: what speaks against the user's own routine today.

    Raises:
        CoachError: the routine cannot be read, or is not there.
    """
    routine, reason = _choose(coach, wishes, None)
    if routine.shipped:
        return _stays_short(wishes, coach.library.plan_rules())
    inputs = _inputs(coach, wishes, gates, coach.journal.of_type(EntryType.CHANGE))
    return _own(coach, routine, inputs, reason).cautions


def _adapted(coach: Coach, wishes: Wishes, routine: Routine, inputs: Inputs, reason: Reason) -> Plan:
    """The plan that makes a shipped routine fit the day, with the changes that the user accepted."""
    changes = coach.journal.of_type(EntryType.CHANGE)
    adjust, share = _adjuster(coach, wishes, changes)
    plan = plan_day(replace(routine, exercises=tuple(adjust(routine.exercises))), inputs, reason, work_seconds)
    stays = _stays_short(wishes, inputs.rules)
    plan = replace(plan, reasons=(*plan.reasons, *stays), cautions=stays)
    if not changes:
        return plan
    from sciatica_coach.model.agreed import agreed_reasons

    agreed = agreed_reasons(plan.exercises, changes, fitted=wishes.minutes is not None or wishes.easy)
    return replace(plan, reasons=(*plan.reasons, *agreed, *share))


def _own(coach: Coach, routine: Routine, inputs: Inputs, reason: Reason) -> Plan:
    """The plan of a routine of the user's own."""
    from sciatica_coach.model.own_routine import plan_own

    return plan_own(routine, inputs, coach.library.own_rules(), reason)


def _in_place_of(own: Plan, coach: Coach, wishes: Wishes, inputs: Inputs) -> Plan:
    """The plan of the routine to begin with, where nothing of the user's own may be done today."""
    rules = coach.library.plan_rules()
    routine = coach.library.routine_of_rules(rules.base_for(stage_with(own.stage, inputs.conditions)))
    text = f"Nothing of {own.name} is to be done today: {routine.name} takes its place."
    why = Reason(rule="own", text=text, source=", ".join(rules.base_source))
    plan = _adapted(coach, wishes, routine, inputs, why)
    return replace(plan, reasons=(*own.reasons, *plan.reasons), cautions=(*own.cautions, why))


def allowed_today(coach: Coach, wishes: Wishes, gates: frozenset[Gate], plan: Plan) -> Callable[[str], Exercise | None]:
    """Finds the exercises that may be done today and are not in the plan, by their ids."""
    inputs = _inputs(coach, wishes, gates, coach.journal.of_type(EntryType.CHANGE))
    today, there = today_of(inputs), {exercise.id for exercise in plan.exercises}

    def find(name: str) -> Exercise | None:
        exercise = inputs.find(name) if ID.fullmatch(name) and name not in there else None
        return exercise if exercise and today.refusal(exercise) is None else None

    return find


def is_file(wanted: str) -> bool:
    """Whether `--routine` names a file, and not an id."""
    return "/" in wanted or wanted.endswith((".yaml", ".yml"))


def _choose(coach: Coach, wishes: Wishes, unfinished: Entry | None) -> tuple[Routine, Reason]:
    """The routine begun today, or asked for, or right for the stage, or done last."""
    library, wanted = coach.library, wishes.routine
    if unfinished:
        if wanted and is_file(wanted):
            reason = Reason(rule="resume", text="You began this session today.", source="your log")
            return library.routine_file(Path(wanted)), reason
        reason = Reason(rule="resume", text="You began this session today.", source="your log")
        return library.routine(str(unfinished["routine"])), reason
    if wanted:
        reason = Reason(rule="asked", text="You asked for this routine.", source="your choice")
        return (library.routine_file(Path(wanted)) if is_file(wanted) else library.routine(wanted)), reason
    rules = library.plan_rules()
    if wishes.easy:
        return library.routine_of_rules(rules.flare.value), _why_easy(wishes, rules)
    stage = coach.profile.stage_on(coach.today, rules.unknown_week.value)
    last = _last_routine(coach, rules.flare.value) if stage.kind is StageKind.GENERAL else None
    if last:
        return last, Reason(rule="last", text="It is the routine that you did last.", source="your log")
    week = "" if stage.week is None else f", week {stage.week}"
    text = f"It is the routine to begin with ({STAGE_WORDS[stage.kind]}{week})."
    source = ", ".join(rules.base_source)
    planned_for = stage_with(stage, library.conditions(coach.profile.conditions))
    return library.routine_of_rules(rules.base_for(planned_for)), Reason(rule="base", text=text, source=source)


def _stays_short(wishes: Wishes, rules: PlanRules) -> tuple[Reason, ...]:
    """That an easy session stays short, where more minutes were asked for."""
    most = rules.flare_minutes
    if not wishes.easy or (wishes.minutes or 0) * (1 - rules.minutes_within.value) <= most.value:
        return ()
    text = f"The easy session takes about {most.value:g} minutes, and not the {wishes.minutes:g} asked for."
    return (Reason(rule="D5", text=text, source=", ".join(most.source)),)


def _why_easy(wishes: Wishes, rules: PlanRules) -> Reason:
    if wishes.flare:
        text = "You asked for an easy session on a bad day: it counts in full."
        return Reason(rule="D5", text=text, source=", ".join(rules.flare.source))
    text = "You named a sign to tell a clinician of: today it is the short, gentle session, which counts in full."
    return Reason(rule="C1", text=text, source=", ".join(rules.flare.source))


def _last_routine(coach: Coach, flare: str) -> Routine | None:
    """The routine done last, unless it was for a bad day, or is not for the general stage."""
    library = coach.library
    last = coach.journal.latest(
        lambda entry: entry["type"] == EntryType.SESSION and entry.get("routine") not in (None, flare)
    )
    if last is None or last["routine"] not in library.routine_ids:
        return None
    routine = library.routine(str(last["routine"]))
    return routine if StageKind.GENERAL in routine.stages or not routine.shipped else None


def _inputs(coach: Coach, wishes: Wishes, gates: frozenset[Gate], changes: list[Entry]) -> Inputs:
    """All that the plan of today depends on, beside its routine."""
    rules, now, journal = coach.library.plan_rules(), coach.now, coach.journal
    days = max(rules.strength_rest_days.value + 1, rules.out_within_days.value)
    recent = journal.since((now - timedelta(days=days)).timestamp())
    adjust, _ = _adjuster(coach, wishes, changes)
    return Inputs(
        profile=coach.profile,
        entries=merge([*journal.of_type(EntryType.SESSION, word=Hurt.DOWN_THE_LEG), *changes, *recent]),
        now=now,
        rules=rules,
        lead_in=coach.library.lead_in(),
        find=lambda name: next(iter(adjust(_find(coach, name))), None),
        conditions=coach.library.conditions(coach.profile.conditions),
        gates=gates,
        minutes=_minutes(coach, wishes, changes),
    )


def _minutes(coach: Coach, wishes: Wishes, changes: list[Entry]) -> float | None:
    if wishes.easy:
        most = coach.library.plan_rules().flare_minutes.value
        return most if wishes.minutes is None else min(wishes.minutes, most)
    if wishes.minutes is not None:
        return wishes.minutes
    minutes = coach.profile.minutes
    if minutes is None or wishes.routine is not None:
        return None
    if not changes:
        return minutes
    from sciatica_coach.model.changes import accepted_share, share_of_day

    return minutes * accepted_share(changes) * share_of_day(changes, coach.today, coach.day_begins)


def _adjuster(coach: Coach, wishes: Wishes, changes: list[Entry]) -> tuple[Adjust, tuple[Reason, ...]]:
    """What gives exercises the doses of all changes that the user has accepted; and the reason of one for today alone.

    Exercises that take a place have their doses too.
    """
    if not changes:
        return list, ()
    from sciatica_coach.model.changes import share_of_day, shared, with_changes

    rules = coach.library.response_rules()
    least = round(rules.least_reps.value)
    share = 1.0 if wishes.easy else share_of_day(changes, coach.today, coach.day_begins)

    def adjust(exercises: Iterable[Exercise]) -> list[Exercise]:
        changed = with_changes(exercises, changes, least)
        return changed if share == 1 else [shared(exercise, share, least) for exercise in changed]

    if share == 1:
        return adjust, ()
    text = f"You said yes to {round(100 * share)} of 100 of the reps for today, after your flare-up."
    return adjust, (Reason(rule="D5", text=text, source=", ".join(rules.flare_share.source)),)


def _find(coach: Coach, exercise_id: str) -> list[Exercise]:
    """An exercise; none where the journal names one that is not there any more."""
    try:
        return [coach.library.exercise(exercise_id)]
    except CoachError:
        return []
