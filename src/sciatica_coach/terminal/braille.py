"""The figure in braille dots: strokes to dots, dots to characters with colours. 8 dots a character, no library.

Of our own because it is drawn several times a second: a frame takes about a millisecond, where the canvas of plotille
takes several and 67 ms to import, and has one colour for each dot but no thickness.
"""

import re
from itertools import groupby
from math import ceil, floor, sqrt
from operator import itemgetter

from sciatica_coach.model.scene import Box, Ink, Spot, Stroke
from sciatica_coach.model.value import Value

DOTS_ACROSS, DOTS_DOWN = 2, 4
_BRAILLE = 0x2800
# The bit of each dot, by row from the top; the left dot is the lower bit of the pair that is looked up.
_ROWS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
COLOURS = {Ink.ROOM: "\x1b[36m", Ink.FAR: "\x1b[2m", Ink.BODY: "\x1b[0m", Ink.WORKING: "\x1b[1;95m"}
PLAIN = {Ink.ROOM: "\x1b[2m", Ink.FAR: "\x1b[2m", Ink.BODY: "\x1b[0m", Ink.WORKING: "\x1b[1m"}
"""Where colours are not wanted."""
_RESET = "\x1b[0m"
Layers = dict[Ink, list[int]]
"""The dots of each ink: a number for each line of dots, bit 0 the leftmost."""
Row = tuple[str, bytes]
"""A line of the field: its characters, and the number of each one's ink."""


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


def dots(strokes: list[Stroke], frame: Frame) -> Layers:
    """The dots of each ink, as one number for each line of dots; bit 0 is the leftmost."""
    layers = {ink: [0] * (frame.rows * DOTS_DOWN) for ink in Ink}
    scale, left, top = frame.scale, frame.left, frame.top
    for part, (x0, y0), (x1, y1), ink, wide, radius in strokes:
        least = 2 if ink >= Ink.BODY and part not in _FINE else 1
        thick = max(least, round(wide * scale))
        start = left + x0 * scale, top - y0 * scale
        if radius:
            _ring(layers[ink], start, radius * scale, thick)
        else:
            _line(layers[ink], start, (left + x1 * scale, top - y1 * scale), thick)
    mask = (1 << (frame.columns * DOTS_ACROSS)) - 1
    return {ink: [row & mask for row in rows] for ink, rows in layers.items()}


_FINE = ("head", "nose", "eye", "neck", "arrow")
"""Parts that may be one dot thick; others that are near are at least twice as thick as what is far."""


def _span(rows: list[int], y: int, first: int, last: int) -> None:
    first = max(first, 0)
    if 0 <= y < len(rows) and last >= first:
        rows[y] |= ((1 << (last - first + 1)) - 1) << first


def _line(rows: list[int], start: Spot, end: Spot, thick: int) -> None:
    """A line so many dots thick, in runs of dots: across when it is steep, one below the other when it is flat."""
    (x0, y0), (x1, y1) = start, end
    shift = (1 - thick) / 2
    if abs(y1 - y0) >= abs(x1 - x0):
        for y, x in _walk((y0, x0), (y1, x1), shift):
            _span(rows, y, x, x + thick - 1)
        return
    for top, run in groupby(_walk((x0, y0), (x1, y1), shift), key=itemgetter(1)):
        across = [x for x, _ in run]
        for y in range(top, top + thick):
            _span(rows, y, across[0], across[-1])


def _walk(start: Spot, end: Spot, shift: float) -> list[tuple[int, int]]:
    """Each whole step along the first axis of a line, and where the line is then on the second."""
    (a0, b0), (a1, b1) = (start, end) if start[0] <= end[0] else (end, start)
    slope, low, high = (b1 - b0) / (a1 - a0) if a1 > a0 else 0.0, min(b0, b1), max(b0, b1)
    return [(a, round(min(high, max(low, b0 + slope * (a - a0))) + shift)) for a in range(round(a0), round(a1) + 1)]


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


def cells(layers: Layers, frame: Frame) -> list[Row]:
    """The field, line by line: its characters, and the ink of each as a number; blanks have 0, see `ink_number`."""
    return [
        _row([(ink, layers[ink][top : top + DOTS_DOWN]) for ink in Ink], frame.columns)
        for top in range(0, frame.rows * DOTS_DOWN, DOTS_DOWN)
    ]


def ink_number(ink: Ink) -> int:
    """How an ink is written in a row."""
    return ink + 1


def _row(dots_of: list[tuple[Ink, list[int]]], columns: int) -> Row:
    """One line of the field. Numbers with a byte for each character stand in for a loop over these."""
    dots_of = [(ink, lines) for ink, lines in dots_of if any(lines)]
    if not dots_of:
        return " " * columns, bytes(columns)
    bits = inks = 0
    for ink, lines in dots_of:
        own = _bits(lines, columns)
        covered = int.from_bytes(own.translate(_ALL_OR_NOTHING), "little")
        inks = inks & ~covered | covered & int.from_bytes(bytes([ink_number(ink)]) * columns, "little")
        bits |= int.from_bytes(own, "little")
    letters = bits.to_bytes(columns, "little").decode("latin-1").translate(_LETTERS)
    return letters, inks.to_bytes(columns, "little")


def _bits(lines: list[int], columns: int) -> bytes:
    """The dots of four lines as the bits of braille characters."""
    size, bits = -(-columns // 4), 0
    for line, table in zip(lines, _BITS, strict=True):
        if line:
            pairs = b"".join([_PAIRS[four] for four in line.to_bytes(size, "little")])
            bits |= int.from_bytes(pairs.translate(table), "little")
    return bits.to_bytes(size * 4, "little")[:columns]


_PAIRS = [bytes(four >> shift & 3 for shift in (0, 2, 4, 6)) for four in range(256)]
"""Eight dots in a line as four pairs, one for each character."""
_BITS = [bytes((0, left, right, left | right, *[0] * 252)) for left, right in _ROWS]
_ALL_OR_NOTHING = bytes((0, *[255] * 255))
_LETTERS = " " + "".join(chr(_BRAILLE + bits) for bits in range(1, 256))


def over(under: Layers, upper: Layers) -> Layers:
    """Two drawings in one."""
    return {ink: [a | b for a, b in zip(under[ink], upper[ink], strict=True)] for ink in Ink}


def lines(layers: Layers, frame: Frame, *, colours: bool = True) -> list[str]:
    """The field as lines of text with colours, without blanks at their ends."""
    styles = [_RESET, *((COLOURS if colours else PLAIN)[ink] for ink in Ink)]
    return [_styled(letters, inks, styles) for letters, inks in cells(layers, frame)]


def _styled(letters: str, inks: bytes, styles: list[str]) -> str:
    if not any(inks):
        return ""
    text = ""
    for run in _RUN.finditer(inks.rstrip(b"\0")):
        ink = inks[run.start()]
        text += (styles[ink] if ink else "") + letters[run.start() : run.end()] + (_RESET if ink else "")
    return text


_RUN = re.compile(rb"(.)\1*", re.DOTALL)
