"""The fakes keep their word, since the other tests believe them."""

from math import inf

import pytest
from tests.fakes import (
    RecordingScreen,
    RecordingSounds,
    ScriptedPacer,
    WaitsForeverError,
    exercise,
    of_kind,
    plan_of,
    play,
)

from sciatica_coach.model.exercise import Sides
from sciatica_coach.session.events import Ended, EndReason, StepBegan
from sciatica_coach.session.keys import Key
from sciatica_coach.session.loop import run
from sciatica_coach.session.player import Player
from sciatica_coach.session.ports import Pacer, Screen, Sounds, Tick
from sciatica_coach.session.timeline import expand


def test_pacer_without_a_script_lets_exactly_the_asked_time_pass() -> None:
    """A wait without a key takes what was asked for, and is added up."""
    pacer = ScriptedPacer()
    assert [pacer.wait(3.5), pacer.wait(0.25)] == [Tick(elapsed=3.5), Tick(elapsed=0.25)]
    assert (pacer.passed, pacer.waits) == (3.75, [3.5, 0.25])


def test_pacer_ends_a_wait_with_a_key_at_its_time() -> None:
    """A key counts its seconds from the key before, over as many waits as it takes."""
    pacer = ScriptedPacer([(5, Key.SPACE), (0, Key.NEXT), (2, Key.QUIT)])
    ticks = [pacer.wait(4) for _ in range(5)]
    assert ticks == [
        Tick(elapsed=4),
        Tick(elapsed=1, key=Key.SPACE),
        Tick(elapsed=0, key=Key.NEXT),
        Tick(elapsed=2, key=Key.QUIT),
        Tick(elapsed=4),
    ]
    assert pacer.passed == 11
    assert pacer.is_over


def test_pacer_presses_a_key_that_comes_exactly_at_the_end_of_a_wait() -> None:
    """At the same moment the key wins, as `select` reports it."""
    assert ScriptedPacer([(4, Key.SPACE)]).wait(4) == Tick(elapsed=4, key=Key.SPACE)


def test_pacer_tells_of_time_away() -> None:
    """The third value of a script line is time that does not count as elapsed, but passes."""
    pacer = ScriptedPacer([(1, Key.AWAY, 90)])
    assert pacer.wait(5) == Tick(elapsed=1, key=Key.AWAY, away=90)
    assert pacer.passed == 91


def test_pacer_is_late_as_told_and_then_on_time() -> None:
    """Each wait without a key overshoots by the next of `late`; after the last one, by nothing."""
    pacer = ScriptedPacer(late=[0.5, 0.25])
    assert [pacer.wait(1).elapsed for _ in range(3)] == [1.5, 1.25, 1]


def test_pacer_waits_for_a_text_on_the_screen() -> None:
    """A line of the script may wait for a text in place of a time."""
    screen = {"text": "Get ready"}
    pacer = ScriptedPacer([("Rest", Key.NEXT)], sees=lambda: screen["text"])
    assert pacer.wait(2) == Tick(elapsed=2)
    screen["text"] = "Rest, 10 s"
    assert pacer.wait(2) == Tick(elapsed=0, key=Key.NEXT)


def test_pacer_needs_a_moment_to_react() -> None:
    """Nobody presses a key in the instant in which a text appears."""
    pacer = ScriptedPacer([("Rest", Key.NEXT)], sees=lambda: "Rest", reacts_after=0.5)
    assert pacer.wait(2) == Tick(elapsed=0.5, key=Key.NEXT)


def test_pacer_waits_for_a_key_alone() -> None:
    """`inf` lasts until the next key of the script."""
    assert ScriptedPacer([(700, Key.SPACE)]).wait(inf) == Tick(elapsed=700, key=Key.SPACE)


def test_pacer_says_clearly_when_a_session_would_wait_for_ever() -> None:
    """A test must fail, and not hang, when a session waits for a key that nobody will press."""
    pacer = ScriptedPacer([(1, Key.SPACE)])
    pacer.wait(inf)
    with pytest.raises(WaitsForeverError, match=r"After 1 s .* 1 of 1 pressed"):
        pacer.wait(inf)


def test_pacer_says_so_too_when_the_text_never_comes() -> None:
    """A script that waits for a text which is not there fails as clearly."""
    with pytest.raises(WaitsForeverError, match="0 of 1 pressed"):
        ScriptedPacer([("Rest", Key.NEXT)], sees=lambda: "").wait(inf)


def test_pacer_presses_the_last_key_for_ever() -> None:
    """With `at_last` a session that only waits for a key gets that one, at once."""
    pacer = ScriptedPacer(at_last=Key.ENTER)
    assert [pacer.wait(inf), pacer.wait(3), pacer.wait(inf)] == [
        Tick(elapsed=0, key=Key.ENTER),
        Tick(elapsed=3),
        Tick(elapsed=0, key=Key.ENTER),
    ]


def test_screen_and_sounds_remember_in_one_diary() -> None:
    """A shared diary shows what came before what."""
    plan = plan_of()
    player = Player(plan, expand(plan))
    diary: list[str] = []
    screen, sounds = RecordingScreen(stays_true=0.5, diary=diary), RecordingSounds(diary=diary)
    began, ended = StepBegan(step=0), Ended(reason=EndReason.STOPPED)
    sounds.play(began, player)
    assert screen.show(player, (began, ended)) == 0.5
    assert diary == ["sound StepBegan", "screen 0"]
    assert (screen.events, screen.shown, sounds.events) == ([began, ended], 1, [began])


def test_screen_waits_for_a_key_alone_while_the_session_stands_still() -> None:
    """A paused session has nothing to show anew, as on the painted screen."""
    plan = plan_of()
    player = Player(plan, expand(plan))
    player.press(Key.SPACE)
    assert RecordingScreen(stays_true=0.5).show(player, ()) == inf


def test_fakes_fit_the_ports() -> None:
    """The fakes can stand wherever the ports are asked for; the type checker reads this test too."""
    plan = plan_of()
    pacer: Pacer = ScriptedPacer()
    screen: Screen = RecordingScreen()
    sounds: Sounds = RecordingSounds()
    events = tuple(run(Player(plan, expand(plan)), pacer, screen, sounds))
    assert events[-1] == Ended(reason=EndReason.COMPLETED)


def test_built_exercise_is_a_hold_unless_beats_are_given() -> None:
    """The builder makes a held exercise of 20 s; beats make one that is not held."""
    held, moved = exercise(), exercise("Ankle pump", beats=[("Up", 2), ("Down", 3, True)])
    assert (held.id, held.held, held.hold_seconds) == ("lean", True, 20)
    assert (moved.id, moved.held, moved.rep_seconds) == ("ankle-pump", False, 5)
    assert [beat.hold for beat in moved.rep] == [False, True]


def test_built_exercise_moves_in_and_out_without_counting() -> None:
    """Moves into and out of the hold stand around it and do not count."""
    moves = exercise(hold=7, move_in=3, move_out=2, sides=Sides.EACH)
    assert [(beat.seconds, beat.counts) for beat in moves.rep] == [(3, False), (7, True), (2, False)]


def test_played_session_runs_to_its_end_and_is_summed_up() -> None:
    """`play` gives the events, the time that passed and the record of a whole session."""
    played = play(plan_of(exercise(hold=10)), ScriptedPacer())
    assert of_kind(played.events, Ended) == [Ended(reason=EndReason.COMPLETED)]
    assert played.pacer.passed == pytest.approx(15)
    assert played.record.exercises[0].seconds == 10


def test_sounds_remember_a_hush() -> None:
    """Being silenced is in the diary beside what was heard."""
    sounds = RecordingSounds()
    sounds.hush()
    assert sounds.diary == ["hush"]
