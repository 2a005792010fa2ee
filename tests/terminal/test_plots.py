"""The chart of pain: a line for each score, as wide as asked for, marks under the sessions."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatica_coach.terminal.plots import pain_chart

NO_DOTS = "\N{BRAILLE PATTERN BLANK}"
START = datetime.fromisoformat("2026-11-01T08:00:00+01:00")


def days(*numbers: float) -> list[datetime]:
    """Moments so many days after the start."""
    return [START + timedelta(days=number) for number in numbers]


def row_of(lines: list[str], score: int) -> str:
    """The dots in the line of a score."""
    return lines[10 - score].partition(f"{score:>2}")[2].strip(f" {NO_DOTS}")


def test_scores_stand_in_their_lines() -> None:
    """A week at 3 is dots in the line of 3, and nowhere else."""
    lines = pain_chart(list(zip(days(0, 7), (3, 3), strict=True)), [], 60)
    assert [score for score in range(11) if row_of(lines, score)] == [3]


def test_lines_are_labelled_from_10_to_0() -> None:
    """The worst is on top."""
    lines = pain_chart([(START, 5)], [], 40)
    assert [line[:2] for line in lines[:11]] == [f"{score:>2}" for score in range(10, -1, -1)]


@pytest.mark.parametrize(("score", "row"), [(0, 0), (10, 10)], ids=["none", "the worst"])
def test_lowest_and_highest_are_drawn(score: int, row: int) -> None:
    """The ends of the scale lie within the chart."""
    assert row_of(pain_chart([(START, score)], [], 40), row)


def test_sessions_are_marked_at_their_time() -> None:
    """A caret stands under the moment of each session: at the beginning, the middle and the end."""
    marks = pain_chart(list(zip(days(0, 10), (5, 2), strict=True)), days(0, 5, 10), 44)[-1][3:]
    assert [place for place, mark in enumerate(marks) if mark == "^"] == [0, 20, 39]


@given(
    st.lists(st.tuples(st.floats(0, 4000), st.integers(0, 10)), min_size=1, max_size=30),
    st.lists(st.floats(-10, 4100), max_size=10),
    st.integers(20, 200),
)
def test_chart_fits_its_columns(points: list[tuple[float, int]], marks: list[float], columns: int) -> None:
    """Whatever the moments, the chart has eleven lines and one of marks, within its width."""
    ordered = [(days(at)[0], score) for at, score in sorted(points)]
    lines = pain_chart(ordered, days(*marks), columns)
    assert len(lines) == 12
    assert max(len(line) for line in lines) <= columns
