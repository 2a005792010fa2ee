"""The journal with the calls of Windows and of macOS, as far as they can be imitated on Linux."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.journals import drafts, fill, ids, leftovers, pain, saved, three
from tests.program import ROOT, environment

WINDOWS = ROOT / "tests" / "as_windows"
HEAD = """
import os, sys
from pathlib import Path
from sciatica_coach.files.journal import Journal
from sciatica_coach.files.places import Home
home = Home(root=Path(os.environ["SCIATICA_COACH_HOME"]))
journal = Journal(home=home)
pain = lambda name, at="2024-11-22T07:30:00+01:00", **more: {"id": name, "type": "pain", "at": at, **more}
"""
MACOS = """
import fcntl, os, sys
class Fcntl:
    LOCK_EX, LOCK_NB, F_FULLFSYNC = fcntl.LOCK_EX, fcntl.LOCK_NB, 51
    flock = staticmethod(fcntl.flock)
    calls = 0
    @classmethod
    def fcntl(cls, descriptor, what):
        assert what == cls.F_FULLFSYNC
        if os.environ.get("REFUSES"):
            raise OSError(25, "Inappropriate ioctl for device")
        cls.calls += 1
sys.modules["fcntl"] = Fcntl
import json, pathlib, zlib
sys.platform = "darwin"
del os.copy_file_range
"""


def python(script: str, **more: str) -> str:
    """Run a script against the checkout; what it prints."""
    path = os.pathsep.join([*([more.pop("first")] if "first" in more else []), str(ROOT / "src")])
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(**more) | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def windows(script: str) -> str:
    """Run a script as on Windows."""
    return python(HEAD + script, first=str(WINDOWS))


def test_windows_saves_and_recovers(home: Path) -> None:
    """Saves, late entries, changes, and the recovery of a draft all work without what Windows lacks."""
    out = windows("""
from sciatica_coach.files.drafts import Draft
for number in range(3):
    journal.add(pain(f"a{number}", f"2024-11-2{number}T07:00:00Z"), is_new=True)
journal.add(pain("late", "2024-11-19T07:00:00Z"))
journal.add(pain("a1", "2024-11-21T07:00:00Z", score=7, edited_at="2024-11-22T07:00:00Z"))
with Draft(home, "dead") as draft:
    draft.keep(pain("dead", "2024-11-23T07:00:00Z"))
print([entry["id"] for entry in journal.recover()], journal.recover(), sys.platform)
""")
    assert out == "['dead'] [] win32\n"
    assert ids(home) == ["late", "a0", "a1", "a2", "dead"]
    assert saved(home)[2]["score"] == 7
    assert leftovers(home) == []
    assert (home / "log.json.bak").exists()


def test_windows_and_we_read_the_same_file(home: Path) -> None:
    """A journal that was written by one is gone on with by the other."""
    fill(home, *three())
    windows('journal.add(pain("theirs"))')
    fill(home, pain("ours", "2024-11-23T07:30:00+01:00"))
    assert ids(home) == ["kept-0", "kept-1", "kept-2", "theirs", "ours"]


def test_windows_waits_for_a_virus_scanner(home: Path) -> None:
    """A rename that is refused at first is tried again, and one that is always refused is told; nothing is lost."""
    fill(home, *three())
    out = windows("""
from sciatica_coach.errors import CannotWriteError
from sciatica_coach.files import windows
windows.LONGEST_REPLACE_SECONDS = 0.1
os.replace._refusals = 9**9
try:
    journal.add(pain("new"))
except CannotWriteError as error:
    print("is kept in" in error.message)
""")
    assert out == "True\n"
    assert ids(home) == ["kept-0", "kept-1", "kept-2"]
    assert len(drafts(home)) == 1


@pytest.mark.usefixtures("home")
def test_windows_lock_is_respected() -> None:
    """Somebody else's lock is seen, and one's own keeps others out, while the locked file can be read."""
    out = windows("""
from sciatica_coach.files.drafts import Draft, is_alive
from sciatica_coach.files.locks import locked
home.make()
with locked(home.lock):
    other = os.open(home.lock, os.O_RDWR)
    from sciatica_coach.files.system_calls import try_lock
    print(try_lock(other), home.lock.read_bytes())
print(try_lock(other))
with Draft(home, "x") as draft:
    draft.keep(pain("x"))
    print(is_alive(draft.path), journal.recover())
""")
    assert out == "False b''\nTrue\nTrue []\n"


def test_windows_makes_backups(home: Path) -> None:
    """The copy of the day is made there too."""
    windows("""
from datetime import date
from sciatica_coach.files.backups import back_up
journal.add(pain("a"))
print(back_up(journal, date(2024, 11, 22)))
""")
    assert (home / "backups" / "log-2024-11-22.json.gz").exists()


def test_windows_holds_ctrl_c_back(home: Path) -> None:
    """Ctrl-C in the middle of a save comes right after it."""
    out = windows("""
import signal
from sciatica_coach.files.system_calls import signals_held_back
try:
    with signals_held_back():
        signal.raise_signal(signal.SIGINT)
        print("saved")
except KeyboardInterrupt:
    print("interrupted")
""")
    assert out == "saved\ninterrupted\n"
    assert not home.exists()


@pytest.mark.parametrize("refuses", ["", "yes"], ids=["full-sync", "file-system-without-it"])
def test_macos_syncs_through_the_cache_of_the_drive(home: Path, refuses: str) -> None:
    """Every sync of a save on macOS is F_FULLFSYNC, or fsync where the file system does not know it."""
    out = python(MACOS + HEAD + 'journal.add(pain("a"))\nprint(Fcntl.calls)', REFUSES=refuses)
    assert out == ("0\n" if refuses else "4\n")
    assert ids(home) == ["a"]
