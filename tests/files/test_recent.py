"""A journal of a few entries answers as one that reads them from a file."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.faults.journals import fill, journal, pain

from sciatica_coach.files.places import Home
from sciatica_coach.files.recent import RecentJournal
from sciatica_coach.model.entry import instant

ROWS = [
    pain("a", "2024-11-20T07:00:00+01:00", 1),
    {**pain("b", "2024-11-21T07:00:00+01:00", 2), "type": "change"},
    pain("c", "2024-11-22T07:00:00+01:00", 3),
]


def test_same_answers_as_the_file(home: Path) -> None:
    """Entries since a moment, the latest that fits, and those of a type."""
    fill(home, *ROWS)
    there, recent = journal(home), RecentJournal(home=Home(root=home), entries=ROWS)
    start = instant("2024-11-21T07:00:00+01:00")
    assert recent.all() == there.all() == ROWS
    assert recent.since(start) == there.since(start) == ROWS[1:]
    assert recent.latest(lambda one: one["score"] < 3) == there.latest(lambda one: one["score"] < 3) == ROWS[1]
    assert recent.of_type("change") == there.of_type("change") == [ROWS[1]]


@given(st.integers(0, 9))
def test_nothing_fits(score: int) -> None:
    """Where nothing fits there is nothing."""
    assert RecentJournal(home=Home(root=Path("none")), entries=[]).latest(lambda one: one["score"] == score) is None
