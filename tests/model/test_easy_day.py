"""When the easy session of a bad day is offered: one row a rule (PM6, D5)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.programme import NOW, RESPONSE_RULES, journals, pain, session

from sciatica_coach.model.easy_day import Less, easy_day
from sciatica_coach.model.entry import Entry

WEEK = tuple(pain(days, 2) for days in (1, 2, 3, 4))
HIGH_BEFORE = (*(pain(days, 4) for days in (2, 3, 4, 5)), pain(1, 6))
"""A week at 4, and yesterday at 6."""


def easy(days: float, before: int | None = None, **more: object) -> Entry:
    """The easy session of so many days ago, and the pain before it."""
    return session(days, before, routine="flare", **more)  # type: ignore[arg-type]


def first_day(days: float, before: int | None = 7) -> tuple[Entry, ...]:
    """A flare-up that began so many days ago, after a week at 3."""
    return (*(pain(days + back, 3) for back in (1, 2, 3, 4)), easy(days, before))


ROWS: dict[str, tuple[int, tuple[Entry, ...], tuple[str, float | None] | None]] = {
    "PM6: above 5": (6, (), ("PM6", None)),
    "PM6: 5 is not above 5": (5, (), None),
    "PM6: also on the day after an easy one": (6, (easy(1),), ("PM6", None)),
    "D5: 2 above the week": (4, WEEK, ("D5", None)),
    "D5: 1 above the week": (3, WEEK, None),
    "D5: three entries are no week": (5, WEEK[:3], None),
    "D5: today is no part of the week before": (5, (*WEEK[:3], pain(0, 2)), None),
    "D5: above 5 on two days, after a week that was not": (6, HIGH_BEFORE, ("D5", None)),
    "D5: above 5 on one day": (6, (*HIGH_BEFORE[:-1], pain(1, 5)), ("PM6", None)),
    "D5: above 5 on two days of a week that was": (6, tuple(pain(days, 6) for days in range(1, 5)), ("PM6", None)),
    "D5: an easy session 6 days ago": (4, (easy(6), *WEEK), None),
    "D5: an easy session 7 days ago": (4, (easy(7), *WEEK), ("D5", None)),
    "D5: day 2, settled or not": (3, first_day(1), ("D5", None)),
    "D5: day 3, 1 above the week before": (4, first_day(2), ("D5", 0.75)),
    "D5: day 3, 2 below the first day": (5, first_day(2), ("D5", 0.75)),
    "D5: day 3, neither": (5, first_day(2, 6), ("D5", None)),
    "D5: day 4": (4, first_day(3), ("D5", 0.75)),
    "D5: day 5": (4, first_day(4), None),
    "D5: day 5, not settled": (5, first_day(4, 6), ("D5", None)),
    "D5: day 7, not settled": (5, first_day(6, 6), ("D5", None)),
    "D5: day 8 is no day of it": (5, first_day(7, 6), None),
    "D5: day 3 after another easy one on day 2": (4, (*first_day(2), easy(1)), ("D5", 0.75)),
    "D5: nothing is known of before": (4, (easy(2),), None),
    "D5: an easy session that was withheld": (4, (*first_day(2, None)[:-1], easy(2, outcome="withheld")), None),
}


@pytest.mark.parametrize(("score", "entries", "offer"), ROWS.values(), ids=ROWS.keys())
def test_easy_day(score: int, entries: tuple[Entry, ...], offer: tuple[str, float | None] | None) -> None:
    """Less is offered above 5, 2 above the week before, and within a flare-up: first the easy session, then a share."""
    found = asked(score, *entries)
    assert (found and (found.reason.rule, found.share)) == offer


def asked(score: int, *entries: Entry) -> Less | None:
    """What is offered at a score."""
    ordered = sorted(entries, key=lambda one: str(one["at"]))
    return easy_day(score, ordered, NOW, RESPONSE_RULES, "flare")


ENDS = "There is an easy session of a few minutes for such a day. It counts in full."
SENTENCES: dict[str, tuple[int, tuple[Entry, ...], str, str]] = {
    "high": (8, WEEK, f"Your pain is 8 now, above 5. {ENDS}", "R9, R9c"),
    "risen": (4, WEEK, f"Your pain is 4 now; in the week before it was mostly 2. {ENDS}", "R10, default"),
    "high twice": (6, HIGH_BEFORE, f"Your pain was above 5 on 2 days running; it is 6 now. {ENDS}", "default"),
    "the second day": (3, first_day(1), f"This is day 2 of your flare-up. {ENDS}", "R29, default"),
    "not settled": (
        5,
        first_day(4, 6),
        f"This is day 5 of your flare-up, and your pain of 5 has not settled yet. {ENDS}",
        "default",
    ),
    "settled": (
        4,
        first_day(2),
        "This is day 3 of your flare-up, and it settles: 75 of 100 of the reps today, all of them in a few days.",
        "default",
    ),
}


@pytest.mark.parametrize(("score", "entries", "text", "source"), SENTENCES.values(), ids=SENTENCES.keys())
def test_sentence(score: int, entries: tuple[Entry, ...], text: str, source: str) -> None:
    """Each says the score or the day, what it is compared with, and what is offered, with its source."""
    found = asked(score, *entries)
    assert found
    assert (found.reason.text, found.reason.source) == (text, source)


@settings(deadline=None)
@given(journals(), st.integers(0, 10))
def test_any_journal_can_be_asked(entries: list[Entry], score: int) -> None:
    """Whatever stands in a journal, there is an offer or none, and above 5 there is always one."""
    found = easy_day(score, entries, NOW, RESPONSE_RULES, "flare")
    assert score <= 5 or found
