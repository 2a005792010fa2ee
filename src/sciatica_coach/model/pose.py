"""The poses of an exercise: how they are read from its file, and what each position looks like without them."""

import re
from collections.abc import Mapping as AnyMapping
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from sciatica_coach.model.exercise import Exercise, Position, Sides
from sciatica_coach.model.fields import Fields
from sciatica_coach.model.figure import (
    ANCHORS,
    LIMB_LIMITS,
    LIMITS,
    SPOTS,
    Pin,
    Points,
    Pose,
    Vector,
    points,
)
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.room import CARRIED, DEFAULT_PLACES, SURFACES, Prop
from sciatica_coach.model.text import did_you_mean
from sciatica_coach.model.value import Value, replace

MOST_POSES_IN_A_ROUND = 8
DEFAULT_PACE_SECONDS = 1.0
FARTHEST = 100.0
"""How far, in percent of the stature, something can be moved."""


class View(StrEnum):
    """From where the figure is seen. In front it is seen as in a mirror: the right side is on the right."""

    SIDE = "side"
    FRONT = "front"
    BACK = "back"
    ABOVE = "above"


class Base(StrEnum):
    """The position that the poses of an exercise differ from."""

    SUPINE = "supine"
    SIDE_LYING = "side-lying"
    PRONE = "prone"
    ALL_FOURS = "all-fours"
    HALF_KNEELING = "half-kneeling"
    SEATED = "seated"
    STANDING = "standing"
    WALL = "wall"


class Works(StrEnum):
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


class Arrow(StrEnum):
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


class _Sketch(Value):
    """A pose as it is written: only what differs from the one it is based on."""

    angles: AnyMapping[str, float] = MappingProxyType({})
    anchor: str = ""
    shift: Vector | None = None
    rests: AnyMapping[str, str] = MappingProxyType({})
    arrow: tuple[str, str] | None = None


class _Ground(Value):
    """A base: the whole pose, what it needs, and from where it is seen best."""

    pose: Pose
    props: tuple[Prop, ...] = ()
    tilt: float = 0.0
    turn: float = 0.0


def _both(**angles: float) -> dict[str, float]:
    return {f"{side}_{joint}": value for joint, value in angles.items() for side in ("right", "left")}


_FLOOR = Pin(plane=(1, 0.0))
_FEET_ON_FLOOR = {"right_foot": _FLOOR, "left_foot": _FLOOR}
GROUNDS: dict[Base, _Ground] = {
    Base.SUPINE: _Ground(
        pose=Pose(
            angles={"lean": -90, "neck": 8, **_both(hip=52, knee=108, shoulder=-6, shoulder_out=8, elbow=4)},
            at=(0.0, 0.065, 0.0),
            pins=_FEET_ON_FLOOR,
        ),
    ),
    Base.SIDE_LYING: _Ground(
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
    Base.PRONE: _Ground(
        pose=Pose(
            angles={
                "lean": 90,
                "neck": -20,
                **_both(ankle=-50, shoulder=-25, elbow=135),
            },
            at=(0.0, 0.06, 0.0),
        ),
    ),
    Base.ALL_FOURS: _Ground(
        pose=Pose(
            angles={"lean": 72, "neck": -12, **_both(hip=72, knee=90, ankle=-50, shoulder=76, elbow=5)},
            anchor="knees",
            at=(0.0, 0.03, 0.0),
            pins={"right_hand": _FLOOR, "left_hand": _FLOOR},
        ),
    ),
    Base.HALF_KNEELING: _Ground(
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
    Base.SEATED: _Ground(
        pose=Pose(
            angles=_both(hip=90, knee=90, shoulder=16, elbow=50),
            at=(0.0, 0.285, 0.0),
            pins=_FEET_ON_FLOOR,
        ),
        props=(Prop(name="chair"),),
    ),
    Base.STANDING: _Ground(
        pose=Pose(angles=_both(elbow=8), anchor="feet", at=(0.0, 0.039, 0.0)),
    ),
    Base.WALL: _Ground(
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

_OF_POSITION = {Position.ANY: Base.SEATED, **{Position(base.value): base for base in Base}}
_VIEWS = {View.SIDE: 0.0, View.FRONT: 90.0, View.BACK: -90.0, View.ABOVE: 0.0}
POSES_KEYS = frozenset({"view", "turn", "tilt", "base", "props", "works", "pace", "start", "hold", "beats"})
_ENDS = {
    "hands": ("right_hand", "left_hand"),
    "working_hand": ("right_hand",),
    "other_hand": ("left_hand",),
    "feet": ("right_foot", "left_foot"),
    "working_foot": ("right_foot",),
    "other_foot": ("left_foot",),
}
_JOINTS = {
    **{joint: ((joint,), limits) for joint, limits in LIMITS.items()},
    **{joint: ((f"right_{joint}", f"left_{joint}"), limits) for joint, limits in LIMB_LIMITS.items()},
    **{f"working_{joint}": ((f"right_{joint}",), limits) for joint, limits in LIMB_LIMITS.items()},
    **{f"other_{joint}": ((f"left_{joint}",), limits) for joint, limits in LIMB_LIMITS.items()},
}
POSE_KEYS = frozenset({*_JOINTS, *_ENDS, "anchor", "shift", "arrow"})
_PROP = re.compile(r"([a-z-]+)(?: at ([a-z_]+|-?[0-9]{1,3}))?")


def base_poses(exercise: Exercise) -> Poses:
    """What is shown for an exercise without poses: its position, still."""
    ground = GROUNDS[_OF_POSITION[exercise.position]]
    return Poses(start=ground.pose, camera=Camera(turn=ground.turn, tilt=ground.tilt), props=ground.props, works=())


def poses_of(exercise: Exercise) -> Poses:
    """The poses of an exercise; those of its position when it has none, or none that can be read."""
    faults: list[Fault] = []
    poses = read_poses(exercise, faults)
    return poses if poses and not faults else base_poses(exercise)


def read_poses(exercise: Exercise, faults: list[Fault]) -> Poses | None:
    """The poses that an exercise's file gives; nothing when it gives none.

    Args:
        exercise: with what stands under `poses` as it was read.
        faults: takes everything that is wrong; drop the result when anything was added.
    """
    if exercise.poses is None:
        return None
    fields = Fields(exercise.poses, faults, POSES_KEYS, "`poses`")
    base = fields.choice("base", Base, _OF_POSITION[exercise.position])
    ground = GROUNDS[base]
    props = _read_props(fields, ground)
    maker = _Maker(ground, props, faults)
    start = fields.mapping("start", maker.read) or _Sketch()
    maker.begin(start)
    return Poses(
        start=maker.start,
        beats=_read_beats(fields, maker, exercise),
        camera=_read_camera(fields, ground),
        props=props,
        works=fields.words("works", Works) or ((Works.LEG,) if exercise.side_order else ()),
        pace_seconds=fields.seconds("pace", DEFAULT_PACE_SECONDS),
        alternate=exercise.sides is Sides.ALTERNATE,
    )


def _read_camera(fields: Fields, ground: _Ground) -> Camera:
    view = fields.choice("view", View, View.SIDE)
    turn = fields.number("turn", ground.turn if view is View.SIDE else 0.0, -180, 180)
    tilt = fields.number("tilt", ground.tilt if view is View.SIDE else 90.0 * (view is View.ABOVE), -20, 90)
    return Camera(turn=_VIEWS[view] + turn, tilt=tilt, mirror=view is View.FRONT)


def _read_props(fields: Fields, ground: _Ground) -> tuple[Prop, ...]:
    if not fields.has("props"):
        return ground.props
    found = []
    for text in fields.texts("props", at_most=6):
        prop = _prop(text)
        if prop:
            found.append(prop)
        else:
            known = (*DEFAULT_PLACES, *CARRIED)
            hint = did_you_mean(text.split()[0], known) or f"Known are {', '.join(known)}."
            fields.fault(
                fields.line_of("props"),
                f"`{text}` is not a prop: write `chair`, `wall at 30` (percent of the body's height in front of the "
                f"middle) or `pillow at head`. {hint}",
            )
    return tuple(found)


def _prop(text: str) -> Prop | None:
    match = _PROP.fullmatch(text)
    if not match:
        return None
    name, place = match[1], match[2] or ""
    if name in DEFAULT_PLACES:
        if place and not place.lstrip("-").isdecimal():
            return None
        return Prop(name=name, at=int(place) / 100 if place else DEFAULT_PLACES[name])
    spot = _body_spot(place, "") if place else ""
    return Prop(name=name, spot=spot) if name in CARRIED and spot is not None else None


def _body_spot(place: str, side: str) -> str | None:
    """The point of the body that a word means; a limb's without a side is that of the given side, or both."""
    prefix, _, part = place.partition("_")
    if prefix in ("working", "other") and part in SPOTS:
        return f"{'right' if prefix == 'working' else 'left'}_{part}"
    if place in ("tummy", "chest", "head", "hips", "waist", "neck", "knees", "feet"):
        return place
    return f"{side or 'right'}_{place}" if place in SPOTS else None


def _read_beats(fields: Fields, maker: "_Maker", exercise: Exercise) -> tuple[tuple[Pose, ...], ...]:
    if exercise.held:
        return _read_hold(fields, maker, exercise)
    if fields.has("hold"):
        fields.fault(fields.line_of("hold"), "This exercise is made of beats: write `beats:` in place of `hold:`.")
    fields.require("beats", "[{working_knee: 20}, {working_knee: 60}]")
    beats = fields.rounds("beats", maker.read)
    if beats and len(beats) != len(exercise.rep) and fields.is_whole("beats"):
        fields.fault(
            fields.line_of("beats"),
            f"There are {len(beats)} poses under `beats`, and `rep` has {len(exercise.rep)} beats: "
            "write one for each, in the same order.",
        )
    return tuple(maker.round(beat) for beat in beats)


def _read_hold(fields: Fields, maker: "_Maker", exercise: Exercise) -> tuple[tuple[Pose, ...], ...]:
    """Into the hold, the hold, and back to the start, as far as the exercise has these."""
    if fields.has("beats"):
        fields.fault(fields.line_of("beats"), "This exercise is held: write `hold:` in place of `beats:`.")
    fields.require("hold", "{working_knee: 120}")
    held = maker.round(fields.round("hold", maker.read))
    if not held:
        return ()
    place = next(index for index, beat in enumerate(exercise.rep) if beat.hold)
    before, after = [held[:1]] * place, [(maker.start,)] * (len(exercise.rep) - place - 1)
    return (*before, held, *after)


class _Maker:
    """Makes whole poses of sketches: each differs from the start, and the start from the base."""

    def __init__(self, ground: _Ground, props: tuple[Prop, ...], faults: list[Fault]) -> None:
        self._ground = ground
        self._props = props
        self._faults = faults
        self._start = _Sketch()
        self._still: Points | None = None
        self.start = ground.pose

    def begin(self, sketch: _Sketch) -> None:
        """Take the sketch of the start, which all others differ from."""
        self._start = sketch
        self.start = self._pose(sketch)
        self._still = None

    @cached_property
    def _base_points(self) -> Points:
        return points(self._ground.pose)

    def round(self, sketches: tuple[_Sketch, ...]) -> tuple[Pose, ...]:
        """The poses that are gone through in one beat."""
        return tuple(self._pose(_on_top(self._start, sketch)) for sketch in sketches)

    def read(self, mapping: Mapping) -> _Sketch:
        """A pose as it is written."""
        fields = Fields(mapping, self._faults, POSE_KEYS, "A pose")
        angles: dict[str, float] = {}
        written = [key for key in fields.keys if key in _JOINTS]
        for key in sorted(written, key=lambda key: key.startswith(("working_", "other_"))):
            names, (low, high) = _JOINTS[key]
            value = fields.number(key, 0.0, low, high)
            angles.update(dict.fromkeys(names, value))
        return _Sketch(
            angles=angles,
            anchor=self._read_anchor(fields),
            shift=_read_shift(fields),
            rests=self._read_rests(fields),
            arrow=_read_arrow(fields),
        )

    def _read_anchor(self, fields: Fields) -> str:
        word = fields.text("anchor") if fields.has("anchor") else ""
        name = word.replace("working_", "right_").replace("other_", "left_")
        if word and name not in ANCHORS:
            known = (
                "hips",
                "chest",
                "neck",
                "head",
                "feet",
                "knees",
                "elbows",
                "working_foot",
                "other_foot",
                "working_knee",
                "other_knee",
            )
            fields.fault(fields.line_of("anchor"), f"`{word}` cannot be the anchor. Known are {', '.join(known)}.")
            return ""
        return name

    def _read_rests(self, fields: Fields) -> dict[str, str]:
        rests = {}
        for key in [key for key in _ENDS if fields.has(key)]:
            place, ends = fields.text(key), _ENDS[key]
            for end in ends if place else ():
                if self._pin(end, place) is None and place != "free":
                    self._unknown_place(fields, key, place)
                    break
                rests[end] = place
        return rests

    def _unknown_place(self, fields: Fields, key: str, place: str) -> None:
        known = ("stay", "free", *SURFACES, *SPOTS)
        fields.fault(
            fields.line_of(key),
            f"`{key}: {place}` names no place to rest. "
            + (did_you_mean(place, known) or f"Known are {', '.join(known)}, and working_ or other_ before a part."),
        )

    def _pin(self, end: str, place: str) -> Pin | None:
        if place == "stay":
            return self._where_it_is(end)
        if place in SURFACES:
            axis, value = SURFACES[place]
            walls = {prop.name: prop.at for prop in self._props if prop.name.endswith("wall")}
            return Pin(plane=(axis, walls.get(place, value)))
        spot = _body_spot(place, end.partition("_")[0])
        return Pin(spot=spot) if spot else None

    def _where_it_is(self, end: str) -> Pin:
        """Where the start has that hand or foot; for the start itself, where the base has it."""
        still = self._still = self._still or points(self.start)  # solved only when something stays: most do without
        if end.endswith("hand"):
            return Pin(point=still[end])
        side = end.partition("_")[0]
        heel, toe, ankle = (still[f"{side}_{name}"] for name in ("heel", "toe", "ankle"))
        front = tuple(b - a for a, b in zip(heel, toe, strict=True))
        share = 0.04 / 0.152
        up = tuple(c - (a + (b - a) * share) for a, b, c in zip(heel, toe, ankle, strict=True))
        return Pin(point=still[end], sole=(_scaled(front), _scaled(up)))

    def _pose(self, sketch: _Sketch) -> Pose:
        ground = self._ground.pose
        anchor = sketch.anchor or ground.anchor
        forward, up, side = sketch.shift or (0.0, 0.0, 0.0)
        x, y, z = self._base_points[anchor] if anchor != ground.anchor else ground.at
        pins = dict(ground.pins)
        for end, place in sketch.rests.items():
            pin = self._pin(end, place)
            pins.pop(end, None)
            if pin:
                pins[end] = pin
        return Pose(
            angles={**ground.angles, **sketch.angles},
            anchor=anchor,
            at=(x + forward / 100, y + up / 100, z + side / 100),
            pins=pins,
            arrow=sketch.arrow,
        )


def _scaled(vector: tuple[float, ...]) -> Vector:
    length = sum(part * part for part in vector) ** 0.5
    return (vector[0] / length, vector[1] / length, vector[2] / length)


def _on_top(start: _Sketch, sketch: _Sketch) -> _Sketch:
    return replace(
        sketch,
        angles={**start.angles, **sketch.angles},
        anchor=sketch.anchor or start.anchor,
        shift=sketch.shift or start.shift,
        rests={**start.rests, **sketch.rests},
    )


def _read_shift(fields: Fields) -> Vector | None:
    numbers = fields.numbers("shift", -FARTHEST, FARTHEST, at_least=2, at_most=3)
    if not numbers:
        return None
    return (numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else 0.0)  # noqa: PLR2004 - the third is sideways


def _read_arrow(fields: Fields) -> tuple[str, str] | None:
    text = fields.text("arrow")
    if not text:
        return None
    place, _, direction = text.partition(" ")
    spot = _body_spot(place, "right")
    if spot is None or direction not in tuple(Arrow):
        fields.fault(
            fields.line_of("arrow"),
            f"`arrow: {text}` must be a part of the body and one of {', '.join(Arrow)}, such as `arrow: hips up`.",
        )
        return None
    return spot, direction
