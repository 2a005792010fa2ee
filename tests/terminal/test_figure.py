"""The figure as braille dots: it fits its frame, keeps its ground, and changes no more than it must."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes import plan_of
from tests.programme import EXERCISES
from tests.terminal.device import Pty

from sciatica_coach.model.pose import poses_of
from sciatica_coach.model.scene import Ink, Move, Scene, Stroke
from sciatica_coach.session.keys import Key
from sciatica_coach.session.player import Player
from sciatica_coach.session.timeline import expand
from sciatica_coach.terminal.figure import Frame, cells, dots, fit, lines
from sciatica_coach.terminal.figures import SHOWN_SECONDS, Figures, frame_seconds, shown_move
from sciatica_coach.terminal.picture import Pictures
from sciatica_coach.terminal.screen import PaintedScreen
from sciatica_coach.terminal.tty import Terminal

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
FLAT = Frame(columns=4, rows=1, scale=1.0, left=0.0, top=3.0)
GLIDE = plan_of(EXERCISES["nerve-glide-seated"])


def player_at(seconds: float) -> Player:
    """A player of a nerve glide so long after the start."""
    player = Player(GLIDE, expand(GLIDE))
    player.advance(seconds)
    return player


def test_line_is_dots() -> None:
    """A flat line one dot thick is the lowest dots of the characters that it crosses."""
    stroke = Stroke("floor", (0, 0), (7, 0), Ink.ROOM)
    assert "".join(character for character, _ in cells([stroke], FLAT)[0]) == "⣀⣀⣀⣀"


def test_upper_ink_is_seen() -> None:
    """Where two lines meet, the character has the colour of what matters more."""
    room, leg = Stroke("floor", (0, 0), (7, 0), Ink.ROOM), Stroke("leg", (0, 1), (1, 1), Ink.WORKING)
    assert [ink for _, ink in cells([room, leg], FLAT)[0]] == [Ink.WORKING, Ink.ROOM, Ink.ROOM, Ink.ROOM]


def test_without_colours_what_works_is_bold() -> None:
    """`NO_COLOR`: no colour code is left, and the working part is still told apart."""
    text = lines([Stroke("leg", (0, 1), (7, 1), Ink.WORKING)], FLAT, colours=False)[0]
    assert text.startswith("\x1b[1m")
    assert not re.search(r"\x1b\[[0-9;]*[39]\d", text)


@given(st.sampled_from(sorted(EXERCISES)), st.integers(20, 90), st.integers(6, 30))
def test_figure_fits_its_frame(name: str, columns: int, rows: int) -> None:
    """At every size nothing is cut off: the outermost dots lie within the field."""
    scene = Scene(poses_of(EXERCISES[name]))
    frame = fit(scene.box, columns, rows)
    for move in scene.every_move():
        wider = Frame(columns=columns + 20, rows=rows, scale=frame.scale, left=frame.left, top=frame.top)
        drawn = dots(scene.strokes(move), wider)
        assert all(row >> (columns * 2 + 2) == 0 for ink in drawn.values() for row in ink)
        shown = lines(scene.strokes(move), frame)
        assert len(shown) == rows
        assert all(len(ESCAPES.sub("", line)) <= columns for line in shown)


def test_figure_rests_after_its_move() -> None:
    """Frames come while something moves, eight a second; then nothing is drawn until the next beat."""
    assert frame_seconds(1.0) == 0.125
    assert frame_seconds(0.03) == 0.03
    assert frame_seconds(0.0) == float("inf")


def test_lead_in_shows_every_pose_in_turn() -> None:
    """Before an exercise begins the figure shows what will be done."""
    scene = Scene(poses_of(EXERCISES["nerve-glide-seated"]))
    shown = [shown_move(scene, SHOWN_SECONDS * place + 1.9) for place in range(3)]
    assert [move.after for move in shown] == [scene.last(0), scene.last(1), scene.last(0)]
    assert all(move.share == 1.0 for move in shown)


def test_figure_moves_in_time_with_the_beats() -> None:
    """Between two beats the picture changes within the first, and it ends in the pose of its beat."""
    figures = Figures()
    plan_step = next(place for place, step in enumerate(player_at(0).steps) if step.beat == 1)
    start = sum(step.seconds for step in player_at(0).steps[:plan_step])
    at = [figures.draw(player_at(start + seconds), 46, 11) for seconds in (0.01, 0.5, 1.9)]
    assert at[0] != at[1] != at[2]
    scene = Scene(poses_of(EXERCISES["nerve-glide-seated"]), player_at(start + 1).step.side)
    last = Move(before=scene.last(0), after=scene.last(1), share=1.0)
    assert at[2] == figures.lines(scene, last, 46, 11)


def test_moving_figure_writes_only_what_changed() -> None:
    """A second of a moving figure at 80x24 is well under ten kilobytes, and no frame touches the bars or the keys."""
    with Pty() as pty, Terminal(full_screen=True) as terminal:
        screen, player = PaintedScreen(terminal), player_at(30)
        screen.show(player, ())
        pty.read()
        written, seconds = b"", 0.0
        while seconds < 1.0:
            waited = screen.show(player, ())
            player.advance(waited)
            seconds += waited
            written += pty.read()
    assert 0 < len(written) < 10_000
    assert b"\x1b[24;1H" not in written


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=str)
def test_figure_stands_beside_the_digits(size: tuple[int, int]) -> None:
    """From 80x24 up the figure is on the screen; a terminal without braille, and the large view, have none."""
    player = player_at(30)
    assert any("\u2801" <= letter <= "\u28ff" for line in Pictures().draw(player, *size) for letter in line)
    assert "\u28c0" not in "".join(Pictures(encoding="ascii").draw(player, *size))
    player.press(Key.VIEW)
    assert not any("\u2801" <= letter <= "\u28ff" for line in Pictures().draw(player, *size) for letter in line)


def test_small_screen_keeps_the_digits_alone() -> None:
    """At 40x12 the figure gives way."""
    assert not any("\u2801" <= letter <= "\u28ff" for line in Pictures().draw(player_at(30), 40, 12) for letter in line)
