"""How a change reads in the report: what changed, in words, whatever stands in the journal."""

import pytest
from hypothesis import given
from tests.programme import EXERCISES, ago, entry, journals

from sciatica_coach.model.entry import Entry
from sciatica_coach.sharing.report_rows import change_rows


def name(exercise: str) -> str:
    """The name of an exercise, or its id."""
    return EXERCISES[exercise].name if exercise in EXERCISES else exercise


CLAM = EXERCISES["clam"].name
CHANGES = {
    "reps": ({"exercise": "clam", "key": "reps", "from": 10, "to": 12}, f"{CLAM}: reps 10 to 12"),
    "sets": ({"exercise": "clam", "key": "sets", "from": 1, "to": 2}, f"{CLAM}: sets 1 to 2"),
    "a side": (
        {"exercise": "clam", "key": "reps", "from": 10, "to": 5, "side": "left"},
        f"{CLAM} (left): reps 10 to 5",
    ),
    "all": ({"exercise": None, "key": "share", "from": 1, "to": 0.75}, "All reps to 75 of 100"),
    "for a day": ({"exercise": None, "key": "today", "from": 1, "to": 0.75}, "All reps to 75 of 100 for the day"),
    "an easy day": ({"exercise": None, "key": "routine", "to": "flare"}, "An easy session for the day"),
    "put back": ({"exercise": "clam", "key": "back", "from": None, "to": None}, f"{CLAM}: put back"),
    "harder": ({"exercise": "clam", "key": "harder", "from": "clam", "to": "bridge"}, f"{CLAM}: Bridge in its place"),
    "easier": ({"exercise": "bridge", "key": "easier", "from": "bridge", "to": "clam"}, f"Bridge: {CLAM} in its place"),
}


@pytest.mark.parametrize(("change", "words"), CHANGES.values(), ids=CHANGES.keys())
def test_change_in_words(change: Entry, words: str) -> None:
    """Each kind of change says what is other than before, by the names of the exercises."""
    (row,) = change_rows([entry("change", ago(1), reason="Why.", accepted=True, **change)], name)
    assert row[1:] == (words, "Why.", "accepted")


@given(journals())
def test_any_journal_has_rows(entries: list[Entry]) -> None:
    """Whatever stands in a journal, each change has a row."""
    assert len(change_rows(entries, name)) == sum(one["type"] == "change" for one in entries)
