"""When the easy session of a bad day is offered: one row a rule (PM6, D5)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.programme import NOW, RESPONSE_RULES, journals, pain, session

from sciatica_coach.model.easy_day import easy_day
from sciatica_coach.model.entry import Entry

WEEK = tuple(pain(days, 2) for days in (1, 2, 3, 4))
ROWS: dict[str, tuple[int, tuple[Entry, ...], str | None]] = {
    "PM6: above 5": (6, (), "PM6"),
    "PM6: 5 is not above 5": (5, (), None),
    "PM6: also on the day after an easy one": (6, (session(1, routine="flare"),), "PM6"),
    "D5: 2 above the week": (4, WEEK, "D5"),
    "D5: 1 above the week": (3, WEEK, None),
    "D5: three entries are no week": (5, WEEK[:3], None),
    "D5: today is no part of the week before": (5, (*WEEK[:3], pain(0, 2)), None),
    "D5: an easy session 6 days ago": (4, (session(6, routine="flare"), *WEEK), None),
    "D5: an easy session 8 days ago": (4, (session(8, routine="flare"), *WEEK), "D5"),
}


@pytest.mark.parametrize(("score", "entries", "rule"), ROWS.values(), ids=ROWS.keys())
def test_easy_day(score: int, entries: tuple[Entry, ...], rule: str | None) -> None:
    """It is offered above 5, or 2 above the median of the week before, the second not twice in 7 days."""
    found = easy_day(score, list(entries), NOW, RESPONSE_RULES, "flare")
    assert (found and found.rule) == rule


def test_sentences() -> None:
    """Each says the score, what it is compared with, and that the easy session counts in full."""
    high, risen = (easy_day(score, list(WEEK), NOW, RESPONSE_RULES, "flare") for score in (8, 4))
    assert high
    assert risen
    ends = "There is an easy session of a few minutes for such a day. It counts in full."
    assert high.text == f"Your pain is 8 now, above 5. {ends}"
    assert risen.text == f"Your pain is 4 now; in the week before it was mostly 2. {ends}"
    assert (high.source, risen.source) == ("R9, R9c", "R10, default")


@settings(deadline=None)
@given(journals(), st.integers(0, 10))
def test_any_journal_can_be_asked(entries: list[Entry], score: int) -> None:
    """Whatever stands in a journal, there is an offer or none, and above 5 there is always one."""
    found = easy_day(score, entries, NOW, RESPONSE_RULES, "flare")
    assert score <= 5 or found
