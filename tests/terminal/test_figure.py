"""The figure as braille dots: it fits its frame, keeps its ground, and changes no more than it must."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes import plan_of
from tests.programme import EXERCISES
from tests.terminal.device import Pty

from sciatica_coach.model.pose_reader import poses_of
from sciatica_coach.model.scene import Ink, Move, Scene, Stroke
from sciatica_coach.session.keys import Key
from sciatica_coach.session.player import Player
from sciatica_coach.session.timeline import expand
from sciatica_coach.terminal.braille import Frame, cells, dots, fit, ink_number, lines
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
    assert cells(dots([stroke], FLAT), FLAT)[0][0] == "⣀⣀⣀⣀"


def test_upper_ink_is_seen() -> None:
    """Where two lines meet, the character has the colour of what matters more."""
    room, leg = Stroke("floor", (0, 0), (7, 0), Ink.ROOM), Stroke("leg", (0, 1), (1, 1), Ink.WORKING)
    _, inks = cells(dots([room, leg], FLAT), FLAT)[0]
    assert list(inks) == [ink_number(ink) for ink in (Ink.WORKING, Ink.ROOM, Ink.ROOM, Ink.ROOM)]


@given(st.lists(st.integers(0, 15), min_size=4, max_size=4), st.sampled_from(Ink))
def test_dots_are_those_of_the_character(rows: list[int], ink: Ink) -> None:
    """Each of the eight dots of a character is the one that Unicode numbers so."""
    layers = {one: rows if one is ink else [0] * 4 for one in Ink}
    letters, inks = cells(layers, Frame(columns=2, rows=1, scale=1.0, left=0.0, top=3.0))[0]
    order = {(0, 0): 0, (1, 0): 1, (2, 0): 2, (0, 1): 3, (1, 1): 4, (2, 1): 5, (3, 0): 6, (3, 1): 7}
    for column in (0, 1):
        bits = sum(1 << order[row, side] for row in range(4) for side in (0, 1) if rows[row] >> (2 * column + side) & 1)
        assert letters[column] == (chr(0x2800 + bits) if bits else " ")
        assert inks[column] == (ink_number(ink) if bits else 0)


def test_without_colours_what_works_is_bold() -> None:
    """`NO_COLOR`: no colour code is left, and the working part is still told apart."""
    text = lines(dots([Stroke("leg", (0, 1), (7, 1), Ink.WORKING)], FLAT), FLAT, colours=False)[0]
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
        shown = lines(dots(scene.strokes(move), frame), frame)
        assert len(shown) == rows
        assert all(len(ESCAPES.sub("", line)) <= columns for line in shown)


def test_figure_rests_after_its_move() -> None:
    """Frames come while something moves, six a second; then nothing is drawn until the next beat."""
    assert frame_seconds(1.0) == pytest.approx(1 / 6)
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


def frames(identity: str, size: tuple[int, int], seconds: float) -> list[bytes]:
    """What is written for each frame of some seconds of an exercise, on a real terminal of this size."""
    plan = plan_of(EXERCISES[identity])
    player = Player(plan, expand(plan))
    player.advance(12)
    with Pty(*size) as pty, Terminal(full_screen=True) as terminal:
        screen, written, passed = PaintedScreen(terminal), [], 0.0
        screen.show(player, ())
        pty.read()
        while passed < seconds:
            waited = min(screen.show(player, ()), player.until_next())
            written.append(pty.read())
            player.advance(waited)
            passed += waited
    return written


@pytest.mark.parametrize(
    ("identity", "size", "most_in_a_frame", "most_in_a_second"),
    [
        ("nerve-glide-seated", (80, 24), 1500, 2000),
        ("nerve-glide-seated", (120, 40), 1800, 2500),
        ("clam", (80, 24), 1500, 2000),
        ("bird-dog", (120, 40), 2500, 2500),
        ("pelvic-circle-supine", (80, 24), 2500, 3500),
    ],
    ids=str,
)
def test_moving_figure_writes_only_what_changed(
    identity: str, size: tuple[int, int], most_in_a_frame: int, most_in_a_second: int
) -> None:
    """Counted in bytes: a frame is the dots that moved, and no line is cleared before it is written again."""
    written = frames(identity, size, 12)
    assert max(len(frame) for frame in written) <= most_in_a_frame
    assert 0 < sum(len(frame) for frame in written) / 12 <= most_in_a_second
    assert not any(b"\x1b[2K" in frame or b"\x1b[2J" in frame for frame in written)
    keys = f"\x1b[{size[1]};".encode()
    assert not any(keys in frame for frame in written)


def test_still_figure_writes_the_digits_alone() -> None:
    """In a hold, when the move is done, there is a frame a second, of the digits and the bars."""
    written = frames("childs-pose", (80, 24), 20)[-10:]
    assert all(len(frame) < 500 for frame in written)


def test_frame_like_the_last_one_writes_nothing() -> None:
    """What is shown twice is written once."""
    with Pty() as pty, Terminal(full_screen=True) as terminal:
        screen, player = PaintedScreen(terminal), player_at(30)
        screen.show(player, ())
        assert pty.read()
        screen.show(player, ())
        assert pty.read() == b""


def test_rep_is_drawn_once() -> None:
    """A rep that comes after another has the frames of that one, so nothing is drawn anew."""
    player, figures = player_at(0), Figures()
    lead_in, *beats = (step.seconds for step in player.steps)
    rep = beats[0] + beats[1]
    player.advance(lead_in + rep + 1 / 12)

    def one_rep() -> list[list[str]]:
        shown = []
        for _ in range(round(rep * 6)):
            shown.append(figures.draw(player, 46, 11))
            player.advance(1 / 6)
        return shown

    first, second = one_rep(), one_rep()
    assert all(one is other for one, other in zip(first, second, strict=True))
    assert first[0] != first[5]


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
