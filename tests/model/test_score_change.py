"""Which change of a score people notice: each rule at its boundary, computed by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.programme import RESPONSE_RULES

from sciatica_coach.model.score_change import Direction, band, change

HALVES = st.integers(0, 20).map(lambda number: number / 2)


@pytest.mark.parametrize(
    ("before", "after", "direction", "rule"),
    [
        (6, 4, Direction.DOWN, "TR1"),
        (6, 4.5, Direction.SMALL, "TR1"),  # 1.5 is less than 30 % of 6
        (5, 3.5, Direction.DOWN, "TR2"),  # 1.5 is 30 % of 5
        (3, 2, Direction.DOWN, "TR2"),
        (1.5, 1, Direction.SMALL, "TR1"),  # a third, but less than 1
        (4, 6, Direction.UP, "TR1"),
        (1, 2.5, Direction.SMALL, "TR1"),
        (4, 4, Direction.SMALL, "TR1"),
        (0, 0, Direction.SMALL, "TR1"),
        (10, 0, Direction.DOWN, "TR1"),
    ],
)
def test_direction_and_rule(before: float, after: float, direction: Direction, rule: str) -> None:
    """Down by 2, or by 30 % and at least 1; up by 2."""
    found = change(before, after, RESPONSE_RULES)
    assert (found.direction, found.rule) == (direction, rule)


def test_rule_names_its_number_and_source() -> None:
    """What is shown beside the sentence: 2 points from R10; 30 % of 5, from no source."""
    whole, share = change(6, 3, RESPONSE_RULES), change(5, 3.5, RESPONSE_RULES)
    assert (whole.size, whole.least, whole.source) == (3, 2, ("R10",))
    assert (share.size, share.least, share.source) == (1.5, 1.5, ("default",))
    assert change(5, 4, RESPONSE_RULES).source == ("R10", "default")


@given(HALVES, HALVES)
def test_what_lies_in_the_band_is_small(before: float, after: float) -> None:
    """A change is small exactly between the two ends of the band: at an end it is one that people notice."""
    low, high = band(before, RESPONSE_RULES)
    assert (change(before, after, RESPONSE_RULES).direction is Direction.SMALL) == (low < after < high)
