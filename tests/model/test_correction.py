"""What an entry may hold after somebody changed it by hand."""

from typing import Any

import pytest

from sciatica_coach.model.correction import correction_fault
from sciatica_coach.model.entry import Entry

AT = "2026-11-22T07:30:00+01:00"
PAIN: Entry = {"id": "a", "type": "pain", "at": AT, "score": 4, "leg": 4, "back": None, "furthest": "calf"}
SESSION: Entry = {
    "id": "s",
    "type": "session",
    "at": AT,
    "ended_at": AT,
    "outcome": "completed",
    "active_seconds": 1.5,
    "pain_before": {"score": 4},
    "exercises": [{"exercise": "bridge"}],
}
ACTIVITY: Entry = {"id": "w", "type": "activity", "at": AT, "activity": "walk", "minutes": 20}
EXCUSED: Entry = {"id": "x", "type": "excused", "at": AT, "reason": "flare"}

GOOD: list[tuple[Entry, Entry]] = [
    (PAIN, {"score": 0, "leg": 10, "back": 0}),
    (PAIN, {"furthest": None, "side": "both", "feels": ["numb"], "triggers": [], "note": "x"}),
    (PAIN, {"a key of a newer version": {"deep": [1]}}),
    (SESSION, {"pain_before": None, "pain_after": {"score": 0}, "active_seconds": 0, "outcome": "stopped"}),
    (SESSION, {"exercises": []}),
    (SESSION, {"pain_during": [{"exercise": "clam", "score": 3}, {"exercise": None, "score": 0}]}),
    (SESSION, {"pain_during": None}),
    (ACTIVITY, {"activity": "swim", "minutes": 1440}),
    (EXCUSED, {"reason": "birth"}),
]


@pytest.mark.parametrize(("before", "change"), GOOD)
def test_change_that_can_be(before: Entry, change: Entry) -> None:
    """What `coach log` or a session could have written has no fault, and unknown keys are let be."""
    assert correction_fault(before, {**before, **change}) == ""


FAULTS: list[tuple[Entry, str, Any, str]] = [
    (PAIN, "score", 11, "a whole number from 0 to 10"),
    (PAIN, "score", None, "a whole number from 0 to 10"),
    (PAIN, "score", True, "a whole number from 0 to 10"),
    (PAIN, "score", "4", "a whole number from 0 to 10"),
    (PAIN, "leg", -1, "a whole number from 0 to 10, or null"),
    (PAIN, "back", 2.5, "a whole number from 0 to 10, or null"),
    (PAIN, "furthest", "toe", "null or one of none, back, buttock, thigh, calf, foot"),
    (PAIN, "side", ["left"], "null or one of left, right, both"),
    (PAIN, "feels", "numb", 'a list of texts, such as ["tingling"]'),
    (PAIN, "triggers", [1], 'a list of texts, such as ["tingling"]'),
    (PAIN, "note", "x" * 2001, "a text of at most 2000 characters"),
    (SESSION, "pain_before", 4, 'null, or such as {"score": 3}'),
    (SESSION, "pain_after", {"score": 12}, 'null, or such as {"score": 3}'),
    (SESSION, "pain_during", {"score": 3}, 'a list such as [{"exercise": "cat-camel", "score": 3}]'),
    (SESSION, "pain_during", [{"score": 11}], 'a list such as [{"exercise": "cat-camel", "score": 3}]'),
    (SESSION, "pain_during", [None], 'a list such as [{"exercise": "cat-camel", "score": 3}]'),
    (SESSION, "outcome", "done", "null or one of completed, stopped, interrupted, withheld"),
    (SESSION, "ended_at", "soon", "a date and time, such as 2026-11-22T07:30:00+01:00"),
    (SESSION, "active_seconds", -1, "a number of seconds that is not below 0"),
    (SESSION, "exercises", [{}], "a list of records, each with its `exercise`"),
    (ACTIVITY, "activity", " ", "a text"),
    (ACTIVITY, "minutes", 0, "a whole number from 1 to 1440"),
    (EXCUSED, "reason", None, "a text"),
]


@pytest.mark.parametrize(("before", "key", "value", "must"), FAULTS)
def test_value_that_cannot_be(before: Entry, key: str, value: object, must: str) -> None:
    """The key is named, and what it must be."""
    assert correction_fault(before, {**before, key: value}) == f"`{key}` must be {must}."


@pytest.mark.parametrize("key", ["id", "type"])
def test_what_an_entry_is_stays(key: str) -> None:
    """An entry keeps its id and its type: another one is another entry."""
    assert correction_fault(PAIN, {**PAIN, key: "other"}) == f"`{key}` must stay `{PAIN[key]}`."


@pytest.mark.parametrize(
    ("after", "fault"),
    [
        ([], "It is not an entry in curly brackets."),
        ({}, "It has no `id`."),
        ({**PAIN, "at": "soon"}, "It has an `at` that is not a date and time."),
    ],
)
def test_what_is_no_entry(after: object, fault: str) -> None:
    """What is not an entry at all is told as for the journal."""
    assert correction_fault(PAIN, after) == fault
