"""Charts over days for the terminal, all on one axis: pain in braille dots, marks, numbers, the way down the leg."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from sciatica_coach.model.daily import lower_middle
from sciatica_coach.model.pain import Furthest
from sciatica_coach.model.value import Value
from sciatica_coach.model.when import day_words

CHART_ROWS = 11
"""One line for each score from 0 to 10."""
LABEL_COLUMNS = 8
FEWEST_COLUMNS = 20
LONGEST_GAP_DAYS = 7
"""Between scores that are further apart there is no line: nobody knows what was there."""
BAND_EVERY_COLUMNS = 3
MARK, PATH, NOWHERE = "^", "▒", "·"
PLACES = tuple(Furthest)
BLANK = " \N{BRAILLE PATTERN BLANK}"


class Axis(Value):
    """The days from left to right. Both dates are included.

    Attributes:
        first: the day at the left edge.
        last: the day at the right edge.
        columns: the width of all days, without the labels before them.
    """

    first: date
    last: date
    columns: int

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    def column(self, day: date) -> int:
        """The column in which the middle of a day lies."""
        return int(self.place(day) / self.days * self.columns)

    def place(self, day: date) -> float:
        """The middle of a day, in days from the left edge."""
        return (day - self.first).days + 0.5

    def days_of(self, column: int) -> list[date]:
        """The days that share a column, or the one that it is a part of."""
        first = column * self.days // self.columns
        last = max(first, (column + 1) * self.days // self.columns - 1)
        return [self.first + timedelta(days=number) for number in range(first, last + 1)]

    def line(self, label: str, cells: Mapping[int, str]) -> str:
        """A line of the picture with single letters in some columns."""
        row = "".join(cells.get(column, " ") for column in range(self.columns))
        return f"{label:<{LABEL_COLUMNS}}{row}".rstrip()


def axis(first: date, last: date, columns: int) -> Axis:
    """The axis of a picture that is so many columns wide in all."""
    return Axis(first=first, last=last, columns=max(FEWEST_COLUMNS, columns - LABEL_COLUMNS))


def pain_chart(
    days: Axis, points: Sequence[tuple[date, float]], band: tuple[float | None, float | None] | None
) -> list[str]:
    """Pain scores as a line of dots, 10 on top.

    Args:
        days: the axis.
        points: days in order, with scores from 0 to 10.
        band: the two scores from which on a change is one that people notice, as dotted lines; none for none.
    """
    from plotille import Canvas

    canvas = Canvas(days.columns, CHART_ROWS, xmin=0, xmax=days.days, ymin=-0.5, ymax=10.5)
    for score in (end for end in band or () if end is not None):
        for column in range(0, days.columns, BAND_EVERY_COLUMNS):
            canvas.point((column + 0.5) * days.days / days.columns, score)
    for (day, score), (later, then) in pairwise(points):
        if (later - day).days <= LONGEST_GAP_DAYS:
            canvas.line(days.place(day), score, days.place(later), then)
    for day, score in points:
        canvas.point(days.place(day), score)
    rows = canvas.plot().split("\n")
    return [f"{10 - number:>2}{'':<{LABEL_COLUMNS - 2}}{row}".rstrip(BLANK) for number, row in enumerate(rows)]


def mark_line(days: Axis, label: str, marked: Iterable[date]) -> str:
    """A caret under each of the days."""
    return days.line(label, {days.column(day): MARK for day in marked})


def number_line(days: Axis, label: str, values: Iterable[tuple[date, float]]) -> str:
    """A number under each of the days, as far as there is room for it; the latest has its place before the others."""
    cells: dict[int, str] = {}
    end = days.columns + 1
    for day, value in sorted(values, reverse=True):
        text = f"{value:g}"
        column = min(days.column(day) - len(text) // 2, days.columns - len(text))
        if 0 <= column < end - len(text):
            cells.update({column + number: letter for number, letter in enumerate(text)})
            end = column
    return days.line(label, cells)


def date_line(days: Axis) -> str:
    """The first day at the left, the last at the right, and one between them where there is room."""
    year = days.first.year != days.last.year

    def name(day: date) -> str:
        return day_words(day, year=year)

    right = name(days.last)
    names = {0: name(days.first), days.columns - len(right): right}
    middle = days.first + timedelta(days=days.days // 2)
    if days.days > len(names) and days.columns >= 5 * len(right):
        names[days.column(middle)] = name(middle)
    cells = {start + number: letter for start, text in names.items() for number, letter in enumerate(text)}
    return days.line("", cells)


def place_strip(days: Axis, places: Mapping[date, int]) -> list[str]:
    """How far down the leg it went, a line for each place from the back to the foot.

    Args:
        days: the axis.
        places: the furthest point of days, as a number from 0 (nowhere) to 5 (the foot). Where several days share
            a column, it is their median, and between two places the lower one.
    """
    furthest = {column: end for column in range(days.columns) if (end := _end(days, places, column)) is not None}
    return [
        days.line(PLACES[row], {column: cell for column, end in furthest.items() if (cell := _cell(row, end))})
        for row in range(1, len(PLACES))
    ]


def _end(days: Axis, places: Mapping[date, int], column: int) -> int | None:
    """How far down it went on the days of a column; none where nobody noted it."""
    found = [places[day] for day in days.days_of(column) if day in places]
    return lower_middle(found) if found else None


def _cell(row: int, end: int) -> str:
    if end == 0 and row == 1:
        return NOWHERE
    return PATH if end >= row else ""
