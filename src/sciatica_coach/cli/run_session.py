"""Runs one session from the first question to the last, with the adapters that fit the terminal."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.output import SIGNAL_BASE, note, say, say_json
from sciatica_coach.cli.wishes import MEND_FIRST, SessionOptions
from sciatica_coach.errors import CannotWriteError, CoachError, UnreadableError
from sciatica_coach.files.drafts import Draft, to_line
from sciatica_coach.model.entry import Entry, records_of
from sciatica_coach.model.outcome import ExerciseOutcome, SessionOutcome
from sciatica_coach.model.pain import Hurt
from sciatica_coach.model.plan import Plan
from sciatica_coach.model.response import went_lower
from sciatica_coach.model.text import clock, plural, spoken_minutes
from sciatica_coach.model.trend import highest_during, score_of
from sciatica_coach.session.events import Event, PainScored, PartEnded
from sciatica_coach.session.keys import Key
from sciatica_coach.session.loop import run
from sciatica_coach.session.player import Player
from sciatica_coach.session.resume import is_unfinished, joined
from sciatica_coach.session.summary import session_entry, summarise
from sciatica_coach.session.timeline import Step, expand
from sciatica_coach.terminal.words import FOOTER

if TYPE_CHECKING:
    from sciatica_coach.cli.worlds import World

DEAD_KEYS = "The output goes elsewhere, so that keys do nothing here: Ctrl-C stops and saves."
WENT_LOWER = (
    "It goes further down the leg than before. That counts more than the score: rest now, and take it easy today. "
    "New weakness or numbness should be seen today: `coach check` has the list."
)
REHEARSAL_SPEED = 20.0


class _Outcome:
    """What is left when the terminal is given back."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.killed_by: int | None = None
        self.interrupted = False
        self.is_settled = False
        self.fault: CoachError | None = None
        self.events: list[Event] = []


class Session:
    """One session: its plan, its steps, and the entry that it becomes."""

    def __init__(
        self, coach: Coach, plan: Plan, options: SessionOptions, unfinished: Entry | None, before: Entry | None
    ) -> None:
        self._coach = coach
        self._plan = plan
        self._options = options
        self._unfinished = unfinished
        self._steps: tuple[Step, ...] = expand(plan, attended=coach.attended and not options.rehearse)
        self._id: str = unfinished["id"] if unfinished else coach.new_id
        self._started_at = coach.now.isoformat()
        self._before = before
        self._draft_fault: CoachError | None = None

    def run(self, checks: Iterable[Entry]) -> None:
        """Ask, run, save, show. Ends the program with 128 + n when a signal ended the session.

        Args:
            checks: what was said of warning signs; saved after the last question, since Ctrl-C at one records nothing.
        """
        draft = self._open_draft()
        try:
            self._open()
            if draft:
                self._prove(draft)
                for check in checks:
                    self._coach.journal.add(check)
        except BaseException:
            if draft:
                draft.discard()
            raise
        outcome = self._outcome(draft)
        if outcome.killed_by:
            if outcome.fault:
                note(f"{outcome.fault.message} {outcome.fault.hint}".strip())
            raise typer.Exit(SIGNAL_BASE + outcome.killed_by)
        if outcome.fault:
            if not self._options.as_json:
                say("\n".join(_report(outcome.entry, self._name_of, "")))
            raise outcome.fault
        self._coach.pass_on_warnings()
        self._close(outcome)

    def _name_of(self, exercise_id: str) -> str:
        """An exercise's name: of the plan, or of the part that was done before it."""
        known = {exercise.id: exercise.name for exercise in self._plan.exercises}
        try:
            return known.get(exercise_id) or self._coach.library.exercise(exercise_id).name
        except CoachError:  # it was written in a routine, or is gone: its id was made from its name
            return exercise_id.replace("-", " ").capitalize()

    # Before

    def _open_draft(self) -> Draft | None:
        if not self._options.saves:
            return None
        try:
            return Draft(self._coach.home, self._id)
        except CannotWriteError as error:
            error.hint = MEND_FIRST
            raise

    def _prove(self, draft: Draft) -> None:
        """A full disk is told before the session, and not after it."""
        try:
            draft.keep(self._entry([]))
        except CannotWriteError as error:
            error.hint = MEND_FIRST
            raise

    def _open(self) -> None:
        plan, total = self._plan, sum(step.seconds for step in self._steps)
        if not self._options.as_json:
            names = "; ".join(exercise.name for exercise in plan.exercises)
            count = plural(len(plan.exercises), "exercise")
            say(f"{plan.name}: {count}, {spoken_minutes(total)} ({clock(total)}).")
            say(f"{names}.")
            say(FOOTER)
        if self._coach.keys_are_dead:
            note(DEAD_KEYS)

    # During

    def _outcome(self, draft: Draft | None) -> _Outcome:
        outcome = _Outcome(entry=self._entry([]))
        try:
            self._perform(draft, outcome)
        except (OSError, ImportError) as error:
            if not outcome.is_settled:  # otherwise all is saved, or it is known why not
                raise _broken_off(error, draft) from error
        return outcome

    def _perform(self, draft: Draft | None, outcome: _Outcome) -> None:
        from sciatica_coach.cli.worlds import session_world

        speed = REHEARSAL_SPEED if self._options.rehearse else 1.0
        options = self._options
        is_too_much = self._is_too_much if self._asks_scores else None
        player = Player(self._plan, self._steps, large=options.big, is_too_much=is_too_much)
        write = note if options.as_json else None
        with session_world(
            self._coach, plain=options.plain, quiet=options.quiet, voice=options.voice, speed=speed, write=write
        ) as world:
            for event in self._events(player, world):
                outcome.events.append(event)
                if isinstance(event, PartEnded | PainScored):
                    self._keep(draft, self._entry(outcome.events))
            outcome.entry = self._entry(outcome.events)
            if draft:
                outcome.fault = self._save(draft, outcome.entry)
                outcome.is_settled = True
            if not options.rehearse:
                world.ring_out(completed=outcome.entry["outcome"] == SessionOutcome.COMPLETED)
            outcome.killed_by = world.pacer.last_signals()
            outcome.interrupted = world.pacer.was_interrupted

    @property
    def _asks_scores(self) -> bool:
        """Whether pain is asked between two positions: somebody is there, no option says it, it is not switched off."""
        return self._options.asks and self._options.during is None and self._coach.profile.asks_during

    def _is_too_much(self, score: int) -> bool:
        """Whether it is better to stop at a score in the session: above the one of the rules (PM1), or a rise (PM6)."""
        limit = self._coach.library.response_rules().stop_above_score.value
        before = self._before or (self._unfinished or {}).get("pain_before")
        return score > max(limit, score_of(before) or 0)

    def _events(self, player: Player, world: "World") -> Iterator[Event]:
        """The events of the session; when the screen cannot be written any more, it stops."""
        try:
            yield from run(player, world.pacer, world.screen, world.sounds)
        except OSError:
            yield from player.press(Key.STOP)

    def _entry(self, events: list[Event]) -> Entry:
        record = summarise(self._plan, self._steps, events)
        now = self._coach.now.isoformat()
        entry = session_entry(record, self._plan.routine, entry_id=self._id, at=self._started_at, ended_at=now)
        entry["pain_before"] = self._before
        if self._options.during is not None:
            entry["pain_during"] = [{"exercise": None, "score": self._options.during}]
        if not self._unfinished:
            return entry
        return {**joined(self._unfinished, entry), "edited_at": now}

    def _keep(self, draft: Draft | None, entry: Entry) -> None:
        """Keep what is done so far. A full disk must not end a session: it is told at the end."""
        if draft is None:
            return
        try:
            draft.keep(entry)
            self._draft_fault = None
        except CannotWriteError as error:
            self._draft_fault = error

    def _save(self, draft: Draft, entry: Entry) -> CoachError | None:
        self._keep(draft, entry)
        try:
            self._coach.journal.settle(draft, entry)
        except CoachError as error:
            if self._draft_fault:
                error.hint = f"{error.hint} The draft has only its beginning; the whole entry is:\n{to_line(entry)}"
            draft.close()
            return error
        return None

    # After

    def _say_how_to_go_on(self, entry: Entry) -> None:
        """After a stop, the command that goes on with it; not where something hurt, when rest comes first."""
        hurt = any(record["outcome"] == ExerciseOutcome.STOPPED_FOR_PAIN for record in records_of(entry))
        if self._options.saves and not self._options.as_json and is_unfinished(entry) and not hurt:
            file = "" if self._plan.routine in self._coach.library.routine_ids else " --routine FILE"
            say(f"`coach today --resume{file}` goes on with it, today.")

    def _close(self, outcome: _Outcome) -> None:
        """What was done, the pain after it, what both say, and what else is asked after a session."""
        entry, options = outcome.entry, self._options
        if not options.as_json:
            ending = "Saved." if options.saves else "Not saved, as you asked."
            say("\n".join(_report(entry, self._name_of, ending)))
        after = self._pain_after(asks=options.asks and not outcome.interrupted)
        if after is not None:
            entry = self._with_pain_after(entry, after)
        if options.as_json:
            say_json(entry)
        elif after is not None:
            self._say_change(entry)
        if options.saves and not outcome.interrupted:
            from sciatica_coach.cli.after_session import ask_after_session

            ask_after_session(self._coach, entry, self._plan.exercises, options)
        self._say_how_to_go_on(entry)

    def _pain_after(self, *, asks: bool) -> Entry | None:
        """The pain after the session, as an option says, or asked for."""
        if self._options.after is not None or not asks:
            return self._options.after
        from sciatica_coach.cli.pain_form import ask_pain_now

        return ask_pain_now()

    def _with_pain_after(self, entry: Entry, after: Entry) -> Entry:
        """The entry with the pain after the session: an update of the one that was saved at its end."""
        entry = {**entry, "pain_after": after, "edited_at": self._coach.now.isoformat()}
        if self._options.saves:
            self._coach.journal.add(entry)
        return entry

    def _say_change(self, entry: Entry) -> None:
        """The pain after the session beside the pain before, and to rest where it goes further down the leg."""
        say(change_words(score_of(entry.get("pain_before")), entry["pain_after"]["score"], highest_during(entry)))
        if went_lower(entry, self._coach.library.response_rules()):
            say(WENT_LOWER)


def _broken_off(error: OSError | ImportError, draft: Draft | None) -> CoachError:
    """The fault of a disk that cannot even be read: the session cannot go on, and what was done waits in its draft."""
    words = (getattr(error, "strerror", None) or str(error)).lower()
    kept = f" Your entry is kept in {draft.path}: the next command that can will add it to the log." if draft else ""
    return UnreadableError(f"The session cannot go on: {words}.{kept}", "Look at the disk, then try again.")


def change_words(before: int | None, after: int, during: int | None) -> str:
    """The pain after a session beside the pain before and the most in it, without a claim of cause."""
    most = "" if during is None else f", {during} at most in the session"
    if before is None:
        return f"Pain now: {after} of 10{most}."
    if after == before:
        return f"Pain: {before} before{most}, {after} after. No change."
    change = "lower" if after < before else "higher"
    return f"Pain: {before} before{most}, {after} after: {abs(after - before)} {change}."


_MARKS = {
    ExerciseOutcome.DONE: "done",
    ExerciseOutcome.PARTIAL: "partly",
    ExerciseOutcome.SKIPPED: "not done",
    ExerciseOutcome.STOPPED_FOR_PAIN: "stopped: it hurt",
}


def _report(entry: Entry, name_of: Callable[[str], str], ending: str) -> list[str]:
    """What was done: a line for each exercise, its sides together when they went alike."""
    heads = {SessionOutcome.COMPLETED: "Session done.", SessionOutcome.STOPPED: "Session stopped."}
    length = f"{spoken_minutes(entry['active_seconds'])}." if round(entry["active_seconds"]) else ""
    head = f"{heads.get(entry['outcome'], 'Session over.')} {length}".rstrip()
    lines = [f"{head} {ending}".rstrip()]
    told: dict[str, list[str]] = {}
    for record in records_of(entry):
        mark = _MARKS.get(record["outcome"], record["outcome"])
        if record.get("hurt") == Hurt.DOWN_THE_LEG:
            mark = "stopped: it went down the leg"
        if record["outcome"] == ExerciseOutcome.PARTIAL:
            mark += f" ({record['reps_done']} of {plural(record['reps_planned'], 'rep')})"
        told.setdefault(record["exercise"], []).append(f"{record['side']} {mark}" if record["side"] else mark)
    for exercise, marks in told.items():
        plain = {mark.partition(" ")[2] if mark.startswith(("left ", "right ")) else mark for mark in marks}
        words = plain.pop() if len(plain) == 1 else ", ".join(marks)
        lines.append(f"  {name_of(exercise)}: {words}")
    return [*lines, FOOTER]
