"""Charts in braille dots for the terminal."""

from datetime import datetime
from itertools import pairwise

CHART_ROWS = 11
"""One line for each score from 0 to 10."""
BLANK = " \N{BRAILLE PATTERN BLANK}"
_LABEL_COLUMNS = 4


def pain_chart(points: list[tuple[datetime, int]], marks: list[datetime], columns: int) -> list[str]:
    """Pain scores over time as a line, with a mark below for each session.

    Args:
        points: moments and scores from 0 to 10, ordered by time; at least one.
        marks: the moments of sessions.
        columns: the width of the whole chart.
    """
    from plotille import Canvas

    moments = [moment.timestamp() for moment, _ in points] + [moment.timestamp() for moment in marks]
    start, end = min(moments), max(*moments, min(moments) + 1)
    wide = max(10, columns - _LABEL_COLUMNS)
    canvas = Canvas(wide, CHART_ROWS, xmin=start, xmax=end + (end - start) * 0.005, ymin=-0.5, ymax=10.5)
    spots = [(moment.timestamp(), float(score)) for moment, score in points]
    for (x0, y0), (x1, y1) in pairwise(spots):
        canvas.line(x0, y0, x1, y1)
    for x, y in spots:
        canvas.point(x, y)
    rows = canvas.plot().split("\n")
    lines = [f"{10 - row:>2} {text.rstrip(BLANK)}" for row, text in enumerate(rows)]
    return [*lines, "   " + _marks_line(marks, start, end, wide)]


def _marks_line(marks: list[datetime], start: float, end: float, wide: int) -> str:
    """A caret under the moment of each session."""
    cells = [" "] * wide
    for moment in marks:
        cells[min(wide - 1, int((moment.timestamp() - start) / (end - start) * wide))] = "^"
    return "".join(cells).rstrip()
