"""One run of the program: the only place that reads the wall clock and makes ids, and the way to all that is on disk.

What a session is shown on and heard by: `cli/worlds.py` and `cli/sounds.py`.
"""

import atexit
import os
import sys
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from sciatica_coach.cli.output import note
from sciatica_coach.errors import CoachError
from sciatica_coach.files.places import Home, find_content, find_home
from sciatica_coach.model.entry import Entry, EntryType, merge, moment_of, records_of
from sciatica_coach.model.text import plural
from sciatica_coach.model.when import day_of

if TYPE_CHECKING:
    from sciatica_coach.files.journal import Journal
    from sciatica_coach.files.library import Library
    from sciatica_coach.model.profile import Profile
    from sciatica_coach.system.notification import Notifier
    from sciatica_coach.system.scheduler import Scheduler


class Coach:
    """One run of the program: its home, its clock, and what is in reach of a command."""

    @cached_property
    def home(self) -> Home:
        """Where the user's data are."""
        return find_home(os.environ)

    @cached_property
    def journal(self) -> "Journal":
        """The journal; the commands about content have no use for it. At the end its copy of the day is made."""
        from sciatica_coach.files.journal import Journal

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
        """The day that it is, which begins at four in the morning or when the profile says."""
        return day_of(self.now, self.day_begins)

    @cached_property
    def day_begins(self) -> int:
        """The hour at which a day begins."""
        from sciatica_coach.files.day_begins import read_day_begins

        return read_day_begins(self.home.profile)

    @property
    def lately(self) -> list[Entry]:
        """The journal as far back as any rule of response looks, and all that was ever answered and checked.

        What was looked at once, or said once, stays so: a complaint can last longer than any rule looks back.
        """
        days = self.library.response_rules().look_back_days.value
        recent = self.journal.since((self.now - timedelta(days=days)).timestamp())
        return merge([*self.journal.of_type(EntryType.MEASURE, EntryType.CHECK), *recent])

    def day_of(self, entry: Entry) -> date:
        """The day that an entry belongs to."""
        return day_of(moment_of(entry), self.day_begins)

    def at(self, moment: datetime, journal: "Journal") -> "Coach":
        """The same at another moment, with what the journal will say then: to plan a day that is to come."""
        later = _CoachAt(moment)
        later.__dict__.update(home=self.home, library=self.library, profile=self.profile, journal=journal)
        return later

    @property
    def new_id(self) -> str:
        """An id for a new entry."""
        return os.urandom(16).hex()

    @property
    def attended(self) -> bool:
        """Whether there is somebody to ask: a terminal on standard input and on standard output."""
        return _is_terminal(sys.stdin) and _is_terminal(sys.stdout)

    @property
    def keys_are_dead(self) -> bool:
        """Whether somebody sits at a keyboard whose keys are not read, since what is shown goes elsewhere."""
        return _is_terminal(sys.stdin) and not self.attended

    @property
    def redraws(self) -> bool:
        """Whether the terminal can be painted over, and nobody asked for plain lines."""
        environ = os.environ
        return (
            self.attended
            and environ.get("TERM", "dumb") not in ("", "dumb")
            and environ.get("ACCESSIBLE", "") in ("", "0")
        )

    @property
    def notifier(self) -> "Notifier":
        """What shows a notification on the desktop, if anything can."""
        from sciatica_coach.system.notification import Notifier, find_notice

        return Notifier(find_notice(sys.platform), os.environ)

    @property
    def schedulers(self) -> "tuple[Scheduler, ...]":
        """The schedulers of this system that can be used, the best one first."""
        from sciatica_coach.system.scheduler import find_schedulers

        return find_schedulers(sys.platform, os.environ)

    @property
    def program(self) -> tuple[str, ...]:
        """The words that start this program from anywhere."""
        if sys.executable:
            return (sys.executable, "-m", "sciatica_coach")
        return (os.path.realpath(sys.argv[0]),)

    @property
    def in_session(self) -> bool:
        """Whether a session runs at this moment, in another terminal."""
        from sciatica_coach.files.drafts import session_runs

        return session_runs(self.home)

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
        from sciatica_coach.files.journal import Journal

        self.journal = Journal(home=Home(root=self.home.root / "nothing"))

    def recover(self) -> None:
        """Bring in what commands that died had saved, and say so, once. What fails is said, and stays."""
        try:
            found = self.journal.recover()
        except CoachError as error:
            note(f"{error.message} {error.hint}".strip())
            return
        if self.redraws and any(entry.get("type") == EntryType.SESSION for entry in found):
            from sciatica_coach.terminal.tty import mend

            mend()
        for entry in found:
            note(_recovered(entry))

    def pass_on_warnings(self) -> None:
        """Say what the journal wants to be said."""
        for warning in self.journal.warnings:
            note(warning)
        self.journal.warnings.clear()


class _CoachAt(Coach):
    """One run of the program as it would be at another moment."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    @property
    def now(self) -> datetime:
        return self._moment


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def _recovered(entry: Entry) -> str:
    when = str(entry.get("at", ""))[:16].replace("T", " ")
    if entry.get("type") != EntryType.SESSION:
        return f"Recovered an entry of {when} that had not reached the log."
    from sciatica_coach.model.outcome import ExerciseOutcome

    done = {record.get("exercise") for record in records_of(entry) if record.get("outcome") == ExerciseOutcome.DONE}
    return f"Recovered 1 unfinished session of {when} ({plural(len(done), 'exercise')} done)."
