"""What stands and lies around the figure: floor, chair, wall, table, ball, pillow and the rest, as lines and rings.

Sizes are fractions of the stature: a seat of 41 cm, a table of 73 cm and a worktop of 90 cm for somebody of 170 cm.
"""

from sciatica_coach.model.figure import HEAD_RADIUS, Points, spot
from sciatica_coach.model.value import Value
from sciatica_coach.model.vector import Vector

Line = tuple[Vector, Vector]
SEAT_HEIGHT, BACK_HEIGHT, TABLE_HEIGHT, WORKTOP_HEIGHT = 0.245, 0.55, 0.43, 0.53
STOOL_HEIGHT, STEP_HEIGHT, WALL_HEIGHT = 0.15, 0.08, 1.08
BALL_RADIUS, SMALL_BALL_RADIUS, ROLLER_RADIUS = 0.14, 0.038, 0.045
_DEEP, _HALF_WIDE = 0.27, 0.13
_HANDS_MEET, _HALF_STICK = 0.02, 0.08

DEFAULT_PLACES = {
    "chair": 0.0,
    "facing-chair": 0.55,
    "wall": 0.35,
    "side-wall": 0.2,
    "table": 0.25,
    "worktop": 0.25,
    "stool": 0.3,
    "step": 0.2,
    "ball": 0.0,
    "bed": 0.0,
    "mat": 0.0,
}
"""Props that stand in the room, and where in front of the middle they stand when nothing is said."""
CARRIED = ("pillow", "small-ball", "towel", "roller", "stick", "band")
"""Props that go with a point of the body."""
SURFACES = {
    "floor": (1, 0.0),
    "wall": (0, 0.0),
    "side-wall": (2, 0.0),
    "seat": (1, SEAT_HEIGHT),
    "chair-back": (1, BACK_HEIGHT),
    "table": (1, TABLE_HEIGHT),
    "worktop": (1, WORKTOP_HEIGHT),
    "stool": (1, STOOL_HEIGHT),
    "step": (1, STEP_HEIGHT),
}
"""Where a hand or a foot can rest: the axis (0 forward, 1 up, 2 right) and the height; a wall's distance is where it
stands."""


class Prop(Value):
    """A thing beside the body: where it stands, in fractions of the stature, or the point that it goes with."""

    name: str
    at: float = 0.0
    spot: str = ""


class Ring(Value):
    """A ball or a roller, seen from anywhere."""

    centre: Vector
    radius: float


def standing(prop: Prop) -> tuple[list[Line], list[Ring]]:  # noqa: PLR0911 - one answer for each thing
    """The lines and rings of a prop that stands in the room."""
    at = prop.at
    match prop.name:
        case "chair":
            return _chair(at, 1.0), []
        case "facing-chair":
            return _chair(at, -1.0), []
        case "wall":
            return [((at, 0.0, z), (at, WALL_HEIGHT, z)) for z in (-0.3, 0.3)], []
        case "side-wall":
            return [((x, 0.0, at), (x, WALL_HEIGHT, at)) for x in (-0.3, 0.3)], []
        case "table":
            return _board(at, 0.4, TABLE_HEIGHT), []
        case "worktop":
            return [*_board(at, 0.3, WORKTOP_HEIGHT), ((at + 0.03, 0.0, 0.0), (at + 0.03, WORKTOP_HEIGHT, 0.0))], []
        case "stool":
            return _board(at - 0.09, 0.18, STOOL_HEIGHT), []
        case "step":
            return _board(at - 0.1, 0.2, STEP_HEIGHT), []
        case "ball":
            return [], [Ring(centre=(at, BALL_RADIUS, 0.0), radius=BALL_RADIUS)]
    return [], []


def _chair(at: float, facing: float) -> list[Line]:
    back, front = at - facing * 0.14, at + facing * (_DEEP - 0.14)
    lines: list[Line] = []
    for z in (-_HALF_WIDE, _HALF_WIDE):
        lines += [
            ((back, 0.0, z), (back - facing * 0.03, BACK_HEIGHT, z)),
            ((front, 0.0, z), (front, SEAT_HEIGHT, z)),
            ((back, SEAT_HEIGHT, z), (front, SEAT_HEIGHT, z)),
        ]
    for x, height in ((back, SEAT_HEIGHT), (front, SEAT_HEIGHT), (back - facing * 0.03, BACK_HEIGHT)):
        lines.append(((x, height, -_HALF_WIDE), (x, height, _HALF_WIDE)))
    return lines


def _board(start: float, length: float, height: float) -> list[Line]:
    """A top on legs."""
    end, wide = start + length, 0.16
    lines: list[Line] = []
    for z in (-wide, wide):
        lines += [((start, height, z), (end, height, z)), ((end - 0.03, 0.0, z), (end - 0.03, height, z))]
        lines.append(((start + 0.03, 0.0, z), (start + 0.03, height, z)))
    lines += [((x, height, -wide), (x, height, wide)) for x in (start, end)]
    return lines


def carried(  # noqa: PLR0911 - one answer for each thing
    prop: Prop, found: Points, walls: dict[str, float]
) -> tuple[list[Line], list[Ring]]:
    """The lines and rings of a prop that goes with the body."""
    place = spot(found, prop.spot) if prop.spot else found["chest"]
    hands = found["right_hand"], found["left_hand"]
    match prop.name:
        case "pillow":
            return _pillow(place, HEAD_RADIUS + 0.025 if prop.spot == "head" else 0.0), []
        case "small-ball":
            return [], [Ring(centre=_by_a_wall(place, walls), radius=SMALL_BALL_RADIUS)]
        case "roller":
            return [], [Ring(centre=place, radius=ROLLER_RADIUS)]
        case "towel":
            return [(hands[0], place), (hands[1], place)], []
        case "stick":
            return [_through(*hands)], []
        case "band":
            return [(found["right_knee"], found["left_knee"])], []
    return [], []


def _pillow(place: Vector, below: float) -> list[Line]:
    x, y, z = place[0], max(0.02, place[1] - below), place[2]
    return [((x - 0.08, y + dy, z), (x + 0.08, y + dy, z)) for dy in (-0.015, 0.0, 0.015)]


def _by_a_wall(place: Vector, walls: dict[str, float]) -> Vector:
    """Between the body and a wall, where there is one."""
    x, y, z = place
    if "wall" in walls:
        return walls["wall"] + (SMALL_BALL_RADIUS if x > walls["wall"] else -SMALL_BALL_RADIUS), y, z
    if "side-wall" in walls:
        return x, y, walls["side-wall"] + (SMALL_BALL_RADIUS if z > walls["side-wall"] else -SMALL_BALL_RADIUS)
    return place


def _through(one: Vector, other: Vector) -> Line:
    """A stick held in both hands, a little longer than they are apart; in hands that meet it lies across the body."""
    middle = [(a + b) / 2 for a, b in zip(one, other, strict=True)]
    half = [(a - b) / 2 for a, b in zip(one, other, strict=True)]
    length = sum(part * part for part in half) ** 0.5
    if length < _HANDS_MEET:
        half, length = [0.0, 0.0, _HALF_STICK], _HALF_STICK
    reach = [part * (1 + 0.06 / length) for part in half]
    start, end = ([m + sign * r for m, r in zip(middle, reach, strict=True)] for sign in (1, -1))
    return (start[0], start[1], start[2]), (end[0], end[1], end[2])
