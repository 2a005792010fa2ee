"""How the poses of an exercise are read from its file: sketches that differ from a base, made into whole poses."""

import re
from collections.abc import Mapping as AnyMapping
from functools import cached_property
from types import MappingProxyType

from sciatica_coach.model.exercise import Exercise, Sides
from sciatica_coach.model.fields import Fields
from sciatica_coach.model.figure import ANCHORS, LIMB_LIMITS, LIMITS, SPOTS, Pin, Points, Pose, points, sole_of
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.pose import (
    BASE_OF,
    DEFAULT_PACE_SECONDS,
    GROUNDS,
    Arrow,
    Base,
    Camera,
    Ground,
    Poses,
    View,
    Works,
    base_poses,
)
from sciatica_coach.model.room import CARRIED, DEFAULT_PLACES, SURFACES, Prop
from sciatica_coach.model.text import did_you_mean
from sciatica_coach.model.value import Value, replace
from sciatica_coach.model.vector import Vector

FARTHEST = 100.0
"""How far, in percent of the stature, something can be moved."""
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
"""The hands and feet that each key means. The working side is the right one."""
_JOINTS = {
    **{joint: ((joint,), limits) for joint, limits in LIMITS.items()},
    **{joint: ((f"right_{joint}", f"left_{joint}"), limits) for joint, limits in LIMB_LIMITS.items()},
    **{f"working_{joint}": ((f"right_{joint}",), limits) for joint, limits in LIMB_LIMITS.items()},
    **{f"other_{joint}": ((f"left_{joint}",), limits) for joint, limits in LIMB_LIMITS.items()},
}
"""The joints of the body that each key means, and their limits."""
POSE_KEYS = frozenset({*_JOINTS, *_ENDS, "anchor", "shift", "arrow"})
_PROP = re.compile(r"([a-z-]+)(?: at ([a-z_]+|-?[0-9]{1,3}))?")


class _Sketch(Value):
    """A pose as it is written: only what differs from the one it is based on."""

    angles: AnyMapping[str, float] = MappingProxyType({})
    anchor: str = ""
    shift: Vector | None = None
    rests: AnyMapping[str, str] = MappingProxyType({})
    arrow: tuple[str, str] | None = None


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
    base = fields.choice("base", Base, BASE_OF[exercise.position])
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


def _read_camera(fields: Fields, ground: Ground) -> Camera:
    view = fields.choice("view", View, View.SIDE)
    turn = fields.number("turn", ground.turn if view is View.SIDE else 0.0, -180, 180)
    tilt = fields.number("tilt", ground.tilt if view is View.SIDE else 90.0 * (view is View.ABOVE), -20, 90)
    return Camera(turn=_VIEWS[view] + turn, tilt=tilt, mirror=view is View.FRONT)


def _read_props(fields: Fields, ground: Ground) -> tuple[Prop, ...]:
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

    def __init__(self, ground: Ground, props: tuple[Prop, ...], faults: list[Fault]) -> None:
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
        # What is said of one side comes after what is said of both, and stays.
        for key in sorted(written, key=lambda key: key.startswith(("working_", "other_"))):
            names, (low, high) = _JOINTS[key]
            angles.update(dict.fromkeys(names, fields.number(key, 0.0, low, high)))
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
            known = [one.replace("right_", "working_").replace("left_", "other_") for one in ANCHORS]
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
        return Pin(point=still[end], sole=sole_of(still, end.partition("_")[0]))

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
