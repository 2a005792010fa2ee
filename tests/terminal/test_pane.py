"""Movement breaks on the screen: whole pictures for a small pane, and lines for who wants lines."""

import re
from dataclasses import dataclass, field
from datetime import time
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.reading import patient
from tests.programme import LIBRARY
from tests.terminal.device import Pty

from sciatica_coach.model.breaks import Break, Hours
from sciatica_coach.model.exercise import Position
from sciatica_coach.model.value import replace
from sciatica_coach.session.breaks import Around, Breaks
from sciatica_coach.session.keys import Key
from sciatica_coach.session.ports import Tick
from sciatica_coach.terminal.pane import BreakLines, BreakPane, BreakView, minute_ends, picture

STAND = Break(
    name="Stand up",
    do="Stand up, and stay up for a minute. Shift your weight from foot to foot.",
    position=Position.STANDING,
    equipment=(),
    exercise="",
    minutes=1,
    source=("S1",),
)
DAY, NIGHT = Around(time=time(10)), Around(time=time(22))
VIEW = BreakView(clock=lambda: "10:30", done_today=lambda: 3, every="30 minutes", snooze_minutes=5, trouble=lambda: "")


def after(seconds: float, around: Around = DAY, key: Key | None = None, *, every: float = 1800.0) -> Breaks:
    """Breaks after so many seconds, and perhaps a key."""
    breaks = Breaks((STAND,), every=every, snooze=300, hours=Hours(start=time(8), end=time(20)))
    breaks.begin(DAY)
    breaks.take(Tick(elapsed=seconds), around)
    if key:
        breaks.take(Tick(elapsed=0, key=key), around)
    return breaks


def seen(breaks: Breaks, columns: int = 40, rows: int = 6, view: BreakView = VIEW) -> list[str]:
    """The text of a picture."""
    return [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in picture(breaks, view, columns, rows)]


SESSION = Around(time=time(10), in_session=True)
PICTURES = {
    "waiting": (after(360), ["Next break in 24 minutes.", "Today: 3 breaks done.", "q stop"]),
    "last minute": (
        after(1750),
        ["Next break in less than a minute, then", "every 30 minutes.", "Today: 3 breaks done.", "q stop"],
    ),
    "due": (
        after(1800),
        [
            " TIME TO MOVE",
            "Stand up, and stay up for a minute.",
            "Shift your weight from foot to foot.",
            "space done  s in 5 min  n skip  q stop",
        ],
    ),
    "later": (after(1800, key=Key.SNOOZE), ["Next break in 5 minutes.", "Today: 3 breaks done.", "q stop"]),
    "outside the hours": (after(60, NIGHT), ["No breaks until 08:00.", "Today: 3 breaks done.", "q stop"]),
    "in a session": (after(60, SESSION), ["A session is running: no breaks.", "Today: 3 breaks done.", "q stop"]),
}


@pytest.mark.parametrize(("breaks", "lines"), PICTURES.values(), ids=PICTURES.keys())
def test_picture_of_a_small_pane(breaks: Breaks, lines: list[str]) -> None:
    """At 40 columns and 6 rows it says how things stand, and which keys there are."""
    assert seen(breaks) == lines


SIZES = {
    (40, 3): [" TIME TO MOVE", "Stand up, and stay up for a minute.", "space done  s in 5 min  n skip  q stop"],
    (40, 2): [" TIME TO MOVE", "Stand up, and stay up for a minute."],
    (40, 1): ["Stand up, and stay up for a minute."],
}


@pytest.mark.parametrize(("size", "lines"), SIZES.items(), ids=str)
def test_what_to_do_is_seen_in_the_smallest_pane(size: tuple[int, int], lines: list[str]) -> None:
    """With fewer rows the keys go first, then the heading; what to do stays."""
    assert seen(after(1800), *size) == lines


def test_trouble_is_told() -> None:
    """What could not be saved stands in the pane."""
    view = replace(VIEW, trouble=lambda: "Not saved yet: no space left.")
    assert "Not saved yet: no space left." in seen(after(60), view=view)
    assert "Not saved yet: no space left." in seen(after(1800), view=view)


@given(columns=st.integers(1, 120), rows=st.integers(1, 40), seconds=st.sampled_from([60, 1750, 1800]))
@patient
def test_picture_fits_any_size(columns: int, rows: int, seconds: int) -> None:
    """No line is wider than the terminal, and there are never more than it has rows."""
    lines = seen(after(seconds), columns, rows)
    assert 1 <= len(lines) <= rows
    assert all(len(line) <= columns for line in lines)


def test_every_shipped_break_fits_a_small_pane() -> None:
    """At 40 columns and 6 rows each thing to do is seen whole, with the keys."""
    for one in LIBRARY.break_rules().breaks:
        breaks = Breaks((one,), every=60, snooze=60, hours=Hours(start=time(0), end=time(0)))
        breaks.take(Tick(elapsed=60), DAY)
        head, *body, keys = seen(breaks)
        assert head.strip() == "TIME TO MOVE"
        assert " ".join(body) == one.do
        assert keys.startswith("space done")


MINUTES = {0: 60, 59: 1, 60: 60, 90: 30, 1740: 60, 1799: 1}


@pytest.mark.parametrize(("passed", "stays"), MINUTES.items())
def test_picture_stays_true_for_the_minute(passed: float, stays: float) -> None:
    """The number of minutes changes with each whole minute, and nothing else has to be painted."""
    assert minute_ends(after(passed)) == stays


def test_picture_of_a_break_stays_true() -> None:
    """Nothing in it moves."""
    assert minute_ends(after(1800)) == inf


@dataclass(slots=True)
class RecordingDevice:
    """A terminal that remembers what was written, and can be stopped."""

    generation: int = 1
    is_stopped: bool = False
    written: list[str] = field(default_factory=list)

    def write(self, text: str) -> None:
        """Remember the text."""
        self.written.append(text)

    def is_drained(self) -> bool:
        """Whether it takes anything."""
        return not self.is_stopped


def test_nothing_is_written_while_nothing_changes() -> None:
    """The same picture is written once; another minute, or a terminal entered anew, is written again."""
    device = RecordingDevice()
    pane = BreakPane(device, VIEW)
    for _ in range(3):
        pane.show(after(360), ())
    assert len(device.written) == 1
    pane.show(after(420), ())
    assert len(device.written) == 2
    device.generation += 1
    pane.show(after(420), ())
    assert len(device.written) == 3
    assert all(len(text) < 300 for text in device.written)


def test_terminal_that_takes_nothing_is_left_alone() -> None:
    """While the terminal is stopped nothing is written to it; then the picture comes whole."""
    device = RecordingDevice(is_stopped=True)
    pane = BreakPane(device, VIEW)
    pane.show(after(360), ())
    assert device.written == []
    device.is_stopped = False
    pane.show(after(360), ())
    assert "24 minutes" in device.written[0]


def test_pane_on_a_terminal() -> None:
    """A long break leaves nothing behind when a short picture follows it."""
    pty = Pty(40, 6)
    with pty:
        pane = BreakPane(_Written(pty), VIEW)
        pane.show(after(1800), ())
        pty.read()
        assert pty.text[3] == "space done  s in 5 min  n skip  q stop"
        pane.show(after(1800, key=Key.SPACE), ())
        pty.read()
        assert pty.text == ["Next break in 30 minutes.", "Today: 3 breaks done.", "q stop", "", "", ""]


class _Written:
    """A pseudo-terminal as a device."""

    generation = 1

    def __init__(self, pty: Pty) -> None:
        self._pty = pty

    def write(self, text: str) -> None:
        """Write to the program's end."""
        import sys

        sys.stdout.write(text)
        sys.stdout.flush()

    def is_drained(self) -> bool:
        """It always is."""
        return True


def told(*, keys: bool) -> list[str]:
    """The lines of a morning: begun, due, later, due again, done, skipped, night."""
    lines: list[str] = []
    screen = BreakLines(lines.append, VIEW, keys=keys)
    breaks = Breaks((STAND,), every=1800, snooze=300, hours=Hours(start=time(8), end=time(20)))
    screen.show(breaks, breaks.begin(DAY))
    for seconds, key in ((1800, Key.SNOOZE), (300, Key.SPACE), (1800, Key.NEXT)):
        screen.show(breaks, breaks.take(Tick(elapsed=seconds), DAY))
        screen.show(breaks, breaks.take(Tick(elapsed=0, key=key), DAY))
    screen.show(breaks, breaks.take(Tick(elapsed=60), NIGHT))
    screen.show(breaks, breaks.take(Tick(elapsed=0, key=Key.QUIT), NIGHT))
    return lines


DUE_LINE = f"10:30  Time to move. {STAND.do}"


def test_lines_with_keys() -> None:
    """Each thing that happens is a line, with the time of the day; a break names the keys."""
    with_keys = f"{DUE_LINE} (space done  s in 5 min  n skip  q stop)"
    assert told(keys=True) == [
        "10:30  Next break in 30 minutes.",
        with_keys,
        "10:30  Later. Next break in 5 minutes.",
        with_keys,
        "10:30  Done. Next break in 30 minutes.",
        with_keys,
        "10:30  Left out. Next break in 30 minutes.",
        "10:30  No breaks until 08:00.",
    ]


def test_lines_without_keys() -> None:
    """Where nobody can press a key, none is named."""
    assert told(keys=False)[1] == DUE_LINE
