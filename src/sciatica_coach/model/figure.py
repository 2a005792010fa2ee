"""A stick figure in space: bones of human lengths, joints with angles, and hands and feet that stay where they rest.

Lengths are fractions of the stature, after Drillis and Contini (1966) as printed in D. A. Winter, Biomechanics and
Motor Control of Human Movement, 4th edition, figure 4.1. Everything is drawn from joint angles, so no bone can
change its length. x points forward from somebody who stands, y up, z to that body's right; the floor is y = 0.
"""

from collections.abc import Mapping
from math import acos, cos, hypot, sin, sqrt
from types import MappingProxyType

from sciatica_coach.model.value import Value
from sciatica_coach.model.vector import (
    SMALL,
    Frame,
    Vector,
    along,
    bent,
    combined,
    cross,
    dot,
    minus,
    mix,
    plus,
    times,
    tipped,
    turned,
    unit,
)

Points = dict[str, Vector]
"""Where each joint is, and what is reckoned from them, by name."""

THIGH, SHANK, ANKLE_HEIGHT, FOOT = 0.245, 0.246, 0.039, 0.152
UPPER_ARM, FOREARM, PALM = 0.186, 0.146, 0.045
SPINE = (0.072, 0.072, 0.072, 0.072)
"""Pelvis, loin, lower and upper chest: from the hips to the shoulders 0.288."""
NECK, HEAD_RADIUS = 0.117, 0.065
HEEL_BEHIND = 0.04
HALF_PELVIS, HALF_CHEST = 0.075, 0.1
"""The bars of hips and shoulders are drawn, and limbs hang, a little nearer to the spine than the skin is wide."""

LIMITS = {
    "lean": (-180, 180),
    "roll": (-180, 180),
    "tip": (-90, 90),
    "pelvis": (-35, 35),
    "low_back": (-40, 60),
    "upper_back": (-35, 50),
    "side_bend": (-40, 40),
    "twist": (-60, 60),
    "neck": (-70, 60),
    "neck_turn": (-80, 80),
    "ribs": (0, 10),
}
"""Whole body and trunk, in degrees. `pelvis` tucks the tail under while chest and legs keep their direction; `ribs` is
how far they are spread, in percent of the stature."""
LIMB_LIMITS = {
    "hip": (-30, 135),
    "hip_out": (-45, 70),
    "hip_turn": (-60, 85),
    "knee": (-5, 155),
    "ankle": (-55, 35),
    "shoulder": (-60, 180),
    "shoulder_out": (-50, 180),
    "shoulder_turn": (-90, 90),
    "elbow": (-5, 150),
    "wrist": (-85, 85),
}
"""The joints of each side: about what adults reach (AAOS, Joint Motion, 1965), a little wider where joints help."""
SIDES = ("right", "left")
ENDS = ("right_foot", "left_foot", "right_hand", "left_hand")
ANCHORS = (
    "hips",
    "chest",
    "neck",
    "head",
    "feet",
    "knees",
    "elbows",
    "right_foot",
    "left_foot",
    "right_knee",
    "left_knee",
)
SPOTS = ("knee", "thigh", "shin", "calf", "ankle", "toes", "hip", "seat_bone", "ribs", "tummy", "chest", "head", "hand")


class Pin(Value):
    """Where a hand or a foot rests.

    Attributes:
        spot: a point of the body, such as `left_knee`; empty for one of the room.
        plane: the axis (0 forward, 1 up, 2 right) and the place on it of a surface; the limb meets it straight ahead.
        point: a point of the room.
        sole: how the foot lies there: its front and its upper side.
    """

    spot: str = ""
    plane: tuple[int, float] | None = None
    point: Vector | None = None
    sole: tuple[Vector, Vector] | None = None


class Pose(Value):
    """One position of the body.

    Attributes:
        angles: degrees by joint; a joint that is not named is straight.
        anchor: the point that rests.
        at: where in the room it rests.
        pins: where hands and feet rest, by their names.
        arrow: a point of the body and a direction that an arrow shows there.
    """

    angles: Mapping[str, float]
    anchor: str = "hips"
    at: Vector = (0.0, 0.0, 0.0)
    pins: Mapping[str, Pin] = MappingProxyType({})
    arrow: tuple[str, str] | None = None

    def mirrored(self) -> "Pose":
        """The same with right and left exchanged."""
        turned = {key: -value if key in _TURNED else value for key, value in self.angles.items()}
        return Pose(
            angles={_other_side(key): value for key, value in turned.items()},
            anchor=_other_side(self.anchor),
            at=_flipped(self.at),
            pins={_other_side(end): _mirrored_pin(pin) for end, pin in self.pins.items()},
            arrow=(_other_side(self.arrow[0]), self.arrow[1]) if self.arrow else None,
        )


_TURNED = frozenset({"roll", "tip", "side_bend", "twist", "neck_turn"})


def _other_side(name: str) -> str:
    if name.startswith("right_"):
        return "left_" + name[6:]
    return "right_" + name[5:] if name.startswith("left_") else name


def _flipped(vector: Vector) -> Vector:
    return (vector[0], vector[1], -vector[2])


def _mirrored_pin(pin: Pin) -> Pin:
    return Pin(
        spot=_other_side(pin.spot),
        plane=(pin.plane[0], -pin.plane[1]) if pin.plane and pin.plane[0] == 2 else pin.plane,  # noqa: PLR2004 - z
        point=_flipped(pin.point) if pin.point else None,
        sole=(_flipped(pin.sole[0]), _flipped(pin.sole[1])) if pin.sole else None,
    )


def points(pose: Pose) -> Points:
    """Where every joint is, in fractions of the stature."""
    return between(pose, pose, 0.0)


def between(before: Pose, after: Pose, share: float) -> Points:
    """Where every joint is on the way from one pose to another.

    Args:
        before: the pose that is left.
        after: the pose that is gone to.
        share: how much of the way is done, from 0 to 1.
    """
    angles = _mixed_angles(before.angles, after.angles, share)
    found = _free(angles)
    here = mix(minus(before.at, found[before.anchor]), minus(after.at, found[after.anchor]), share)
    found = {name: plus(point, here) for name, point in found.items()}
    lift = max(0.0, -lowest(found, skip=[end for end in ENDS if end in before.pins or end in after.pins]))
    if lift > SMALL:
        found = {name: (x, y + lift, z) for name, (x, y, z) in found.items()}
    for end in ENDS:
        _rest(found, end, (before.pins.get(end), after.pins.get(end)), share)
    return found


def lowest(found: Points, skip: list[str] | tuple[str, ...] = ()) -> float:
    """The height of the lowest point, leaving out limbs whose ends rest somewhere."""
    hidden = {"feet", "knees", "elbows", *(name for end in skip for name in _LIMB_POINTS[end])}
    heights = [point[1] for name, point in found.items() if name not in hidden]
    return min(*heights, found["head"][1] - HEAD_RADIUS)


def eased(share: float) -> float:
    """A share of time as a share of way: slow at both ends."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def spot(found: Points, name: str) -> Vector:
    """A point of the body by its name, with its side: `right_shin`; a point of the trunk needs no side."""
    if name in found:
        return found[name]
    side, _, part = name.partition("_")
    if side not in SIDES:
        return found[name]
    if part in _PARTWAY:
        start, end, share = _PARTWAY[part]
        return mix(found[f"{side}_{start}"], found[f"{side}_{end}"], share)
    return found[part]


_PARTWAY = {
    "thigh": ("hip", "knee", 0.75),
    "shin": ("knee", "ankle", 0.45),
    "calf": ("knee", "ankle", 0.3),
    "toes": ("toe", "toe", 0.0),
    "seat_bone": ("hip", "knee", 0.12),
}
_LIMB_POINTS = {
    f"{side}_{end}": tuple(f"{side}_{name}" for name in names)
    for side in SIDES
    for end, names in (("foot", ("knee", "ankle", "heel", "toe", "foot")), ("hand", ("elbow", "wrist", "hand")))
}


def _mixed_angles(before: Mapping[str, float], after: Mapping[str, float], share: float) -> dict[str, float]:
    if before is after:
        return dict(before)
    keys = {**before, **after}
    return {key: before.get(key, 0.0) * (1 - share) + after.get(key, 0.0) * share for key in keys}


def _free(angles: Mapping[str, float]) -> Points:
    """Every joint by its angles alone, with the hips in the middle of the room."""
    tuck = angles.get("pelvis", 0.0)
    if tuck:
        changes = {"lean": -tuck, "low_back": tuck, "right_hip": -tuck, "left_hip": -tuck}
        angles = {**angles, **{key: angles.get(key, 0.0) + change for key, change in changes.items()}}
    get = angles.get
    pelvis: Frame = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    pelvis = turned(tipped(bent(pelvis, -get("lean", 0.0)), get("tip", 0.0)), get("roll", 0.0))
    found: Points = {"hips": (0.0, 0.0, 0.0)}
    loin = _share_of_back(pelvis, get("low_back", 0.0) / 2, angles)
    lower = _share_of_back(loin, get("low_back", 0.0) / 2, angles)
    chest = _share_of_back(lower, get("upper_back", 0.0), angles)
    place = found["hips"]
    for name, frame, length in zip(
        ("waist", "tummy", "chest", "neck"), (pelvis, loin, lower, chest), SPINE, strict=True
    ):
        place = found[name] = along(place, frame[1], length)
    head = turned(bent(chest, -get("neck", 0.0)), get("neck_turn", 0.0))
    found["head"] = along(place, head[1], NECK)
    found["chin"] = along(place, head[1], NECK - HEAD_RADIUS)
    found["brow"] = along(found["head"], head[0], HEAD_RADIUS)
    found["nose"] = along(found["head"], head[0], HEAD_RADIUS * 1.35)
    for name, aside in (("right_eye", 0.026), ("left_eye", -0.026)):
        found[name] = along(along(found["head"], head[0], HEAD_RADIUS * 0.85), head[2], aside)
    for side, sign in (("right", 1.0), ("left", -1.0)):
        found[f"{side}_ribs"] = along(found["tummy"], lower[2], sign * (0.085 + get("ribs", 0.0) / 100))
        _leg(found, angles, pelvis, side, sign)
        _arm(found, angles, chest, side, sign)
    found["feet"] = mix(found["right_foot"], found["left_foot"], 0.5)
    found["knees"] = mix(found["right_knee"], found["left_knee"], 0.5)
    found["elbows"] = mix(found["right_elbow"], found["left_elbow"], 0.5)
    return found


def _share_of_back(below: Frame, bend: float, angles: Mapping[str, float]) -> Frame:
    """The next part of the spine: bent, and with its third of the bend to the side and of the twist."""
    frame = bent(below, -bend) if bend else below
    side, twist = angles.get("side_bend", 0.0), angles.get("twist", 0.0)
    return turned(tipped(frame, -side / 3), twist / 3) if side or twist else frame


def _leg(found: Points, angles: Mapping[str, float], pelvis: Frame, side: str, sign: float) -> None:
    get = angles.get
    hip = along(found["hips"], pelvis[2], sign * HALF_PELVIS)
    thigh = _limb(pelvis, angles, f"{side}_hip", sign)
    knee = along(hip, thigh[1], -THIGH)
    shank = bent(thigh, -get(f"{side}_knee", 0.0))
    ankle = along(knee, shank[1], -SHANK)
    foot = bent(shank, get(f"{side}_ankle", 0.0))
    found[f"{side}_hip"], found[f"{side}_knee"] = hip, knee
    _put_foot(found, side, ankle, foot[0], foot[1])


def _put_foot(found: Points, side: str, ankle: Vector, front: Vector, up: Vector) -> None:
    sole = along(ankle, up, -ANKLE_HEIGHT)
    found[f"{side}_ankle"] = found[f"{side}_foot"] = ankle
    found[f"{side}_heel"] = along(sole, front, -HEEL_BEHIND)
    found[f"{side}_toe"] = along(sole, front, FOOT - HEEL_BEHIND)


def _arm(found: Points, angles: Mapping[str, float], chest: Frame, side: str, sign: float) -> None:
    get = angles.get
    shoulder = along(found["neck"], chest[2], sign * HALF_CHEST)
    upper = _limb(chest, angles, f"{side}_shoulder", sign)
    elbow = along(shoulder, upper[1], -UPPER_ARM)
    lower = bent(upper, get(f"{side}_elbow", 0.0))
    wrist = along(elbow, lower[1], -FOREARM)
    palm = bent(lower, -get(f"{side}_wrist", 0.0))
    found[f"{side}_shoulder"], found[f"{side}_elbow"], found[f"{side}_wrist"] = shoulder, elbow, wrist
    found[f"{side}_hand"] = along(wrist, palm[1], -PALM)


def _limb(trunk: Frame, angles: Mapping[str, float], joint: str, sign: float) -> Frame:
    """A thigh or upper arm: bent forward, then out to its side, then turned outwards about its own length."""
    frame = bent(trunk, angles.get(joint, 0.0))
    out, turn = angles.get(f"{joint}_out", 0.0), angles.get(f"{joint}_turn", 0.0)
    frame = tipped(frame, sign * out) if out else frame
    return turned(frame, sign * turn) if turn else frame


# A limb whose end rests somewhere


def _rest(found: Points, end: str, pins: tuple[Pin | None, Pin | None], share: float) -> None:
    """Bend a limb so that its end comes to where it rests, or on the way there."""
    if pins == (None, None):
        return
    side, _, kind = end.partition("_")
    goals = [_goal(found, end, pin) for pin in pins]
    if kind == "hand":
        _reach_with_hand(found, side, mix(goals[0], goals[1], share))
        return
    soles = [_goal_sole(found, side, pin) for pin in pins]
    front, up = (mix(first, second, share) for first, second in zip(soles[0], soles[1], strict=True))
    _bend_to(found, (f"{side}_hip", f"{side}_knee", f"{side}_ankle"), (THIGH, SHANK), mix(goals[0], goals[1], share))
    up = unit(up)
    _put_foot(found, side, found[f"{side}_ankle"], unit(minus(front, times(up, dot(front, up)))), up)


def _reach_with_hand(found: Points, side: str, goal: Vector) -> None:
    """The wrist goes where the hand goes, less the length of the palm, which goes on straight."""
    names = (f"{side}_shoulder", f"{side}_elbow", f"{side}_hand")
    _bend_to(found, names, (UPPER_ARM, FOREARM + PALM), goal)
    found[f"{side}_wrist"] = mix(found[names[1]], found[names[2]], FOREARM / (FOREARM + PALM))


def _goal(found: Points, end: str, pin: Pin | None) -> Vector:
    free = found[end]
    if pin is None:
        return free
    if pin.plane:
        axis, value = pin.plane
        value += ANKLE_HEIGHT if axis == 1 and end.endswith("foot") else 0.0
        x, y, z = free
        return ((value, y, z), (x, value, z), (x, y, value))[axis]
    return pin.point or spot(found, pin.spot)


def _goal_sole(found: Points, side: str, pin: Pin | None) -> tuple[Vector, Vector]:
    if pin and pin.sole:
        return pin.sole
    return _flat_sole(found, side) if pin and pin.plane else sole_of(found, side)


def sole_of(found: Points, side: str) -> tuple[Vector, Vector]:
    """The front and the upper side of a foot as it is."""
    heel, toe = found[f"{side}_heel"], found[f"{side}_toe"]
    return unit(minus(toe, heel)), unit(minus(found[f"{side}_ankle"], mix(heel, toe, HEEL_BEHIND / FOOT)))


def _flat_sole(found: Points, side: str) -> tuple[Vector, Vector]:
    """The same of a foot that is laid flat, with its toes where the leg points."""
    front = unit(minus(found[f"{side}_toe"], found[f"{side}_heel"]))
    level = (front[0], 0.0, front[2])
    if hypot(*level) < 0.3:  # noqa: PLR2004 - a foot that points up or down says nothing about the floor
        away = minus(found[f"{side}_ankle"], found[f"{side}_hip"])
        level = (away[0], 0.0, away[2])
    return unit(level), (0.0, 1.0, 0.0)


def _bend_to(found: Points, names: tuple[str, str, str], lengths: tuple[float, float], goal: Vector) -> None:
    """Two bones from a fixed root towards a goal, the joint between them on the side where it was."""
    root, joint = found[names[0]], found[names[1]]
    way = minus(goal, root)
    distance = max(SMALL, sqrt(dot(way, way)))
    reach = min(max(distance, abs(lengths[0] - lengths[1]) + 1e-6), sum(lengths) - 1e-6)
    ahead = times(way, 1 / distance)
    aside = minus(joint, root)
    aside = minus(aside, times(ahead, dot(aside, ahead)))
    if dot(aside, aside) < 1e-6:  # noqa: PLR2004 - a straight limb bends as its kind bends
        aside = _bend_of(found, names[0], ahead)
    angle = acos(max(-1.0, min(1.0, (lengths[0] ** 2 + reach**2 - lengths[1] ** 2) / (2 * lengths[0] * reach))))
    found[names[1]] = _elbow(root, ahead, aside, (lengths[0], angle))
    if found[names[1]][1] < 0:  # through the floor: it bends upwards
        up = (-ahead[0] * ahead[1], 1 - ahead[1] * ahead[1], -ahead[2] * ahead[1])
        found[names[1]] = _elbow(root, ahead, up, (lengths[0], angle))
    found[names[2]] = along(root, ahead, reach)


def _elbow(root: Vector, ahead: Vector, aside: Vector, bone: tuple[float, float]) -> Vector:
    """The far end of a bone of a length that leaves the way ahead by an angle."""
    length, angle = bone
    return plus(root, combined(ahead, cos(angle) * length, unit(aside), sin(angle) * length))


def _bend_of(found: Points, root: str, ahead: Vector) -> Vector:
    """Where a straight limb bends: knees towards the nose's side of the body, elbows away from it."""
    right = minus(found["right_shoulder"], found["left_shoulder"])
    front = cross(minus(found["neck"], found["chest"]), right)
    front = times(front, 1.0 if root.endswith("hip") else -1.0)
    aside = minus(front, times(ahead, dot(front, ahead)))
    return aside if dot(aside, aside) > SMALL else (0.0, 1.0, 0.0)
