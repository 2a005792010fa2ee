"""What is read of the journal, and when it is trusted: only while it is exactly as the program left it."""

import json
import os
import shutil
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.faults.journals import fill, ids, journal, pain, three

from sciatica_coach.errors import UnreadableError
from sciatica_coach.files.journal import Journal
from sciatica_coach.files.journal_text import read_document, read_own_document
from sciatica_coach.files.locks import locked
from sciatica_coach.files.places import Home
from sciatica_coach.model.entry import instant

IO = Path("/proc/self/io")
needs_proc = pytest.mark.skipif(not IO.exists(), reason="no /proc/self/io to count the bytes that were read")
MANY = 6000
START = datetime(2020, 1, 1, tzinfo=UTC)
LATER = "2024-11-26T07:00:00+01:00"


def bytes_read(act: Callable[[], object]) -> int:
    """How many bytes this process reads while it does something."""

    def count() -> int:
        return int(IO.read_text().split("rchar: ")[1].split()[0])

    before = count()
    act()
    return count() - before - len(IO.read_text())


def years(home: Path) -> None:
    """Many entries, three hours apart, more than a megabyte of them."""
    moments = [(START + timedelta(hours=3 * number)).isoformat() for number in range(MANY)]
    journal(home).merge([pain(str(number), at, note="x" * 100) for number, at in enumerate(moments)])
    assert (home / "log.json").stat().st_size > 1_000_000


@needs_proc
@pytest.mark.parametrize(
    ("read", "most"),
    [
        (lambda store: store.since((START + timedelta(hours=3 * (MANY - 100))).timestamp()), 100_000),
        (lambda store: store.since(float("inf")), 50_000),
        (lambda store: store.latest(lambda entry: entry["id"] == str(MANY - 5)), 50_000),
    ],
    ids=["last-100-entries", "nothing", "latest"],
)
def test_only_the_end_of_a_long_journal_is_read(home: Path, read: Callable[..., object], most: int) -> None:
    """Reading the last days reads their part of the file, not the years before."""
    years(home)
    assert bytes_read(lambda: read(journal(home))) < most


@needs_proc
def test_an_untrusted_journal_is_read_in_full(home: Path) -> None:
    """Without its stamp, the whole journal is read and checked, even for its end."""
    years(home)
    (home / ".coach.lock").write_bytes(b"")
    assert bytes_read(lambda: journal(home).since(float("inf"))) > 1_000_000


def from_elsewhere(home: Path, settling_seconds: float = 0.0) -> Journal:
    """A long journal that the lock file knows nothing of, as after a copy or a sync."""
    years(home)
    (home / ".coach.lock").write_bytes(b"")
    return Journal(home=Home(root=home), settling_seconds=settling_seconds)


@needs_proc
def test_a_journal_from_elsewhere_is_checked_once(home: Path) -> None:
    """After one reading in full, every command reads its end alone, and its bytes are those that were there."""
    store = from_elsewhere(home)
    raw = (home / "log.json").read_bytes()
    assert bytes_read(lambda: store.since(float("inf"))) > 1_000_000
    assert bytes_read(lambda: journal(home).since(float("inf"))) < 50_000
    assert (home / "log.json").read_bytes() == raw


@needs_proc
def test_a_journal_that_was_touched_just_now_is_not_stamped(home: Path) -> None:
    """What came this very moment may still be written to: it is checked once in a run, and again in the next one."""
    store = from_elsewhere(home, settling_seconds=60.0)
    assert bytes_read(lambda: store.since(float("inf"))) > 1_000_000
    assert bytes_read(lambda: store.since(float("inf"))) < 50_000
    assert (home / ".coach.lock").read_bytes() == b""
    assert bytes_read(lambda: journal(home).since(float("inf"))) > 1_000_000


def test_a_reader_waits_for_nobody_to_stamp(home: Path) -> None:
    """While another command writes, the journal is read all the same, and the lock file is left to the other."""
    store = from_elsewhere(home)
    with locked(home / ".coach.lock"):
        assert len(store.all()) == MANY
    assert (home / ".coach.lock").read_bytes() == b""


def test_a_reader_makes_no_lock_file(home: Path) -> None:
    """Where there is no lock file, a reader does not make one."""
    store = from_elsewhere(home)
    (home / ".coach.lock").unlink()
    assert len(store.all()) == MANY
    assert not (home / ".coach.lock").exists()


def test_a_journal_from_elsewhere_is_checked_in_little_memory(home: Path) -> None:
    """To check it, no more than a part of it is in memory at a time."""
    store = from_elsewhere(home)
    tracemalloc.start()
    try:
        assert store.since(float("inf")) == []
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < (home / "log.json").stat().st_size


@pytest.mark.parametrize("is_stamped", [True, False], ids=["stamped", "unstamped"])
@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (float("-inf"), ["kept-0", "kept-1", "kept-2"]),
        (instant("2024-11-21T07:00:00+01:00"), ["kept-1", "kept-2"]),
        (instant("2024-11-21T07:00:00+01:00") + 1, ["kept-2"]),
        (float("inf"), []),
    ],
    ids=["all", "from-an-entry-on", "a-second-later", "none"],
)
def test_since(home: Path, start: float, expected: list[str], *, is_stamped: bool) -> None:
    """The entries from an instant on, that instant included, the same with and without the stamp."""
    fill(home, *three())
    if not is_stamped:
        (home / ".coach.lock").unlink()
    assert [entry["id"] for entry in journal(home).since(start)] == expected


@pytest.mark.parametrize("is_stamped", [True, False], ids=["stamped", "unstamped"])
def test_latest(home: Path, *, is_stamped: bool) -> None:
    """The latest entry that fits, or none."""
    fill(home, *three())
    if not is_stamped:
        (home / ".coach.lock").unlink()
    latest = journal(home).latest(lambda entry: entry["score"] < 2)
    assert latest is not None
    assert latest["id"] == "kept-1"
    assert journal(home).latest(lambda entry: entry["score"] > 9) is None


@pytest.mark.parametrize("is_stamped", [True, False], ids=["stamped", "unstamped"])
@pytest.mark.parametrize(
    ("kind", "word", "expected"),
    [
        ("pain", "", ["kept-0", "kept-1", "kept-2"]),
        ("session", "", []),
        ("pain", "down-the-leg", ["kept-1"]),
        ("pain", "up-the-leg", []),
    ],
)
def test_of_type(home: Path, kind: str, word: str, expected: list[str], *, is_stamped: bool) -> None:
    """The entries of a type; with a word, those in which it stands, and at the most all of the type."""
    first, second, third = three()
    fill(home, first, {**second, "hurt": "down-the-leg"}, {**third, "note": "pain down-the-leg?"})
    if not is_stamped:
        (home / ".coach.lock").unlink()
    found = [entry["id"] for entry in journal(home).of_type(kind, word=word)]
    assert found == expected if is_stamped else set(found) >= set(expected)


def test_nothing_to_read(home: Path) -> None:
    """A home that is not there yet has no entries, and reading makes none."""
    assert journal(home).all() == []
    assert journal(home).latest(bool) is None
    assert journal(home).recover() == []
    assert not home.exists()


# The first entry is damaged in each of these ways; a program that trusted its stamp would not see it.


def _in_place(log: Path, damaged: bytes) -> None:
    with log.open("r+b") as file:
        file.write(damaged)


def _in_place_with_its_old_time(log: Path, damaged: bytes) -> None:
    state = log.stat()
    _in_place(log, damaged)
    os.utime(log, ns=(state.st_atime_ns, state.st_mtime_ns))


def _replaced_with_its_old_time(log: Path, damaged: bytes) -> None:
    copy = log.with_name("copy")
    copy.write_bytes(damaged)
    shutil.copystat(log, copy)
    copy.replace(log)


def _longer(log: Path, damaged: bytes) -> None:
    log.write_bytes(damaged + b" \n")


@pytest.mark.parametrize(
    "change",
    [_in_place, _in_place_with_its_old_time, _replaced_with_its_old_time, _longer],
    ids=["in-place", "in-place-old-time", "replaced-old-time", "longer"],
)
def test_any_change_from_outside_is_noticed(home: Path, change: Callable[[Path, bytes], None]) -> None:
    """A journal that anybody else touched is checked in full before it is read or written."""
    fill(home, *three())
    log = home / "log.json"
    change(log, log.read_bytes().replace(b'"id":"kept-0"', b'"id":"kept-0 ', 1))
    with pytest.raises(UnreadableError):
        journal(home).add(pain("new"))
    with pytest.raises(UnreadableError):
        journal(home).since(float("inf"))


@pytest.mark.parametrize(
    "stamp", [b"", b"\xff\xff", b"1 2 3 4 5\n", b"x" * 1000], ids=["empty", "no-text", "other", "long"]
)
def test_any_content_of_the_lock_file_is_safe(home: Path, stamp: bytes) -> None:
    """Whatever stands in the lock file, entries are read and saved."""
    fill(home, *three())
    (home / ".coach.lock").write_bytes(stamp)
    assert len(journal(home).all()) == 3
    fill(home, pain("new"))
    assert ids(home) == ["kept-0", "kept-1", "kept-2", "new"]


@needs_proc
def test_a_journal_that_an_editor_put_in_order_is_trusted_after_the_next_save(home: Path) -> None:
    """One save after an edit from outside, reading is short again."""
    years(home)
    log = home / "log.json"
    log.write_text(json.dumps(json.loads(log.read_text()), indent=1))
    fill(home, pain("new", "2030-01-01T00:00:00Z"))
    assert bytes_read(lambda: journal(home).since(float("inf"))) < 50_000


def test_own_journal_is_read_as_a_stranger_s_would_be(home: Path) -> None:
    """Leaving out the checks changes nothing of what is read, with what stands beside the entries."""
    fill(home, *three())
    log = home / "log.json"
    raw = log.read_bytes().replace(b"]}\n", b'],"device":"laptop"}\n')
    own, checked = read_own_document(raw, log), read_document(raw, log)
    assert own == checked
    assert own.rest == {"device": "laptop"}


@pytest.mark.parametrize("raw", [b"", b"[]", b'{"schema":1}', b'{"entries":[],"schema":', b"[" * 100_000])
def test_own_journal_that_is_none_is_said_to_be_none(tmp_path: Path, raw: bytes) -> None:
    """A disk that lost the content without a trace in the times: it is told, and nothing is written."""
    with pytest.raises(UnreadableError):
        read_own_document(raw, tmp_path / "log.json")


def test_merge_into_a_trusted_journal_keeps_all(home: Path) -> None:
    """Entries, and what stands beside them, come through a merge into a journal that is not checked again."""
    log = home / "log.json"
    fill(home, *three())
    log.write_bytes(log.read_bytes().replace(b"]}\n", b'],"device":"laptop"}\n'))
    fill(home, pain("stamps-it"))
    merged = journal(home).merge([pain("late", "2025-01-01T07:00:00Z"), *three()])
    assert (merged.added, merged.same, merged.replaced) == (1, 3, 0)
    assert ids(home) == ["kept-0", "kept-1", "kept-2", "stamps-it", "late"]
    assert json.loads(log.read_bytes())["device"] == "laptop"


@needs_proc
def test_line_of_many_megabytes_is_read_once(home: Path) -> None:
    """A very long line costs its length and a little more, and what stands around it is read."""
    size = 8_000_000
    fill(home, *three(), pain("long", "2024-11-25T07:00:00+01:00", note="x" * size), pain("last", LATER))
    found: list[str] = []
    assert bytes_read(lambda: found.extend(str(entry["id"]) for entry in journal(home).all())) < 2.5 * size
    assert found == ["kept-0", "kept-1", "kept-2", "long", "last"]
