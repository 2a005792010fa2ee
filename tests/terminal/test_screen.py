"""The painted screen writes only what changed; the lines of `--plain` tell a session from its events."""

import re
from math import inf

import pytest
from tests.fakes import RecordingSounds, Script, ScriptedPacer, exercise, plan_of
from tests.terminal.device import Pty

from sciatica_coach.model.exercise import Equipment, Position, Side, Sides
from sciatica_coach.model.plan import Plan
from sciatica_coach.session.events import HalfWay
from sciatica_coach.session.keys import Key
from sciatica_coach.session.loop import run
from sciatica_coach.session.player import Player
from sciatica_coach.session.timeline import expand
from sciatica_coach.terminal.screen import BLOCKED_LOOK_AGAIN_SECONDS, LineScreen, PaintedScreen
from sciatica_coach.terminal.size import size
from sciatica_coach.terminal.tty import Terminal

PLAN = plan_of(
    exercise("Calf stretch", hold=30, sides=Sides.EACH, feel="a stretch in the calf", steps=("Stand.", "Lean in."))
)


def player_at(seconds: float) -> Player:
    """A player of a calf stretch so long after the start; its first hold begins after 5 s."""
    player = Player(PLAN, expand(PLAN))
    player.advance(seconds)
    return player


def read_all(pty: Pty, terminal: Terminal) -> None:
    """Read until everything that was written has come through."""
    while not terminal.is_drained():
        pty.read()
    pty.read()


def test_first_picture_fills_the_screen() -> None:
    """The whole picture stands on the terminal after the first `show`."""
    with Pty() as pty, Terminal(full_screen=True) as terminal:
        stays_true = PaintedScreen(terminal).show(player_at(15), ())
        pty.read()
        assert stays_true == pytest.approx(0.95)
        assert any(line.startswith("Calf stretch") for line in pty.text)
        assert any(line.startswith("Hold") for line in pty.text)
        assert pty.text[-1].endswith("q stop")


def test_second_of_a_hold_writes_only_the_lines_that_changed() -> None:
    """While a hold counts down only the digits, the bars and the clock go out, under 2 KB a second."""
    with Pty() as pty, Terminal(full_screen=True) as terminal:
        screen, player = PaintedScreen(terminal), player_at(15)
        screen.show(player, ())
        pty.read()
        for _ in range(10):
            player.advance(screen.show(player, ()))
            screen.show(player, ())
            written = pty.read()
            rows = [int(row) for row in re.findall(rb"\x1b\[(\d+);1H", written)]
            assert set(rows) <= {1, *range(7, 17)}
            assert len(written) < 2000


def test_line_is_cleared_before_it_is_written() -> None:
    """Clearing after a line as wide as the terminal would take its last letter on many terminals."""
    with Pty() as pty, Terminal(full_screen=True) as terminal:
        pty.read()
        PaintedScreen(terminal).show(player_at(15), ())
        written = pty.read().decode()
    assert written.count("H\x1b[0m\x1b[K") == written.count("\x1b[K") == 24


def test_screen_painted_in_parts_is_the_whole_picture() -> None:
    """After a while of changed lines the terminal shows the same as if all had been painted at once."""
    with Pty() as pty, Terminal(full_screen=True) as terminal:
        screen, player = PaintedScreen(terminal), player_at(1)
        while player.index < 3:
            player.advance(min(player.until_next(), screen.show(player, ())))
            pty.read()
        screen.show(player, ())
        read_all(pty, terminal)
        in_parts = pty.text
        terminal.take_again()
        PaintedScreen(terminal).show(player, ())
        read_all(pty, terminal)
        assert in_parts == pty.text


def test_picture_that_has_not_changed_writes_nothing() -> None:
    """Showing the same moment again costs no byte."""
    with Pty() as pty, Terminal(full_screen=True) as terminal:
        screen, player = PaintedScreen(terminal), player_at(15)
        screen.show(player, ())
        pty.read()
        screen.show(player, ())
        assert pty.read() == b""


@pytest.mark.parametrize("to", [(40, 12), (200, 50), (20, 6), (79, 24), (80, 25)], ids=str)
def test_new_size_paints_everything_anew(to: tuple[int, int]) -> None:
    """After a resize the picture is that of the new size, whatever the terminal made of the old one."""
    with Pty() as pty, Terminal(full_screen=True) as terminal:
        screen, player = PaintedScreen(terminal), player_at(15)
        screen.show(player, ())
        pty.read()
        pty.resize(*to)
        screen.show(player, ())
        read_all(pty, terminal)
        resized = pty.text
        assert len(resized) == to[1]
        assert any("Hold" in line for line in resized)
    with Pty(*to) as fresh, Terminal(full_screen=True) as terminal:
        PaintedScreen(terminal).show(player, ())
        read_all(fresh, terminal)
        assert resized == fresh.text


def test_terminal_that_was_left_is_painted_anew() -> None:
    """After Ctrl-Z and `fg` the picture is back, though nothing of it has changed."""
    with Pty() as pty, Terminal(full_screen=True) as terminal:
        screen, player = PaintedScreen(terminal), player_at(15)
        screen.show(player, ())
        pty.read()
        before = pty.text
        terminal.leave()
        terminal.enter()
        pty.read()
        screen.show(player, ())
        pty.read()
        assert pty.text == before


def test_paused_picture_stays_true_until_a_key() -> None:
    """A pause needs no second picture."""
    with Pty(), Terminal(full_screen=True) as terminal:
        player = player_at(15)
        player.press(Key.SPACE)
        assert PaintedScreen(terminal).show(player, ()) == inf


def test_blocked_terminal_drops_frames_and_catches_up() -> None:
    """While the terminal takes nothing no picture is written; when it does again, the whole one comes."""
    with Pty() as pty, Terminal(full_screen=True) as terminal:
        screen, player = PaintedScreen(terminal), player_at(15)
        screen.show(player, ())
        while terminal.is_drained():
            terminal.write("\a" * 10_000)
        for _ in range(5):
            player.advance(1)
            assert screen.show(player, ()) == BLOCKED_LOOK_AGAIN_SECONDS
        read_all(pty, terminal)
        player.advance(1)
        screen.show(player, ())
        read_all(pty, terminal)
        with_gap = pty.text
    with Pty() as fresh, Terminal(full_screen=True) as terminal:
        PaintedScreen(terminal).show(player, ())
        fresh.read()
        assert with_gap == fresh.text


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        """What it shows."""
        return self.seconds


def test_flash_is_a_whole_line_with_words_for_half_a_second() -> None:
    """Where something would be heard, the uppermost line stands in reverse, and goes by itself, even in a pause."""
    with Pty() as pty, Terminal(full_screen=True) as terminal:
        watch, player = Watch(), player_at(15)
        screen = PaintedScreen(terminal, flashes=True, clock=watch)
        screen.show(player, ())
        pty.read()
        player.advance(5)
        assert screen.show(player, (HalfWay(step=1),)) == 0.5
        assert re.search(rb"\x1b\[1;1H\x1b\[1;7m Hold {75}\x1b\[0m", pty.read())
        player.press(Key.OTHER)
        watch.seconds += 0.25
        assert screen.show(player, ()) == 0.25
        watch.seconds += 0.25
        assert screen.show(player, ()) == inf
        pty.read()
        assert pty.text[0].startswith("Test routine")


def test_flashes_keep_their_distance() -> None:
    """However many signals there are, a second lies between two flashes: nobody is made to see flicker."""
    with Pty() as pty, Terminal(full_screen=True) as terminal:
        watch, player, flashes = Watch(), player_at(15), 0
        screen = PaintedScreen(terminal, flashes=True, clock=watch)
        for _ in range(30):
            screen.show(player, (HalfWay(step=1),))
            flashes += pty.read().count(b"\x1b[1;7m")
            watch.seconds += 0.1
    assert flashes == 3


def test_nothing_flashes_unasked() -> None:
    """Without the wish for it no line turns round."""
    with Pty() as pty, Terminal(full_screen=True) as terminal:
        PaintedScreen(terminal).show(player_at(20), (HalfWay(step=1),))
        assert b"\x1b[1;7m" not in pty.read()


def test_end_is_shown_large() -> None:
    """At the end the screen says so, in letters that can be read from the floor."""
    with Pty() as pty, Terminal(full_screen=True) as terminal:
        player = player_at(15)
        player.press(Key.QUIT)
        pty.read()
        assert PaintedScreen(terminal).show(player, ()) == inf
        assert "\N{FULL BLOCK}".encode() in pty.read()


def test_size_of_no_terminal_is_the_usual_one() -> None:
    """Without a terminal, or with one that does not know its size, 80x24 is taken."""
    assert size() == (80, 24)
    with Pty(0, 0):
        assert size() == (80, 24)
    with Pty(132, 43):
        assert size() == (132, 43)


def lines_of(plan: Plan, script: Script = ()) -> list[str]:
    """The lines of a session with these keys."""
    lines: list[str] = []
    screen = LineScreen(lambda text: lines.extend(text.split("\n")))
    player = Player(plan, expand(plan), is_too_much=lambda score: score > 5)
    list(run(player, ScriptedPacer(script), screen, RecordingSounds()))
    return lines


def test_lines_say_who_should_take_care() -> None:
    """Beside the stop rule, before the exercise begins, stands who should do it with care, or not at all."""
    roll = exercise("Rolling over", hold=5, take_care="After a caesarean, hold a pillow to the scar.")
    lines = lines_of(plan_of(roll))
    stop = lines.index("   Stop if pain travels further down the leg.")
    assert lines[stop + 1] == "   Take care: After a caesarean, hold a pillow to the scar."


def test_lines_tell_a_whole_session() -> None:
    """A line a step, with what to do, for how long, and how to do it before each exercise."""
    figure_4 = exercise(
        "Figure-4 stretch",
        hold=30,
        reps=2,
        rest=10,
        move_in=3,
        sides=Sides.EACH,
        side_words={Side.LEFT: "Left ankle on right thigh", Side.RIGHT: "Right ankle on left thigh"},
        position=Position.SUPINE,
        equipment=(Equipment.MAT,),
        steps=("Lie on your back.", "Draw the thigh in."),
    )
    pump = exercise("Ankle pump", beats=[("Up", 2), ("Down", 1.5)], reps=2, position=Position.SUPINE)
    assert lines_of(plan_of(figure_4, pump)) == [
        "",
        "1 of 2: Figure-4 stretch (3:04 left)",
        "   1. Lie on your back.",
        "   2. Draw the thigh in.",
        "   Stop if pain travels further down the leg.",
        "Get ready, 10 s. Lie on your back. You need a mat. Left ankle on right thigh",
        "In, 3 s (1 of 2)",
        "Hold, 30 s (1 of 2)",
        "Rest, 10 s",
        "In, 3 s (2 of 2)",
        "Hold, 30 s (2 of 2)",
        "Change sides. Right ankle on left thigh, 10 s",
        "In, 3 s (1 of 2)",
        "Hold, 30 s (1 of 2)",
        "Rest, 10 s",
        "In, 3 s (2 of 2)",
        "Hold, 30 s (2 of 2)",
        "",
        "2 of 2: Ankle pump (0:12 left)",
        "   1. Do it slowly.",
        "   Stop if pain travels further down the leg.",
        "Get ready, 5 s. Lie on your back",
        "Up, 2 s (1 of 2)",
        "Down, 1.5 s (1 of 2)",
        "Up, 2 s (2 of 2)",
        "Down, 1.5 s (2 of 2)",
        "The session is over.",
    ]


def test_lines_tell_pauses_and_keys() -> None:
    """Each pause says why, and how to go on."""
    script: Script = [
        (12, Key.OTHER),
        (3, Key.SPACE),
        (1, Key.ADD),
        (1, Key.SPACE),
        (61, Key.SPACE),
        (8, Key.HURTS),
        (2, Key.DIGIT_2),
        (0, Key.SPACE),
        (1, Key.OTHER),
        (1, Key.QUIT),
    ]
    assert lines_of(plan_of(exercise("A", hold=20), exercise("B", hold=20)), script) == [
        "",
        "1 of 2: A (0:50 left)",
        "   1. Do it slowly.",
        "   Stop if pain travels further down the leg.",
        "Get ready, 5 s. Stand",
        "Hold, 20 s",
        "Paused: a key was pressed.",
        "Space: go on.   q: stop and save.",
        "Go on",
        "10 s more",
        "Paused. Take your time.",
        "Space: go on.   q: stop and save.",
        "Back into position. Stand, 5 s",
        "Hold, 30 s",
        "Stopped: it hurts.",
        "You did the right thing by stopping.",
        "This exercise is over for today. What do you feel?",
        "1      it hurts here",
        "2      it goes down my leg",
        "space  on to the next exercise",
        "r      it was a slip: this one again",
        "q      stop and save",
        "",
        "2 of 2: B (0:25 left)",
        "   1. Do it slowly.",
        "   Stop if pain travels further down the leg.",
        "Get ready, 5 s. Stand",
        "Noted. That exercise is over for today.",
        "A: it went down your leg. If your leg stays worse, stop for today.",
        "Space: on to B.   q: stop and save.",
        "Go on",
        "Paused: a key was pressed.",
        "Space: go on.   q: stop and save.",
        "The session is over.",
    ]


def test_lines_of_a_step_without_a_clock_name_the_key() -> None:
    """At one's own pace the line says which key ends the step."""
    lines = lines_of(plan_of(exercise("Sit to stand", reps=8, self_paced=True)), [(30, Key.ENTER)])
    assert lines[-2:] == ["Hold. At your own pace; press Enter when done", "The session is over."]


def test_lines_have_no_escape_codes() -> None:
    """What is told in lines can be read by a screen reader and by any other program."""
    text = "".join(lines_of(PLAN))
    assert text.isprintable()


def test_lines_ask_for_the_pain_between_two_positions() -> None:
    """The question stands in the lead-in of another position; a digit pauses, Enter notes it, and too much is said."""
    plan = plan_of(exercise("A", hold=5), exercise("B", hold=5, position=Position.SUPINE), exercise("C", hold=5))
    lines = lines_of(plan, [(12, Key.DIGIT_7), (1, Key.ENTER), (1, Key.SPACE), (15, Key.DIGIT_3), (1, Key.SPACE)])
    assert lines.count("How much does it hurt now? Type 0 to 10, or just go on.") == 2
    first = lines.index("How much does it hurt now?")
    assert lines[first : first + 6] == [
        "How much does it hurt now?",
        "0 is no pain, 10 the worst: 7_",
        "enter  note it and go on",
        "space  go on without it",
        "That is a lot. Better to stop here.",
        "q: stop and save.   Space: go on.",
    ]
