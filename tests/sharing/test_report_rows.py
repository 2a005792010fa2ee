"""How a change reads in the report: what changed, in words, whatever stands in the journal."""

import pytest
from hypothesis import given
from tests.programme import EXERCISES, LIBRARY, ago, check, entry, journals, record, session

from sciatica_coach.model.entry import Entry
from sciatica_coach.model.reactions import stops
from sciatica_coach.sharing.report_rows import activity_rows, change_rows, sign_rows, stop_rows


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


def test_accepted_changes_come_first() -> None:
    """What was accepted stands before what was not, and of each the latest first; long reasons are cut."""
    rows = change_rows(
        [
            entry(
                "change", ago(days), exercise="clam", key="reps", to=days, reason="long " * 60, accepted=days in (2, 4)
            )
            for days in (5, 4, 3, 2, 1)
        ],
        name,
    )
    assert [row[1][-1] for row in rows] == ["2", "4", "1", "3", "5"]
    assert all(len(row[2]) <= 75 and row[2].endswith("…") for row in rows)


def test_stops_that_are_alike_are_one_row() -> None:
    """How often and when last; what went down the leg stands first, whenever it was."""
    down = record("clam", outcome="stopped-for-pain", hurt="down-the-leg", side="left")
    hurt = record("bridge", outcome="stopped-for-pain", hurt="here")
    found = stops(
        [
            session(9, outcome="stopped", exercises=[down]),
            session(5, outcome="stopped", exercises=[down]),
            session(4, outcome="stopped"),
            session(3, outcome="stopped", exercises=[hurt]),
            session(2, outcome="stopped"),
            session(1, outcome="interrupted"),
        ]
    )
    assert [tuple(cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row) for row in stop_rows(found, name)] == [
        (f"{CLAM}, left", "went down the leg", "2 times", "17 Nov 2026"),
        ("Bridge", "it hurt", "once", "19 Nov 2026"),
        ("the session", "broken off (computer or window closed)", "once", "21 Nov 2026"),
        ("the session", "stopped by choice, no reason noted", "2 times", "20 Nov 2026"),
    ]


def test_gravest_signs_come_first() -> None:
    """Red before amber before yellow, and of each level the latest first."""
    levels = [
        (5, "yellow", "small-leaks"),
        (4, "red", "saddle-numbness"),
        (3, "yellow", "heaviness"),
        (2, "red", "bladder"),
    ]
    rows = sign_rows([check(ago(days), level, sign) for days, level, sign in levels], LIBRARY.safety())
    assert [row[2] for row in rows] == ["red", "red", "yellow", "yellow"]
    assert [row[0][:2] for row in rows] == ["20", "18", "19", "17"]


def test_day_begins_when_the_profile_says() -> None:
    """What was at two at night belongs to the day before, and to that day where it begins at one."""
    walk = [entry("activity", "2026-11-22T02:00:00+00:00", activity="walk")]
    assert activity_rows(walk)[0][2].startswith("21")
    assert activity_rows(walk, begins=1)[0][2].startswith("22")
