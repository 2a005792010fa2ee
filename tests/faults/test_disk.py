"""A disk that refuses, lies, fills up or is read-only: what was acknowledged stays, and the message is true."""

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.faults.injection import Point, calls, inject, needs_root, needs_strace, unprivileged
from tests.faults.journals import drafts, fill, fill_large, ids, leftovers, pain, saved, three
from tests.program import Result, call, coach, environment, run, shell
from tests.programme import talk

from sciatica_coach.files.drafts import prove_writable
from sciatica_coach.files.places import Home

KEPT = ["kept-0", "kept-1", "kept-2"]
LATE = ("log", "9", "--at", "2024-11-25T08:00+01:00", "--note", "new")

DRAFT, FOLDER, NEW_JOURNAL = "/draft-", "/home>", ".tmp>"
RENEWED = "/log.json.bak>(deleted)"
"""What becomes the new journal, by the name that it was opened by and that another file has by then."""


@pytest.fixture(scope="module")
def save(tmp_path_factory: pytest.TempPathFactory) -> list[Point]:
    """Every system call of `coach log` on a journal of three entries, when nothing fails."""
    return calls_of_a_save(tmp_path_factory.mktemp("whole") / "home", lambda home: fill(home, *three()))


@pytest.fixture(scope="module")
def save_large(tmp_path_factory: pytest.TempPathFactory) -> list[Point]:
    """The same on a journal so large that it is made of its backup."""
    return calls_of_a_save(tmp_path_factory.mktemp("large") / "home", fill_large)


def calls_of_a_save(place: Path, prepare: Callable[[Path], None]) -> list[Point]:
    """Every system call of `coach log` on a journal."""
    env = {"SCIATICA_COACH_HOME": str(place)}
    prepare(place)
    # So that everything is compiled, whatever the environment says, and another test cannot change the count of calls.
    run(*LATE, env={**env, "PYTHONDONTWRITEBYTECODE": ""})
    return calls(place.with_name("calls"), *LATE, env=env)


def waiting(home: Path, result: Result) -> None:
    """The entry waits where the message says, nothing else is lost, and the next command brings it in."""
    before = ids(home)
    assert before[-3:] == KEPT
    assert len(drafts(home)) == 1
    assert f"Your entry is kept in {drafts(home)[0]}" in result.err
    assert leftovers(home) == [drafts(home)[0].name], "a temporary file was left"
    assert "Saved" not in result.out
    assert "Recovered an entry" in call("history").err
    assert len(ids(home)) == len(before) + 1
    assert leftovers(home) == []


def thrown_away(home: Path, result: Result) -> None:
    """The message says that the entry was not kept, and it is nowhere."""
    assert "this entry was not kept" in result.err
    assert ids(home) == KEPT
    assert leftovers(home) == []


def saved_with_its_draft(home: Path, result: Result) -> None:
    """The entry is in the journal, and its draft goes with the next command."""
    assert "Saved" in result.out
    assert len(drafts(home)) == 1
    assert call("history").code == 0
    done(home, result)


def done(home: Path, result: Result) -> None:
    """The entry is in the journal."""
    assert "Saved" in result.out
    assert ids(home)[-4:-1] == KEPT
    assert leftovers(home) == []


@dataclass(frozen=True, slots=True)
class Refusal:
    """A fault at one call on one file, and what has to come of it."""

    call: str
    name: str
    fault: str
    code: int
    outcome: Callable[[Path, Result], None]
    words: str = ""
    turn: int = 1


REFUSALS = {
    "F08-draft": Refusal("fsync", DRAFT, "error=EIO", 73, thrown_away, "input/output error"),
    "F08-draft-folder": Refusal("fsync", FOLDER, "error=EIO", 73, thrown_away, "input/output error"),
    "folder-that-cannot-be-synced": Refusal("fsync", FOLDER, "error=EINVAL", 0, done),
    "F08-journal": Refusal("fsync", NEW_JOURNAL, "error=EIO", 73, waiting, "input/output error"),
    "F09-folder-after-rename": Refusal("fsync", FOLDER, "error=EIO", 0, done, "the disk did not confirm it", turn=2),
    "F10-backup": Refusal("rename", "/log.json.bak", "error=EIO", 0, done),
    "F10-EIO": Refusal("rename", '/log.json")', "error=EIO", 73, waiting, "input/output error"),
    "F10-EACCES": Refusal("rename", '/log.json")', "error=EACCES", 73, waiting, "permission denied"),
    "F10-EXDEV": Refusal("rename", '/log.json")', "error=EXDEV", 73, waiting, "cross-device"),
    "F11-no-hard-links": Refusal("link", "/log.json", "error=EPERM", 0, done),
    "F11-too-many-links": Refusal("link", "/log.json", "error=EMLINK", 0, done),
    "F12-draft-ENOSPC": Refusal("write", DRAFT, "error=ENOSPC", 73, thrown_away, "no space left"),
    "F13-draft-takes-nothing": Refusal("write", DRAFT, "retval=0", 73, thrown_away, "takes no more bytes"),
    "F12-ENOSPC": Refusal("write", NEW_JOURNAL, "error=ENOSPC", 73, waiting, "no space left"),
    "F12-EDQUOT": Refusal("write", NEW_JOURNAL, "error=EDQUOT", 73, waiting, "quota"),
    "F12-EIO": Refusal("write", NEW_JOURNAL, "error=EIO", 73, waiting, "input/output error"),
    "F13-lying-write": Refusal("write", NEW_JOURNAL, "retval=10", 73, waiting, "could not be read back"),
    "F13-takes-nothing": Refusal("write", NEW_JOURNAL, "retval=0", 73, waiting, "takes no more bytes"),
    "F14-EINTR": Refusal("write", NEW_JOURNAL, "error=EINTR", 0, done),
    "F14-draft-EINTR": Refusal("write", DRAFT, "error=EINTR", 0, done),
    "F12-copy-ENOSPC": Refusal("copy_file_range", NEW_JOURNAL, "error=ENOSPC", 73, waiting, "no space left"),
    "F13-lying-copy": Refusal("copy_file_range", NEW_JOURNAL, "retval=10", 73, waiting, "could not be read back"),
    "copy-not-supported": Refusal("copy_file_range", NEW_JOURNAL, "error=EOPNOTSUPP", 0, done),
    "copy-across-disks": Refusal("copy_file_range", NEW_JOURNAL, "error=EXDEV", 0, done),
    "copy-forbidden-in-container": Refusal("copy_file_range", NEW_JOURNAL, "error=EPERM", 0, done),
    "F17-open-EIO": Refusal("openat", "/log.json", "error=EIO", 65, waiting, "cannot be read: input/output error"),
    "F17-open-EACCES": Refusal("openat", "/log.json", "error=EACCES", 65, waiting, "cannot be read: permission denied"),
    "F17-read-EIO": Refusal("pread64", "/log.json>", "error=EIO", 73, waiting, "input/output error"),
    "lock-EACCES": Refusal("openat", "/.coach.lock", "error=EACCES", 73, waiting, "lock file"),
    "F21-lock-ENOLCK": Refusal("flock", "/.coach.lock", "error=ENOLCK", 73, waiting, "cannot be locked"),
    "draft-stays": Refusal("unlink", DRAFT, "error=EIO", 0, saved_with_its_draft),
}


LARGE_REFUSALS = {
    "backup-that-cannot-be-opened": Refusal("openat", "/log.json.bak", "error=EIO", 0, done),
    "backup-that-cannot-be-read": Refusal("pread64", "/log.json.bak>,", "error=EIO", 0, done),
    "F11-no-hard-links": Refusal("link", "/log.json.bak", "error=EPERM", 0, done),
    "old-journal-that-cannot-be-linked": Refusal("link", '/log.json"', "error=EMLINK", 0, done),
    "no-leases": Refusal("fcntl", "F_WRLCK", "error=EINVAL", 0, done),
    "opened-by-another-at-first": Refusal("fcntl", "F_WRLCK", "error=EAGAIN", 0, done),
    "opened-by-another-meanwhile": Refusal("fcntl", "F_WRLCK", "error=EAGAIN", 0, done, turn=2),
    "F10-backup": Refusal("rename", "/log.json.bak", "error=EIO", 0, done),
    "backup-that-is-not-confirmed": Refusal("fsync", FOLDER, "error=EIO", 0, done, turn=2),
    "F09-folder-after-rename": Refusal("fsync", FOLDER, "error=EIO", 0, done, "the disk did not confirm it", turn=3),
    "backup-that-cannot-be-shortened": Refusal("ftruncate", RENEWED, "error=EIO", 73, waiting, "input/output"),
    "F12-ENOSPC": Refusal("write", RENEWED, "error=ENOSPC", 73, waiting, "no space left"),
    "F13-takes-nothing": Refusal("write", RENEWED, "retval=0", 73, waiting, "takes no more bytes"),
    "F13-lying-write": Refusal("write", RENEWED, "retval=10", 0, done),
    "F13-lying-copy": Refusal("copy_file_range", RENEWED, "retval=3", 0, done),
    "F08-journal": Refusal("fsync", RENEWED, "error=EIO", 73, waiting, "input/output error"),
    "journal-that-cannot-be-read-back": Refusal("pread64", RENEWED, "error=EIO", 73, waiting, "input/output error"),
    "F10-EIO": Refusal("rename", '/log.json")', "error=EIO", 73, waiting, "input/output error"),
}
"""Of a save into a large journal: what only keeps it from being made of its backup is no fault, it is copied then."""


@needs_strace
@pytest.mark.parametrize("case", LARGE_REFUSALS.values(), ids=LARGE_REFUSALS)
def test_refused_call_of_a_large_journal(home: Path, tmp_path: Path, save_large: list[Point], case: Refusal) -> None:
    """The same where the new journal is made of the backup of before; and there is a whole backup after it."""
    fill_large(home)
    refuse(home, tmp_path, save_large, case)
    assert json.loads((home / "log.json.bak").read_bytes())["entries"][-1]["id"] == "kept-2"


@needs_strace
@pytest.mark.parametrize("case", REFUSALS.values(), ids=REFUSALS)
def test_refused_call(home: Path, tmp_path: Path, save: list[Point], case: Refusal) -> None:
    """One system call of a save fails or lies: the code, the message and the whereabouts of the entry are right."""
    fill(home, *three())
    refuse(home, tmp_path, save, case)


def refuse(home: Path, tmp_path: Path, save: list[Point], case: Refusal) -> None:
    """Let the call fail in a save, and see what comes of it."""
    points = [point for point in save if point.call == case.call and case.name in point.line]
    when = points[case.turn - 1].number
    result = inject(tmp_path / "log", case.call, f"{case.fault}:when={when}", *LATE)
    hit = next(line for line in (tmp_path / "log").read_text().splitlines() if "INJECTED" in line)
    assert case.name in hit, "another call was hit: did the sources change while the tests ran?"
    assert (result.code, "mistake" in result.err) == (case.code, False), result
    assert case.words in result.err
    case.outcome(home, result)


@needs_strace
def test_reading_error_in_history(home: Path, tmp_path: Path) -> None:
    """A disk that cannot read the journal is told by `coach history`, with 65 (F17)."""
    fill(home, *three())
    call("history")
    points = [p for p in calls(tmp_path / "calls", "history") if p.call == "pread64" and "log.json" in p.line]
    result = inject(tmp_path / "log", "pread64", f"error=EIO:when={points[0].number}", "history")
    assert result.code == 65
    assert "log.json cannot be read: input/output error" in result.err
    assert result.out == ""


@pytest.mark.parametrize(
    ("room", "outcome"),
    [(0, thrown_away), (40, thrown_away), (400, waiting)],
    ids=["none", "for-a-part-of-the-draft", "for-a-part-of-the-journal"],
)
def test_real_short_writes(home: Path, room: int, outcome: Callable[[Path, Result], None]) -> None:
    """Writes that the kernel really cuts short are noticed: the entry waits, or is said not to be kept (F13)."""
    fill(home, *three())
    result = run(*LATE, prefix=["prlimit", f"--fsize={room}"])
    assert result.code == 73
    assert "file too large" in result.err
    outcome(home, result)


# Real disks. Mounting needs root.


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB, mounted where the home is to be."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"a disk cannot be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill_up(disk: Path) -> Path:
    """Take all the room that is left."""
    filler = disk / "filler"
    filling = ["dd", "if=/dev/zero", f"of={filler}", "bs=1k"]
    assert b"No space left" in subprocess.run(filling, capture_output=True, check=False).stderr
    return filler


@needs_root
def test_full_disk_then_freed(small_disk: Path) -> None:
    """On a full disk the entry is refused and said not to be kept; when there is room again, all works (F15)."""
    fill(small_disk, *three())
    filler = fill_up(small_disk)
    result = run(*LATE)
    assert result.code == 73
    assert "no space left on device" in result.err
    assert "not kept" in result.err
    assert call("history").code == 0
    filler.unlink()
    assert run(*LATE).code == 0
    assert len(ids(small_disk)) == 4


@needs_root
def test_session_on_a_full_disk_is_refused_before_it_begins(small_disk: Path) -> None:
    """A disk without room for a line is told before the first exercise, with `--no-save`; no draft is left (F15)."""
    fill(small_disk, *three())
    fill_up(small_disk)
    result = run("today", "--no-questions", "--no-signs", "--routine", "flare")
    assert result.code == 73
    assert "no space left on device" in result.err
    assert "--no-save" in result.err
    assert "1 of" not in result.out
    assert drafts(small_disk) == []
    assert ids(small_disk) == KEPT


@needs_root
def test_disk_with_room_for_the_draft_alone(small_disk: Path) -> None:
    """With room for the draft and not for the journal, the entry waits, and comes in when there is room (F15)."""
    fill(small_disk, *three(), pain("large", note="n" * 9000))
    filler = fill_up(small_disk)
    os.truncate(filler, filler.stat().st_size - 8192)
    result = run(*LATE)
    assert result.code == 73
    assert "is kept in" in result.err
    filler.unlink()
    assert "Recovered an entry" in call("history").err
    assert len(ids(small_disk)) == 5


ROUTINE = """\
name: Short
for: [general]
exercises:
  - {name: Wave, category: posture, position: standing, hold: 1, steps: [Wave.], stop_if: it hurts}
"""


@needs_root
@pytest.mark.sweep
def test_disk_that_fills_up_in_a_session(small_disk: Path, tmp_path: Path) -> None:
    """A disk that fills up in a session does not end it; at the end all is told, and the record is printed (F16)."""
    (tmp_path / "short.yaml").write_text(ROUTINE)
    words = ["today", "--routine", str(tmp_path / "short.yaml"), "--no-questions", "--no-signs"]
    session = subprocess.Popen(coach(*words), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    give_up_at = time.monotonic() + 20
    while not any(path.stat().st_size for path in drafts(small_disk)):
        assert time.monotonic() < give_up_at, "the session made no draft"
        time.sleep(0.02)
    filler = fill_up(small_disk)
    out, err = (stream.decode() for stream in session.communicate(timeout=60))
    assert session.returncode == 73, err
    assert "Hold" in out, "the session did not go on"
    assert "no space left on device" in err
    assert f"is kept in {drafts(small_disk)[0]}" in err
    assert "Traceback" not in err
    filler.unlink()
    assert "Recovered 1 unfinished session" in call("history").err
    assert [entry["type"] for entry in saved(small_disk)] == ["session"]


@needs_root
def test_disk_mounted_read_only(small_disk: Path) -> None:
    """On a disk that is read-only even for root, reading works and saving is refused at once (F18)."""
    fill(small_disk, *three())
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert len(run("history", "--all", "--json").document["pain"]) == 3
    result = run(*LATE)
    assert result.code == 73
    assert "read-only file system" in result.err
    assert "not kept" in result.err


@needs_root
def test_profile_on_a_disk_mounted_read_only(small_disk: Path) -> None:
    """A profile that cannot be saved on a read-only disk is told like any other, with 73 (F18)."""
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    result = run("setup", "--minutes", "5")
    assert result.code == 73
    assert "profile.yaml could not be written: read-only file system" in result.err


# Folders that may not be written.


@pytest.fixture
def closed(home: Path) -> Iterator[Path]:
    """A home with a journal, in which nothing may be made."""
    fill(home, *three())
    home.chmod(0o555)
    yield home
    home.chmod(0o700)


def test_session_in_a_closed_folder_is_refused_before_it_begins(closed: Path) -> None:
    """Where nothing can be saved, `coach today` says so before the first exercise, and offers `--no-save` (F18)."""
    result = run("today", "--no-questions", "--no-signs", prefix=unprivileged())
    assert result.code == 73
    assert "permission denied" in result.err
    assert "--no-save" in result.err
    assert "1 of" not in result.out
    assert str(closed) in result.err


@pytest.mark.parametrize("words", [("history",), ("history", "--json"), (), ("routines", "list")], ids=" ".join)
def test_closed_folder_can_be_read(closed: Path, words: tuple[str, ...]) -> None:
    """What only reads works in a folder that may not be written."""
    result = run(*words, prefix=unprivileged())
    assert result.code == 0
    assert drafts(closed) == []


def test_log_in_a_closed_folder(closed: Path) -> None:
    """`coach log` in a folder that may not be written says that the entry was not kept (F18)."""
    result = run(*LATE, prefix=unprivileged())
    assert result.code == 73
    thrown_away(closed, result)


def test_draft_in_a_closed_folder_stays(home: Path) -> None:
    """A draft that cannot be brought in is told, stays, and keeps nobody from reading."""
    fill(home, *three())
    (home / "draft-x.jsonl").write_text('{"id":"x","type":"pain","at":"2024-11-25T20:00:00Z","score":1}\n')
    (home / "draft-empty.jsonl").write_bytes(b"")
    home.chmod(0o555)
    try:
        result = run("history", "--all", "--json", prefix=unprivileged())
    finally:
        home.chmod(0o700)
    assert result.code == 0
    assert len(result.document["pain"]) == 3
    assert "is kept in" in result.err
    assert len(drafts(home)) == 2
    call("history")
    assert ids(home) == [*KEPT, "x"]


def test_journal_that_may_not_be_read(home: Path) -> None:
    """A journal without permission to read is told, and is not taken for an empty one."""
    fill(home, *three())
    (home / "log.json").chmod(0o000)
    for words in (("history",), ("log", "4"), ()):
        result = run(*words, prefix=unprivileged())
        assert result.code == 65
        assert "cannot be read: permission denied" in result.err
    (home / "log.json").chmod(0o600)
    assert ids(home) == KEPT
    assert len(drafts(home)) == 1


EVERY_USE = [
    (),
    ("log", "4"),
    ("history",),
    ("today", "--preview"),
    ("today", "--no-questions", "--no-signs"),
    ("setup", "--show"),
    ("setup", "--stage", "general"),
    ("routines", "list"),
    ("routines", "new", "mine"),
    ("export",),
    ("report", "-o", "/dev/null"),
    ("undo",),
    ("doctor",),
    ("doctor", "--repair"),
    ("forget", "--yes"),
]


@pytest.mark.parametrize("words", EVERY_USE, ids=lambda words: " ".join(words) or "coach")
def test_home_behind_a_closed_door(tmp_path: Path, words: tuple[str, ...]) -> None:
    """A home in a folder that may not be entered is a sentence of every command, and never a mistake of ours (F18)."""
    door = tmp_path / "door"
    door.mkdir(mode=0o000)
    try:
        result = run(*words, prefix=unprivileged(), env={"SCIATICA_COACH_HOME": str(door / "home")})
    finally:
        door.chmod(0o700)
    assert result.code in (65, 73), result
    assert "permission denied" in result.err
    assert str(door / "home") in result.err
    assert words != ("log", "4") or "not kept" in result.err


def test_name_of_the_home_that_is_too_long(tmp_path: Path) -> None:
    """No file system takes a name of 5,000 letters: that is told, too (F19)."""
    result = run("log", "4", env={"SCIATICA_COACH_HOME": str(tmp_path / ("a" * 5000))})
    assert result.code == 73
    assert "file name too long" in result.err
    assert "not kept" in result.err


@pytest.mark.parametrize("words", [("log", "4"), ("today", "--no-questions", "--no-signs")], ids=["log", "today"])
@pytest.mark.parametrize("place", ["/dev/null", "/proc/nowhere"], ids=["file", "cannot-be-made"])
def test_home_of_the_system_that_cannot_be_used(words: tuple[str, ...], place: str) -> None:
    """A HOME that is a file, or cannot be made, is one clear line and 73 (F19)."""
    result = run(*words, env={"SCIATICA_COACH_HOME": "", "XDG_DATA_HOME": "", "HOME": place})
    assert result.code == 73
    assert f"{place}/.local/share/sciatica-coach cannot be made" in result.err
    assert ("SCIATICA_COACH_HOME" if words[0] == "log" else "--no-save") in result.err


@pytest.mark.parametrize(
    "line", ["", "history", "log 4", "import FILE", "undo", "edit x 4", "export", "report -o PAGE", "forget --yes"]
)
def test_home_that_cannot_even_be_looked_at(tmp_path: Path, line: str) -> None:
    """A home whose folder the system cannot look up is told as that, and not as a mistake of ours (F19)."""
    (tmp_path / "other.json").write_text(json.dumps(pain("a")))
    words = line.replace("FILE", str(tmp_path / "other.json")).replace("PAGE", str(tmp_path / "page.html")).split()
    result = call(*words, env={"SCIATICA_COACH_HOME": str(tmp_path / ("a" * 300))})
    assert result.code == (73 if words[:1] in (["log"], ["import"]) else 65)
    assert result.out == ""
    assert "file name too long" in result.err
    assert "mistake" not in result.err
    assert ("not kept" in result.err) == (words[:1] == ["log"])


@pytest.mark.parametrize("variable", ["HOME", "XDG_DATA_HOME", "SCIATICA_COACH_HOME"])
def test_home_that_is_not_there_yet_is_made(tmp_path: Path, variable: str) -> None:
    """A home that does not exist is made, private, with its parents (F19)."""
    place = tmp_path / "new" / "one"
    env = {"SCIATICA_COACH_HOME": "", "XDG_DATA_HOME": "", "HOME": str(tmp_path)} | {variable: str(place)}
    assert run("log", "4", env=env).code == 0
    log = next(place.rglob("log.json"))
    assert log.stat().st_mode & 0o777 == 0o600
    assert log.parent.stat().st_mode & 0o777 == 0o700


def test_too_few_open_files(home: Path) -> None:
    """With too few open files the entry is refused in one clear line, or saved; it is never half done (F20)."""
    codes = set()
    for limit in range(5, 12):
        fill(home, *three())
        result = shell(f"ulimit -n {limit}; coach {' '.join(LATE)}")
        codes.add(result.code)
        assert result.code in (0, 73), result
        assert ("too many open files" in result.err) or result.code == 0
        assert set(ids(home)) >= set(KEPT)
        assert ("Saved" in result.out) == (result.code == 0)
    assert codes == {0, 73}
    call("history")
    assert leftovers(home) == []


def test_unwritable_home_is_told_before_the_first_question(tmp_path: Path) -> None:
    """Nobody answers questions for a session that could not be kept: exit 73 at once, with the way on."""
    (tmp_path / "home").write_text("")
    for home in (tmp_path / "home", tmp_path / "home" / "below"):
        told = talk("today", says=(), env={"SCIATICA_COACH_HOME": str(home)})
        assert told.code == 73
        assert "Nothing can be saved in" in told.text
        assert "The session has not begun, and was not kept." in told.text
        assert "coach today --no-save" in told.text
        assert "?" not in told.text


def test_trial_of_the_home_leaves_nothing(home: Path) -> None:
    """To see whether a home can be written leaves no file in one that is there, and makes none that is not."""
    prove_writable(Home(root=home))
    assert not home.exists()
    home.mkdir()
    prove_writable(Home(root=home))
    assert list(home.iterdir()) == []


def test_unknown_routine_is_told_before_the_first_question(home: Path) -> None:
    """A routine that is not there, or has a fault, costs nobody the answers to a session's questions."""
    home.mkdir()
    (home / "mine.yaml").write_text("name: Mine\n")
    for wanted, code in (("gentle-strat", 2), (str(home / "mine.yaml"), 65)):
        told = talk("today", "--routine", wanted, says=())
        assert told.code == code
        assert "Press Enter" not in told.text
