"""The figure as it is seen: from points in space to lines and rings on a sheet, and where it is at each moment."""

from enum import IntEnum
from functools import cached_property
from itertools import pairwise
from math import cos, radians, sin
from typing import NamedTuple

from sciatica_coach.model.exercise import Side
from sciatica_coach.model.figure import HEAD_RADIUS, Points, Pose, between, eased, spot
from sciatica_coach.model.pose import Poses, Works
from sciatica_coach.model.room import DEFAULT_PLACES, Line, Prop, Ring, carried, standing
from sciatica_coach.model.value import Value
from sciatica_coach.model.vector import Vector

LONGEST_MOVE_SECONDS = 2.0
MOVING_SHARE = 0.8
"""A move takes this share of its beat, and at most so many seconds: then the figure rests where it came to."""
_STEPS_FOR_BOX = 4
_SEEN_LEVEL = 0.05
_MAT_TILT = 30
"""Seen from so high up, in degrees, the floor is a mat, and not a line."""
_NEAR_FLOOR = 0.12
_BED_LEG = 0.12
_ARROW = 0.13
_BARB = 0.045

Spot = tuple[float, float]


class Ink(IntEnum):
    """What a line is drawn as; where two meet, the greater one is seen."""

    ROOM = 0
    FAR = 1
    BODY = 2
    WORKING = 3


class Stroke(NamedTuple):
    """A line on the sheet, or a ring when `radius` is set. Lengths are fractions of the stature, y points up."""

    part: str
    start: Spot
    end: Spot
    ink: Ink
    thick: float = 0.0
    radius: float = 0.0


class Box(Value):
    """The part of the sheet that all poses of an exercise need."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height."""
        return self.top - self.bottom


_BONES = (
    ("thigh", "hip", "knee", 0.034),
    ("shank", "knee", "ankle", 0.03),
    ("foot", "ankle", "heel", 0.022),
    ("foot", "heel", "toe", 0.022),
    ("foot", "toe", "ankle", 0.018),
    ("upper arm", "shoulder", "elbow", 0.028),
    ("forearm", "elbow", "wrist", 0.026),
    ("forearm", "wrist", "hand", 0.026),
)
_TRUNK = (
    ("hips", "hips", "waist", 0.05),
    ("hips", "waist", "tummy", 0.046),
    ("back", "tummy", "chest", 0.05),
    ("back", "chest", "neck", 0.05),
    ("neck", "neck", "chin", 0.024),
    ("hips", "left_hip", "right_hip", 0.036),
    ("back", "left_shoulder", "right_shoulder", 0.036),
)
_OUTLINE = (
    ("hips", "right_hip", "left_hip", 0.036),
    ("hips", "right_hip", "right_ribs", 0.03),
    ("hips", "left_hip", "left_ribs", 0.03),
    ("back", "right_ribs", "right_shoulder", 0.03),
    ("back", "left_ribs", "left_shoulder", 0.03),
    ("back", "left_shoulder", "right_shoulder", 0.036),
    ("neck", "neck", "chin", 0.024),
)
"""The trunk seen from ahead."""
_AT_WORK = {
    Works.LEG: ("right thigh", "right shank", "right foot"),
    Works.LEGS: ("right thigh", "right shank", "right foot", "left thigh", "left shank", "left foot"),
    Works.ARM: ("right upper arm", "right forearm"),
    Works.ARMS: ("right upper arm", "right forearm", "left upper arm", "left forearm"),
    Works.FOOT: ("right foot",),
    Works.FEET: ("right foot", "left foot"),
    Works.HIPS: ("hips",),
    Works.BACK: ("hips", "back"),
    Works.HEAD: ("head", "neck", "nose"),
}
_SOLID = ("small-ball",)
"""Too small to be seen as a ring."""
_DIRECTIONS = {
    "up": (0, 1, 0),
    "down": (0, -1, 0),
    "forward": (1, 0, 0),
    "back": (-1, 0, 0),
    "out": (0, 0, 1),
    "in": (0, 0, -1),
}


def _swap_sides(part: str) -> str:
    side, _, rest = part.partition(" ")
    return {"right": f"left {rest}", "left": f"right {rest}"}.get(side, part)


class Move(Value):
    """A way from one pose to another, and how much of it is done."""

    before: Pose
    after: Pose
    share: float


class Scene:
    """The figure of one exercise on one side, in a frame that does not change while it moves.

    Args:
        poses: all poses, as they are for the right side at work.
        side: the side at work. With sides one after the other the whole picture is mirrored, so that the working
            side is always the nearer one; with sides by turns the figure stays and its other limb works.

    Attributes:
        start: how it begins.
        rounds: the poses of each beat.
    """

    def __init__(self, poses: Poses, side: Side | None = None) -> None:
        left = side is Side.LEFT
        self.poses = poses
        self._swapped = left and poses.alternate
        self._flipped = (left and not poses.alternate) != poses.camera.mirror
        turn, tilt = radians(poses.camera.turn), radians(poses.camera.tilt)
        self._camera = cos(turn), sin(turn), cos(tilt), sin(tilt)
        self._both_near = abs(poses.camera.turn) > 60 or poses.camera.tilt > 60  # noqa: PLR2004 - seen from ahead
        self._face_on = self._both_near or poses.camera.tilt > 20  # noqa: PLR2004 - the trunk shows its width
        working = {part for word in poses.works for part in _AT_WORK[word]}
        self._working = {_swap_sides(part) for part in working} if self._swapped else working
        self.start = self._own(poses.start)
        self.rounds = [tuple(self._own(pose) for pose in beat) for beat in poses.beats]

    def move(self, beat: int | None, elapsed: float, seconds: float, before: Pose) -> Move:
        """Where the figure is in a beat; without a beat, on its way to the start.

        Args:
            beat: the place of the beat, from 0.
            elapsed: seconds since it began.
            seconds: its length.
            before: the pose that it began in.
        """
        round_ = self._round(beat)
        if len(round_) == 1:
            share = elapsed / max(0.01, min(LONGEST_MOVE_SECONDS, seconds * MOVING_SHARE))
            return Move(before=before, after=round_[0], share=min(1.0, share))
        each = self._seconds_each(len(round_), seconds)
        place = int(elapsed / each)
        at = round_[place % len(round_)]
        return Move(
            before=round_[(place - 1) % len(round_)] if place else before,
            after=at,
            share=min(1.0, (elapsed - place * each) / each),
        )

    def last(self, beat: int | None) -> Pose:
        """The pose in which a beat ends."""
        return self._round(beat)[-1]

    def moves_for(self, beat: int | None, elapsed: float, seconds: float) -> float:
        """Seconds for which it still moves."""
        if len(self._round(beat)) > 1:
            return max(0.0, seconds - elapsed)
        return max(0.0, min(LONGEST_MOVE_SECONDS, seconds * MOVING_SHARE) - elapsed)

    def strokes(self, move: Move) -> list[Stroke]:
        """What is to be drawn, the far things first."""
        return [*self.room, *self.moving(move)]

    def moving(self, move: Move) -> list[Stroke]:
        """The same without the room, which never changes."""
        found = between(move.before, move.after, eased(move.share))
        drawn = [*self._carried(found), *self._body(found)]
        if move.after.arrow and move.share > 0:
            drawn += self._arrow(found, *move.after.arrow)
        return drawn

    @cached_property
    def box(self) -> Box:
        """The frame: all poses, the ways between them and all props, on both sides when they take turns."""
        xs, ys = [], []
        for stroke in self._all_strokes():
            for x, y in (stroke.start, stroke.end):
                reach = stroke.radius + stroke.thick / 2
                xs += [x - reach, x + reach]
                ys += [y - reach, y + reach]
        return Box(left=min(xs) - 0.02, bottom=min(ys), right=max(xs) + 0.02, top=max(ys))

    def every_move(self) -> list[Move]:
        """The ways between neighbouring poses, from the start and back to it, in steps; there and back is one way."""
        chain = [self.start, *(pose for beat in self.rounds for pose in beat), self.start]
        if self.poses.alternate:
            chain += [pose.mirrored() for pose in chain]
        ways: list[tuple[Pose, Pose]] = []
        for way in zip(chain, [*chain[1:], chain[0]], strict=True):
            if way not in ways and way[::-1] not in ways:
                ways.append(way)
        return [
            Move(before=before, after=after, share=step / _STEPS_FOR_BOX)
            for before, after in ways
            for step in range(_STEPS_FOR_BOX + 1 if before != after else 1)
        ]

    @cached_property
    def _bodies(self) -> list[tuple[Move, Points]]:
        return [(move, between(move.before, move.after, eased(move.share))) for move in self.every_move()]

    def _all_strokes(self) -> list[Stroke]:
        moving = [stroke for _, found in self._bodies for stroke in (*self._body(found), *self._carried(found))]
        return moving + self.room

    def _own(self, pose: Pose) -> Pose:
        return pose.mirrored() if self._swapped else pose

    def _round(self, beat: int | None) -> tuple[Pose, ...]:
        return self.rounds[beat] if beat is not None and beat < len(self.rounds) else (self.start,)

    def _seconds_each(self, count: int, seconds: float) -> float:
        """The time for each pose of a round, so that whole rounds fill the beat."""
        rounds = max(1, round(seconds / (count * self.poses.pace_seconds)))
        return seconds / (count * rounds)

    # Lines

    def _seen(self, point: Vector) -> Spot:
        x, y, z = point
        cos_turn, sin_turn, cos_tilt, sin_tilt = self._camera
        across, nearer = x * cos_turn - z * sin_turn, z * cos_turn + x * sin_turn
        return (-across if self._flipped else across), y * cos_tilt - nearer * sin_tilt

    def _ink(self, part: str) -> Ink:
        if part in self._working:
            return Ink.WORKING
        return Ink.FAR if part.startswith("left ") and not self._both_near else Ink.BODY

    def _body(self, found: Points) -> list[Stroke]:
        seen = {name: self._seen(point) for name, point in found.items()}
        drawn = []
        for side in ("left", "right"):
            for bone, start, end, thick in _BONES:
                part = f"{side} {bone}"
                ink = self._ink(part)
                wide = thick * (0.5 if ink is Ink.FAR else 1.0)
                drawn.append(Stroke(part, seen[f"{side}_{start}"], seen[f"{side}_{end}"], ink, wide))
        for part, start, end, thick in _OUTLINE if self._face_on else _TRUNK:
            drawn.append(Stroke(part, seen[start], seen[end], self._ink(part), thick))
        head = seen["head"]
        drawn.append(Stroke("head", head, head, self._ink("head"), 0.026, HEAD_RADIUS))
        drawn.append(Stroke("nose", seen["brow"], seen["nose"], self._ink("head"), 0.02))
        drawn += self._eyes(found, seen)
        return drawn

    def _eyes(self, found: Points, seen: dict[str, Spot]) -> list[Stroke]:
        """Eyes, when the face is turned this way."""
        head, brow = found["head"], found["brow"]
        cos_turn, sin_turn, cos_tilt, sin_tilt = self._camera
        x, y, z = (b - h for b, h in zip(brow, head, strict=True))
        if ((z * cos_turn + x * sin_turn) * cos_tilt + y * sin_tilt) < HEAD_RADIUS / 2:
            return []
        return [Stroke("eye", seen[eye], seen[eye], self._ink("head"), 0.012) for eye in ("right_eye", "left_eye")]

    def _arrow(self, found: Points, place: str, direction: str) -> list[Stroke]:
        if place in ("knees", "feet") and direction in ("in", "out"):
            both = (f"{side}_{place.removesuffix('s').replace('feet', 'foot')}" for side in ("right", "left"))
            return [stroke for one in both for stroke in self._arrow(found, one, direction)]
        x, y, z = spot(found, place)
        dx, dy, dz = _DIRECTIONS[direction]
        sign = -1 if place.startswith("left_") else 1
        tip = self._seen((x + dx * _ARROW, y + dy * _ARROW, z + sign * dz * _ARROW))
        end = self._seen((x, y, z))
        way = tip[0] - end[0], tip[1] - end[1]
        length = max(0.01, (way[0] ** 2 + way[1] ** 2) ** 0.5)
        way = way[0] / length * _BARB, way[1] / length * _BARB
        barbs = [(tip[0] - way[0] + s * way[1], tip[1] - way[1] - s * way[0]) for s in (1, -1)]
        return [Stroke("arrow", *line, Ink.WORKING, 0.015) for line in ((end, tip), (tip, barbs[0]), (tip, barbs[1]))]

    @cached_property
    def room(self) -> list[Stroke]:
        """The floor, and what stands on it."""
        drawn = [stroke for prop in self._standing() for stroke in self._things(prop.name, *standing(prop))]
        return drawn + self._floor(drawn)

    def _standing(self) -> list[Prop]:
        return [prop for prop in self.poses.props if prop.name in DEFAULT_PLACES]

    def _carried(self, found: Points) -> list[Stroke]:
        walls = {prop.name: prop.at for prop in self.poses.props if prop.name.endswith("wall")}
        return [
            stroke
            for prop in self.poses.props
            if prop.name not in DEFAULT_PLACES
            for stroke in self._things(prop.name, *carried(prop, found, walls))
        ]

    def _things(self, name: str, lines: list[Line], rings: list[Ring]) -> list[Stroke]:
        thick = 0.03 if name in ("pillow", "stick") else 0.012
        drawn = [Stroke(name, self._seen(start), self._seen(end), Ink.ROOM, thick) for start, end in lines]
        for ring in rings:
            centre, wide = self._seen(ring.centre), ring.radius if name in _SOLID else 0.012
            drawn.append(Stroke(name, centre, centre, Ink.ROOM, wide, ring.radius))
        return drawn

    def _floor(self, props: list[Stroke]) -> list[Stroke]:
        """The floor: a line below everything; seen from high up, a mat as long and wide as all poses, or a bed."""
        bodies = [found.values() for move, found in self._bodies if move.share in (0.0, 1.0)]
        if self.poses.camera.tilt >= _MAT_TILT:
            lines = self._mat([point for body in bodies for point in body])
        else:
            seen = [self._seen(point) for body in bodies for point in body]
            seen += [end for stroke in props for end in (stroke.start, stroke.end)]
            left, right = min(x for x, _ in seen) - 0.07, max(x for x, _ in seen) + 0.07
            low = min(0.0, min(y for _, y in seen) - 0.02 if self._camera[3] > _SEEN_LEVEL else 0.0)
            lines = [((left, low), (right, low))]
        return [Stroke("floor", start, end, Ink.ROOM, 0.012) for start, end in lines]

    def _mat(self, found: list[Vector]) -> list[tuple[Spot, Spot]]:
        """The edges of a mat under all that is near the floor; its far edge, which the body hides, only from above."""
        (left, right), (far, near) = (_reach([p[axis] for p in found if p[1] < _NEAR_FLOOR]) for axis in (0, 2))
        corners = [self._seen((x, 0.0, z)) for x, z in ((left, far), (left, near), (right, near), (right, far))]
        edges = list(pairwise(corners))
        if self.poses.camera.tilt > 60:  # noqa: PLR2004 - seen from above
            edges.append((corners[-1], corners[0]))
        if any(prop.name == "bed" for prop in self.poses.props):
            (left, low), (right, _) = corners[1:3]
            edges += [((x, low), (x, low - _BED_LEG)) for x in (left, right)]
            edges.append(((left, low - _BED_LEG / 2), (right, low - _BED_LEG / 2)))
        return edges


def _reach(numbers: list[float]) -> tuple[float, float]:
    """From a little below the least to a little above the greatest."""
    return min(numbers) - 0.09, max(numbers) + 0.09
