"""Movement breaks: when they come, what keys do, what happens in quiet hours, in a session and after a time away."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes import ScriptedPacer
from tests.model.reading import patient

from sciatica_coach.model.breaks import Break, Hours
from sciatica_coach.model.exercise import Position
from sciatica_coach.session.breaks import (
    LOOK_ROUND_SECONDS,
    Around,
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
    keep_moving,
)
from sciatica_coach.session.keys import Key
from sciatica_coach.session.ports import Tick

EVERY, SNOOZE = 1800.0, 300.0
DAY = Around(time=time(10))
NIGHT = Around(time=time(23))
SESSION = Around(time=time(10), in_session=True)


def thing(name: str) -> Break:
    """Something to do."""
    return Break(
        name=name, do=f"{name}.", position=Position.ANY, equipment=(), exercise="", minutes=1, source=("default",)
    )


ONE, TWO, THREE = (thing(name) for name in ("One", "Two", "Three"))


def breaks(first: int = 0) -> Breaks:
    """Breaks from eight to eight, that have begun."""
    made = Breaks((ONE, TWO, THREE), every=EVERY, snooze=SNOOZE, hours=Hours(start=time(8), end=time(20)), first=first)
    assert made.begin(DAY) == (Changed(mode=Mode.WAITING),)
    return made


def passes(made: Breaks, seconds: float, around: Around = DAY) -> tuple[BreakEvent, ...]:
    """Let time pass without a key."""
    return made.take(Tick(elapsed=seconds), around)


def press(made: Breaks, key: Key, around: Around = DAY) -> tuple[BreakEvent, ...]:
    """Press a key at once."""
    return made.take(Tick(elapsed=0.0, key=key), around)


def away(made: Breaks, seconds: float, around: Around = DAY) -> tuple[BreakEvent, ...]:
    """Close the lid for so long."""
    return made.take(Tick(elapsed=0.0, key=Key.AWAY, away=seconds), around)


def due() -> Breaks:
    """Breaks of which the first one is due."""
    made = breaks()
    passes(made, EVERY)
    return made


def test_break_comes_when_its_time_is_over() -> None:
    """Nothing happens before, and one break comes then."""
    made = breaks()
    assert passes(made, EVERY - 1) == ()
    assert made.until_next() == 1
    assert passes(made, 1) == (Due(what=ONE, again=False),)
    assert (made.mode, made.what) == (Mode.DUE, ONE)


@pytest.mark.parametrize("key", [Key.SPACE, Key.ENTER])
def test_done(key: Key) -> None:
    """Space and Enter say that it was done: it counts, and the next thing comes a whole time later."""
    made = due()
    passes(made, 100)
    assert press(made, key) == (Done(what=ONE),)
    assert (made.done, made.mode, made.until_next()) == (1, Mode.WAITING, EVERY)
    assert passes(made, EVERY) == (Due(what=TWO, again=False),)


def test_snooze() -> None:
    """`s` brings the same thing again soon, as often as it is asked for, and counts as nothing."""
    made = due()
    for _ in range(3):
        assert press(made, Key.SNOOZE) == (Snoozed(what=ONE),)
        assert passes(made, SNOOZE) == (Due(what=ONE, again=True),)
    assert (made.done, made.skipped, made.unanswered) == (0, 0, 0)


def test_what_follows_a_snoozed_break_is_not_again() -> None:
    """Only the break that was put off comes again."""
    made = due()
    press(made, Key.SNOOZE)
    passes(made, SNOOZE)
    press(made, Key.SPACE)
    assert passes(made, EVERY) == (Due(what=TWO, again=False),)


def test_skip() -> None:
    """`n` leaves it out, and the next thing comes a whole time later."""
    made = due()
    assert press(made, Key.NEXT) == (Skipped(what=ONE),)
    assert (made.skipped, made.until_next()) == (1, EVERY)


@pytest.mark.parametrize("key", [key for key in Key if key not in (Key.QUIT, Key.STOP)])
def test_keys_do_nothing_while_no_break_is_due(key: Key) -> None:
    """An elbow between two breaks changes nothing."""
    made = breaks()
    assert press(made, key) == ()
    assert (made.mode, made.until_next(), made.done, made.skipped) == (Mode.WAITING, EVERY, 0, 0)


MEANING = (Key.QUIT, Key.STOP, Key.SPACE, Key.ENTER, Key.NEXT, Key.SNOOZE)


@pytest.mark.parametrize("key", [key for key in Key if key not in MEANING])
def test_other_keys_do_nothing_while_a_break_is_due(key: Key) -> None:
    """An elbow, a bump or a resize answers no break."""
    made = due()
    assert press(made, key) == ()
    assert made.mode is Mode.DUE


@pytest.mark.parametrize("key", [Key.QUIT, Key.STOP])
def test_stop(key: Key) -> None:
    """It ends at once, a break that is due counts as nothing, and nothing happens any more."""
    made = due()
    assert press(made, key) == (Stopped(),)
    assert made.ended
    assert passes(made, EVERY) == ()
    assert press(made, Key.SPACE) == ()
    assert (made.done, made.unanswered) == (0, 0)


def test_things_come_in_turn() -> None:
    """After the last thing the first one comes again; where it begins can be said."""
    made = breaks(first=4)
    seen = []
    for _ in range(4):
        passes(made, EVERY)
        seen.append(made.what.name)
        press(made, Key.SPACE)
    assert seen == ["Two", "Three", "One", "Two"]


def test_break_that_nobody_answers_makes_room_for_the_next() -> None:
    """Breaks do not pile up: the next one takes its place."""
    made = due()
    assert passes(made, EVERY) == (Unanswered(what=ONE), Due(what=TWO, again=False))
    assert made.unanswered == 1


def test_one_long_wait_brings_one_break() -> None:
    """Five hours in one piece, however they came about, are one break and not ten."""
    made = breaks()
    assert passes(made, 10 * EVERY) == (Due(what=ONE, again=False),)
    assert made.until_next() == EVERY


def test_long_time_away_begins_anew() -> None:
    """After the lid was closed for longer than between two breaks, none is due."""
    made = breaks()
    passes(made, EVERY - 10)
    assert away(made, EVERY) == (CameBack(),)
    assert (made.mode, made.until_next()) == (Mode.WAITING, EVERY)


def test_short_time_away_counts_like_any_other() -> None:
    """A minute asleep is a minute; a break that came due in it comes once."""
    made = breaks()
    assert away(made, EVERY - 1) == ()
    assert made.until_next() == 1
    assert away(made, 60) == (Due(what=ONE, again=False),)


def test_break_before_a_long_time_away_was_not_answered() -> None:
    """What was due before the lid was closed is let go."""
    made = due()
    assert away(made, 8 * 3600) == (Unanswered(what=ONE), CameBack())


def test_back_from_a_long_time_away_into_the_night() -> None:
    """Whoever opens the lid outside the hours finds it quiet."""
    made = due()
    assert away(made, 8 * 3600, NIGHT) == (Unanswered(what=ONE), Changed(mode=Mode.OUTSIDE_HOURS))
    assert away(made, 8 * 3600, NIGHT) == ()
    assert made.mode is Mode.OUTSIDE_HOURS


QUIET = {"night": (NIGHT, Mode.OUTSIDE_HOURS), "session": (SESSION, Mode.IN_SESSION)}


@pytest.mark.parametrize(("around", "mode"), QUIET.values(), ids=QUIET.keys())
def test_quiet(around: Around, mode: Mode) -> None:
    """Outside the hours, and while a session runs, nothing comes; afterwards the whole time begins anew."""
    made = breaks()
    assert passes(made, 60, around) == (Changed(mode=mode),)
    assert passes(made, 10 * EVERY, around) == ()
    assert made.until_next() == inf
    assert press(made, Key.SPACE, around) == ()
    assert passes(made, 60) == (Changed(mode=Mode.WAITING),)
    assert made.until_next() == EVERY


@pytest.mark.parametrize(("around", "mode"), QUIET.values(), ids=QUIET.keys())
def test_quiet_begins_while_a_break_is_due(around: Around, mode: Mode) -> None:
    """The break is let go without a word."""
    made = due()
    assert passes(made, 60, around) == (Unanswered(what=ONE), Changed(mode=mode))
    assert made.what == TWO


def test_quiet_from_the_start() -> None:
    """Begun at night it says so, and a session at night is a session."""
    made = Breaks((ONE,), every=EVERY, snooze=SNOOZE, hours=Hours(start=time(8), end=time(20)))
    assert made.begin(NIGHT) == (Changed(mode=Mode.OUTSIDE_HOURS),)
    both = Around(time=time(23), in_session=True)
    assert passes(made, 60, both) == (Changed(mode=Mode.IN_SESSION),)
    assert passes(made, 60, NIGHT) == (Changed(mode=Mode.OUTSIDE_HOURS),)
    assert press(made, Key.QUIT, NIGHT) == (Stopped(),)


TICKS = st.builds(
    Tick,
    elapsed=st.floats(0, 5000),
    key=st.none() | st.sampled_from([key for key in Key if key not in (Key.QUIT, Key.STOP)]),
    away=st.just(0.0) | st.floats(0, 50_000),
)
AROUND = st.builds(Around, time=st.times(), in_session=st.booleans())


@given(course=st.lists(st.tuples(TICKS, AROUND), max_size=40))
@patient
def test_any_course(course: list[tuple[Tick, Around]]) -> None:
    """Whatever happens: one break at most in a step, each due one ends in one way, and time left is never over."""
    made = breaks()
    events: list[BreakEvent] = []
    for tick, around in course:
        step = made.take(tick, around)
        assert len([event for event in step if isinstance(event, Due)]) <= 1
        assert 0 < made.left <= EVERY
        if made.mode is Mode.DUE:
            assert not around.in_session
            assert made.hours.include(around.time)
        events += step
    dues = [event for event in events if isinstance(event, Due)]
    ends = [event for event in events if isinstance(event, (Done, Skipped, Snoozed, Unanswered))]
    assert len(dues) - len(ends) == (made.mode is Mode.DUE)
    assert [event.what for event in dues[: len(ends)]] == [event.what for event in ends]
    kinds = (made.done, made.skipped, made.unanswered)
    assert kinds == tuple(sum(isinstance(one, kind) for one in ends) for kind in (Done, Skipped, Unanswered))


@dataclass(slots=True)
class RecordingPane:
    """A screen that remembers how often it was shown, and what it was told."""

    stays_true: float = inf
    shown: list[tuple[BreakEvent, ...]] = field(default_factory=list)

    def show(self, breaks: Breaks, events: tuple[BreakEvent, ...]) -> float:  # noqa: ARG002 - the port has it
        """Remember the events."""
        self.shown.append(events)
        return self.stays_true


def around_from(times: Iterator[Around]) -> Around:
    """The next of some moments, and the day when they are over."""
    return next(times, DAY)


def test_course_of_a_morning() -> None:
    """The loop yields each event once, in order, and shows it after it was dealt with."""
    pacer = ScriptedPacer(
        script=[(EVERY + 5, Key.SPACE), (EVERY + 5, Key.SNOOZE), (SNOOZE + 5, Key.NEXT), (9.0, Key.QUIT)]
    )
    pane = RecordingPane()
    events = list(keep_moving(breaks(), pacer, pane, lambda: DAY))
    assert events == [
        Changed(mode=Mode.WAITING),
        Due(what=ONE, again=False),
        Done(what=ONE),
        Due(what=TWO, again=False),
        Snoozed(what=TWO),
        Due(what=TWO, again=True),
        Skipped(what=TWO),
        Stopped(),
    ]
    assert [event for step in pane.shown for event in step] == events


def test_loop_waits_no_shorter_than_it_must() -> None:
    """It looks round once a minute, at most; a break comes in time for all that."""
    pacer = ScriptedPacer(script=[(EVERY + 90, Key.QUIT)])
    list(keep_moving(breaks(), pacer, RecordingPane(), lambda: DAY))
    assert pacer.waits[0] == LOOK_ROUND_SECONDS
    assert len(pacer.waits) <= EVERY / LOOK_ROUND_SECONDS + 3


def test_loop_sees_a_session_begin_and_end() -> None:
    """The world is looked at with each wait."""
    moments = iter([DAY, SESSION, SESSION, DAY])
    pacer = ScriptedPacer(script=[(300.0, Key.QUIT)])
    events = list(keep_moving(breaks(), pacer, RecordingPane(), lambda: around_from(moments)))
    assert [event.mode for event in events if isinstance(event, Changed)] == [
        Mode.WAITING,
        Mode.IN_SESSION,
        Mode.WAITING,
    ]
