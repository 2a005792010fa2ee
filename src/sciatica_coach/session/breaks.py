"""The course of movement breaks through a day: when one is due, what a key does, and when all is quiet.

Time comes in as seconds that went by, and the time of the day as a value: nothing here looks at a clock.
"""

from collections.abc import Callable, Iterator
from datetime import time
from math import inf
from typing import Protocol

from sciatica_coach.model.breaks import Break, Hours
from sciatica_coach.model.value import Value
from sciatica_coach.model.word import Word
from sciatica_coach.session.keys import Key
from sciatica_coach.session.ports import Pacer, Tick

LOOK_ROUND_SECONDS = 60.0
"""The time of the day, and whether a session runs, are looked at so often, and no more."""


class Mode(Word):
    """How things stand between two keys."""

    WAITING = "waiting"
    DUE = "due"
    OUTSIDE_HOURS = "outside-hours"
    IN_SESSION = "in-session"


class Around(Value):
    """What the world is like at a moment: the time of the day, and whether a session runs."""

    time: time
    in_session: bool = False


class Due(Value):
    """It is time for a break; `again` when it was put off before."""

    what: Break
    again: bool


class Done(Value):
    """The break was taken."""

    what: Break


class Snoozed(Value):
    """The break comes again soon."""

    what: Break


class Skipped(Value):
    """The break is left out."""

    what: Break


class Unanswered(Value):
    """Nobody pressed a key for the break until it was over."""

    what: Break


class Changed(Value):
    """Breaks begin, or are quiet from now on."""

    mode: Mode


class CameBack(Value):
    """The machine slept, or the program was stopped, for so long that the time begins anew."""


class Stopped(Value):
    """It is over."""


BreakEvent = Due | Done | Snoozed | Skipped | Unanswered | Changed | CameBack | Stopped


class Breaks:
    """The state of the breaks.

    Args:
        things: what there is to do, at least one thing; taken in turn.
        every: seconds between two breaks.
        snooze: seconds until a break that was put off comes again.
        hours: when breaks may come.
        first: which of the things comes first.

    Attributes:
        mode: how things stand.
        left: seconds until something happens by itself, while waiting or due.
        done: how many breaks were taken.
        skipped: how many were left out.
        unanswered: how many nobody answered.
        ended: whether it is over.
    """

    def __init__(self, things: tuple[Break, ...], *, every: float, snooze: float, hours: Hours, first: int = 0) -> None:
        self.mode = Mode.WAITING
        self.left = every
        self.done = self.skipped = self.unanswered = 0
        self.ended = False
        self.hours = hours
        self._things = things
        self._every = every
        self._snooze = snooze
        self._turn = first
        self._is_put_off = False

    @property
    def what(self) -> Break:
        """The break that is due, or comes next."""
        return self._things[self._turn % len(self._things)]

    def begin(self, around: Around) -> tuple[BreakEvent, ...]:
        """Start: breaks begin, or are quiet at first."""
        return self._quieten(self._quiet_mode(around)) or (Changed(mode=self.mode),)

    def take(self, tick: Tick, around: Around) -> tuple[BreakEvent, ...]:
        """Let time pass, and a key act.

        A time away counts like any other when it is short. After one that is as long as the time between
        two breaks everything begins anew: whoever closed the lid has moved, and ten breaks at once help nobody.
        """
        if self.ended:
            return ()
        if tick.key is Key.AWAY and tick.away >= self._every:
            return self._come_back(around)
        events = self._advance(tick.elapsed + tick.away, around)
        return events + self._press(tick.key) if tick.key else events

    def until_next(self) -> float:
        """Seconds until something happens by itself; `inf` when only a key or the world can change anything."""
        return self.left if self.mode in (Mode.WAITING, Mode.DUE) else inf

    def _advance(self, seconds: float, around: Around) -> tuple[BreakEvent, ...]:
        quiet = self._quiet_mode(around)
        if quiet:
            return self._quieten(quiet)
        if self.mode in (Mode.OUTSIDE_HOURS, Mode.IN_SESSION):
            self._begin_anew()
            return (Changed(mode=self.mode),)
        self.left -= seconds
        if self.left > 0:
            return ()
        passed = self._let_pass()
        self.mode, self.left = Mode.DUE, self._every
        return (*passed, Due(what=self.what, again=self._is_put_off))

    def _quiet_mode(self, around: Around) -> Mode | None:
        if around.in_session:
            return Mode.IN_SESSION
        return None if self.hours.include(around.time) else Mode.OUTSIDE_HOURS

    def _quieten(self, quiet: Mode | None) -> tuple[BreakEvent, ...]:
        if quiet is None or quiet is self.mode:
            return ()
        passed = self._let_pass()
        self.mode = quiet
        return (*passed, Changed(mode=quiet))

    def _come_back(self, around: Around) -> tuple[BreakEvent, ...]:
        passed = self._let_pass()
        quiet = self._quieten(self._quiet_mode(around))
        if quiet or self.mode is self._quiet_mode(around):
            return passed + quiet
        self._begin_anew()
        return (*passed, CameBack())

    def _let_pass(self) -> tuple[BreakEvent, ...]:
        """A break that is due, and that nobody answers any more."""
        if self.mode is not Mode.DUE:
            return ()
        self.unanswered += 1
        return (Unanswered(what=self._next()),)

    def _next(self) -> Break:
        """Wait for the next thing; returns the one that is over."""
        over = self.what
        self._turn += 1
        self._begin_anew()
        return over

    def _begin_anew(self) -> None:
        self.mode, self.left, self._is_put_off = Mode.WAITING, self._every, False

    def _press(self, key: Key) -> tuple[BreakEvent, ...]:
        """What a key does; those without a meaning do nothing."""
        if key in (Key.QUIT, Key.STOP):
            self.ended = True
            return (Stopped(),)
        if self.mode is not Mode.DUE:
            return ()
        match key:
            case Key.SPACE | Key.ENTER:
                self.done += 1
                return (Done(what=self._next()),)
            case Key.NEXT:
                self.skipped += 1
                return (Skipped(what=self._next()),)
            case Key.SNOOZE:
                self.mode, self.left, self._is_put_off = Mode.WAITING, self._snooze, True
                return (Snoozed(what=self.what),)
        return ()


class BreakScreen(Protocol):
    """Shows how the breaks stand."""

    def show(self, breaks: Breaks, events: tuple[BreakEvent, ...]) -> float:
        """Show them; returns the seconds for which the picture stays true."""


def keep_moving(
    breaks: Breaks, pacer: Pacer, screen: BreakScreen, around: Callable[[], Around]
) -> Iterator[BreakEvent]:
    """Let the breaks come until somebody stops them; each event before it is shown."""
    events = breaks.begin(around())
    while True:
        yield from events
        stays_true = screen.show(breaks, events)
        if breaks.ended:
            return
        tick = pacer.wait(min(breaks.until_next(), stays_true, LOOK_ROUND_SECONDS))
        events = breaks.take(tick, around())
