"""The stick figure: as tall and as long in its bones as people are, and bent where and as far as it is told."""

from math import cos, dist, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatica_coach.model.figure import (
    ANKLE_HEIGHT,
    FOREARM,
    HEAD_RADIUS,
    LIMB_LIMITS,
    LIMITS,
    SHANK,
    SIDES,
    THIGH,
    UPPER_ARM,
    Pin,
    Points,
    Pose,
    between,
    eased,
    points,
)
from sciatica_coach.model.vector import Vector, bent, dot, minus, tipped, turned, unit

STANDING = Pose(angles={}, anchor="feet", at=(0.0, ANKLE_HEIGHT, 0.0))
BONES = {
    ("hip", "knee"): THIGH,
    ("knee", "ankle"): SHANK,
    ("shoulder", "elbow"): UPPER_ARM,
    ("elbow", "wrist"): FOREARM,
}
ANGLES = {
    **{name: st.floats(*limits) for name, limits in LIMITS.items()},
    **{f"{side}_{name}": st.floats(*limits) for name, limits in LIMB_LIMITS.items() for side in SIDES},
}


def standing(**angles: float) -> Points:
    """Where the joints of somebody are who stands, but for some angles."""
    return points(Pose(angles=angles, anchor="hips", at=(0.0, 0.53, 0.0)))


def away(found: Points, start: str, end: str) -> Vector:
    """The way from one joint to another: forward, up, to the right."""
    return minus(found[end], found[start])


def test_it_is_as_tall_as_the_stature() -> None:
    """Feet, legs, back, neck and head of somebody who stands straight make the whole stature (Winter, figure 4.1)."""
    found = points(STANDING)
    assert found["head"][1] + HEAD_RADIUS == pytest.approx(1.0)
    assert found["hips"][1] == pytest.approx(0.53)
    assert found["neck"][1] == pytest.approx(0.818)


@given(st.fixed_dictionaries({}, optional=ANGLES))
def test_bones_keep_their_lengths(angles: dict[str, float]) -> None:
    """However it is bent, no bone becomes longer or shorter."""
    found = standing(**angles)
    for side in SIDES:
        for (start, end), length in BONES.items():
            assert dist(found[f"{side}_{start}"], found[f"{side}_{end}"]) == pytest.approx(length)


BENT = {
    "nothing": ({}, "right_hip", "right_knee", (0.0, -THIGH, 0.0)),
    "a hip forward": ({"right_hip": 90}, "right_hip", "right_knee", (THIGH, 0.0, 0.0)),
    "a hip aside": ({"right_hip_out": 90}, "right_hip", "right_knee", (0.0, 0.0, THIGH)),
    "the other hip aside": ({"left_hip_out": 90}, "left_hip", "left_knee", (0.0, 0.0, -THIGH)),
    "a knee": ({"right_knee": 90}, "right_knee", "right_ankle", (-SHANK, 0.0, 0.0)),
    "hip and knee": ({"right_hip": 90, "right_knee": 90}, "right_knee", "right_ankle", (0.0, -SHANK, 0.0)),
    "an arm forward": ({"left_shoulder": 90}, "left_shoulder", "left_elbow", (UPPER_ARM, 0.0, 0.0)),
    "an elbow": ({"left_elbow": 90}, "left_elbow", "left_wrist", (FOREARM, 0.0, 0.0)),
    "the trunk forward": ({"lean": 90}, "hips", "waist", (0.072, 0.0, 0.0)),
    "the loin": ({"low_back": 90}, "tummy", "chest", (0.072, 0.0, 0.0)),
    "the neck": ({"neck": 90}, "neck", "head", (0.117, 0.0, 0.0)),
    "the tail tucked under": ({"pelvis": 30}, "chest", "neck", (0.0, 0.072, 0.0)),
}


@pytest.mark.parametrize(("angles", "start", "end", "way"), BENT.values(), ids=BENT.keys())
def test_joint_bends_its_own_way(
    angles: dict[str, float], start: str, end: str, way: tuple[float, float, float]
) -> None:
    """Each angle turns what hangs on its joint, and in its own direction."""
    assert away(standing(**angles), start, end) == pytest.approx(way, abs=1e-6)


def test_joint_that_is_not_named_is_straight() -> None:
    """To leave an angle out is to say that it is 0."""
    named = standing(**dict.fromkeys(ANGLES, 0.0))
    assert {name: pytest.approx(point) for name, point in standing().items()} == named


@pytest.mark.parametrize(("angle", "axis"), [("twist", 0), ("side_bend", 1)])
def test_back_bends_by_its_whole_angle(angle: str, axis: int) -> None:
    """The parts of the spine share a twist and a bend to the side, and together do all of it."""
    found = standing(**{angle: 40.0})
    shoulders = unit(away(found, "left_shoulder", "right_shoulder"))
    assert shoulders[2] == pytest.approx(cos(radians(40.0)))
    assert abs(shoulders[axis]) == pytest.approx(sin(radians(40.0)))


def test_pairs_have_a_middle() -> None:
    """Feet, knees and elbows as anchors are half-way between the two."""
    found = standing(right_hip=60, right_shoulder=60)
    for pair, one in (("feet", "foot"), ("knees", "knee"), ("elbows", "elbow")):
        middle = [sum(parts) / 2 for parts in zip(found[f"right_{one}"], found[f"left_{one}"], strict=True)]
        assert found[pair] == pytest.approx(tuple(middle))


@given(st.fixed_dictionaries({}, optional=ANGLES))
def test_mirrored_pose_has_its_sides_exchanged(angles: dict[str, float]) -> None:
    """The mirrored figure is the figure with right and left exchanged; mirrored twice it is itself."""
    pose = Pose(angles=angles)
    found, other = points(pose), points(pose.mirrored())
    for joint in ("hip", "knee", "ankle", "shoulder", "elbow", "hand"):
        x, y, z = found[f"right_{joint}"]
        assert other[f"left_{joint}"] == pytest.approx((x, y, -z), abs=1e-6)
    assert pose.mirrored().mirrored() == pose


def test_half_way_is_half_of_the_angle() -> None:
    """Between two poses the joints turn together: at half of the way a knee is half bent."""
    straight, full, half = (standing(right_knee=angle) for angle in (0, 90, 45))
    poses = [Pose(angles={"right_knee": angle}, at=(0.0, 0.53, 0.0)) for angle in (0.0, 90.0)]
    for share, expected in ((0.0, straight), (0.5, half), (1.0, full)):
        assert between(poses[0], poses[1], share)["right_ankle"] == pytest.approx(expected["right_ankle"])


def test_nothing_goes_through_the_floor() -> None:
    """A pose that would reach below the floor is lifted until it lies on it."""
    found = points(Pose(angles={"lean": 90}, at=(0.0, -0.2, 0.0)))
    assert min(found["head"][1] - HEAD_RADIUS, *(y for _, y, _ in found.values())) == pytest.approx(0.0)


def test_hand_rests_where_it_is_told() -> None:
    """An arm bends so that its hand is at its place, with bones of their own lengths."""
    place = (0.25, 0.7, -0.1)
    found = points(Pose(angles={}, anchor="feet", at=(0.0, ANKLE_HEIGHT, 0.0), pins={"left_hand": Pin(point=place)}))
    assert found["left_hand"] == pytest.approx(place)
    assert dist(found["left_shoulder"], found["left_elbow"]) == pytest.approx(UPPER_ARM)


@pytest.mark.parametrize(("share", "way"), [(-1, 0), (0, 0), (0.25, 0.15625), (0.5, 0.5), (1, 1), (2, 1)])
def test_move_is_slow_at_both_ends(share: float, way: float) -> None:
    """A share of the time is less of the way at first, more towards the end, and never outside of it."""
    assert eased(share) == pytest.approx(way)


@given(st.sampled_from([bent, tipped, turned]), st.floats(-360, 360))
def test_turned_frame_stays_square(turn: object, degrees: float) -> None:
    """A frame that is turned keeps three axes of length 1 that stand upright on each other."""
    assert callable(turn)
    front, up, right = turn(((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)), degrees)
    assert [dot(one, one) for one in (front, up, right)] == pytest.approx([1, 1, 1])
    assert [dot(front, up), dot(up, right), dot(right, front)] == pytest.approx([0, 0, 0], abs=1e-9)


def test_no_way_at_all_points_forward() -> None:
    """Of a vector without length the direction is forward, and no division fails."""
    assert unit((0.0, 0.0, 0.0)) == (1.0, 0.0, 0.0)
    assert unit((0.0, -3.0, 4.0)) == pytest.approx((0.0, -0.6, 0.8))
