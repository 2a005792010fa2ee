"""Movement breaks as they are seen: a small pane that is repainted when something changes, or a line a break."""

from collections.abc import Callable
from math import ceil, inf
from textwrap import wrap
from typing import Protocol

from sciatica_coach.model.text import plural
from sciatica_coach.model.value import Value
from sciatica_coach.session.breaks import (
    BreakEvent,
    Breaks,
    CameBack,
    Changed,
    Done,
    Due,
    Mode,
    Skipped,
    Snoozed,
    Stopped,
    Unanswered,
)
from sciatica_coach.terminal.size import size

HEAD = "TIME TO MOVE"
NARROWEST_COLUMNS = 8
ROWS_WITH_KEYS = 3
FAINT, LOUD, PLAIN = "\x1b[2m", "\x1b[1;7m", ""


class BreakView(Value):
    """What a screen cannot know by itself.

    Attributes:
        clock: the time of the day, as `10:30`.
        done_today: how many breaks were taken today, those of earlier runs included.
        every: the time between two breaks, in words.
        snooze_minutes: for how long `s` puts a break off.
        trouble: what could not be saved, in a sentence; empty when all is well.
    """

    clock: Callable[[], str]
    done_today: Callable[[], int]
    every: str
    snooze_minutes: float
    trouble: Callable[[], str]


class Device(Protocol):
    """The part of a terminal that a pane needs."""

    generation: int

    def write(self, text: str) -> None:
        """Write as much as the terminal takes now."""

    def is_drained(self) -> bool:
        """Whether everything written so far is out."""


class BreakPane:
    """Paints the breaks over the whole terminal, which may be very small; nothing is written while nothing changes."""

    def __init__(self, terminal: Device, view: BreakView) -> None:
        self._terminal = terminal
        self._view = view
        self._painted: tuple[object, ...] = ()

    def show(self, breaks: Breaks, events: tuple[BreakEvent, ...]) -> float:  # noqa: ARG002 - all is in the breaks
        """Paint the breaks as they stand."""
        if not self._terminal.is_drained():
            self._painted = ()
            return inf
        columns, rows = size()
        lines = picture(breaks, self._view, columns, rows)
        picture_now = (columns, rows, self._terminal.generation, *lines)
        if picture_now != self._painted:
            self._painted = picture_now
            # Each line is cleared before it is written, and the rest of the screen after the last one.
            text = "".join(f"\x1b[{row};1H\x1b[0m\x1b[K{line}\x1b[0m" for row, line in enumerate(lines, start=1))
            self._terminal.write(f"{text}\x1b[J")
        return minute_ends(breaks)


class BreakLines:
    """Tells the breaks in lines which are never redrawn.

    Args:
        write: takes a line of text.
        view: what the lines cannot know by themselves.
        keys: whether there is somebody to press them.
    """

    def __init__(self, write: Callable[[str], None], view: BreakView, *, keys: bool) -> None:
        self._write = write
        self._view = view
        self._keys = keys

    def show(self, breaks: Breaks, events: tuple[BreakEvent, ...]) -> float:
        """Tell what happened."""
        for event in events:
            line = self._line(event, breaks)
            if line:
                self._write(f"{self._view.clock()}  {line}")
        return inf

    def _line(self, event: BreakEvent, breaks: Breaks) -> str:
        match event:
            case Due(what=what):
                return f"Time to move. {what.do}" + (f" ({keys_line(self._view)})" if self._keys else "")
            case Done() | Skipped() | Snoozed():
                word = {Done: "Done.", Skipped: "Left out.", Snoozed: "Later."}[type(event)]
                return f"{word} {state_line(breaks, self._view)} {self._view.trouble()}".rstrip()
            case Changed() | CameBack():
                return state_line(breaks, self._view)
            case Unanswered() | Stopped():
                return ""
        return ""


def picture(breaks: Breaks, view: BreakView, columns: int, rows: int) -> list[str]:
    """At most `rows` lines, each with its colours and at most `columns` wide."""
    width = max(NARROWEST_COLUMNS, columns)
    trouble = wrap(view.trouble(), width)
    if breaks.mode is Mode.DUE:
        room = rows - 1 - (rows >= ROWS_WITH_KEYS)
        body = [(PLAIN, line) for line in (wrap(breaks.what.do, width) + trouble)[: max(1, room)]]
        lines = [(LOUD, f" {HEAD} ".ljust(width)), *body]
        lines = lines if rows > 1 else body[:1]
        lines += [(FAINT, keys_line(view))] * (rows >= ROWS_WITH_KEYS)
    else:
        words = [*wrap(state_line(breaks, view), width), *wrap(today_line(view), width), *trouble]
        lines = [(FAINT, line) for line in words[: max(1, rows - 1)]]
        lines += [(FAINT, "q stop")] * (rows > len(lines))
    return [f"{style}{text[:columns]}" for style, text in lines[:rows]]


def minute_ends(breaks: Breaks) -> float:
    """Seconds until the number of minutes on the screen changes."""
    if breaks.mode is not Mode.WAITING:
        return inf
    return breaks.left - (_minutes(breaks) - 1) * 60


def state_line(breaks: Breaks, view: BreakView) -> str:
    """How things stand, in a sentence."""
    match breaks.mode:
        case Mode.IN_SESSION:
            return "A session is running: no breaks."
        case Mode.OUTSIDE_HOURS:
            return f"No breaks until {breaks.hours.start:%H:%M}."
        case Mode.DUE:
            return f"Time to move. {breaks.what.do}"
    if breaks.left < 60:  # noqa: PLR2004 - seconds in a minute
        return f"Next break in less than a minute, then every {view.every}."
    return f"Next break in {plural(_minutes(breaks), 'minute')}."


def today_line(view: BreakView) -> str:
    """What was done today."""
    return f"Today: {plural(view.done_today(), 'break')} done."


def keys_line(view: BreakView) -> str:
    """The keys while a break is due, for a pane of 40 columns."""
    return f"space done  s in {view.snooze_minutes:g} min  n skip  q stop"


def _minutes(breaks: Breaks) -> int:
    return max(1, ceil(breaks.left / 60))
