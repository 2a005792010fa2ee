"""The figure in braille dots: strokes to dots, dots to characters with colours. 8 dots a character, no library.

Of our own because it is drawn up to ten times a second: a frame takes well under a millisecond, where the canvas of
plotille takes several and 67 ms to import, and has one colour for each dot but no thickness.
"""

from math import ceil, floor, sqrt

from sciatica_coach.model.scene import Box, Ink, Stroke
from sciatica_coach.model.value import Value

DOTS_ACROSS, DOTS_DOWN = 2, 4
_BRAILLE = 0x2800
# The bit of each dot, by row from the top; the left dot is the lower bit of the pair that is looked up.
_ROWS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_PAIRS = tuple((0, left, right, left | right) for left, right in _ROWS)
COLOURS = {Ink.ROOM: "\x1b[36m", Ink.FAR: "\x1b[2m", Ink.BODY: "\x1b[0m", Ink.WORKING: "\x1b[1;93m"}
PLAIN = {Ink.ROOM: "\x1b[2m", Ink.FAR: "\x1b[2m", Ink.BODY: "\x1b[0m", Ink.WORKING: "\x1b[1m"}
"""Where colours are not wanted."""
_RESET = "\x1b[0m"


class Frame(Value):
    """How a box of the sheet is laid on a field of characters: the scale, and where its corner is, in dots."""

    columns: int
    rows: int
    scale: float
    left: float
    top: float


def fit(box: Box, columns: int, rows: int) -> Frame:
    """The largest scale at which a box fits, in the middle across and on the ground of the field."""
    wide, high = columns * DOTS_ACROSS - 1, rows * DOTS_DOWN - 1
    scale = min(wide / box.width, high / box.height)
    return Frame(
        columns=columns,
        rows=rows,
        scale=scale,
        left=(wide - box.width * scale) / 2 - box.left * scale,
        top=high + box.bottom * scale,
    )


def dots(strokes: list[Stroke], frame: Frame) -> dict[Ink, list[int]]:
    """The dots of each ink, as one number for each line of dots; bit 0 is the leftmost."""
    layers = {ink: [0] * (frame.rows * DOTS_DOWN) for ink in Ink}
    for stroke in strokes:
        rows = layers[stroke.ink]
        x0, y0 = frame.left + stroke.start[0] * frame.scale, frame.top - stroke.start[1] * frame.scale
        thick = max(_least(stroke), round(stroke.thick * frame.scale))
        if stroke.radius:
            _ring(rows, (x0, y0), stroke.radius * frame.scale, thick)
            continue
        x1, y1 = frame.left + stroke.end[0] * frame.scale, frame.top - stroke.end[1] * frame.scale
        _line(rows, (x0, y0), (x1, y1), thick)
    mask = (1 << (frame.columns * DOTS_ACROSS)) - 1
    return {ink: [row & mask for row in rows] for ink, rows in layers.items()}


def _least(stroke: Stroke) -> int:
    """The fewest dots that a stroke is thick: what is near is at least twice as thick as what is far."""
    return 2 if stroke.ink >= Ink.BODY and stroke.part not in _FINE else 1


_FINE = ("head", "nose", "eye", "neck", "arrow")


def _span(rows: list[int], y: int, first: int, last: int) -> None:
    if 0 <= y < len(rows) and last >= max(0, first):
        rows[y] |= ((1 << (last - max(0, first) + 1)) - 1) << max(0, first)


def _line(rows: list[int], start: tuple[float, float], end: tuple[float, float], thick: int) -> None:
    """A line so many dots thick, in runs of dots: across when it is steep, one below the other when it is flat."""
    (x0, y0), (x1, y1) = start, end
    shift = (1 - thick) / 2
    if abs(y1 - y0) >= abs(x1 - x0):
        (x0, y0), (x1, y1) = ((x0, y0), (x1, y1)) if y0 <= y1 else ((x1, y1), (x0, y0))
        for y in range(round(y0), round(y1) + 1):
            first = round(x0 + (x1 - x0) * _share(y, y0, y1) + shift)
            _span(rows, y, first, first + thick - 1)
        return
    (x0, y0), (x1, y1) = ((x0, y0), (x1, y1)) if x0 <= x1 else ((x1, y1), (x0, y0))
    for x in range(round(x0), round(x1) + 1):
        first = round(y0 + (y1 - y0) * _share(x, x0, x1) + shift)
        for y in range(first, first + thick):
            _span(rows, y, x, x)


def _share(at: float, start: float, end: float) -> float:
    return min(1.0, max(0.0, (at - start) / (end - start))) if end > start else 0.0


def _ring(rows: list[int], centre: tuple[float, float], radius: float, thick: int) -> None:
    """A ring: on each line of dots the run within the outer edge, less the run within the inner one."""
    x, y = round(2 * centre[0]) / 2, round(2 * centre[1]) / 2
    inner = max(0.0, radius - thick)
    for row in range(max(0, ceil(y - radius)), min(len(rows) - 1, floor(y + radius)) + 1):
        out = sqrt(max(0.0, radius * radius - (row - y) ** 2))
        if abs(row - y) >= inner:
            _span(rows, row, ceil(x - out), floor(x + out))
            continue
        gap = sqrt(inner * inner - (row - y) ** 2)
        _span(rows, row, ceil(x - out), ceil(x - gap) - 1)
        _span(rows, row, floor(x + gap) + 1, floor(x + out))


def cells(strokes: list[Stroke], frame: Frame) -> list[list[tuple[str, Ink | None]]]:
    """The field, line by line: each character and the ink that colours it; blanks have none."""
    layers = dots(strokes, frame)
    order = sorted(layers, reverse=True)
    field = []
    for row in range(frame.rows):
        lines = {ink: layers[ink][row * DOTS_DOWN : (row + 1) * DOTS_DOWN] for ink in order}
        drawn = [ink for ink in order if any(lines[ink])]
        cells_ = []
        for column in range(frame.columns):
            shift, bits, top = column * DOTS_ACROSS, 0, None
            for ink in drawn:
                own = 0
                for place, line in enumerate(lines[ink]):
                    own |= _PAIRS[place][line >> shift & 3]
                if own and top is None:
                    top = ink
                bits |= own
            cells_.append((chr(_BRAILLE + bits) if bits else " ", top))
        field.append(cells_)
    return field


def lines(strokes: list[Stroke], frame: Frame, *, colours: bool = True) -> list[str]:
    """The field as lines of text with colours, without blanks at their ends."""
    styles = COLOURS if colours else PLAIN
    return [_styled(row, styles) for row in cells(strokes, frame)]


def _styled(row: list[tuple[str, Ink | None]], styles: dict[Ink, str]) -> str:
    text, current = "", None
    for character, ink in row:
        if ink is not None and ink is not current:
            text += (_RESET if current is not None else "") + styles[ink]
            current = ink
        text += character
    return text.rstrip() + (_RESET if current is not None else "")
