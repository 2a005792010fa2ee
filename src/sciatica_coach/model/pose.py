"""The poses of an exercise: what belongs to them, and what each position looks like by itself."""

from sciatica_coach.model.exercise import Exercise, Position
from sciatica_coach.model.figure import (
    Pin,
    Pose,
)
from sciatica_coach.model.room import Prop
from sciatica_coach.model.value import Value
from sciatica_coach.model.word import Word

DEFAULT_PACE_SECONDS = 1.0


class View(Word):
    """From where the figure is seen. In front it is seen as in a mirror: the right side is on the right."""

    SIDE = "side"
    FRONT = "front"
    BACK = "back"
    ABOVE = "above"


class Base(Word):
    """The position that the poses of an exercise differ from."""

    SUPINE = "supine"
    SIDE_LYING = "side-lying"
    PRONE = "prone"
    ALL_FOURS = "all-fours"
    HALF_KNEELING = "half-kneeling"
    SEATED = "seated"
    STANDING = "standing"
    WALL = "wall"


class Works(Word):
    """A part of the body that is drawn as the one at work."""

    LEG = "leg"
    ARM = "arm"
    LEGS = "legs"
    ARMS = "arms"
    FOOT = "foot"
    FEET = "feet"
    HIPS = "hips"
    BACK = "back"
    HEAD = "head"


class Arrow(Word):
    """Where an arrow points."""

    UP = "up"
    DOWN = "down"
    FORWARD = "forward"
    BACK = "back"
    IN = "in"
    OUT = "out"


class Camera(Value):
    """From where the figure is seen, in degrees: `turn` 0 is its right side, 90 its front; `tilt` 90 is from above."""

    turn: float = 0.0
    tilt: float = 0.0
    mirror: bool = False


class Poses(Value):
    """All poses of an exercise, for the right side at work.

    Attributes:
        start: how it begins, and what it rests in.
        beats: for each beat the poses that are gone through in it, mostly one.
        pace_seconds: about how long each pose of a round takes.
    """

    start: Pose
    beats: tuple[tuple[Pose, ...], ...] = ()
    camera: Camera = Camera()
    props: tuple[Prop, ...] = ()
    works: tuple[Works, ...] = ()
    pace_seconds: float = DEFAULT_PACE_SECONDS
    alternate: bool = False


class Ground(Value):
    """A base: the whole pose, what it needs, and from where it is seen best."""

    pose: Pose
    props: tuple[Prop, ...] = ()
    tilt: float = 0.0
    turn: float = 0.0


def _both(**angles: float) -> dict[str, float]:
    return {f"{side}_{joint}": value for joint, value in angles.items() for side in ("right", "left")}


_FLOOR = Pin(plane=(1, 0.0))
_FEET_ON_FLOOR = {"right_foot": _FLOOR, "left_foot": _FLOOR}
GROUNDS: dict[Base, Ground] = {
    Base.SUPINE: Ground(
        pose=Pose(
            angles={"lean": -90, "neck": 8, **_both(hip=52, knee=108, shoulder=-6, shoulder_out=8, elbow=4)},
            at=(0.0, 0.065, 0.0),
            pins=_FEET_ON_FLOOR,
        ),
    ),
    Base.SIDE_LYING: Ground(
        pose=Pose(
            angles={
                "lean": 90,
                "roll": 90,
                **_both(hip=45, knee=80),
                "right_shoulder": 50,
                "right_elbow": 70,
                "left_shoulder": 100,
                "left_elbow": 110,
            },
            at=(0.0, 0.11, 0.0),
        ),
        tilt=35,
    ),
    Base.PRONE: Ground(
        pose=Pose(
            angles={
                "lean": 90,
                "neck": -20,
                **_both(ankle=-50, shoulder=-25, elbow=135),
            },
            at=(0.0, 0.06, 0.0),
        ),
    ),
    Base.ALL_FOURS: Ground(
        pose=Pose(
            angles={"lean": 72, "neck": -12, **_both(hip=72, knee=90, ankle=-50, shoulder=76, elbow=5)},
            anchor="knees",
            at=(0.0, 0.03, 0.0),
            pins={"right_hand": _FLOOR, "left_hand": _FLOOR},
        ),
    ),
    Base.HALF_KNEELING: Ground(
        pose=Pose(
            angles={
                "right_hip": -2,
                "right_knee": 88,
                "right_ankle": -45,
                "left_hip": 88,
                "left_knee": 88,
                **_both(elbow=12),
            },
            anchor="right_knee",
            at=(0.0, 0.03, 0.0),
            pins={"left_foot": _FLOOR},
        ),
    ),
    Base.SEATED: Ground(
        pose=Pose(
            angles=_both(hip=90, knee=90, shoulder=16, elbow=50),
            at=(0.0, 0.285, 0.0),
            pins=_FEET_ON_FLOOR,
        ),
        props=(Prop(name="chair"),),
    ),
    Base.STANDING: Ground(
        pose=Pose(angles=_both(elbow=8), anchor="feet", at=(0.0, 0.039, 0.0)),
    ),
    Base.WALL: Ground(
        pose=Pose(
            angles=_both(shoulder=75, elbow=30),
            anchor="feet",
            at=(0.0, 0.039, 0.0),
            pins={"right_hand": Pin(plane=(0, 0.3)), "left_hand": Pin(plane=(0, 0.3))},
        ),
        props=(Prop(name="wall", at=0.3),),
    ),
}
"""What each position looks like. The working side is the right one; on the side it is the upper one."""

BASE_OF = {Position.ANY: Base.SEATED, **{Position(base.value): base for base in Base}}


def base_poses(exercise: Exercise) -> Poses:
    """What is shown for an exercise without poses: its position, still."""
    ground = GROUNDS[BASE_OF[exercise.position]]
    return Poses(start=ground.pose, camera=Camera(turn=ground.turn, tilt=ground.tilt), props=ground.props, works=())
