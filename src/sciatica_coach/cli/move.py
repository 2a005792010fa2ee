"""`coach move`: movement breaks through the day."""

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.options import Json, NoQuestions, new_app
from sciatica_coach.cli.output import SIGNAL_BASE, note, say, say_json
from sciatica_coach.errors import CoachError, UsageError
from sciatica_coach.model.breaks import Break, BreakRules
from sciatica_coach.model.entry import Entry, EntryType
from sciatica_coach.model.text import one_line, plural, spoken_minutes
from sciatica_coach.model.when import start_of
from sciatica_coach.session.breaks import (
    Around,
    BreakEvent,
    Breaks,
    CameBack,
    Changed,
    Done,
    Due,
    Mode,
    Skipped,
    Unanswered,
    keep_moving,
)
from sciatica_coach.session.keys import Key
from sciatica_coach.session.ports import Tick

if TYPE_CHECKING:
    from sciatica_coach.cli.worlds import BreaksWorld
    from sciatica_coach.terminal.pane import BreakView

app = new_app()

ACTIVITY = "movement break"
NOTIFICATION = "Time to move"
LEAST_SECONDS, MOST_SECONDS = 60, 4 * 3600
REHEARSAL_SPEED = 60.0
_UNITS = {"s": 1, "m": 60, "h": 3600}
_DURATION = re.compile(r"([1-9][0-9]{0,5})\s*(s|m|h|sec|min|hours?|minutes?|seconds?)?", re.IGNORECASE)


@app.command(
    epilog="Examples: `coach move` in a small pane or a terminal of its own; `coach move --every 45m`; "
    "`coach move --quiet` without a sound. `coach setup --move-hours 09:00-17:30` sets the hours. "
    "Keys: space done, s later, n skip, q stop."
)
def move(
    every: Annotated[str | None, typer.Option(metavar="TIME", help="How often: 30m, 45m, 1h.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No sounds and no notifications.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="A line a break; nothing is redrawn.")] = False,
    rehearse: Annotated[bool, typer.Option("--rehearse", help="60 times as fast; writes nothing.")] = False,
    no_questions: NoQuestions = False,
    as_json: Json = False,
) -> None:
    """Remind me to move, every half hour, with one tiny thing to do."""
    every_seconds = None if every is None else parse_every(every)
    coach = Coach()
    if not rehearse:
        coach.recover()
        coach.journal.refuse_newer()
        _give_notice(coach, asks=coach.attended and not (no_questions or as_json))
    Moving(coach, every_seconds, saves=not rehearse, as_json=as_json).run(
        plain=plain or not coach.redraws or as_json, quiet=quiet
    )


def parse_every(text: str) -> float:
    """The seconds that `30m`, `1h` or `90s` means; a bare number is minutes.

    Raises:
        UsageError: it is none of these, or less than a minute or more than four hours.
    """
    found = _DURATION.fullmatch(text.strip())
    seconds = int(found[1]) * _UNITS[(found[2] or "m")[0].lower()] if found else 0
    if not LEAST_SECONDS <= seconds <= MOST_SECONDS:
        problem = f"cannot read `{one_line(text)}`" if not found else f"cannot be `{one_line(text)}`"
        raise UsageError(f"--every {problem}.", "Write 30m, 45m or 1h: from 1m to 4h.")
    return seconds


class Moving:
    """One run of the breaks: what was done, and what is saved of it."""

    def __init__(self, coach: Coach, every_seconds: float | None, *, saves: bool, as_json: bool) -> None:
        from sciatica_coach.cli.fitting import may_do

        self._coach = coach
        self._saves = saves
        self._as_json = as_json
        self._rules: BreakRules = coach.library.break_rules()
        self._every = every_seconds or self._rules.every_minutes.value * 60
        self._things = self._rules.breaks_for(coach.profile, may_do(coach))
        self._began_at = coach.now.isoformat()
        self._entries: list[Entry] = []
        self._left_out: list[Entry] = []
        self._unsaved: list[Entry] = []
        self._fault: CoachError | None = None
        self._earlier = Counter(coach.day_of(entry) for entry in _breaks_of_today(coach))

    def run(self, *, plain: bool, quiet: bool) -> None:
        """Let the breaks come until they are stopped; save each when it is done, and say at the end what was."""
        from sciatica_coach.cli.worlds import breaks_world

        coach = self._coach
        breaks = Breaks(
            self._things,
            every=self._every,
            snooze=self._rules.snooze_minutes.value * 60,
            hours=self._rules.hours_for(coach.profile),
            first=sum(self._earlier.values()),
        )
        write = note if self._as_json else None
        speed = REHEARSAL_SPEED if not self._saves else 1.0
        with breaks_world(coach, self._view(), plain=plain, quiet=quiet, speed=speed, write=write) as world:
            alert = self._alert(world, quiet=quiet)
            try:
                for event in keep_moving(breaks, world.pacer, world.screen, self._around):
                    self._take(event, alert)
            except OSError:  # the screen cannot be written any more: it ends as if it had been stopped
                breaks.take(Tick(elapsed=0.0, key=Key.STOP), self._around())
            killed_by = world.pacer.last_signals()
        self._save_what_waits()
        self._close(breaks, killed_by)

    # During

    def _take(self, event: BreakEvent, alert: Callable[[], None]) -> None:
        match event:
            case Due():
                alert()
            case Done(what=what):
                self._save(what)
            case Skipped(what=what) | Unanswered(what=what):
                outcome = "skipped" if isinstance(event, Skipped) else "unanswered"
                self._left_out.append({"at": self._coach.now.isoformat(), "break": what.name, "outcome": outcome})
            case Changed() | CameBack():
                self._save_what_waits()

    def _alert(self, world: "BreaksWorld", *, quiet: bool) -> Callable[[], None]:
        notifier = self._coach.notifier if self._saves and not quiet else None

        def alert() -> None:
            if world.ring:
                world.ring()
            if notifier:
                notifier.notify(NOTIFICATION)

        return alert

    def _around(self) -> Around:
        moment = self._coach.now.time()
        return Around(time=moment, in_session=self._coach.in_session)

    def _view(self) -> "BreakView":
        from sciatica_coach.terminal.pane import BreakView

        return BreakView(
            clock=lambda: f"{self._coach.now:%H:%M}",
            done_today=self._done_today,
            every=spoken_minutes(self._every),
            snooze_minutes=self._rules.snooze_minutes.value,
            trouble=lambda: f"Not saved yet: {self._fault.message}" if self._fault else "",
        )

    def _done_today(self) -> int:
        today = self._coach.today
        return self._earlier[today] + sum(self._coach.day_of(entry) == today for entry in self._entries)

    # Saving

    def _save(self, what: Break) -> None:
        """Save a break that was taken. One that cannot be saved waits: it is tried again, and told at the end."""
        entry = {
            "id": self._coach.new_id,
            "type": EntryType.ACTIVITY.value,
            "at": self._coach.now.isoformat(),
            "activity": ACTIVITY,
            "minutes": what.minutes,
            "note": what.name,
        }
        self._entries.append(entry)
        if self._saves:
            self._unsaved.append(entry)
            self._save_what_waits()

    def _save_what_waits(self) -> None:
        journal = self._coach.journal
        try:
            if self._fault and self._unsaved:
                # What was kept in a draft comes in from there; it must not be written a second time.
                kept = {str(entry["id"]) for entry in journal.recover()}
                self._unsaved = [entry for entry in self._unsaved if entry["id"] not in kept]
            while self._unsaved:
                journal.add(self._unsaved[0])
                self._unsaved.pop(0)
            self._fault = None
        except CoachError as error:
            self._fault = error

    # After

    def _close(self, breaks: Breaks, killed_by: int | None) -> None:
        if self._as_json and not killed_by:
            say_json(self._document())
        elif not self._as_json and not killed_by:
            say(self._summary(breaks))
        if self._fault and killed_by:
            note(f"{self._fault.message} {self._fault.hint}".strip())
        if killed_by:
            raise typer.Exit(SIGNAL_BASE + killed_by)
        if self._fault:
            raise self._fault
        self._coach.pass_on_warnings()

    def _summary(self, breaks: Breaks) -> str:
        if not self._coach.attended:  # nobody could press a key
            shown = breaks.unanswered + (breaks.mode is Mode.DUE)
            return f"Movement breaks: {shown} shown."
        parts = [f"{breaks.done} done"]
        parts += [f"{breaks.skipped} left out"] if breaks.skipped else []
        parts += [f"{breaks.unanswered} not answered"] if breaks.unanswered else []
        saved = "" if self._saves else " Nothing was saved: it was a rehearsal."
        today = self._done_today()
        whole_day = f" Today: {plural(today, 'break')}." if today != breaks.done else ""
        return f"Movement breaks: {', '.join(parts)}.{whole_day}{saved}"

    def _document(self) -> dict[str, Any]:
        done = [{"at": one["at"], "break": one["note"], "minutes": one["minutes"]} for one in self._entries]
        return {
            "since": self._began_at,
            "until": self._coach.now.isoformat(),
            "every_seconds": self._every,
            "done": done,
            "skipped": [one for one in self._left_out if one["outcome"] == "skipped"],
            "unanswered": [one for one in self._left_out if one["outcome"] == "unanswered"],
            "today": self._done_today(),
        }


def _breaks_of_today(coach: Coach) -> list[Entry]:
    start = start_of(coach.today, coach.day_begins).astimezone().timestamp()
    entries = coach.journal.since(start)
    return [one for one in entries if one["type"] == EntryType.ACTIVITY and one.get("activity") == ACTIVITY]


def _give_notice(coach: Coach, *, asks: bool) -> None:
    from sciatica_coach.cli.warning_signs import WarningSigns

    WarningSigns(coach, []).give_notice(asks=asks)
