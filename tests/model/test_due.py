"""What is still to be asked, each at its boundary."""

from datetime import timedelta

import pytest
from tests.programme import NOW, RESPONSE_RULES, entry, session

from sciatica_coach.model.due import Due, due
from sciatica_coach.model.entry import Entry
from sciatica_coach.model.when import day_of

TODAY = day_of(NOW)
YES = {"morning": "yes"}


def on(back: int, kind: str = "session", **more: object) -> Entry:
    """An entry at four in the morning, so many days ago."""
    return entry(kind, f"{TODAY - timedelta(days=back)}T04:00:00+00:00", outcome="completed", **more)


@pytest.mark.parametrize(
    ("last", "is_due"),
    [
        (None, False),
        (on(0), False),
        (on(1), True),
        (on(3), True),
        (on(4), False),
        (on(1, morning="not-sure"), False),
        (session(1, outcome="withheld"), False),
        (session(1, outcome="interrupted"), True),
    ],
)
def test_morning(last: Entry | None, *, is_due: bool) -> None:
    """Asked once, from the day after a session until the third, and never after one that was withheld."""
    assert (Due.MORNING in due(last, None, TODAY, RESPONSE_RULES)) == is_due


@pytest.mark.parametrize(
    ("last", "measure", "is_due"),
    [
        (None, None, False),
        (on(0), None, False),
        (on(1), None, True),
        (on(1), on(6, "measure"), False),
        (on(1), on(7, "measure"), True),
        (None, on(7, "measure"), True),
    ],
)
def test_weekly(last: Entry | None, measure: Entry | None, *, is_due: bool) -> None:
    """Asked when the first day of sessions is over, and then seven days after the last answers."""
    assert (Due.WEEKLY in due(last, measure, TODAY, RESPONSE_RULES)) == is_due


def test_day_begins_when_the_profile_says() -> None:
    """At four in the morning it is still the day before for somebody whose day begins at five."""
    assert due(on(1, **YES), on(7, "measure"), TODAY, RESPONSE_RULES) == (Due.WEEKLY,)
    assert due(on(1, **YES), on(7, "measure"), TODAY - timedelta(days=1), RESPONSE_RULES, begins=5) == (Due.WEEKLY,)
    assert due(on(1, **YES), on(6, "measure"), TODAY, RESPONSE_RULES, begins=5) == (Due.WEEKLY,)
