"""Charts over days: a line for each score, marks and numbers under their days, the way down the leg."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatica_coach.terminal.plots import (
    CHART_ROWS,
    LABEL_COLUMNS,
    axis,
    date_line,
    mark_line,
    number_line,
    pain_chart,
    place_strip,
)

NO_DOTS = "\N{BRAILLE PATTERN BLANK}"
FIRST = date(2026, 11, 1)
TEN_DAYS = axis(FIRST, date(2026, 11, 10), 48)
"""Four columns a day."""


def day(number: float) -> date:
    """A day so many days after the first."""
    return FIRST + timedelta(days=int(number))


def row_of(lines: list[str], score: int) -> str:
    """The dots in the line of a score."""
    return lines[10 - score].partition(f"{score:>2}")[2].strip(f" {NO_DOTS}")


def columns_of(line: str, mark: str) -> list[int]:
    """The columns of the picture in which a mark stands."""
    return [place for place, letter in enumerate(line[LABEL_COLUMNS:]) if letter == mark]


def test_scores_stand_in_their_lines() -> None:
    """A week at 3 is dots in the line of 3, and nowhere else."""
    lines = pain_chart(TEN_DAYS, [(day(0), 3), (day(7), 3)], None)
    assert [score for score in range(11) if row_of(lines, score)] == [3]


def test_lines_are_labelled_from_10_to_0() -> None:
    """The worst is on top."""
    lines = pain_chart(TEN_DAYS, [(day(0), 5)], None)
    assert [line[:2] for line in lines] == [f"{score:>2}" for score in range(10, -1, -1)]


@pytest.mark.parametrize(("score", "row"), [(0, 0), (10, 10)], ids=["none", "the worst"])
def test_lowest_and_highest_are_drawn(score: int, row: int) -> None:
    """The ends of the scale lie within the chart."""
    assert row_of(pain_chart(TEN_DAYS, [(day(0), score)], None), row)


def test_band_is_two_dotted_lines() -> None:
    """The band stands at its two scores, and a score between them in its own line."""
    lines = pain_chart(TEN_DAYS, [(day(4), 5)], (3, 7))
    assert [score for score in range(11) if row_of(lines, score)] == [3, 5, 7]
    assert len(row_of(lines, 7).replace(NO_DOTS, "")) == 14  # a dot in every third of forty columns


def test_no_line_over_days_of_which_nobody_knows() -> None:
    """Scores eight days apart are two points; seven days apart they are joined."""
    apart = row_of(pain_chart(TEN_DAYS, [(day(0), 3), (day(8), 3)], None), 3)
    joined = row_of(pain_chart(TEN_DAYS, [(day(0), 3), (day(7), 3)], None), 3)
    assert NO_DOTS in apart
    assert NO_DOTS not in joined


def test_marks_stand_under_the_middle_of_their_day() -> None:
    """A caret in the third of the four columns of a day: at the beginning, and at the end."""
    assert columns_of(mark_line(TEN_DAYS, "session", [day(0), day(9)]), "^") == [2, 38]


def test_numbers_stand_under_their_day() -> None:
    """A number under each day that it belongs to; where two would touch, the later one stays."""
    line = number_line(TEN_DAYS, "7 days", [(day(0), 5), (day(4), 4.5), (day(9), 4)])
    assert line == "7 days    5              4.5                  4"
    assert number_line(axis(day(0), day(99), 28), "", [(day(98), 7.5), (day(99), 3.5)]).split() == ["3.5"]


def test_dates_stand_at_both_ends() -> None:
    """The first and the last day, and one in the middle."""
    assert date_line(TEN_DAYS) == "        1 Nov                 6 Nov       10 Nov"


def test_years_are_named_where_there_are_two() -> None:
    """Over the turn of a year each date has its year."""
    assert date_line(axis(date(2025, 12, 30), date(2026, 1, 4), 50)).split("  ")[-1].strip() == "4 Jan 2026"


def test_strip_reaches_down_to_the_furthest_point() -> None:
    """A bar from the back to the place of the day; a dot for nowhere; a gap where nothing was noted."""
    days = axis(day(0), day(4), 28)
    assert place_strip(days, {day(0): 5, day(1): 2, day(2): 0, day(4): 1}) == [
        "back    ▒▒▒▒▒▒▒▒····    ▒▒▒▒",
        "buttock ▒▒▒▒▒▒▒▒",
        "thigh   ▒▒▒▒",
        "calf    ▒▒▒▒",
        "foot    ▒▒▒▒",
    ]


def test_days_that_share_a_column_show_their_median() -> None:
    """Of back, back and foot it is the back; of back and foot the lower one."""
    sixty = axis(day(0), day(59), 28)
    strip = place_strip(sixty, {day(0): 1, day(1): 1, day(2): 5, day(3): 1, day(5): 5})
    assert [line.partition(" ")[2].strip() for line in strip] == ["▒▒", "▒", "▒", "▒", "▒"]


@given(
    st.dictionaries(st.integers(0, 4000), st.integers(0, 10), min_size=1, max_size=30),
    st.integers(29, 200),
    st.tuples(st.floats(0, 10), st.floats(0, 10)),
)
def test_pictures_fit_their_columns(scores: dict[int, int], columns: int, band: tuple[float, float]) -> None:
    """Whatever the days, no line is wider than asked for, and the chart has its eleven lines."""
    days = axis(FIRST, day(max(scores)), columns)
    points: list[tuple[date, float]] = [(day(number), score) for number, score in sorted(scores.items())]
    chart = pain_chart(days, points, band)
    under = [mark_line(days, "", (one for one, _ in points)), number_line(days, "", points), date_line(days)]
    strip = place_strip(days, {one: int(score) // 2 for one, score in points})
    assert len(chart) == CHART_ROWS
    assert max(len(line) for line in [*chart, *under, *strip]) <= columns
