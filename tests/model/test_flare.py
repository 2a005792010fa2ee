"""Flare-ups: which days belong together, and when a clinician is named (D5)."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from tests.programme import NOW, RESPONSE_RULES, ago, check, entry, journals, pain, session
from tests.routines.prose import grade

from sciatica_coach.model.entry import Entry
from sciatica_coach.model.flare import flare_referrals, flares

TODAY = NOW.date()


def easy(days: float, before: int | None = None) -> Entry:
    """The easy session of so many days ago."""
    return session(days, before, routine="flare")


def change(days: float, key: str, *, accepted: bool = True) -> Entry:
    """An answer to an offer of less, so many days ago."""
    return entry("change", ago(days), key=key, to=0.75 if key == "today" else "flare", accepted=accepted)


SPANS: dict[str, tuple[tuple[Entry, ...], list[tuple[int, int]]]] = {
    "none": ((session(3),), []),
    "one day": ((easy(3),), [(3, 3)]),
    "seven days": ((easy(9), easy(5), easy(3)), [(9, 3)]),
    "eight days are two": ((easy(10), easy(5), easy(3)), [(10, 5), (3, 3)]),
    "an offer that was taken": ((change(9, "routine"), change(7, "today")), [(9, 7)]),
    "offers that were not": ((change(9, "routine", accepted=False), change(7, "today", accepted=False)), []),
    "a withheld one": (({**easy(3), "outcome": "withheld"},), []),
}


@pytest.mark.parametrize(("entries", "spans"), SPANS.values(), ids=SPANS.keys())
def test_days_of_flare_ups(entries: tuple[Entry, ...], spans: list[tuple[int, int]]) -> None:
    """A flare-up has the days with less that lie within seven days of its first one."""
    found = [(TODAY - one.first, TODAY - one.last) for one in flares(list(entries), "flare", RESPONSE_RULES)]
    assert found == [(timedelta(days=first), timedelta(days=last)) for first, last in spans]


def lasting(days: int, *scores: int) -> tuple[Entry, ...]:
    """A flare-up that began so many days ago at 6, after a week at 3, with the scores of the last days."""
    week = [pain(days + back, 3) for back in (4, 3, 2, 1)]
    later = [pain(len(scores) - 1 - place, score) for place, score in enumerate(scores)]
    return (*week, easy(days, 6), *later)


MANY = "You had 3 flare-ups in 30 days. A clinician can help you plan for the next one: book a visit."
LONG = "Your flare-up has not settled in 7 days. A clinician can help: book a visit within days."
REFERRALS: dict[str, tuple[tuple[Entry, ...], str]] = {
    "the third in 30 days": ((easy(29), easy(20), easy(3)), MANY),
    "the third in 31 days": ((easy(30), easy(20), easy(3)), ""),
    "two": ((easy(20), easy(3)), ""),
    "three easy days of one": ((easy(5), easy(4), easy(3)), ""),
    "not settled on day 7": (lasting(6, 5), LONG),
    "not yet day 7": (lasting(5, 5), ""),
    "settled on day 7: 1 above before": (lasting(6, 4), ""),
    "not settled on day 9": (lasting(8, 5, 6), LONG),
    "settled since": (lasting(8, 5, 4), ""),
    "two weeks ago": (lasting(13, 5, 6), ""),
    "no score since": (lasting(8), ""),
    "said 13 days ago": ((check(ago(13), "yellow", "D5"), *lasting(6, 5)), ""),
    "said 14 days ago": ((check(ago(14), "yellow", "D5"), *lasting(6, 5)), LONG),
}


@pytest.mark.parametrize(("entries", "text"), REFERRALS.values(), ids=REFERRALS.keys())
def test_when_a_clinician_is_named(entries: tuple[Entry, ...], text: str) -> None:
    """After the third flare-up in 30 days, or when one has not settled by its seventh day; once in 14 days."""
    found = flare_referrals(list(entries), NOW, "flare", RESPONSE_RULES)
    assert [one.text for one in found] == ([text] if text else [])
    assert all((one.rule, one.source) == ("D5", ("default",)) for one in found)


def test_words_are_plain_to_read() -> None:
    """What is said can be read at school grade 8."""
    assert [text for text in (MANY, LONG) if grade([text]) >= 9] == []


@settings(deadline=None)
@given(journals())
def test_any_journal_can_be_read(entries: list[Entry]) -> None:
    """Whatever stands in a journal, its flare-ups are in order and none is longer than seven days."""
    found = flares(entries, "flare", RESPONSE_RULES)
    assert found == sorted(found, key=lambda one: one.first)
    assert all(one.day_number(one.last) <= 7 for one in found)
    flare_referrals(entries, NOW, "flare", RESPONSE_RULES)
