"""The figures of all shipped exercises: a pose for every beat, bones of one length, nothing below the floor."""

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.programme import EXERCISES

from sciatica_coach.model.exercise import Exercise, Side, Sides
from sciatica_coach.model.figure import HEAD_RADIUS, Points, between, eased
from sciatica_coach.model.node import Fault
from sciatica_coach.model.pose import Poses, base_poses
from sciatica_coach.model.pose_reader import poses_of, read_poses
from sciatica_coach.model.scene import Move, Scene, Stroke
from sciatica_coach.model.value import replace

ALL = [pytest.param(exercise, id=exercise.id) for exercise in EXERCISES.values()]
BONES = [
    (f"{side}_{upper}", f"{side}_{lower}")
    for side in ("left", "right")
    for upper, lower in (
        *(("hip", "knee"), ("knee", "ankle"), ("ankle", "toe"), ("ankle", "heel")),
        *(("shoulder", "elbow"), ("elbow", "wrist"), ("wrist", "hand")),
    )
]
BONES += [("hips", "waist"), ("waist", "tummy"), ("tummy", "chest"), ("chest", "neck")]
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)


def moves(poses: Poses) -> list[Move]:
    """All ways of a figure, at some moments of each."""
    return [
        Move(before=one.before, after=one.after, share=share) for one in Scene(poses).every_move() for share in SHARES
    ]


def lengths(found: Points) -> list[float]:
    """How long each bone is."""
    return [dist(found[upper], found[lower]) for upper, lower in BONES]


@pytest.mark.parametrize("exercise", ALL)
def test_every_exercise_has_a_pose_for_every_beat(exercise: Exercise) -> None:
    """Nothing of the poses is wrong, and each beat has its own, none the bare figure of the position."""
    faults: list[Fault] = []
    poses = read_poses(exercise, faults)
    assert faults == []
    assert poses is not None
    assert len(poses.beats) == len(exercise.rep)
    assert all(poses.beats)


@pytest.mark.parametrize("exercise", ALL)
def test_figure_moves_or_shows_an_arrow(exercise: Exercise) -> None:
    """What is done can be seen: some pose differs from the start, or an arrow stands for what cannot be seen."""
    poses = poses_of(exercise)
    assert any(pose.arrow or pose != poses.start for beat in poses.beats for pose in beat)


@pytest.mark.parametrize("exercise", ALL)
def test_bones_keep_their_length(exercise: Exercise) -> None:
    """Half-way between two poses every bone is as long as in them, to a hundredth of a millimetre."""
    poses = poses_of(exercise)
    usual = lengths(between(poses.start, poses.start, 0.0))
    for move in moves(poses):
        assert lengths(between(move.before, move.after, eased(move.share))) == pytest.approx(usual, abs=1e-5)


@pytest.mark.parametrize("exercise", ALL)
def test_nothing_goes_below_the_floor(exercise: Exercise) -> None:
    """No joint is lower than a flat hand or foot is thick, and the head never goes into the floor."""
    for move in moves(poses_of(exercise)):
        found = between(move.before, move.after, eased(move.share))
        joints = {name: point for name, point in found.items() if name not in ("feet", "knees", "elbows")}
        assert min(y for _, y, _ in joints.values()) >= -0.03, min(joints, key=lambda name: joints[name][1])
        assert found["head"][1] >= HEAD_RADIUS - 0.03


SIDED = [exercise for exercise in EXERCISES.values() if exercise.sides is Sides.EACH]


@given(st.sampled_from(SIDED), st.floats(0, 1), st.integers(0, 20))
def test_left_is_the_mirror_of_right(exercise: Exercise, share: float, place: int) -> None:
    """At every moment the picture of one side is that of the other, turned round."""
    poses = poses_of(exercise)
    left, right = Scene(poses, Side.LEFT), Scene(poses, Side.RIGHT)
    ways = left.every_move()
    way = ways[place % len(ways)]
    move = Move(before=way.before, after=way.after, share=share)
    assert _seen(left.strokes(move), 1) == [pytest.approx(line, abs=3e-5) for line in _seen(right.strokes(move), -1)]


def _seen(strokes: list[Stroke], sign: int) -> list[tuple[float, ...]]:
    """Each line by its ends and its ink, in an order of its own; with sign -1 turned round."""
    ends = ([(round(sign * x, 5), round(y, 5)) for x, y in (one.start, one.end)] for one in strokes)
    return sorted((*min(pair), *max(pair), one.ink) for pair, one in zip(ends, strokes, strict=True))


@pytest.mark.parametrize("exercise", ALL)
def test_working_parts_are_drawn_as_such(exercise: Exercise) -> None:
    """In each figure something is at work, in the bright colour."""
    scene = Scene(poses_of(exercise), next(iter(exercise.side_order), None))
    assert any(stroke.ink.name == "WORKING" for stroke in scene.strokes(scene.every_move()[0]))


def test_exercise_without_poses_stands_still() -> None:
    """One of the user's own, without poses, has the figure of its position, and nothing of it moves."""
    exercise = replace(EXERCISES["clam"], poses=None)
    assert poses_of(exercise) == base_poses(exercise)
    assert all(move.after == move.before for move in Scene(poses_of(exercise)).every_move())
