"""Repair: what can be brought back is, nothing is thrown away, and the broken file is kept."""

import gzip
import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.faults.journals import drafts, fill, ids, journal, leftovers, pain, saved, three

from sciatica_coach.errors import UnreadableError
from sciatica_coach.files.drafts import Draft
from sciatica_coach.files.journal_text import NewerSchemaError, whole
from sciatica_coach.files.places import Home
from sciatica_coach.files.repair import Survey, mend, survey, unpacked

STAMP = "20241126-073000"
KEPT = ["kept-0", "kept-1", "kept-2"]


def look(home: Path) -> Survey:
    """What a repair would find."""
    return survey(Home(root=home))


def repair(home: Path) -> Path | None:
    """Repair, as after a yes."""
    return mend(journal(home), look(home), STAMP)


def assert_refused(home: Path) -> None:
    """Neither reading nor writing goes on with the log as it is, and it stays as it is."""
    log = home / "log.json"
    before = log.read_bytes() if log.exists() else None
    with pytest.raises(UnreadableError, match=r"log\.json(:\d+: | is gone)"):
        journal(home).all()
    with pytest.raises(UnreadableError):
        journal(home).merge([pain("new")])
    assert (log.read_bytes() if log.exists() else None) == before


def test_truncated_at_every_length(home: Path) -> None:
    """A log cut off anywhere is refused, and repaired with what it holds and what its backup holds (F29)."""
    fill(home, *three())
    log, whole_log, backup = home / "log.json", (home / "log.json").read_bytes(), (home / "log.json.bak").read_bytes()
    third = whole_log.index(b'"kept-2"') + len(whole_log.splitlines()[3])
    for length in range(len(whole_log) - 1):
        log.write_bytes(whole_log[:length])
        (home / "log.json.bak").write_bytes(backup)
        assert_refused(home)
        kept = repair(home)
        assert kept is not None
        assert kept.read_bytes() == whole_log[:length]
        assert ids(home)[:2] == KEPT[:2], length
        assert (len(ids(home)) == 3) == (length >= third - len('{"id":')), length
        kept.unlink()


@pytest.mark.parametrize("raw", [b"", b"\0" * 300, b"\xff" * 300], ids=["empty-F30", "nul-F31", "no-text"])
def test_nothing_readable_is_restored_from_the_backup(home: Path, raw: bytes) -> None:
    """A log of zero length, or of NULs, comes back from the backup (F30, F31)."""
    fill(home, *three())
    (home / "log.json").write_bytes(raw)
    assert_refused(home)
    kept = repair(home)
    assert ids(home) == KEPT[:2]
    assert kept is not None
    assert kept.read_bytes() == raw


def test_trailing_comma(home: Path) -> None:
    """A log with a comma too many loses nothing by its repair (F36)."""
    fill(home, *three())
    log = home / "log.json"
    log.write_text(log.read_text().replace("\n]}", ",\n]}").replace('"score":1', '"score":9'))
    assert_refused(home)
    repair(home)
    assert [entry["score"] for entry in saved(home)] == [0, 9, 2], "what was changed by hand is not what the log has"


def test_missing_log(home: Path) -> None:
    """A log that is gone comes back from its backup (F32)."""
    fill(home, *three())
    (home / "log.json").unlink()
    assert_refused(home)
    assert repair(home) is None
    assert ids(home) == KEPT[:2]


def test_missing_log_with_daily_backup_alone(home: Path) -> None:
    """A log that is gone with its `.bak` is refused too while there is a daily backup, and comes back from it (F32)."""
    home.mkdir()
    (home / "backups").mkdir()
    (home / "backups" / "log-2024-11-22.json.gz").write_bytes(gzip.compress(whole(three(), {})))
    assert_refused(home)
    repair(home)
    assert ids(home) == KEPT


CONFLICTS = [
    "log.sync-conflict-20241122-073000-ABCDEFG.json",
    "log (Anna's conflicted copy 2024-11-22).json",
    "log (conflicted copy).json",
    "log (1).json",
    "log 2.json",
    "log-DESKTOP-7.json",
]


@pytest.mark.parametrize("name", CONFLICTS)
def test_copy_of_a_sync_program(home: Path, name: str) -> None:
    """Entries that only a copy beside the log has come in by id; the log wins where neither is newer (F38)."""
    fill(home, *three())
    copy = home / name
    copy.write_bytes(whole([pain("kept-1", "2024-11-21T07:00:00+01:00", 7), pain("other", score=5)], {}))
    assert "other" not in [entry["id"] for entry in journal(home).all()], "a copy was read by itself"
    assert look(home).is_needed
    assert repair(home) is None, "a sound log needs no copy"
    assert ids(home) == [*KEPT, "other"]
    assert saved(home)[1]["score"] == 1
    assert copy.exists()
    assert not look(home).is_needed


def test_copy_beside_a_broken_log(home: Path) -> None:
    """A broken log and a broken copy beside it give all that is whole in either."""
    fill(home, *three())
    raw = (home / "log.json").read_bytes()
    (home / "log.json.bak").unlink()
    (home / "log.json").write_bytes(raw[: raw.index(b'"kept-1"')])
    (home / "log.sync-conflict-1.json").write_bytes(raw[raw.index(b'{"id":"kept-1"') :])
    assert_refused(home)
    repair(home)
    assert ids(home) == KEPT


def test_conflict_is_noticed_by_a_save(home: Path) -> None:
    """The command that saves says that a copy lies there, once (F38)."""
    fill(home, *three())
    (home / "log.sync-conflict-1.json").write_bytes(whole([], {}))
    writer = journal(home)
    writer.add(pain("x"))
    writer.add(pain("y"))
    assert len(writer.warnings) == 1
    assert "coach doctor --repair" in writer.warnings[0]


@pytest.mark.parametrize("name", ["logbook.json", "log_old.json", "log1.json", "log.json.orig", "blog.json"])
def test_other_files_are_no_copies(home: Path, name: str) -> None:
    """Files with names of their own are left out."""
    fill(home, *three())
    (home / name).write_bytes(whole([pain("other")], {}))
    assert not look(home).is_needed


def test_copy_beside_the_real_file(home: Path, tmp_path: Path) -> None:
    """Where log.json is a link into a synced folder, the copies lie there; the link stays a link."""
    fill(home, *three())
    real = tmp_path / "synced" / "diary.json"
    real.parent.mkdir()
    (home / "log.json").rename(real)
    (home / "log.json").symlink_to(real)
    (real.parent / "diary (conflicted copy).json").write_bytes(whole([pain("other")], {}))
    repair(home)
    assert ids(home) == [*KEPT, "other"]
    assert (home / "log.json").is_symlink()


def test_drafts_come_in(home: Path) -> None:
    """What waits in drafts is part of the repair, and the drafts go."""
    fill(home, *three())
    (home / "log.json").write_bytes(b"")
    with Draft(Home(root=home), "new") as draft:
        draft.keep(pain("new"))
    assert [entry["id"] for entry in look(home).after()] == [*KEPT[:2], "new"]
    repair(home)
    assert ids(home) == [*KEPT[:2], "new"]
    assert drafts(home) == []


def test_later_version_of_a_backup_wins(home: Path) -> None:
    """Of two versions of an entry the one that was edited later counts, wherever it lies."""
    fill(home, pain("a", score=1))
    (home / "log (1).json").write_bytes(
        whole([pain("a", score=2, edited_at="2024-11-23T07:00:00Z"), pain("b", score=3)], {})
    )
    repair(home)
    assert [entry["score"] for entry in saved(home)] == [2, 3]


def test_taken_back_entry_does_not_return(home: Path) -> None:
    """The tombstone of an entry wins over the entry in a backup."""
    fill(home, pain("a"), pain("b"))
    gone = {"id": "a", "type": "removed", "at": pain("a")["at"], "edited_at": "2024-11-23T07:00:00Z"}
    fill(home, gone)
    (home / "log (1).json").write_bytes(whole([pain("a"), pain("c")], {}))
    repair(home)
    assert sorted((entry["id"], entry["type"]) for entry in saved(home)) == [
        ("a", "removed"),
        ("b", "pain"),
        ("c", "pain"),
    ]


def test_doubtful_entry_only_without_a_sound_one(home: Path) -> None:
    """An entry with spoiled bytes is replaced by a sound copy, and kept where there is none."""
    fill(home, pain("a", note="über"), pain("b", note="mäßig"))
    log = home / "log.json"
    log.write_bytes(log.read_bytes().replace("ü".encode(), b"\xfc").replace("ä".encode(), b"\xe4"))
    repair(home)
    assert sorted(entry["note"] for entry in saved(home)) == ["m�ßig", "über"]


def test_what_stands_beside_the_entries_stays(home: Path) -> None:
    """Keys of the document that this version does not know survive, from the newest sound file."""
    home.mkdir()
    (home / "log.json").write_bytes(whole([pain("a")], {"planets": 9})[:-8])
    (home / "log.json.bak").write_bytes(whole([], {"planets": 9}))
    repair(home)
    assert json.loads((home / "log.json").read_text())["planets"] == 9


NEWER = [b'{"schema":99,"entries":[]}', b'{"schema":2,"entries":[\n{"id":"a"', b'\xef\xbb\xbf{ "schema" : 2']


@pytest.mark.parametrize("raw", NEWER, ids=["whole", "torn", "torn-head"])
def test_log_of_a_newer_version_is_not_ours_to_repair(home: Path, raw: bytes) -> None:
    """A newer version's log is left alone, even when it is torn."""
    home.mkdir()
    (home / "log.json").write_bytes(raw)
    (home / "log.json.bak").write_bytes(whole(three(), {}))
    assert not look(home).is_needed
    with pytest.raises(NewerSchemaError):
        journal(home).rebuild(lambda _: (_ for _ in ()).throw(NewerSchemaError("newer")), is_broken=True)
    assert (home / "log.json").read_bytes() == raw


def test_copy_of_a_newer_version_is_passed_over(home: Path) -> None:
    """What a newer version wrote is not understood, so that nothing of it is taken."""
    fill(home, *three())
    (home / "log (1).json").write_text('{"schema":99,"entries":[{"id":"x","type":"pain","at":"2024-11-22T07:30:00Z"}]}')
    assert not look(home).is_needed


def test_broken_log_does_not_become_the_backup(home: Path) -> None:
    """The good backup is not replaced by the broken log."""
    fill(home, *three())
    backup = (home / "log.json.bak").read_bytes()
    (home / "log.json").write_bytes(b"")
    repair(home)
    assert (home / "log.json.bak").read_bytes() == backup


def test_broken_file_is_kept_private_and_once(home: Path) -> None:
    """The copy of the broken file is 0600; the same bytes are kept once, others under another name."""
    fill(home, *three())
    (home / "log.json").write_bytes(b"broken")
    first = repair(home)
    (home / "log.json").write_bytes(b"broken")
    second = repair(home)
    (home / "log.json").write_bytes(b"other")
    third = repair(home)
    assert first == second == home / f"log.json.broken-{STAMP}"
    assert third == home / f"log.json.broken-{STAMP}-2"
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert leftovers(home) == [first.name, third.name]


def test_repaired_log_is_trusted_at_once(home: Path) -> None:
    """After a repair the log is as the program left it."""
    fill(home, *three())
    (home / "log.json").write_bytes(b"")
    repair(home)
    with (home / "log.json").open("rb") as file:
        assert journal(home).is_as_left(file.fileno())


def test_nothing_to_repair(home: Path) -> None:
    """A sound log without anything beside it needs no repair; neither does no log at all."""
    assert not look(home).is_needed
    fill(home, *three())
    assert not look(home).is_needed
    raw = (home / "log.json").read_bytes()
    assert repair(home) is None
    assert (home / "log.json").read_bytes() == raw


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda raw: raw, True),
        (lambda raw: raw[:-20], True),
        (lambda _: b"", False),
        (lambda _: b"no gzip", False),
        (lambda raw: raw[:10] + b"\xff" * 20, False),
    ],
    ids=["whole", "cut", "empty", "no-gzip", "spoiled"],
)
def test_spoiled_backups(spoil: Callable[[bytes], bytes], *, expected: bool) -> None:
    """A packed backup gives what can be unpacked of it, and never an error."""
    raw = whole([pain(str(number), note="n" * number) for number in range(200)], {})
    assert raw.startswith(unpacked(spoil(gzip.compress(raw)))[:100])
    assert bool(unpacked(spoil(gzip.compress(raw)))) is expected
