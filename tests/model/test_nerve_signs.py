"""Numbness and weakness in the leg: since when, how it goes, and whether somebody has looked at it."""

import pytest
from hypothesis import given, settings
from tests.programme import NOW, RESPONSE_RULES, ago, check, entry, journals, pain

from sciatica_coach.model.entry import Entry
from sciatica_coach.model.nerve_signs import (
    Change,
    Complaint,
    NerveSign,
    last_review,
    nerve_sign,
    nerve_signs,
)


def measure(days: float, **answers: object) -> Entry:
    """What was answered so many days ago."""
    return entry("measure", ago(days), **answers)


def weakness(*entries: Entry) -> NerveSign | None:
    """The weakness that is there now."""
    return nerve_sign(sorted(entries, key=lambda one: str(one["at"])), Complaint.WEAKNESS, RESPONSE_RULES)


SINCE: dict[str, tuple[tuple[Entry, ...], float | None]] = {
    "a word of a pain entry": ((pain(9, 3, feels=["Weak foot"]),), 9),
    "the first of two": ((pain(9, 3, feels=["weak"]), pain(2, 3, feels=["weak"])), 9),
    "another word": ((pain(9, 3, feels=["aching"]),), None),
    "a weekly score": ((measure(4, weakness=3),), 4),
    "a weekly score of none": ((pain(9, 3, feels=["weak"]), measure(4, weakness=0)), None),
    "not answered": ((pain(9, 3, feels=["weak"]), measure(4, weakness=None)), 9),
    "true is no score": ((measure(4, weakness=True),), None),
    "gone": ((pain(9, 3, feels=["weak"]), measure(4, weakness_change="gone")), None),
    "gone, and back": (
        (pain(9, 3, feels=["weak"]), measure(4, weakness_change="gone"), pain(1, 3, feels=["weak"])),
        1,
    ),
    "other words are not gone": ((pain(9, 3, feels=["weak"]), pain(4, 3, feels=["aching"])), 9),
    "the day that was told": ((measure(4, weakness_change="same", nerve_since="2026-11-02"),), 20),
    "told on the day on which it was named": (
        (pain(4, 3, feels=["weak"]), measure(4, weakness_change=None, nerve_since="2026-11-02")),
        20,
    ),
    "a day to come": ((measure(4, weakness_change="same", nerve_since="2027-11-02"),), 4),
    "no day": ((measure(4, weakness_change="same", nerve_since="last week"),), 4),
    "noted by mistake": (
        (pain(9, 3, feels=["weak"]), check(ago(1), "amber", "weak-for-days"), check(ago(0.9), answer="slip")),
        None,
    ),
    "another sign by mistake": (
        (pain(9, 3, feels=["weak"]), check(ago(1), "amber", "fever"), check(ago(0.9), answer="slip")),
        9,
    ),
}


@pytest.mark.parametrize(("entries", "days"), SINCE.values(), ids=SINCE.keys())
def test_since_when(entries: tuple[Entry, ...], days: float | None) -> None:
    """It counts from the first entry that names it, or from the day that was told, until it is gone (CL3)."""
    found = weakness(*entries)
    assert (found and round((NOW - found.since).total_seconds() / 86400)) == days


EXAMINED: dict[str, tuple[tuple[Entry, ...], bool]] = {
    "nobody asked": ((), False),
    "answered with yes": ((measure(2, weakness_change="same", examined=True),), True),
    "answered with no": ((measure(2, weakness_change="same", examined=False),), False),
    "yes for numbness alone": ((measure(2, numbness_change="same", examined=True),), False),
    "told that exercise is fine": (
        (check(ago(2), "amber", "weak-for-days"), check(ago(1), answer="told-fine")),
        True,
    ),
    "told not to": ((check(ago(2), "amber", "leg-weakness"), check(ago(1), answer="told-not")), True),
    "about a fever": ((check(ago(2), "amber", "fever"), check(ago(1), answer="told-fine")), False),
    "not yet": ((check(ago(2), "amber", "weak-for-days"), check(ago(1), answer="not-yet")), False),
}


@pytest.mark.parametrize(("entries", "examined"), EXAMINED.values(), ids=EXAMINED.keys())
def test_looked_at(entries: tuple[Entry, ...], *, examined: bool) -> None:
    """A clinician has looked at it when the user says so, here or to the question that clears a hold of it."""
    found = weakness(pain(9, 3, feels=["weak"]), *entries)
    assert found
    assert bool(found.examined_at) == examined


def test_worse_counts_until_somebody_looks() -> None:
    """It is worse from the answer on, and not any more once a clinician has looked at it after that."""
    worse = measure(3, weakness_change="worse")
    found = weakness(worse)
    assert found
    assert (found.change, found.is_worse) == (Change.WORSE, True)
    looked = weakness(worse, check(ago(2), "amber", "leg-weakness"), check(ago(1), answer="told-fine"))
    assert looked
    assert not looked.is_worse
    again = weakness(worse, measure(2, weakness_change="same", examined=True), measure(1, weakness_change="worse"))
    assert again
    assert again.is_worse


def test_both_complaints_the_more_urgent_first() -> None:
    """Numbness and weakness are told apart by their words; weakness comes first."""
    found = nerve_signs([pain(9, 3, feels=["pins and needles"]), pain(8, 3, feels=["weak"])], RESPONSE_RULES)
    assert [sign.complaint for sign in found] == [Complaint.WEAKNESS, Complaint.NUMBNESS]


def test_last_review() -> None:
    """The last day on which the user said that a clinician was seen, in either of the two questions."""
    assert last_review([measure(9, reviewed=False)]) is None
    seen = last_review([measure(9, examined=True), measure(5, reviewed=True), measure(1, reviewed=None)])
    assert seen
    assert (NOW - seen).days == 5


@settings(deadline=None)
@given(journals())
def test_any_journal_can_be_read(entries: list[Entry]) -> None:
    """Whatever stands in a journal, a complaint never begins after now, nor without a word of it."""
    for sign in nerve_signs(entries, RESPONSE_RULES):
        assert sign.since.tzinfo
