"""The stick figures of the exercises as paths for the page: pure geometry and words, styled by the page alone."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from sciatica_coach.model.exercise import Exercise, Position, Side, Sides
from sciatica_coach.model.figure import Pose
from sciatica_coach.model.pose_reader import poses_of
from sciatica_coach.model.scene import Box, Ink, Move, Scene, Stroke
from sciatica_coach.model.value import Value

STATURE = 100
"""How long the body is on the drawing, in the units of its paths."""
MOST_FRAMES = 3
GAP = 6.0
FINEST = 1.2
"""The thinnest line: floor, chair and the far side are still seen on paper."""


class Layer(Value):
    """Lines of one ink and thickness: the ink's name, the thickness, and what a `path` of SVG takes as its `d`."""

    ink: str
    thick: str
    path: str


class Drawing(Value):
    """A figure in up to three positions side by side, and what it shows in words."""

    width: str
    height: str
    layers: tuple[Layer, ...]
    words: str


def drawing_of(exercise: Exercise, first: Side) -> Drawing:
    """The figure of an exercise as it begins, and in its next positions.

    Args:
        exercise: as it is planned.
        first: the side that comes first where there are two; the figure has that side at work.
    """
    side = first if exercise.side_order else None
    scene = Scene(poses_of(exercise), side)
    shown = list(_positions(exercise, scene))[:MOST_FRAMES]
    frames = [scene.strokes(Move(before=pose, after=pose, share=1.0)) for _, pose in shown]
    box = _box(stroke for frame in frames for stroke in frame)
    step = box.width * STATURE + GAP
    strokes = [(place * step, stroke) for place, frame in enumerate(frames) for stroke in frame]
    return Drawing(
        width=_number(len(shown) * step - GAP),
        height=_number(box.height * STATURE),
        layers=tuple(_layers(strokes, box)),
        words=_in_words(exercise, [cue for cue, _ in shown], side),
    )


def _positions(exercise: Exercise, scene: Scene) -> Iterator[tuple[str, Pose]]:
    """The start, then where each beat ends, each position once."""
    yield "start", scene.start
    seen = [scene.start]
    for beat, poses in zip(exercise.rep, scene.rounds, strict=False):
        if poses and poses[-1] not in seen:
            seen.append(poses[-1])
            yield beat.cue, poses[-1]


def _box(strokes: Iterable[Stroke]) -> Box:
    """What the drawn positions need, arrows included; the same for each, so that they can be compared."""
    xs: list[float] = []
    ys: list[float] = []
    for stroke in strokes:
        reach = stroke.radius or _thick(stroke) / STATURE / 2
        for x, y in (stroke.start, stroke.end):
            xs += [x - reach, x + reach]
            ys += [y - reach, y + reach]
    return Box(left=min(xs), bottom=min(ys), right=max(xs), top=max(ys))


def _layers(strokes: Iterable[tuple[float, Stroke]], box: Box) -> Iterator[Layer]:
    """The strokes in as few paths as can be; what is at work is drawn last, over all others."""

    def alike(shifted: tuple[float, Stroke]) -> tuple[Ink, float]:
        _, stroke = shifted
        return stroke.ink, _thick(stroke)

    for (ink, thick), group in groupby(sorted(strokes, key=alike), key=alike):
        path = "".join(_path(stroke, shift - box.left * STATURE, box.top * STATURE) for shift, stroke in group)
        yield Layer(ink=ink.name.lower(), thick=_number(thick), path=path)


def _thick(stroke: Stroke) -> float:
    return max(FINEST, round(stroke.thick * STATURE, 1))


def _path(stroke: Stroke, left: float, top: float) -> str:
    """A line, or a ring of two half circles, with y pointing down as in SVG."""
    x, y = left + stroke.start[0] * STATURE, top - stroke.start[1] * STATURE
    if stroke.radius:
        radius = max(0.1, stroke.radius * STATURE - _thick(stroke) / 2)  # a line of SVG lies on both sides of its path
        half = f"a{_number(radius)} {_number(radius)} 0 1 0 "
        return f"M{_number(x - radius)} {_number(y)}{half}{_number(2 * radius)} 0{half}{_number(-2 * radius)} 0"
    to_x, to_y = left + stroke.end[0] * STATURE, top - stroke.end[1] * STATURE
    return f"M{_number(x)} {_number(y)}L{_number(to_x)} {_number(to_y)}"


def _number(value: float) -> str:
    return f"{round(value, 1):g}"


def _in_words(exercise: Exercise, cues: list[str], side: Side | None) -> str:
    """What the figure shows: the position, each drawn position by its cue, and the side."""
    told = ", then ".join(cue.replace("{side}", side or "").strip().lower() for cue in cues)
    return f"{exercise.name}, {_PLACES.get(exercise.position, exercise.position)}: {told}.{_side_words(exercise, side)}"


def _side_words(exercise: Exercise, side: Side | None) -> str:
    if side is None:
        return ""
    rest = "the sides take turns" if exercise.sides is Sides.ALTERNATE else f"the {side.other} side is its mirror image"
    return f" Drawn on the {side} side; {rest}."


_PLACES = {
    Position.SUPINE: "on the back",
    Position.SIDE_LYING: "on the side",
    Position.PRONE: "on the front",
    Position.ALL_FOURS: "on hands and knees",
    Position.HALF_KNEELING: "on one knee",
    Position.WALL: "by a wall",
    Position.ANY: "in any position",
}
