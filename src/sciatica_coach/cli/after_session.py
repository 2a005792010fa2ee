"""After a session in pregnancy, or in the year after a birth: whether it brought on leaking, heaviness and the like."""

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.output import note, say
from sciatica_coach.cli.suggestions import Asked, offer
from sciatica_coach.cli.warning_signs import WarningSigns
from sciatica_coach.cli.wishes import SessionOptions
from sciatica_coach.model.changes import REPS
from sciatica_coach.model.entry import Entry, EntryType, records_of
from sciatica_coach.model.exercise import Exercise
from sciatica_coach.model.outcome import ExerciseOutcome
from sciatica_coach.model.response import half_reps
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.suggestion import Suggestion
from sciatica_coach.model.text import plural
from sciatica_coach.model.trend import DID_SOMETHING
from sciatica_coach.terminal.questions import ask


def ask_after_session(coach: Coach, session: Entry, exercises: tuple[Exercise, ...], options: SessionOptions) -> None:
    """Ask once, keep the answer, say its card, and offer less of the exercise that brought it on (C4, PR8)."""
    if not options.asks and options.signs_after is None:
        return
    if coach.profile.stage is StageKind.GENERAL or session.get("outcome") not in DID_SOMETHING:
        return
    warnings = WarningSigns(coach, coach.journal.of_type(EntryType.CHECK))
    assessment = warnings.after_session(options.signs_after)
    if not assessment.signs:
        return
    rules = coach.library.response_rules()
    cause = None
    if set(assessment.signs).intersection(rules.keeps_dose.value):
        cause = _which(_done(coach, session, exercises), options)
    warnings.keep_after_session(assessment, session["id"], cause.id if cause else None)
    for check in warnings.checks:
        coach.journal.add(check)
    for card in assessment.cards:
        (say if options.asks else note)(card)
    if cause:
        less = _less_of(cause, round(rules.least_reps.value), rules.keeps_dose.source)
        asked = Asked(agreed=options.agreed, asks=options.asks)
        if less:
            offer(coach, less, "y: do that.   Enter: leave it as it is. ", asked)


def _done(coach: Coach, session: Entry, planned: tuple[Exercise, ...]) -> list[Exercise]:
    """The exercises that were done at least in part; one of an earlier part of the session comes from the library."""
    by_id = {exercise.id: exercise for exercise in planned}
    done: dict[str, Exercise] = {}
    for record in records_of(session):
        name = str(record.get("exercise"))
        if record.get("outcome") != ExerciseOutcome.SKIPPED and (name in by_id or name in coach.library.exercise_ids):
            done[name] = by_id.get(name) or coach.library.exercise(name)
    return list(done.values())


def _which(exercises: list[Exercise], options: SessionOptions) -> Exercise | None:
    """The exercise that brought it on: as an option says, or asked for; none where it is not known."""
    if not exercises or options.brought_on or not options.asks:
        return next((one for one in exercises if one.id == options.brought_on), None)
    say("\n".join(f"{number:>3}. {exercise.name}" for number, exercise in enumerate(exercises, start=1)))
    numbers = {str(number): exercise for number, exercise in enumerate(exercises, start=1)}
    return ask("Which one brought it on? Its number, or Enter if you do not know: ", numbers.get, "One of the numbers.")


def _less_of(exercise: Exercise, least_reps: int, source: tuple[str, ...]) -> Suggestion | None:
    """Half the reps of an exercise; none where it cannot be less."""
    before, after = exercise.reps, half_reps(exercise, None, least_reps)
    if after is None:
        return None
    text = f"{exercise.name_in_sentence} with {plural(after, 'rep')} in place of {before}, until it stays away."
    return Suggestion(
        exercise=exercise.id, key=REPS, before=float(before), after=float(after), rule="C4", text=text, source=source
    )
