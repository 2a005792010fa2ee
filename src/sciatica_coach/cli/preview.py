"""`coach today --preview` and `--why`: the plan as people and as programs read it."""

from sciatica_coach.cli.choose_plan import choose_plan
from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.output import note, say, say_json
from sciatica_coach.cli.wishes import Wishes
from sciatica_coach.model.entry import Entry, EntryType, whole_if_whole
from sciatica_coach.model.gate import Gate
from sciatica_coach.model.plan import Plan, Reason
from sciatica_coach.model.text import clock, plural, spoken_minutes
from sciatica_coach.model.value import replace
from sciatica_coach.session.timeline import expand, seconds_by_exercise


def preview_session(coach: Coach, wishes: Wishes, *, as_json: bool) -> None:
    """Plan a session by what is known already, and print it. Nothing is asked and nothing is kept."""
    say_preview(coach, planned(coach, wishes), as_json=as_json, why=wishes.why)


def planned(coach: Coach, wishes: Wishes) -> Plan:
    """The plan of a session by what is known already, withheld where a warning sign holds it."""
    checks = coach.journal.of_type(EntryType.CHECK)
    gates: frozenset[Gate] = frozenset()
    withheld = None
    if checks or wishes.signs:
        from sciatica_coach.cli.warning_signs import WarningSigns

        standing = WarningSigns(coach, checks).without_asking(wishes.signs)
        gates, withheld = standing.gates, standing.withheld
        wishes = wishes.after(gentle=standing.gentle)
    plan = choose_plan(coach, wishes, gates, _unfinished(coach, wishes) if wishes.resume else None)
    return replace(plan, withheld=withheld or plan.withheld)


def _unfinished(coach: Coach, wishes: Wishes) -> Entry | None:
    from sciatica_coach.cli.unfinished import unfinished_today

    return unfinished_today(coach, wishes, asks=False)


def say_preview(coach: Coach, plan: Plan, *, as_json: bool, why: bool) -> None:
    """Print what a session would be, and how long it would take."""
    seconds = seconds_by_exercise(plan, expand(plan, attended=False))
    say_cautions(plan.cautions)
    if as_json:
        say_json(preview_document(plan, seconds))
        return
    from sciatica_coach.cli.dose import dose_words

    if plan.withheld:
        say(plan.withheld.text)
    total = sum(seconds)
    say(f"{plan.name}: {plural(len(plan.exercises), 'exercise')}, {spoken_minutes(total)} ({clock(total)}).")
    if not why:  # which tells it among its reasons
        say_resting(plan)
    for number, (exercise, length) in enumerate(zip(plan.exercises, seconds, strict=True), start=1):
        say(f"{number:>2}. {clock(length):>5}  {exercise.name}: {dose_words(exercise)}")
    if why:
        say_reasons(coach, plan)


def say_reasons(coach: Coach, plan: Plan) -> None:
    """Print each decision of the plan in a sentence, with its rule and source; then what the sources stand for."""
    for reason in plan.reasons:
        say(f"Why: {reason.text} (rule {reason.rule}; source: {reason.source})")
    sources = coach.library.sources
    for name in dict.fromkeys(name for reason in plan.reasons for name in reason.source.split(", ")):
        if name in sources:
            say(f"Source {name}: {sources[name]}")


def say_resting(plan: Plan) -> None:
    """Print which exercises are not in the plan because they sent pain down the leg."""
    for one in plan.resting:
        note(one.text)


def say_cautions(cautions: tuple[Reason, ...]) -> None:
    """Say what is to be known of the plan, such as what speaks against the user's own routine, each with its rule."""
    for one in cautions:
        note(f"{one.text} (rule {one.rule}; source: {one.source})")


def preview_document(plan: Plan, seconds: tuple[float, ...]) -> Entry:
    """The plan as `--preview --json` prints it."""
    return {
        "routine": plan.routine,
        "name": plan.name,
        "stage": plan.stage.kind.value,
        "week": plan.stage.week,
        "seconds": _rounded(sum(seconds)),
        "exercises": [
            {
                "exercise": exercise.id,
                "name": exercise.name,
                "position": exercise.position.value,
                "sides": exercise.sides.value,
                "sets": exercise.sets,
                "reps": exercise.reps,
                "hold": None if exercise.hold_seconds is None else _rounded(exercise.hold_seconds),
                "rest": _rounded(exercise.rest_seconds),
                "seconds": _rounded(length),
            }
            for exercise, length in zip(plan.exercises, seconds, strict=True)
        ],
        "reasons": [{"rule": one.rule, "text": one.text, "source": one.source} for one in plan.reasons],
        "withheld": {"level": plan.withheld.level, "text": plan.withheld.text} if plan.withheld else None,
    }


def _rounded(seconds: float) -> float:
    return whole_if_whole(round(seconds, 3))
