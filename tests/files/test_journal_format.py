"""The journal on disk: one JSON document, one entry a line, ordered by time, with everything kept that was in it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from tests.faults.journals import fill, ids, journal, pain, saved

from sciatica_coach.model.entry import Entry

EARLY = "2026-11-22T06:00:00+01:00"
NOON = "2026-11-22T12:00:00+01:00"
NOON_IN_INDIA = "2026-11-22T16:30:00+05:30"
"""The same instant as NOON."""
EVENING_IN_NEW_YORK = "2026-11-22T07:00:00-05:00"
"""An hour after 11:00 UTC: later than NOON, though its digits are smaller."""


def test_exact_bytes(home: Path) -> None:
    """Two entries are written exactly as the contract shows them."""
    fill(home, pain("a", EARLY, 4, note="ü"), pain("b", NOON, 5))
    assert (home / "log.json").read_text(encoding="utf-8") == (
        '{"schema":1,"entries":[\n'
        '{"id":"a","type":"pain","at":"2026-11-22T06:00:00+01:00","score":4,"note":"ü"},\n'
        '{"id":"b","type":"pain","at":"2026-11-22T12:00:00+01:00","score":5}\n'
        "]}\n"
    )


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ([NOON, EARLY], [1, 0]),
        ([EARLY, NOON], [0, 1]),
        ([EARLY, NOON, "2026-11-22T09:00:00+01:00"], [0, 2, 1]),
        ([NOON, EVENING_IN_NEW_YORK, EARLY], [2, 0, 1]),
        ([EVENING_IN_NEW_YORK, NOON], [1, 0]),
        ([NOON, NOON_IN_INDIA], [0, 1]),
        ([NOON_IN_INDIA, NOON], [0, 1]),
        (["2026-10-25T02:30:00+02:00", "2026-10-25T02:10:00+01:00"], [0, 1]),
        ([NOON, "2026-11-22T10:59:00"], [1, 0]),
    ],
    ids=[
        "late-first",
        "in-order",
        "late-between",
        "late-before-two-zones",
        "smaller-digits-are-later",
        "same-instant-keeps-order",
        "same-instant-keeps-order-turned",
        "hour-that-came-twice",
        "no-offset-is-utc",
    ],
)
def test_order_is_that_of_instants(home: Path, added: list[str], expected: list[int]) -> None:
    """Each entry is put into its place by the instant of its `at`, whatever its offset."""
    fill(home, *(pain(str(number), at) for number, at in enumerate(added)))
    assert ids(home) == [str(number) for number in expected]


def test_late_entry_goes_between_many(home: Path) -> None:
    """A late entry finds its place among more entries than fit into one block of reading."""
    hours = [f"2026-11-{day:02}T{hour:02}:00:00+01:00" for day in range(1, 21) for hour in range(24)]
    journal(home).merge([pain(at, at, note="n" * 100) for at in hours])
    for at in ("2026-10-31T00:30:00+01:00", "2026-11-02T00:30:00+01:00", "2026-11-20T22:30:00+01:00"):
        fill(home, pain(at, at))
        hours = sorted([*hours, at])
    assert ids(home) == hours


UNKNOWN: list[Entry] = [
    pain("a", EARLY, mood={"deep": [1, 2.5, None, {"x": "\u2028"}]}, score=3),
    {"id": "b", "type": "sleep", "at": "2026-11-22T07:00:00Z", "hours": 7.25, "text": 'line\nbreak "quoted" \\'},
    pain("c", NOON, surrogate="\ud83d", big=12345678901234567890123),
]


@pytest.mark.parametrize("layout", ["own", "indented"], ids=["splice", "rewrite"])
def test_unknown_keys_and_types_survive(home: Path, layout: str) -> None:
    """What this version does not know stays as it is, in a splice and in a rewrite (F35)."""
    for entry in UNKNOWN:
        fill(home, entry)
    if layout == "indented":
        log = home / "log.json"
        log.write_text(json.dumps(json.loads(log.read_bytes()), indent=4))
    fill(home, pain("late", "2026-11-22T08:30:00+01:00"), pain("last", "2026-11-22T20:00:00+01:00"))
    assert [entry for entry in saved(home) if entry["id"] in "abc"] == UNKNOWN


def test_unknown_keys_beside_the_entries_survive(home: Path) -> None:
    """A key of a newer version beside `entries` stays, through a rewrite, a splice and an entry that comes first."""
    home.mkdir()
    document = {"device": {"name": "ü"}, "schema": 1, "entries": [pain("a", NOON)], "tags": [1]}
    (home / "log.json").write_text(json.dumps(document))
    fill(home, pain("b", "2026-11-22T13:00:00+01:00"), pain("first", EARLY))
    (home / ".coach.lock").write_bytes(b"")
    fill(home, pain("last", "2026-11-22T23:00:00+01:00"))
    raw = json.loads((home / "log.json").read_text())
    assert ids(home) == ["first", "a", "b", "last"]
    assert raw["device"] == {"name": "ü"}
    assert raw["tags"] == [1]


def _document(*entries: Entry) -> dict[str, Any]:
    return {"schema": 1, "entries": list(entries)}


A, B, C = pain("a", EARLY), pain("b", NOON), pain("c", "2026-11-22T18:00:00+01:00")
LINES = [json.dumps(entry, separators=(",", ":")) for entry in (A, B, C)]
HEAD = '{"schema":1,"entries":[\n'


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(_document(A, B, C), indent=2),
        json.dumps(_document(A, B, C)),
        HEAD.replace("\n", "\r\n") + ",\r\n".join(LINES) + "\r\n]}\r\n",
        "\ufeff" + HEAD + ",\n".join(LINES) + "\n]}\n",
        HEAD + ",\n".join([LINES[2], LINES[0], LINES[1]]) + "\n]}\n",
        HEAD + ",\n".join([*LINES, LINES[1]]) + "\n]}\n",
        HEAD + ",\n".join([LINES[0], LINES[1], LINES[1], LINES[2]]) + "\n]}\n",
        HEAD + ",\n".join("  " + line for line in LINES) + "\n]}\n",
        HEAD + LINES[0] + ",\n  " + LINES[1] + ",\n" + LINES[2] + "\n]}\n",
        HEAD + ",\n".join(LINES) + "\n]}",
        HEAD + ",\n".join(LINES) + "\n\n]}\n\n",
        HEAD + LINES[0] + ",\n" + LINES[1].replace('"b"', '"\\u0062"') + ",\n" + LINES[2] + "\n]}\n",
        HEAD + ",\n".join(line.replace('":', '": ') for line in LINES) + "\n]}\n",
        HEAD + ",\n".join(line.replace('"pain"', '"p\\u0061in"') for line in LINES) + "\n]}\n",
        HEAD + LINES[0] + "\n," + LINES[1] + "\n," + LINES[2] + "\n]}\n",
        HEAD + LINES[0] + ",\n" + LINES[1] + "," + LINES[2] + "\n]}\n",
        HEAD + ",\n".join(LINES) + "\r\n]}\n",
        '{"entries":[\n' + ",\n".join(LINES) + '\n],"schema":1}\n',
    ],
    ids=[
        "indented",
        "one-line",
        "crlf",
        "byte-order-mark",
        "out-of-order",
        "doubled-id",
        "doubled-line",
        "indented-lines",
        "one-indented-line",
        "no-last-newline",
        "empty-lines",
        "escaped-id",
        "spaces",
        "escaped-type",
        "comma-first",
        "two-in-a-line",
        "one-carriage-return",
        "schema-last",
    ],
)
def test_hand_edited_journals_are_read_and_put_in_order(home: Path, text: str) -> None:
    """Whatever an editor makes of it, a journal is read in full, and is in our own format after the next save (F36)."""
    home.mkdir()
    (home / "log.json").write_bytes(text.encode())
    assert [entry["id"] for entry in journal(home).all()] == ["a", "b", "c"]
    fill(home, {**B, "score": 9, "edited_at": NOON}, pain("d", "2026-11-22T19:00:00+01:00"))
    assert ids(home) == ["a", "b", "c", "d"]
    assert saved(home)[1]["score"] == 9
    assert [entry["id"] for entry in journal(home).since(float("-inf"))] == ["a", "b", "c", "d"]
    assert [entry["id"] for entry in journal(home).of_type("pain")] == ["a", "b", "c", "d"]


def test_journal_of_no_entries(home: Path) -> None:
    """A journal whose entries somebody deleted takes the next one."""
    home.mkdir()
    (home / "log.json").write_text('{"schema":1,"entries":[\n]}\n')
    assert journal(home).all() == []
    fill(home, A)
    assert ids(home) == ["a"]


@pytest.mark.parametrize("before_border", [1, 4, 8])
def test_entry_is_found_across_the_border_of_two_blocks(home: Path, before_border: int) -> None:
    """An id that stands across the border of two blocks of reading is found: its new version is no second entry."""
    first = json.dumps(pain("a", EARLY, note=""), separators=(",", ":"))
    start_of_id = len(HEAD) + len(first) + len(',\n{"id":')
    fill(home, pain("a", EARLY, note="n" * (1024 * 1024 - before_border - start_of_id)), pain("the-id", NOON))
    assert (home / "log.json").read_bytes().index(b'"the-id"') == 1024 * 1024 - before_border
    fill(home, {**pain("the-id", NOON, 9), "edited_at": NOON})
    assert ids(home) == ["a", "the-id"]


def test_same_entry_twice_is_one(home: Path) -> None:
    """Saving an entry again changes nothing, not even the file."""
    fill(home, A, B)
    before = (home / "log.json").stat()
    fill(home, A)
    assert ids(home) == ["a", "b"]
    assert (home / "log.json").stat().st_ino == before.st_ino


@pytest.mark.parametrize(
    ("change", "score", "order"),
    [
        ({"score": 9, "edited_at": NOON}, 9, ["a", "b", "c"]),
        ({"score": 9, "edited_at": "2026-11-21T00:00:00+01:00"}, 9, ["a", "b", "c"]),
        ({"score": 9, "edited_at": NOON, "at": EARLY.replace("06", "05")}, 9, ["b", "a", "c"]),
        ({"score": 9, "edited_at": NOON, "at": "2026-11-22T23:00:00+01:00"}, 9, ["a", "c", "b"]),
        ({"score": 1}, 4, ["a", "b", "c"]),
        ({"score": 9}, 9, ["a", "b", "c"]),
    ],
    ids=["edited", "edited-before-it-happened", "earlier", "later", "tie-smaller-loses", "tie-greater-wins"],
)
def test_new_version_of_an_entry(home: Path, change: Entry, score: int, order: list[str]) -> None:
    """Of two versions the one edited later wins, a tie goes to the greater JSON, and it stands where its time is."""
    fill(home, A, B, C, {**B, **change})
    assert ids(home) == order
    assert next(entry for entry in saved(home) if entry["id"] == "b")["score"] == score


def test_older_edit_loses(home: Path) -> None:
    """An edit that arrives after a later one changes nothing."""
    fill(home, A, {**A, "score": 8, "edited_at": NOON}, {**A, "score": 2, "edited_at": EARLY})
    assert saved(home)[0]["score"] == 8


def test_merge_of_many(home: Path) -> None:
    """Many entries come in at once: in order, without doubles, beside those that were there."""
    fill(home, B)
    journal(home).merge([C, A, {**B, "score": 7, "edited_at": NOON}])
    assert ids(home) == ["a", "b", "c"]
    assert saved(home)[1]["score"] == 7


def test_of_type(home: Path) -> None:
    """The entries of one type are found, in order, wherever else that word stands; with and without the stamp."""
    check = {"id": "c", "type": "check", "at": NOON, "signs": ["x"], "inner": {"type": "pain"}}
    fill(home, B, check, pain("a", EARLY, note='"type":"check"'))
    for _ in range(2):
        assert journal(home).of_type("check") == [check]
        assert [entry["id"] for entry in journal(home).of_type("pain")] == ["a", "b"]
        assert journal(home).of_type("nosuch") == []
        (home / ".coach.lock").write_bytes(b"")


def test_new_id_is_not_taken_for_new_twice(home: Path) -> None:
    """An id that was new when it was saved is a known one afterwards, in the same run of the program too."""
    store = journal(home)
    store.add(A, is_new=True)
    store.add({**A, "score": 9, "edited_at": NOON})
    store.add(B, is_new=True)
    assert ids(home) == ["a", "b"]
    assert saved(home)[0]["score"] == 9


def test_find(home: Path) -> None:
    """An entry is found by its id; one that is not there is not."""
    fill(home, A, B)
    assert journal(home).find("b") == B
    assert journal(home).find("z") is None


def test_backup_is_the_journal_before(home: Path) -> None:
    """`log.json.bak` is the journal as it was before the last save, byte for byte."""
    fill(home, A)
    assert not (home / "log.json.bak").exists()
    before = (home / "log.json").read_bytes()
    fill(home, B)
    assert (home / "log.json.bak").read_bytes() == before


def test_backup_survives_a_save_that_changes_nothing(home: Path) -> None:
    """A save without a change does not put the present journal over the backup."""
    fill(home, A, B)
    before = (home / "log.json.bak").read_bytes()
    fill(home, B)
    assert (home / "log.json.bak").read_bytes() == before


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o777], ids=oct)
def test_files_are_private_under_any_umask(home: Path, mask: int) -> None:
    """Files are 0600 and the folder 0700, whatever the umask (F41)."""
    before = os.umask(mask)
    try:
        fill(home, A, B)
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in home.iterdir()}
    assert modes == {"log.json": 0o600, "log.json.bak": 0o600, ".coach.lock": 0o600}
    assert home.stat().st_mode & 0o777 == 0o700


def test_wide_permissions_are_taken_back_by_the_next_save(home: Path) -> None:
    """A journal that was made readable for all is private after the next save, and so is its backup."""
    fill(home, A)
    (home / "log.json").chmod(0o644)
    fill(home, B)
    assert (home / "log.json").stat().st_mode & 0o777 == 0o600
    assert (home / "log.json.bak").stat().st_mode & 0o777 == 0o600
