"""Journals that cannot be trusted: read as far as they go, never written, and the new entry waits in its draft."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.faults.journals import drafts, fill, ids, journal, pain, saved, three

from sciatica_coach.errors import CoachError, UnreadableError

ENTRY = '{"id":"a","type":"pain","at":"2026-11-22T06:00:00+01:00","score":%s}'


def assert_refused(home: Path, raw: bytes) -> UnreadableError:
    """Reading and writing are both refused; the file stays byte for byte; the new entry waits in its draft."""
    for attempt in (journal(home).all, lambda: journal(home).latest(bool)):
        with pytest.raises(UnreadableError):
            attempt()
    with pytest.raises(UnreadableError) as caught:
        journal(home).add(pain("new"))
    assert (home / "log.json").read_bytes() == raw
    assert [path.name for path in drafts(home)] == ["draft-new.jsonl"]
    assert str(drafts(home)[0]) in caught.value.message
    assert caught.value.exit_code == 65
    assert caught.value.hint
    return caught.value


def test_truncated_at_every_length(home: Path) -> None:
    """A journal cut off anywhere is refused and stays byte for byte; cut before its last newline it is whole (F29)."""
    fill(home, *three())
    whole = (home / "log.json").read_bytes()
    for length in range(len(whole) - 1):
        (home / "log.json").write_bytes(whole[:length])
        with pytest.raises(UnreadableError, match=r"log\.json:\d+: the log cannot be read: "):
            journal(home).all()
        with pytest.raises(UnreadableError):
            journal(home).merge([pain("new")])
        assert (home / "log.json").read_bytes() == whole[:length]
    (home / "log.json").write_bytes(whole[:-1])
    assert len(journal(home).all()) == 3


@pytest.mark.parametrize(
    ("raw", "line", "fault"),
    [
        (b"", 1, "expecting value"),
        (b"\0" * 300, 1, "expecting value"),
        (b"\xff\xfe{}", 1, "it is not text"),
        (b'{"schema":1,"entries":[\n\xe9]}\n', 2, "it is not text"),
        (b"[]", 1, "does not begin with"),
        (b'{"schema":1}', 1, "does not begin with"),
        (b'{"schema":1,"entries":{}}', 1, "does not begin with"),
        (b'{"entries":[]}', 1, "which `schema`"),
        (b'{"schema":true,"entries":[]}', 1, "which `schema`"),
        (b'{"schema":0,"entries":[]}', 1, "which `schema`"),
        (b'{"schema":"1","entries":[]}', 1, "which `schema`"),
        (b'{"schema":1,"entries":[\n7\n]}\n', 2, "entry 1 is not an entry"),
        (b'{"schema":1,"entries":[\n{"type":"pain"}\n]}\n', 2, "entry 1 has no `id`"),
        (b'{"schema":1,"entries":[\n{"id":"a","at":"x"}\n]}\n', 2, "entry 1 has no `type`"),
        (b'{"schema":1,"entries":[\n{"id":"a","type":"pain"}\n]}\n', 2, "entry 1 has no `at`"),
        (b'{"schema":1,"entries":[\n{"id":"a","type":"p","at":"noon"}\n]}\n', 2, "not a date and time"),
        (b'{"schema":1,"entries":[\n' + (ENTRY % "NaN").encode() + b"\n]}\n", 1, "NaN is not a number"),
        (b'{"schema":1,"entries":[\n' + (ENTRY % "-Infinity").encode() + b"\n]}\n", 1, "-Infinity is not"),
        (b'{"schema":1,"entries":[\n' + (ENTRY % "1e999").encode() + b"\n]}\n", 1, "1e999 is too large"),
        (b'{"schema":1,"entries":[\n' + (ENTRY % ("9" * 5000)).encode() + b"\n]}\n", 1, "too many digits"),
        (b'{"schema":1,"entries":[\n' + (ENTRY % '4,"id":"b"').encode() + b"\n]}\n", 1, "given twice"),
        (b'{"schema":1,"entries":[],"entries":[]}', 1, "given twice"),
        (b"[" * 100_000, 1, "nested too deeply"),
        (b'{"schema":1,"entries":' + b"[" * 100_000, 1, "nested too deeply"),
        (b'{"schema":1,"entries":[\n' + (ENTRY % 4).encode() + b",\n]}\n", 3, "expecting value"),
        (b'{"schema":1,"entries":[\n' + (ENTRY % 4).encode() + b"\n]}\n<<<<<<< HEAD\n", 4, "extra data"),
    ],
    ids=[
        "empty-F30",
        "nul-F31",
        "utf-16",
        "latin-1",
        "a-list",
        "no-entries",
        "entries-are-no-list",
        "no-schema",
        "schema-true",
        "schema-0",
        "schema-text",
        "entry-is-a-number",
        "no-id",
        "no-type",
        "no-at",
        "bad-at",
        "nan",
        "infinity",
        "1e999",
        "5000-digits",
        "key-twice",
        "entries-twice",
        "deep",
        "deep-entries",
        "trailing-comma-F36",
        "merge-conflict",
    ],
)
def test_unfit_files_are_refused(home: Path, raw: bytes, line: int, fault: str) -> None:
    """What is no journal is refused with its line and its fault in words, and is never changed (F30, F31, F33, F36)."""
    home.mkdir()
    (home / "log.json").write_bytes(raw)
    error = assert_refused(home, raw)
    assert f"{home / 'log.json'}:{line}: " in error.message
    assert fault in error.message
    assert "sys.set_int" not in error.message


def test_how_many_entries_can_be_read_is_said(home: Path) -> None:
    """The message of a damaged journal says how many of its entries are whole."""
    fill(home, *three())
    lines = (home / "log.json").read_bytes().splitlines(keepends=True)
    (home / "log.json").write_bytes(b"".join([*lines[:2], lines[2][:20] + b"\n", *lines[3:]]))
    with pytest.raises(UnreadableError, match="2 entries in it can still be read"):
        journal(home).all()


def test_lines_of_a_damaged_file_are_counted_in_our_own_format(home: Path) -> None:
    """An entry that lost its `at` is named by the line on which it stands."""
    fill(home, *three())
    log = home / "log.json"
    log.write_text(log.read_text().replace('"at":"2024-11-21', '"ta":"2024-11-21'))
    with pytest.raises(UnreadableError, match=r"log\.json:3: .* entry 2 has no `at`"):
        journal(home).all()


def test_missing_with_backup_is_not_a_new_start(home: Path) -> None:
    """A journal that is gone while its backup is there is refused, and does not silently begin anew (F32)."""
    fill(home, *three())
    (home / "log.json").unlink()
    with pytest.raises(UnreadableError, match=r"log\.json is gone, but its backup"):
        journal(home).all()
    with pytest.raises(UnreadableError) as caught:
        journal(home).add(pain("new"))
    assert "is kept in" in caught.value.message
    assert not (home / "log.json").exists()
    (home / "log.json").write_bytes((home / "log.json.bak").read_bytes())
    assert [entry["id"] for entry in journal(home).recover()] == ["new"]
    assert ids(home) == ["kept-0", "kept-1", "new"]


def test_missing_with_draft_brings_the_draft_in(home: Path) -> None:
    """A journal that was never made, beside the draft of a command that died, begins with that draft (F32)."""
    home.mkdir()
    (home / "draft-x.jsonl").write_text(json.dumps(pain("x")) + "\n")
    journal(home).recover()
    assert ids(home) == ["x"]


NEWER = {"schema": 99, "entries": [pain("a"), {"id": "strange"}, "stranger"], "planets": 9}


@pytest.mark.parametrize(
    "write",
    [lambda journal_: journal_.add(pain("new")), lambda journal_: journal_.merge([pain("new")])],
    ids=["add", "merge"],
)
def test_newer_schema_is_read_and_never_written(home: Path, write: Callable[..., None]) -> None:
    """A journal of a newer version is shown as far as it is understood, with a warning, and is not touched (F34)."""
    home.mkdir()
    (home / "log.json").write_text(json.dumps(NEWER))
    raw = (home / "log.json").read_bytes()
    reader = journal(home)
    assert [entry["id"] for entry in reader.all()] == ["a"]
    assert "newer version" in reader.warnings[0]
    with pytest.raises(CoachError, match="newer version") as caught:
        write(journal(home))
    assert caught.value.exit_code == 65
    assert "Update sciatica-coach" in caught.value.hint
    assert (home / "log.json").read_bytes() == raw


def test_stamp_of_a_newer_version_is_not_trusted(home: Path) -> None:
    """A newer version's journal in the same layout, stamped by it, is still found to be newer (F34)."""
    fill(home, pain("a"))
    log = home / "log.json"
    log.write_text(log.read_text().replace('"schema":1', '"schema":2'))
    state = log.stat()
    stamp = f"2 {state.st_ino} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}\n"
    (home / ".coach.lock").write_text(stamp)
    raw = log.read_bytes()
    with pytest.raises(UnreadableError, match="newer version"):
        journal(home).add(pain("new"))
    assert log.read_bytes() == raw


def test_entry_waits_until_the_journal_is_mended(home: Path) -> None:
    """Entries made while the journal was damaged all come in once it is whole again."""
    fill(home, *three())
    whole = (home / "log.json").read_bytes()
    (home / "log.json").write_bytes(whole[:-40])
    for number in range(3):
        with pytest.raises(UnreadableError):
            journal(home).add(pain(f"new-{number}"))
    (home / "log.json").write_bytes(whole)
    assert {entry["id"] for entry in journal(home).recover()} == {"new-0", "new-1", "new-2"}
    assert len(saved(home)) == 6
    assert drafts(home) == []


def test_directory_in_place_of_the_journal(home: Path) -> None:
    """A folder that is named log.json is refused in words."""
    (home / "log.json").mkdir(parents=True)
    with pytest.raises(UnreadableError, match="is a directory"):
        journal(home).all()
    with pytest.raises(CoachError, match="is a directory") as caught:
        journal(home).add(pain("new"))
    assert "is kept in" in caught.value.message
