"""The one loop: sounds, then whoever keeps the record, then the screen, then a wait that never drifts."""

from itertools import cycle
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes import (
    RecordingScreen,
    RecordingSounds,
    Script,
    ScriptedPacer,
    exercise,
    of_kind,
    plan_of,
    play,
)
from tests.session.telling import told

from sciatica_coach.session.events import Ended, EndReason, LastSeconds, StepBegan
from sciatica_coach.session.keys import Key
from sciatica_coach.session.loop import run
from sciatica_coach.session.player import Player
from sciatica_coach.session.timeline import Step, expand


def player_of(hold: float = 5.0) -> Player:
    """A player of one hold, after its lead-in of 5 s."""
    plan = plan_of(exercise(hold=hold))
    return Player(plan, expand(plan))


def test_event_is_heard_then_kept_then_shown() -> None:
    """What the screen says is done has been kept before; the sound comes without delay, after the first picture."""
    diary: list[str] = []
    screen, sounds = RecordingScreen(diary=diary), RecordingSounds(diary=diary)
    events = run(player_of(), ScriptedPacer([(7, Key.QUIT)]), screen, sounds)
    diary.extend(f"kept {told([event])}" for event in events)
    assert diary == [
        "screen 0",
        "sound StepBegan",
        "kept begin 0",
        "screen 0",
        "sound LastSeconds",
        "kept 3 to go",
        "screen 0",
        "sound LastSeconds",
        "kept 2 to go",
        "screen 0",
        "sound LastSeconds",
        "kept 1 to go",
        "screen 0",
        "sound StepLeft",
        "sound StepBegan",
        "kept finish 0 after 5",
        "kept begin 1",
        "screen 1",
        "sound StepLeft",
        "sound Ended",
        "kept leave 1 after 2",
        "kept end (stopped)",
        "screen 1",
    ]


def test_screen_sees_every_event_once_and_in_order() -> None:
    """The lines of `--plain` are made of the events, so that none may be missed."""
    screen = RecordingScreen()
    events = list(run(player_of(), ScriptedPacer(), screen, RecordingSounds()))
    assert screen.events == events
    assert events[-1] == Ended(reason=EndReason.COMPLETED)


def test_muted_session_makes_no_sound_until_it_is_unmuted() -> None:
    """After `m` nothing is heard, after a second `m` everything is again."""
    sounds = RecordingSounds()
    script = [(0.5, Key.MUTE), (3, Key.MUTE)]
    list(run(player_of(), ScriptedPacer(script), RecordingScreen(), sounds))
    assert told(sounds.events[:2]) == "begin 0, 1 to go"
    assert len(of_kind(sounds.events, LastSeconds)) == 1


def test_loop_waits_for_the_next_event_or_for_the_picture() -> None:
    """A wait lasts until something happens, or until the screen wants to be shown again."""
    pacer = ScriptedPacer([(2.75, Key.QUIT)])
    list(run(player_of(), pacer, RecordingScreen(stays_true=0.5), RecordingSounds()))
    assert pacer.waits == [0.5] * 6
    pacer = ScriptedPacer()
    list(run(player_of(), pacer, RecordingScreen(), RecordingSounds()))
    assert pacer.waits == [2, 1, 1, 1, 5]


def test_paused_session_waits_for_a_key_alone() -> None:
    """In a pause nothing wakes the program: the wait has no end."""
    pacer = ScriptedPacer([(1, Key.OTHER), (500, Key.SPACE)])
    list(run(player_of(), pacer, RecordingScreen(), RecordingSounds()))
    assert pacer.waits[1] == inf
    assert pacer.passed == pytest.approx(1 + 500 + 10)


def test_time_before_a_key_counts_before_the_key_does() -> None:
    """The seconds until a key belong to the step in which it was pressed."""
    played = play(plan_of(exercise(hold=5)), ScriptedPacer([(6.5, Key.NEXT)]))
    assert told(played.events).endswith("begin 1, leave 1 after 1.5, keep 0, end (completed)")


def test_away_is_pause_and_not_exercise() -> None:
    """A sleeping machine pauses the session; its sleep counts as pause, and the hold stays as it was."""
    script: Script = [(6.5, Key.AWAY, 90.0), (10, Key.SPACE)]
    played = play(plan_of(exercise(hold=5)), ScriptedPacer(script))
    assert "begin 1, pause (away), go on after 100, first back, leave 1 after 1.5" in told(played.events)
    assert (played.record.paused_seconds, played.record.active_seconds) == (100, 16.5)


def test_resize_shows_anew_and_changes_nothing() -> None:
    """A new size of the terminal is no event of the session, but the picture is drawn again."""
    screen = RecordingScreen()
    list(run(player_of(), ScriptedPacer([(1, Key.RESIZE)]), screen, RecordingSounds()))
    assert screen.shown == 8
    assert told(screen.events[:2]) == "begin 0, 3 to go"


LONG = plan_of(*(exercise(f"Exercise {n}", beats=[("Up", 0.7), ("Down", 1.3)], reps=25) for n in range(2)))


@given(st.lists(st.floats(0, 0.03), min_size=1))
def test_late_waits_do_not_add_up(late: list[float]) -> None:
    """However late every wait is, no step begins later than its own last wait was late, nor does the end."""
    steps = expand(LONG)
    player = Player(LONG, steps)
    pacer = ScriptedPacer(late=cycle(late))
    for event in run(player, pacer, RecordingScreen(stays_true=0.25), RecordingSounds()):
        if isinstance(event, StepBegan):
            assert -1e-6 <= pacer.passed - _due(steps, event.step) <= max(late) + 1e-6
    assert -1e-6 <= pacer.passed - _due(steps, len(steps)) <= max(late) + 1e-6


def _due(steps: tuple[Step, ...], place: int) -> float:
    return sum(step.seconds for step in steps[:place])


def test_slow_keeper_does_not_make_the_session_longer() -> None:
    """Time spent between two events, such as a write to disk, is part of the next wait."""
    pacer = ScriptedPacer(late=[0.8] * 3)
    played = play(plan_of(exercise(hold=5), exercise("B", hold=5)), pacer)
    assert played.record.active_seconds == 20
    assert pacer.passed == pytest.approx(20)
