"""The table for a spreadsheet: one row an entry, and no cell that a spreadsheet would run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.faults.journals import pain
from tests.model.reading import patient

from sciatica_coach.model.entry import Entry
from sciatica_coach.sharing.csv_table import BEGINS_A_FORMULA, COLUMNS, csv_table

AT = "2026-11-22T07:30:00+01:00"
SESSION: Entry = {
    "id": "s",
    "type": "session",
    "at": AT,
    "ended_at": "2026-11-22T07:40:00+01:00",
    "routine": "chair",
    "outcome": "completed",
    "active_seconds": 540,
    "paused_seconds": 12,
    "pain_before": {"score": 4, "leg": 4, "back": 0, "furthest": "calf"},
    "pain_during": [{"exercise": "bridge", "score": 3}, {"exercise": "clam", "score": 5}],
    "pain_after": None,
    "morning": "yes",
    "exercises": [
        {"exercise": "bridge", "outcome": "done", "side": None},
        {"exercise": "clam", "outcome": "partial", "side": "left"},
    ],
}


def rows(*entries: Entry) -> list[dict[str, str]]:
    """The rows of the table, each by the names of its columns."""
    return list(csv.DictReader(io.StringIO(csv_table(list(entries)), newline="")))


def filled(entry: Entry) -> dict[str, str]:
    """The cells of an entry's row that are not empty."""
    (row,) = rows(entry)
    return {name: cell for name, cell in row.items() if cell}


def test_pain_entry() -> None:
    """Every part has its column; lists are words with commas; date and time are as they were on that clock."""
    entry = pain("a", AT, leg=4, back=0, furthest="calf", side="left", feels=["numb", "hot"], triggers=[], note="x")
    assert filled(entry) == {
        "date": "2026-11-22",
        "time": "07:30:00",
        "type": "pain",
        "score": "4",
        "leg": "4",
        "back": "0",
        "furthest": "calf",
        "side": "left",
        "feels": "numb, hot",
        "note": "x",
        "at": AT,
        "id": "a",
    }


def test_session() -> None:
    """A session is one row: its scores as numbers, its exercises in words."""
    assert filled(SESSION) == {
        "date": "2026-11-22",
        "time": "07:30:00",
        "type": "session",
        "routine": "chair",
        "outcome": "completed",
        "ended_at": "2026-11-22T07:40:00+01:00",
        "active_seconds": "540",
        "paused_seconds": "12",
        "pain_before": "4",
        "pain_before_leg": "4",
        "pain_before_back": "0",
        "pain_before_furthest": "calf",
        "pain_during": "5",
        "exercises": "bridge done; clam left partial",
        "morning": "yes",
        "at": AT,
        "id": "s",
    }


def test_other_types() -> None:
    """Activities, excused days, warning signs and types of a newer version are rows too."""
    entries: list[Entry] = [
        {"id": "w", "type": "activity", "at": AT, "activity": "walk", "minutes": 20},
        {"id": "x", "type": "excused", "at": AT, "reason": "flare"},
        {"id": "c", "type": "check", "at": AT, "signs": ["both-legs"], "level": "red", "answer": None},
        {"id": "n", "type": "from-the-future", "at": AT, "flag": True},
    ]
    table = rows(*entries)
    assert [row["type"] for row in table] == ["activity", "excused", "check", "from-the-future"]
    assert (table[0]["activity"], table[0]["minutes"], table[1]["reason"]) == ("walk", "20", "flare")
    assert (table[2]["signs"], table[2]["level"], table[3]["other"]) == ("both-legs", "red", '{"flag": true}')


def test_medication_and_the_week_in_plain_columns() -> None:
    """Nobody has to read JSON to see what was taken, how the week was, and what was changed."""
    week = {"numbness": 2, "weakness": 0, "moves_less": False, "stops_day": True, "broken_sleep": None}
    own = [{"name": "carry the baby", "score": 6}, {"name": "=sit", "score": None}]
    change = {"exercise": "clam", "key": "reps", "from": 8, "to": 10, "rule": "PR3", "reason": "Why.", "accepted": True}
    medicine, measure, changed = rows(
        {"id": "m", "type": "medication", "at": AT, "medication": "ibuprofen 400", "note": ""},
        {"id": "w", "type": "measure", "at": AT, "activities": own, **week},
        {"id": "c", "type": "change", "at": AT, "side": "left", **change},
    )
    assert medicine["medication"] == "ibuprofen 400"
    assert [measure[key] for key in week] == ["2", "0", "no", "yes", ""]
    assert measure["my_activities"] == "carry the baby 6; =sit"
    names = ("exercise", "changed", "from", "to", "rule", "accepted")
    assert [changed[name] for name in (*names, "side", "reason")] == [
        *("clam", "reps", "8", "10", "PR3", "yes"),
        *("left", "Why."),
    ]
    assert {row["other"] for row in (medicine, measure, changed)} == {""}


def test_what_was_taken_back_has_no_row() -> None:
    """A tombstone is nothing to look at."""
    assert rows({"id": "a", "type": "removed", "at": AT}) == []


def test_lines_end_as_the_standard_says() -> None:
    """RFC 4180: CRLF after every row, quotation marks doubled, line ends within them."""
    text = csv_table([pain("a", AT, note='say "ow",\nthen rest')])
    assert text.startswith("date,time,type,")
    assert text.endswith("\r\n")
    assert '"say ""ow"",\nthen rest"' in text


@pytest.mark.parametrize(
    "note",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", " =1", "\uff1d1+1"),
        '=HYPERLINK("http://example.org","x")',
        "=cmd|' /C calc'!A0",
    ],
)
def test_formula_is_defused(note: str) -> None:
    """A cell that a spreadsheet would run gets a quotation mark before it, and keeps its text."""
    (row,) = rows(pain("a", AT, note=note))
    assert row["note"] == f"'{note}"


@pytest.mark.parametrize("key", ["feels", "triggers", "furthest", "side", "leg"])
def test_every_cell_is_defused(key: str) -> None:
    """A journal from elsewhere may hold a formula anywhere."""
    value = ["=1"] if key in ("feels", "triggers") else "=1"
    assert rows({**pain("=2", AT), key: value})[0][key] == "'=1"
    assert rows(pain("=2", AT))[0]["id"] == "'=2"


def test_escape_codes_are_shown_and_not_obeyed() -> None:
    """The table may be printed on a terminal."""
    assert rows(pain("a", AT, note="\x1b]52;c;x\a\u202e"))[0]["note"] == "\ufffd]52;c;x\ufffd\ufffd"


@patient
@given(st.text(max_size=20), st.lists(st.text(max_size=8), max_size=3))
def test_no_cell_begins_a_formula_and_each_row_is_whole(note: str, feels: list[str]) -> None:
    """Whatever the text, the row has all of its columns, and nothing in it can be run."""
    reader = list(csv.reader(io.StringIO(csv_table([pain("a", AT, note=note, feels=feels)]), newline="")))
    assert [len(row) for row in reader] == [len(COLUMNS)] * 2
    assert not [cell for cell in reader[1] if cell.startswith(BEGINS_A_FORMULA)]
