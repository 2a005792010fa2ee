"""The sheet on which a figure is drawn: arrows, the floor and the things that stand or are held."""

import pytest
from tests.programme import EXERCISES

from sciatica_coach.model.exercise import Side
from sciatica_coach.model.pose_reader import poses_of
from sciatica_coach.model.room import Prop, carried
from sciatica_coach.model.scene import Ink, Move, Scene, Stroke


def scene_of(identity: str, side: Side | None = None) -> Scene:
    """The figure of a shipped exercise."""
    return Scene(poses_of(EXERCISES[identity]), side)


def at_the_end(scene: Scene, beat: int) -> list[Stroke]:
    """What is drawn when a beat is over."""
    return scene.strokes(Move(before=scene.start, after=scene.last(beat), share=1.0))


def floor_of(scene: Scene) -> list[Stroke]:
    """The lines of the floor."""
    return [stroke for stroke in scene.room if stroke.part == "floor"]


def test_arrow_of_both_knees_is_one_on_each_side() -> None:
    """`arrow: knees out` points to the right of the right knee, and to the left of the left one."""
    arrows = [stroke for stroke in at_the_end(scene_of("knees-out-seated"), 0) if stroke.part == "arrow"]
    shafts = [stroke.end[0] - stroke.start[0] for stroke in arrows[::3]]
    assert shafts == [pytest.approx(0.13), pytest.approx(-0.13)]


def test_floor_is_a_line_from_the_side_and_a_mat_from_above() -> None:
    """From the side one line; from higher up the near edge and both ends of a mat; from straight above all of it."""
    assert len(floor_of(scene_of("bridge"))) == 1
    assert len(floor_of(scene_of("clam"))) == 3
    assert len(floor_of(scene_of("low-impact-log"))) == 4


@pytest.mark.parametrize("identity", ["clam", "pelvic-circle-supine", "nerve-floss-side-lying", "log-roll"])
def test_body_lies_on_its_mat(identity: str) -> None:
    """No hand or foot that rests goes over the edges of the mat."""
    scene = scene_of(identity)
    left, low = (min(stroke.start[axis] for stroke in floor_of(scene)) for axis in (0, 1))
    right = max(stroke.end[0] for stroke in floor_of(scene))
    for stroke in scene.moving(Move(before=scene.start, after=scene.start, share=1.0)):
        assert left <= stroke.start[0] <= right
        assert stroke.start[1] >= low


def test_bed_has_legs() -> None:
    """What is done in bed is seen to be in bed."""
    assert len(floor_of(scene_of("log-roll"))) > len(floor_of(scene_of("clam")))


def test_small_ball_is_filled() -> None:
    """It would be lost as a ring; between hip and wall it touches both."""
    scene = scene_of("roll-glute-med")
    ball = next(stroke for stroke in at_the_end(scene, 1) if stroke.part == "small-ball")
    wall = next(stroke for stroke in scene.room if stroke.part == "side-wall")
    assert ball.thick == ball.radius
    assert abs(ball.start[0] - wall.start[0]) == pytest.approx(ball.radius)


def test_stick_in_hands_that_meet_lies_across() -> None:
    """Where both hands are at one place, the stick still has a length and a direction."""
    hand = (0.1, 0.3, 0.05)
    ((start, end),), _ = carried(Prop(name="stick"), {"right_hand": hand, "left_hand": hand, "chest": hand}, {})
    assert end[2] - start[2] == pytest.approx(-0.28)
    assert (start[:2], end[:2]) == (hand[:2], hand[:2])


def test_figure_that_turns_its_sides_keeps_its_poses() -> None:
    """The poses of a scene are the same objects each time, so that what was drawn of them can be kept."""
    scene = scene_of("lumbar-rotation", Side.LEFT)
    assert scene.last(0) is scene.last(0)
    assert scene.move(1, 0.0, 4.0, scene.start).after is scene.rounds[1][0]


def test_room_is_never_the_working_part() -> None:
    """What does not move is drawn once, in the ink of the room."""
    assert {stroke.ink for stroke in scene_of("figure-4-seated").room} == {Ink.ROOM}
