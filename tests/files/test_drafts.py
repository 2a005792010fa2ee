"""Drafts: what a command was about to save is on disk first, and comes in once if the command dies."""

import json
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.faults.journals import drafts, fill, ids, journal, pain, saved, three
from tests.program import environment

from sciatica_coach.errors import CannotWriteError
from sciatica_coach.files.drafts import Draft, session_runs
from sciatica_coach.files.places import Home


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes: a write is cut short there, and the next one fails."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


def crash(home: Path, *entries: dict[str, object], tail: bytes = b"") -> Path:
    """Leave a draft as a command does that dies after having kept these versions of its entry."""
    with Draft(Home(root=home), str(entries[0]["id"]) if entries else "none") as draft:
        for entry in entries:
            draft.keep(entry)
    with draft.path.open("ab") as file:
        file.write(tail)
    return draft.path


def test_recovery_happens_once(home: Path) -> None:
    """The entry of a dead command comes in, is told once, and its draft goes."""
    fill(home, *three())
    crash(home, pain("x"))
    assert [entry["id"] for entry in journal(home).recover()] == ["x"]
    assert journal(home).recover() == []
    assert ids(home) == ["kept-0", "kept-1", "kept-2", "x"]
    assert drafts(home) == []


@pytest.mark.parametrize(
    "tail",
    [b"", b'{"k":"ex"', b'{"id":"x","type":"pa', b"\0" * 400, '{"note":"ü'.encode()[:-1], b"{", b'{"id":"x"}\n'],
    ids=["whole", "torn", "torn-in-a-word", "nul", "torn-in-a-letter", "one-byte", "no-entry"],
)
def test_last_whole_line_counts(home: Path, tail: bytes) -> None:
    """The last whole line of a draft is its entry; a torn one after it is passed over (F05)."""
    crash(home, pain("x", score=1), pain("x", score=2), tail=tail)
    assert [entry["score"] for entry in journal(home).recover()] == [2]
    assert saved(home)[0]["score"] == 2


@pytest.mark.parametrize("tail", [b"", b'{"id":"x","type":"pain"', b"\0" * 50], ids=["empty", "torn", "nul"])
def test_draft_without_a_whole_line_goes(home: Path, tail: bytes) -> None:
    """A draft in which nothing was ever promised goes without a word, and makes no journal."""
    crash(home, tail=tail)
    assert journal(home).recover() == []
    assert drafts(home) == []
    assert not (home / "log.json").exists()


@pytest.mark.parametrize(
    "line",
    [
        b'{"id":"x"}',
        b'{"id":"x","type":"pain","at":"noon"}',
        b'{"id":"x","type":"pain","at":"2026-11-22T06:00:00Z","score":NaN}',
        b"[1]",
        b"[" * 100_000,
        b'"\xff"',
    ],
    ids=["no-time", "bad-time", "nan", "list", "deep", "no-text"],
)
def test_draft_that_cannot_be_read_stays_and_disturbs_nobody(home: Path, line: bytes) -> None:
    """Whole lines that this version cannot read are neither thrown away nor in the way of the other drafts."""
    odd = crash(home, tail=line + b"\n")
    crash(home, pain("y"))
    assert [entry["id"] for entry in journal(home).recover()] == ["y"]
    assert drafts(home) == [odd]
    fill(home, pain("z"))
    assert ids(home) == ["y", "z"]


def test_living_draft_is_left_alone(home: Path) -> None:
    """The draft of a running command is not taken for a dead one's, in this process or another."""
    with Draft(Home(root=home), "mine") as draft:
        draft.keep(pain("mine"))
        assert journal(home).recover() == []
        script = "from tests.faults.journals import *; import sys; print(len(journal(Path(sys.argv[1])).recover()))"
        env = environment() | {"PYTHONPATH": os.pathsep.join(["src", "."])}
        other = subprocess.run([sys.executable, "-c", script, str(home)], env=env, capture_output=True, check=True)
        assert other.stdout == b"0\n"
    assert [entry["id"] for entry in journal(home).recover()] == ["mine"]


def test_draft_of_a_saved_entry_does_no_harm(home: Path) -> None:
    """A command that died between its save and the end of its draft: the entry is there once, the file untouched."""
    fill(home, *three(), pain("x"))
    before = (home / "log.json").stat().st_ino
    crash(home, pain("x"))
    journal(home).recover()
    assert ids(home) == ["kept-0", "kept-1", "kept-2", "x"]
    assert (home / "log.json").stat().st_ino == before
    assert drafts(home) == []


def test_draft_does_not_undo_a_later_edit(home: Path) -> None:
    """An old draft does not bring back what was corrected since."""
    fill(home, {**pain("x", score=2), "edited_at": "2026-11-23T00:00:00Z"})
    crash(home, pain("x", score=9))
    journal(home).recover()
    assert saved(home)[0]["score"] == 2


def test_many_drafts_come_in_at_once(home: Path) -> None:
    """Every dead command's entry comes in."""
    for number in range(20):
        crash(home, pain(f"{number:02}"))
    assert len(journal(home).recover()) == 20
    assert sorted(ids(home)) == [f"{number:02}" for number in range(20)]
    assert drafts(home) == []


def test_linked_draft_is_not_followed(home: Path, tmp_path: Path) -> None:
    """A link with the name of a draft is neither read nor written through (F27)."""
    home.mkdir()
    victim = tmp_path / "victim"
    victim.write_text(json.dumps(pain("planted")) + "\n")
    (home / "draft-x.jsonl").symlink_to(victim)
    before = victim.read_bytes()
    assert journal(home).recover() == []
    with pytest.raises(CannotWriteError):
        journal(home).add(pain("x"))
    assert victim.read_bytes() == before
    assert not (home / "log.json").exists()


@pytest.mark.parametrize("mask", [0o000, 0o777], ids=oct)
def test_draft_is_private(home: Path, mask: int) -> None:
    """A draft is 0600 under any umask."""
    before = os.umask(mask)
    try:
        path = crash(home, pain("x"))
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600


def test_home_that_cannot_be_made(tmp_path: Path) -> None:
    """A home below a file is told at once, before anybody spends time."""
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWriteError, match="cannot be made"):
        Draft(Home(root=tmp_path / "file" / "home"), "x")


def test_state_kept_after_a_torn_one_is_whole(home: Path) -> None:
    """When the disk was full for one state of a session, the next state that fits is read, not the one before (F16)."""
    with Draft(Home(root=home), "x") as draft:
        draft.keep(pain("x", score=1))
        with files_of_at_most(draft.path.stat().st_size + 30), pytest.raises(CannotWriteError) as caught:
            draft.keep(pain("x", score=2))
        assert "file too large" in caught.value.message
        draft.keep(pain("x", score=3))
    assert [entry["score"] for entry in journal(home).recover()] == [3]


def test_state_kept_before_a_torn_one_stays(home: Path) -> None:
    """When the disk is full for the last state of a session, the one before is read."""
    with Draft(Home(root=home), "x") as draft:
        draft.keep(pain("x", score=1))
        with files_of_at_most(draft.path.stat().st_size + 30), pytest.raises(CannotWriteError):
            draft.keep(pain("x", score=2))
    assert [entry["score"] for entry in journal(home).recover()] == [1]


def test_new_draft_is_never_swept_away(home: Path) -> None:
    """A draft that another command sees in the instant before it is locked is still there once it is made."""
    home.mkdir()
    is_over = threading.Event()

    def sweep() -> None:
        while not is_over.is_set():
            journal(home).recover()

    sweepers = [threading.Thread(target=sweep) for _ in range(2)]
    for sweeper in sweepers:
        sweeper.start()
    try:
        for number in range(1500):
            with Draft(Home(root=home), str(number)) as draft:
                assert draft.path.exists()
                draft.discard()
    finally:
        is_over.set()
        for sweeper in sweepers:
            sweeper.join()


def test_running_session_is_seen(home: Path) -> None:
    """A draft that is held is a session that runs, from its first question on; when it ends, none does."""
    place = Home(root=home)
    assert not session_runs(place)
    with Draft(place, "s") as draft:
        assert session_runs(place)
        draft.keep({"id": "s", "type": "session", "at": "2026-11-22T07:30:00+01:00"})
        assert session_runs(place)
    assert not session_runs(place)


def test_other_commands_are_no_session(home: Path) -> None:
    """The draft of a pain score is no session, and the draft of a session that died is none that runs."""
    place = Home(root=home)
    crash(home, {"id": "dead", "type": "session", "at": "2026-11-22T07:30:00+01:00"})
    with Draft(place, "p") as draft:
        draft.keep({"id": "p", "type": "pain", "at": "2026-11-22T07:30:00+01:00", "score": 3})
        assert not session_runs(place)
    assert len(list(home.glob("draft-*"))) == 2
