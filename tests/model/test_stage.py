"""Completed weeks of pregnancy and after birth, at their boundaries."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.reading import patient

from sciatica_coach.model.stage import pregnancy_began, week_after_birth, week_of_pregnancy

DUE = date(2027, 3, 1)
BORN = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("days_before", "week"),
    [
        (280, 0),
        (274, 0),
        (273, 1),
        (280 - 7 * 16 + 1, 15),
        (280 - 7 * 16, 16),
        (280 - 7 * 28 + 1, 27),
        (280 - 7 * 28, 28),
        (1, 39),
        (0, 40),
        (-14, 42),
        (300, 0),
        (4000, 0),
    ],
)
def test_week_of_pregnancy_counts_completed_weeks(days_before: int, week: int) -> None:
    """Forty weeks end on the due date; a week counts when it is over, and there are none below 0."""
    assert week_of_pregnancy(DUE, DUE - timedelta(days=days_before)) == week


@pytest.mark.parametrize(("due", "began"), [(DUE, date(2026, 5, 25)), (date.min, date.min)])
def test_a_pregnancy_counts_from_forty_weeks_before_the_due_date(due: date, began: date) -> None:
    """Weeks are counted from the day 280 days before the due date, as far as there are days."""
    assert pregnancy_began(due) == began


@pytest.mark.parametrize(("days", "week"), [(0, 0), (6, 0), (7, 1), (41, 5), (42, 6), (364, 52), (-3, 0)])
def test_week_after_birth_counts_completed_weeks(days: int, week: int) -> None:
    """The first seven days are week 0; a birth that is still to come is week 0 too."""
    assert week_after_birth(BORN, BORN + timedelta(days=days)) == week


def test_unknown_birth_date_is_taken_as_the_first_week() -> None:
    """Without a date of birth the careful week is taken."""
    assert week_after_birth(None, BORN) == 0


@patient
@given(st.dates(), st.dates())
def test_weeks_never_fall_from_one_day_to_the_next(due: date, day: date) -> None:
    """A day later is never an earlier week, and at most one week later."""
    if day < date.max:
        step = week_of_pregnancy(due, day + timedelta(days=1)) - week_of_pregnancy(due, day)
        assert step in (0, 1)
