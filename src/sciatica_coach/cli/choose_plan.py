"""Which routine `coach today` begins with, and the plan that it becomes."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from pathlib import Path

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.output import note
from sciatica_coach.cli.wishes import Wishes
from sciatica_coach.errors import CoachError, UsageError
from sciatica_coach.model.entry import Entry, EntryType, moment_of
from sciatica_coach.model.exercise import Exercise
from sciatica_coach.model.gate import Gate
from sciatica_coach.model.plan import Plan, Reason, plan_routine
from sciatica_coach.model.planning import Inputs, plan_day
from sciatica_coach.model.routine import Routine, StageKind
from sciatica_coach.model.value import replace
from sciatica_coach.model.when import day_of
from sciatica_coach.session.resume import is_unfinished, remaining, was_begun
from sciatica_coach.session.timeline import work_seconds

FLARE_MINUTES = 4.5


def choose_plan(coach: Coach, wishes: Wishes, gates: frozenset[Gate], unfinished: Entry | None) -> Plan:
    """The plan of this session.

    A routine of the user's own, or from a file, is done as it is written: somebody agreed on it. A
    shipped one is made to fit stage, equipment, positions, minutes and what happened lately.
    """
    routine, reason = _choose(coach, wishes, unfinished)
    if not routine.exercises:
        raise UsageError(f"The routine {routine.id} has no exercises.", "Add one, or choose another routine.")
    profile, library = coach.profile, coach.library
    _note_odd_dates(coach)
    if routine.shipped:
        rules = library.plan_rules()
        now = coach.now
        adjusted = _adjuster(coach)
        routine = replace(routine, exercises=tuple(adjusted(routine.exercises)))
        inputs = Inputs(
            profile=profile,
            entries=coach.journal.since((now - timedelta(days=rules.out_within_days.value)).timestamp()),
            now=now,
            rules=rules,
            lead_in=library.lead_in(),
            find=lambda name: next(iter(adjusted(_find(coach, name))), None),
            gates=gates,
            minutes=_minutes(coach, wishes),
        )
        plan = plan_day(routine, inputs, reason, work_seconds)
    else:
        plan = plan_routine(routine, profile, profile.stage_on(coach.today), library.lead_in(), reason)
    if unfinished:
        return remaining(plan, unfinished) or plan
    return plan


def unfinished_today(coach: Coach, wishes: Wishes, *, asks: bool) -> Entry | None:
    """The session of today to go on with, if there is one and the user wants that."""
    if wishes.resume is False or (wishes.resume is None and not asks):
        return None
    last = coach.journal.latest(was_begun)
    if last is None or not _fits(coach, last, wishes):
        if wishes.resume:
            note("There is no unfinished session of today to go on with: starting anew.")
        return None
    if wishes.resume:
        return last
    from sciatica_coach.terminal.questions import ask_yes

    return last if ask_yes("You stopped a session earlier today. Go on with it?") else None


def is_file(wanted: str) -> bool:
    """Whether `--routine` names a file, and not an id."""
    return "/" in wanted or wanted.endswith((".yaml", ".yml"))


def _fits(coach: Coach, last: Entry, wishes: Wishes) -> bool:
    routine = last.get("routine")
    of_today = day_of(moment_of(last)) == coach.today
    if wishes.routine is not None and is_file(wishes.routine):
        wanted = Path(wishes.routine).stem == routine
    else:
        wanted = wishes.routine in (None, routine) and routine in coach.library.routine_ids
    return is_unfinished(last) and of_today and wanted


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
    if wishes.flare:
        text = "You asked for an easy session on a bad day: it counts in full."
        return library.routine(rules.flare.value), Reason(rule="D5", text=text, source=", ".join(rules.flare.source))
    stage = coach.profile.stage_on(coach.today)
    last = _last_routine(coach, rules.flare.value) if stage.kind is StageKind.GENERAL else None
    if last:
        return last, Reason(rule="last", text="It is the routine that you did last.", source="your log")
    week = "" if stage.week is None else f", week {stage.week}"
    text = f"It is the routine to begin with ({stage.kind}{week})."
    source = ", ".join(rules.base_source)
    planned_for = rules.stage_for(stage, coach.profile.conditions)
    return library.routine(rules.base_for(planned_for)), Reason(rule="base", text=text, source=source)


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


def _minutes(coach: Coach, wishes: Wishes) -> float | None:
    if wishes.minutes is not None:
        return wishes.minutes
    if wishes.flare:
        return FLARE_MINUTES
    minutes = coach.profile.minutes
    if minutes is None or wishes.routine is not None:
        return None
    changes = coach.journal.of_type(EntryType.CHANGE)
    if not changes:
        return minutes
    from sciatica_coach.model.response import accepted_share

    return minutes * accepted_share(changes)


def _note_odd_dates(coach: Coach) -> None:
    """Say when a date of the profile cannot be; the plan goes on with the careful week."""
    if coach.profile.stage is StageKind.GENERAL:
        return
    from sciatica_coach.cli.setup import check_dates

    try:
        check_dates(coach.profile, coach.today)
    except UsageError as error:
        note(f"{error.message} Correct it with `coach setup`.")


def _adjuster(coach: Coach) -> Callable[[Iterable[Exercise]], list[Exercise]]:
    """Gives exercises the doses of all changes that the user has accepted, those that take a place included."""
    changes = coach.journal.of_type(EntryType.CHANGE)
    if not changes:
        return list
    from sciatica_coach.model.response import with_changes

    return partial(with_changes, entries=changes, rules=coach.library.response_rules())


def _find(coach: Coach, exercise_id: str) -> list[Exercise]:
    """An exercise; none where the journal names one that is not there any more."""
    try:
        return [coach.library.exercise(exercise_id)]
    except CoachError:
        return []
