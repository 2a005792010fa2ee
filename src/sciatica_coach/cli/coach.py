"""The composition root: the only place that reads the wall clock, makes ids and builds adapters."""

import atexit
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from sciatica_coach.cli.output import note, print_line
from sciatica_coach.errors import CoachError
from sciatica_coach.files.journal import Journal
from sciatica_coach.files.places import Home, find_content, find_home
from sciatica_coach.model.entry import Entry
from sciatica_coach.model.text import plural
from sciatica_coach.model.when import day_of

if TYPE_CHECKING:
    from sciatica_coach.files.library import Library
    from sciatica_coach.model.profile import Profile
    from sciatica_coach.session.ports import Screen, Sounds
    from sciatica_coach.terminal.keyboard import TerminalPacer


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a session runs in: the adapters behind the ports of `session.ports`."""

    pacer: "TerminalPacer"
    screen: "Screen"
    sounds: "Sounds"


class Coach:
    """One run of the program: its home, its clock, and what is in reach of a command."""

    @cached_property
    def home(self) -> Home:
        """Where the user's data are."""
        return find_home(os.environ)

    @cached_property
    def journal(self) -> Journal:
        """The journal. At the end of the program, when all was said, its copy of the day is made."""
        atexit.register(self._back_up)
        return Journal(home=self.home)

    @cached_property
    def library(self) -> "Library":
        """The exercises and routines. Imports YAML: only for commands that need content."""
        from sciatica_coach.files.library import Library

        return Library(shipped=find_content(), own=self.home.routines)

    @cached_property
    def profile(self) -> "Profile":
        """What the user told about herself or himself."""
        from sciatica_coach.files.profile import load_profile

        return load_profile(self.home.profile)

    @property
    def now(self) -> datetime:
        """The time on the wall, to the second, with the local offset."""
        return datetime.now().astimezone().replace(microsecond=0)

    @property
    def today(self) -> date:
        """The day that it is, which begins at four in the morning."""
        return day_of(self.now)

    @property
    def new_id(self) -> str:
        """An id for a new entry."""
        return os.urandom(16).hex()

    @property
    def attended(self) -> bool:
        """Whether there is somebody to ask: a terminal on standard input and on standard output."""
        return _is_terminal(sys.stdin) and _is_terminal(sys.stdout)

    @property
    def redraws(self) -> bool:
        """Whether the terminal can be painted over, and nobody asked for plain lines."""
        environ = os.environ
        return (
            self.attended
            and environ.get("TERM", "dumb") not in ("", "dumb")
            and environ.get("ACCESSIBLE", "") in ("", "0")
        )

    @contextmanager
    def world(
        self, *, plain: bool, quiet: bool, speed: float, write: Callable[[str], None] | None
    ) -> Iterator["World"]:
        """The adapters of a session, for as long as it runs; the terminal is given back after it.

        Args:
            plain: a line a step in place of a painted screen.
            quiet: no sounds.
            speed: how many seconds of the session pass in one second.
            write: takes the lines when they must not go to standard output.
        """
        from sciatica_coach.terminal.bell import Bell, Silence
        from sciatica_coach.terminal.keyboard import TerminalPacer
        from sciatica_coach.terminal.screen import LineScreen, PaintedScreen
        from sciatica_coach.terminal.tty import Terminal

        with ExitStack() as stack:
            if not self.attended:
                pacer = stack.enter_context(TerminalPacer(None, speed=speed))
                yield World(pacer=pacer, screen=LineScreen(write or print_line), sounds=Silence())
                return
            terminal = stack.enter_context(Terminal(full_screen=not plain))
            pacer = stack.enter_context(TerminalPacer(terminal, speed=speed))
            sounds = Silence() if quiet else Bell(terminal.ring, pacer.later)
            screen = LineScreen(write or terminal.write_line) if plain else PaintedScreen(terminal)
            yield World(pacer=pacer, screen=screen, sounds=sounds)

    def _back_up(self) -> None:
        """Make the copy of the day, once, when something was saved. Nobody is there any more to be told of anything."""
        day = self.now.date()
        with suppress(KeyboardInterrupt, Exception):  # a bad disk may even keep the import from its file
            if self.journal.has_saved and not self.home.backup_of(day).exists():
                from sciatica_coach.files.backups import back_up

                back_up(self.journal, day)

    def forgive_profile(self) -> CoachError | None:
        """Go on as somebody unknown when the profile cannot be read; returns what is wrong with it."""
        from sciatica_coach.model.profile import Profile

        try:
            self.profile  # noqa: B018 - read here, so that its faults come up here
        except CoachError as error:
            self.profile = Profile()
            return error
        return None

    def ignore_journal(self) -> None:
        """Go on as if there were no journal: for a session that reads and writes nothing."""
        self.journal = Journal(home=Home(root=self.home.root / "nothing"))

    def recover(self) -> None:
        """Bring in what commands that died had saved, and say so, once. What fails is said, and stays."""
        try:
            found = self.journal.recover()
        except CoachError as error:
            note(f"{error.message} {error.hint}".strip())
            return
        if self.redraws and any(entry.get("type") == "session" for entry in found):
            from sciatica_coach.terminal.tty import mend

            mend()
        for entry in found:
            note(_recovered(entry))

    def pass_on_warnings(self) -> None:
        """Say what the journal wants to be said."""
        for warning in self.journal.warnings:
            note(warning)
        self.journal.warnings.clear()


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def _recovered(entry: Entry) -> str:
    when = str(entry.get("at", ""))[:16].replace("T", " ")
    if entry.get("type") != "session":
        return f"Recovered an entry of {when} that had not reached the log."
    records = entry.get("exercises")
    done = {
        record.get("exercise")
        for record in (records if isinstance(records, list) else [])
        if isinstance(record, dict) and record.get("outcome") == "done"
    }
    return f"Recovered 1 unfinished session of {when} ({plural(len(done), 'exercise')} done)."
