"""A guided session in its order: recovery, notice, warning signs, plan, suggestion, session.

What comes after the warning signs is imported after them, so that the first question is there at once.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NoReturn

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.output import note, say_json
from sciatica_coach.cli.warning_signs import Standing, WarningSigns, said_of
from sciatica_coach.cli.wishes import MEND_FIRST, SessionOptions, Wishes
from sciatica_coach.errors import CannotWriteError, CoachError, UnreadableError, WithheldError
from sciatica_coach.model.entry import Entry, EntryType

if TYPE_CHECKING:
    from sciatica_coach.model.plan import Withheld


def guide(coach: Coach, wishes: Wishes, options: SessionOptions) -> None:
    """Run a session from the first question to the last.

    Raises:
        WithheldError: a warning sign holds it; the card is the message.
    """
    _make_ready(coach, wishes, options)
    standing = _standing(coach, wishes, options)
    if standing.withheld:
        # Nothing that could fail comes before the card: no plan, no log, no profile.
        _withhold(coach, options, _routine(coach, wishes, standing), standing.withheld, standing.checks)
    wishes = wishes.after(gentle=standing.gentle)
    if wishes.gentle:
        note("Today it is the short, gentle session: it counts in full.")
    from sciatica_coach.cli.before_session import ask_before_session, plan_session, wait_to_be_read
    from sciatica_coach.cli.preview import say_resting
    from sciatica_coach.cli.suggestions import say_unused

    answers = ask_before_session(coach, wishes, options)
    if answers.withheld:
        _withhold(coach, options, _routine(coach, wishes, standing), answers.withheld, standing.checks)
    plan = plan_session(coach, wishes, options, standing.gates, answers)
    if wishes.why and not options.as_json:
        from sciatica_coach.cli.preview import say_reasons

        say_reasons(coach, plan)
    if plan.withheld:
        _withhold(coach, options, plan.routine, plan.withheld, standing.checks)
    say_resting(plan)
    if options.saves:
        say_unused(coach, options.agreed)
    if options.asks and not options.plain and (answers.is_told or plan.resting):
        wait_to_be_read()
    from sciatica_coach.cli.run_session import Session

    Session(coach, plan, options, answers.unfinished, answers.before).run(standing.checks)


def _make_ready(coach: Coach, wishes: Wishes, options: SessionOptions) -> None:
    """Bring in what was left in drafts; before any question, refuse what could not be kept or has no routine."""
    if options.saves:
        if options.asks and not wishes.signs:
            _refuse_unwritable(coach)
        coach.recover()
    if options.asks and wishes.routine and not wishes.signs:
        _refuse_unreadable(coach, wishes.routine)


def _refuse_unwritable(coach: Coach) -> None:
    """Say before the first question that nothing could be kept. Where a sign was named, its card comes first."""
    from sciatica_coach.files.drafts import prove_writable

    try:
        prove_writable(coach.home)
    except CannotWriteError as error:
        error.hint = MEND_FIRST
        raise


def _refuse_unreadable(coach: Coach, wanted: str) -> None:
    """Say before the first question that the routine that is asked for is not there, or has faults."""
    from pathlib import Path

    from sciatica_coach.cli.choose_plan import is_file

    if is_file(wanted):
        coach.library.routine_file(Path(wanted))
    else:
        coach.library.routine(wanted)


def _standing(coach: Coach, wishes: Wishes, options: SessionOptions) -> Standing:
    """The notice and the warning signs. A rehearsal asks nothing, but is held like any session."""
    fault = coach.forgive_profile() if wishes.signs else None
    earlier, unreadable = _earlier_checks(coach, options, named=bool(wishes.signs))
    fault = fault or unreadable
    warnings = WarningSigns(coach, earlier)
    if not (wishes.signs or warnings.hold() or fault):
        _refuse_odd_dates(coach)
        _look_at_own(coach, wishes, warnings)
    if options.rehearse:
        standing = warnings.without_asking(wishes.signs)
    else:
        warnings.give_notice(asks=options.asks and options.saves and not (wishes.signs or wishes.no_signs))
        standing = warnings.before_session(said_of(wishes), asks=options.asks)
    if fault and standing.withheld:
        note(f"{fault.message} {fault.hint}".strip())
    elif fault:
        raise fault
    return standing


def _refuse_odd_dates(coach: Coach) -> None:
    """Say before the first question that a date of the profile cannot be."""
    if coach.profile.due or coach.profile.born:
        from sciatica_coach.cli.odd_dates import refuse_odd_dates

        refuse_odd_dates(coach)


def _look_at_own(coach: Coach, wishes: Wishes, warnings: WarningSigns) -> None:
    """Say what speaks against the user's own routine before the first question, so that its faults cost no answer."""
    if wishes.routine is None and not coach.home.routines.is_dir():
        return
    from sciatica_coach.cli.choose_plan import cautions
    from sciatica_coach.cli.preview import say_cautions

    say_cautions(cautions(coach, wishes, warnings.lasting_gates))


def _routine(coach: Coach, wishes: Wishes, standing: Standing) -> str | None:
    """The routine that a withheld session would have had, as far as that can be told."""
    from sciatica_coach.cli.choose_plan import choose_plan

    try:
        return choose_plan(coach, wishes, standing.gates, None).routine
    except CoachError:
        return None


def _earlier_checks(
    coach: Coach, options: SessionOptions, *, named: bool
) -> tuple[list[Entry], UnreadableError | None]:
    """What the journal knows of warning signs, and why it knows nothing when it cannot be read.

    A session that saves nothing can do without a journal. Where signs are named, they are judged first,
    and the fault is told after them.
    """
    try:
        if options.saves:
            coach.journal.refuse_newer()
        return coach.journal.of_type(EntryType.CHECK), None
    except UnreadableError as error:
        if options.saves:
            error.hint += " `coach today --no-save` exercises without a record."
            if named:
                return [], error
            raise
        note(f"{error.message} The session goes on without it.")
        coach.ignore_journal()
        return [], None


def _withhold(
    coach: Coach, options: SessionOptions, routine: str | None, withheld: "Withheld", checks: Iterable[Entry]
) -> NoReturn:
    """Keep that the session was withheld, and end with the words of the card, whatever can be saved."""
    from sciatica_coach.model.outcome import SessionOutcome
    from sciatica_coach.session.summary import SessionRecord, session_entry

    now = coach.now.isoformat()
    nothing = SessionRecord(outcome=SessionOutcome.WITHHELD, active_seconds=0, paused_seconds=0, exercises=())
    entry = session_entry(nothing, routine, entry_id=coach.new_id, at=now, ended_at=now)
    for kept in (*checks, entry) if options.saves else ():
        try:
            coach.journal.add(kept)
        except CoachError as error:
            note(f"{error.message} {error.hint}".strip())
    if options.as_json:
        say_json(entry)
    raise WithheldError(withheld.text, "`coach log` still records pain.")
