"""The composition root: the only place that reads the wall clock, makes ids and builds adapters."""

import atexit
import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import date, datetime, timedelta
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, TextIO

from sciatica_coach.cli.output import note, print_line
from sciatica_coach.errors import CoachError
from sciatica_coach.files.places import Home, find_content, find_home
from sciatica_coach.model.entry import Entry, EntryType, merge, moment_of, records_of
from sciatica_coach.model.text import plural
from sciatica_coach.model.value import Value
from sciatica_coach.model.when import day_of

if TYPE_CHECKING:
    from sciatica_coach.files.journal import Journal
    from sciatica_coach.files.library import Library
    from sciatica_coach.model.exercise import Exercise
    from sciatica_coach.model.profile import Profile, SoundKind
    from sciatica_coach.session.breaks import BreakScreen
    from sciatica_coach.session.ports import Screen, Sounds
    from sciatica_coach.system.loudspeaker import Loudspeaker
    from sciatica_coach.system.notification import Notifier
    from sciatica_coach.system.scheduler import Scheduler
    from sciatica_coach.system.voice import Engine
    from sciatica_coach.terminal.keyboard import TerminalPacer
    from sciatica_coach.terminal.pane import BreakView
    from sciatica_coach.terminal.tty import Terminal

SIGNAL_BASE = 128
SECOND_RING_SECONDS = 0.25
LONGEST_TRIAL_SECONDS = 6.0
"""A tone or a sentence that is tried is waited for no longer."""
LONGEST_LAST_WORDS_SECONDS = 3.0
LONGEST_STOPPED_SECONDS = 1.5
"""A voice takes 1.5 s for the words of the end, and 0.7 s for `Stopped`; one that hangs is waited for no longer."""


class World(Value):
    """What a session runs in: the adapters behind the ports of `session.ports`."""

    pacer: "TerminalPacer"
    screen: "Screen"
    sounds: "Sounds"
    loudspeaker: "Loudspeaker | None" = None

    def ring_out(self, *, completed: bool) -> None:
        """Let what is still to be heard at the end be heard; a signal cuts it off."""
        if completed:
            self.pacer.ring_out()
        if self.loudspeaker:
            self.loudspeaker.finish(
                LONGEST_LAST_WORDS_SECONDS if completed else LONGEST_STOPPED_SECONDS,
                disturbed=lambda: self.pacer.last_signals() is not None or self.pacer.was_interrupted,
            )


class BreaksWorld(Value):
    """What movement breaks run in: the pacer, the screen, and what calls to a break if it is to be heard."""

    pacer: "TerminalPacer"
    screen: "BreakScreen"
    ring: Callable[[], None] | None


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

    @contextmanager
    def world(
        self, *, plain: bool, quiet: bool, voice: bool | None, speed: float, write: Callable[[str], None] | None
    ) -> Iterator["World"]:
        """The adapters of a session, for as long as it runs; the terminal is given back after it.

        Args:
            plain: a line a step in place of a painted screen.
            quiet: no sounds.
            voice: whether to speak; none for what the profile says, or else where there is a voice.
            speed: how many seconds of the session pass in one second.
            write: takes the lines when they must not go to standard output.
        """
        from sciatica_coach.terminal.keyboard import TerminalPacer
        from sciatica_coach.terminal.screen import LineScreen, PaintedScreen
        from sciatica_coach.terminal.tty import Terminal

        with ExitStack() as stack:
            terminal = stack.enter_context(Terminal(full_screen=not plain)) if self.attended else None
            if terminal and speed == 1:
                self._stay_awake(stack)
            silent = quiet or (terminal is None and not voice)
            loudspeaker = None if silent or speed != 1 else self._loudspeaker(stack, voice, tones=terminal is not None)
            pacer = stack.enter_context(TerminalPacer(terminal, speed=speed))
            sounds = self._sounds(None if silent else loudspeaker, terminal if not quiet else None, pacer)
            screen: Screen
            if terminal and not plain:
                screen = PaintedScreen(terminal, flashes=self.profile.flashes)
            else:
                screen = LineScreen(write or (terminal.write_line if terminal else print_line))
            gc.freeze()  # what was made up to here stays: to look for garbage in it took 5 ms of the first picture
            yield World(pacer=pacer, screen=screen, sounds=sounds, loudspeaker=loudspeaker)

    def voice(self, asked: bool | None) -> "Engine | None":
        """What is to speak in a session, if anything is.

        By default there is no voice where a screen reader reads the lines, which would speak at the same time,
        and none over SSH, where it would be heard in the other place.
        """
        wanted = self.profile.voice if asked is None else asked
        environ = os.environ
        if wanted is None:
            wanted = self.attended and environ.get("ACCESSIBLE", "") in ("", "0") and not is_remote(environ)
        if not wanted:
            return None
        from sciatica_coach.system.voice import find_voice

        return find_voice(self.profile.voice_command, self.profile.volume)

    def try_tones(self) -> None:
        """Play the tones of a beginning and of an end, each to its end, as far as they can be played."""
        from sciatica_coach.session.signal import Signal
        from sciatica_coach.system.loudspeaker import Loudspeaker

        with Loudspeaker(None, tones=True, volume=self.profile.volume) as loudspeaker:
            if loudspeaker.can_play(LONGEST_TRIAL_SECONDS):
                for signal in (Signal.START, Signal.END):
                    loudspeaker.play(signal)
                    loudspeaker.wait_for("played", LONGEST_TRIAL_SECONDS)

    def try_voice(self, text: str) -> None:
        """Say a text to its end, whether or not the profile wants a voice."""
        from sciatica_coach.system.loudspeaker import Loudspeaker

        with Loudspeaker(self.voice(asked=True), tones=False, volume=self.profile.volume) as loudspeaker:
            loudspeaker.say(text)
            loudspeaker.wait_for("said", LONGEST_TRIAL_SECONDS)

    def _loudspeaker(self, stack: ExitStack, voice: bool | None, *, tones: bool) -> "Loudspeaker | None":
        """What speaks and plays; none where neither is wanted."""
        engine = self.voice(voice)
        tones = tones and self._plays_tones(self.profile.sound)
        if engine is None and not tones:
            return None
        from sciatica_coach.system.loudspeaker import Loudspeaker

        return stack.enter_context(Loudspeaker(engine, tones=tones, volume=self.profile.volume))

    @staticmethod
    def _plays_tones(sound: "SoundKind | None") -> bool:
        """Whether tones are wanted, and a program is there that could play them."""
        from sciatica_coach.model.profile import SoundKind

        if sound is not SoundKind.TONES and (sound is not None or is_remote(os.environ)):
            return False
        from sciatica_coach.system.sound import find_players

        return bool(find_players())

    def _sounds(
        self, loudspeaker: "Loudspeaker | None", terminal: "Terminal | None", pacer: "TerminalPacer"
    ) -> "Sounds":
        """All that is heard, together."""
        from sciatica_coach.model.profile import SoundKind
        from sciatica_coach.session.together import Together
        from sciatica_coach.terminal.bell import Bell, Silence

        rings = terminal is not None and self.profile.sound is not SoundKind.OFF
        sounds: Sounds = Bell(terminal.ring, pacer.later) if terminal and rings else Silence()
        if loudspeaker is None:
            return sounds
        from sciatica_coach.session.speech import Speech
        from sciatica_coach.system.loudspeaker import Tones

        return Together(Tones(loudspeaker, sounds), Speech(loudspeaker.say, loudspeaker.hush))

    def _stay_awake(self, stack: ExitStack) -> None:
        from sciatica_coach.system.awake import Awake, can_stay_awake

        stack.enter_context(Awake(wanted=can_stay_awake(os.environ)))

    def turn_pages(self, lines: list[str], above: int) -> bool:
        """Show lines page by page, in the user's pager where there is one.

        Args:
            lines: laid out for the terminal.
            above: the rows that are taken on the first page.

        Returns:
            Whether they were shown: not where the user wants no pages.
        """
        from sciatica_coach.system.pager import show_in_pager, wanted_pager

        pager = wanted_pager(os.environ)
        if pager == [] or (pager and show_in_pager(pager, "\n".join([*lines, ""]), os.environ)):
            return bool(pager)
        from sciatica_coach.terminal.keyboard import TerminalPacer
        from sciatica_coach.terminal.size import size
        from sciatica_coach.terminal.tty import Terminal
        from sciatica_coach.terminal.turning import turn_pages

        with Terminal(full_screen=False) as terminal, TerminalPacer(terminal) as pacer:
            turn_pages(lines, pacer, terminal.write, lambda: size()[1], above)
        if pacer.killed_by:
            raise SystemExit(SIGNAL_BASE + pacer.killed_by)
        return True

    def show_figure(self, exercise: "Exercise") -> int:
        """Play the figure of an exercise once; a key ends it.

        Returns:
            The rows that it takes: none where the terminal cannot be painted over, or leaves it too little room.
        """
        if not self.redraws:
            return 0
        from sciatica_coach.terminal.keyboard import TerminalPacer
        from sciatica_coach.terminal.showing import field, play
        from sciatica_coach.terminal.size import size
        from sciatica_coach.terminal.tty import Terminal

        room = field(*size())
        if room:
            with Terminal(full_screen=False) as terminal, TerminalPacer(terminal) as pacer:
                play(exercise, pacer, terminal.write, room, colours=not os.environ.get("NO_COLOR"))
        return room[1] + 1 if room else 0

    @contextmanager
    def breaks_world(
        self, view: "BreakView", *, plain: bool, quiet: bool, speed: float, write: Callable[[str], None] | None
    ) -> Iterator["BreaksWorld"]:
        """The adapters of movement breaks, for as long as they run; the terminal is given back after it.

        Args:
            view: what the screen cannot know by itself.
            plain: a line a break in place of a painted pane.
            quiet: no sound.
            speed: how many seconds of breaks pass in one second.
            write: takes the lines when they must not go to standard output.
        """
        from sciatica_coach.terminal.keyboard import TerminalPacer
        from sciatica_coach.terminal.pane import BreakLines, BreakPane
        from sciatica_coach.terminal.tty import Terminal

        with ExitStack() as stack:
            terminal = stack.enter_context(Terminal(full_screen=not plain)) if self.attended else None
            pacer = stack.enter_context(TerminalPacer(terminal, speed=speed, blind_seconds=inf))
            ring = self._break_ring(terminal, pacer) if terminal and not quiet else None
            screen: BreakScreen
            if terminal and not plain:
                screen = BreakPane(terminal, view)
            else:
                line = write or (terminal.write_line if terminal else print_line)
                screen = BreakLines(line, view, keys=terminal is not None)
            yield BreaksWorld(pacer=pacer, screen=screen, ring=ring)

    def _break_ring(self, terminal: "Terminal", pacer: "TerminalPacer") -> Callable[[], None] | None:
        """What calls to a break: a tone where one can be heard, or else the bell, twice."""
        from sciatica_coach.model.profile import SoundKind

        sound, volume = self.profile.sound, self.profile.volume
        if sound is SoundKind.OFF:
            return None

        def ring() -> None:
            if self._plays_tones(sound):
                from sciatica_coach.session.signal import Signal
                from sciatica_coach.system.loudspeaker import play_once

                if play_once(Signal.START, volume):
                    return
            terminal.ring()
            pacer.later(SECOND_RING_SECONDS, terminal.ring)

        return ring

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


def is_remote(environ: Mapping[str, str]) -> bool:
    """Whether this is the far end of an SSH connection, whose loudspeakers nobody here hears."""
    return bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))


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
