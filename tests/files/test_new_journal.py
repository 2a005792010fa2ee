"""How the new journal of a save comes about: a large one is made of what was the backup, where nobody else has that."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.faults.journals import fill, fill_large, ids, journal, leftovers, pain, saved, three

KEPT = ["large", "kept-0", "kept-1", "kept-2"]
LATEST = pain("new", "2024-11-25T08:00:00+01:00")
needs_leases = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can tell who has a file open")


def inode(path: Path) -> int:
    """What stays the same when a file gets another name."""
    return path.stat().st_ino


def check_saved(home: Path, before: bytes, *expected: str) -> None:
    """The journal holds these, the backup is the journal of before, and nothing else is left."""
    assert ids(home) == list(expected)
    assert (home / "log.json.bak").read_bytes() == before
    assert leftovers(home) == []
    for name in ("log.json", "log.json.bak"):
        assert (home / name).stat().st_mode & 0o777 == 0o600
        assert (home / name).stat().st_nlink == 1


@needs_leases
def test_large_journal_is_made_of_the_backup(home: Path) -> None:
    """Of a large journal only the end is written, into what was the backup; the old journal is the backup then."""
    fill_large(home)
    before, spare = (home / "log.json").read_bytes(), inode(home / "log.json.bak")
    fill(home, LATEST)
    assert inode(home / "log.json") == spare
    check_saved(home, before, *KEPT, "new")


@needs_leases
@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (pain("late", "2024-11-20T09:00:00+01:00"), ["large", "kept-0", "late", "kept-1", "kept-2"]),
        ({**three()[1], "score": 9, "edited_at": "2024-12-01T07:00:00+01:00"}, KEPT),
    ],
    ids=["late-entry", "corrected-entry"],
)
def test_entry_before_the_end_of_a_large_journal(home: Path, entry: dict[str, object], expected: list[str]) -> None:
    """An entry for an earlier time, and a correction, are put into their places, and what comes after them stays."""
    fill_large(home)
    before, spare = (home / "log.json").read_bytes(), inode(home / "log.json.bak")
    fill(home, entry)
    assert inode(home / "log.json") == spare
    assert entry in saved(home)
    check_saved(home, before, *expected)


def test_small_journal_is_copied(home: Path) -> None:
    """A small journal is copied, and its backup of before goes."""
    fill(home, *three())
    before, spare = (home / "log.json").read_bytes(), inode(home / "log.json.bak")
    with (home / "log.json.bak").open("rb"):  # so that its number is not given away again
        fill(home, LATEST)
        assert inode(home / "log.json") != spare
    check_saved(home, before, *KEPT[1:], "new")


def test_who_reads_a_journal_never_sees_it_change(home: Path) -> None:
    """Somebody who opened the log, and reads on while many entries are saved, reads what was there at first."""
    fill_large(home)
    whole = (home / "log.json").read_bytes()
    with (home / "log.json").open("rb") as reader:
        half = reader.read(len(whole) // 2)
        for number in range(4):
            fill(home, pain(f"new-{number}", f"2024-11-25T0{number}:00:00+01:00"))
        assert half + reader.read() == whole
    assert ids(home) == [*KEPT, "new-0", "new-1", "new-2", "new-3"]
    assert leftovers(home) == []


def test_link_of_a_snapshot_never_changes(home: Path, tmp_path: Path) -> None:
    """A backup program that keeps files by links to them keeps what it linked to."""
    fill_large(home)
    kept = {name: (home / name).read_bytes() for name in ("log.json", "log.json.bak")}
    for name in kept:
        os.link(home / name, tmp_path / name)
    for number in range(4):
        fill(home, pain(f"new-{number}", f"2024-11-25T0{number}:00:00+01:00"))
    assert {name: (tmp_path / name).read_bytes() for name in kept} == kept
    assert ids(home) == [*KEPT, "new-0", "new-1", "new-2", "new-3"]


def _is_gone(backup: Path) -> None:
    backup.unlink()


def _is_short(backup: Path) -> None:
    os.truncate(backup, 1000)


def _began_otherwise(backup: Path) -> None:
    raw = backup.read_bytes()
    backup.write_bytes(raw[:5000] + b"N" + raw[5001:])


def _ended_otherwise(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes().replace(b"n" * 1000, b"m" * 1000))


def _leads_elsewhere(backup: Path) -> None:
    other = shutil.move(backup, backup.parent.with_name("elsewhere"))
    backup.symlink_to(other)


@pytest.mark.parametrize(
    "change", [_is_gone, _is_short, _began_otherwise, _ended_otherwise, _leads_elsewhere], ids=lambda one: one.__name__
)
def test_backup_that_is_of_no_use(home: Path, change: Callable[[Path], None]) -> None:
    """Where the backup is not the journal of before, the new one is copied, and is right all the same."""
    fill_large(home)
    before = (home / "log.json").read_bytes()
    change(home / "log.json.bak")
    fill(home, LATEST)
    check_saved(home, before, *KEPT, "new")
    assert b"N" not in (home / "log.json").read_bytes()[:6000]


def test_backup_that_leads_elsewhere_is_not_followed(home: Path) -> None:
    """What a link in the place of the backup leads to is left alone."""
    fill_large(home)
    _leads_elsewhere(home / "log.json.bak")
    elsewhere = home.with_name("elsewhere")
    before = elsewhere.read_bytes()
    fill(home, LATEST)
    assert elsewhere.read_bytes() == before


def test_large_journal_that_is_a_link(home: Path, tmp_path: Path) -> None:
    """A large journal that is a link stays one, with its backup in the home."""
    target = tmp_path / "dotfiles" / "pain.json"
    target.parent.mkdir()
    home.mkdir()
    (home / "log.json").symlink_to(target)
    fill_large(home)
    before = target.read_bytes()
    fill(home, LATEST)
    assert (home / "log.json").is_symlink()
    assert [path.name for path in target.parent.iterdir()] == ["pain.json"]
    check_saved(home, before, *KEPT, "new")


def test_broken_journal_does_not_become_the_backup(home: Path) -> None:
    """A repair leaves the backup as it is, however large the journal."""
    fill_large(home)
    backup = (home / "log.json.bak").read_bytes()
    journal(home).rebuild(lambda _: ([LATEST], {}), is_broken=True)
    assert ids(home) == ["new"]
    assert (home / "log.json.bak").read_bytes() == backup
