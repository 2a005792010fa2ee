"""A store as many programs have it fails each kind of durability test of this folder: they prove something.

Its other failures stand beside the tests of ours: kills in test_sweep.py, eight writers in test_crowd.py, a power cut
in test_power.py.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.faults.injection import needs_root, needs_strace
from tests.faults.journals import fill, journal, pain, three
from tests.faults.test_crowd import lock_held
from tests.faults.test_disk import fill_up, small_disk
from tests.program import environment

BROKEN = [sys.executable, str(Path(__file__).with_name("broken_store.py")), "new"]
BLOCK = 4096
"""What a small disk gives at a time: the log fills one, and the next entry needs another."""
KEPT = {"kept-0", "kept-1", "kept-2"}

__all__ = ["small_disk"]


def found(home: Path) -> set[str]:
    """The ids in the log; none when it is torn."""
    try:
        return {entry["id"] for entry in json.loads((home / "log.json").read_text())["entries"]}
    except ValueError:
        return set()


def broken(*prefix: str) -> subprocess.CompletedProcess[bytes]:
    """Let the broken store add an entry."""
    return subprocess.run([*prefix, *BROKEN], env=environment(), capture_output=True, check=False, timeout=60)


def test_it_works_when_nothing_goes_wrong(home: Path) -> None:
    """Without a fault it saves like any other: only faults tell it from ours."""
    fill(home, *three())
    assert broken().stdout == b"Saved\n"
    assert found(home) == {*KEPT, "new"}


@needs_strace
@pytest.mark.parametrize("error", ["EIO", "ENOSPC", "EDQUOT"])
def test_refused_write(home: Path, tmp_path: Path, error: str) -> None:
    """A write that is refused costs it what was there before (F12)."""
    fill(home, *three())
    log = tmp_path / "calls"
    strace = ["strace", "-qq", "-y", "-e", "trace=write", "-e", f"inject=write:error={error}:when=1", "-o", str(log)]
    result = broken(*strace)
    assert "INJECTED" in log.read_text()
    assert b"Saved" not in result.stdout
    assert not found(home) >= KEPT


def test_write_that_is_cut_short(home: Path) -> None:
    """A file that may not grow costs it what was there before (F13)."""
    fill(home, *three())
    broken("prlimit", "--fsize=100")
    assert not found(home) >= KEPT


@needs_strace
def test_write_that_lies(home: Path, tmp_path: Path) -> None:
    """A write that only says it was done is taken for done: `Saved`, and nothing is (F13)."""
    fill(home, *three())
    strace = ["strace", "-qq", "-y", "-e", "trace=write", "-e", "inject=write:retval=300:when=1"]
    result = broken(*strace, "-o", str(tmp_path / "calls"))
    assert "INJECTED" in (tmp_path / "calls").read_text()
    assert b"Saved" in result.stdout or b"Error" in result.stderr
    assert not found(home) >= KEPT


@needs_strace
def test_signal_in_the_middle_of_a_save(home: Path, tmp_path: Path) -> None:
    """SIGTERM in the middle of its save leaves a torn file (F44)."""
    fill(home, *three())
    strace = ["strace", "-qq", "-y", "-e", "trace=write", "-e", "inject=write:signal=SIGTERM:when=1"]
    broken(*strace, "-o", str(tmp_path / "calls"))
    assert "SIGTERM" in (tmp_path / "calls").read_text()
    assert not found(home) >= {*KEPT, "new"}


@needs_root
def test_full_disk(small_disk: Path) -> None:
    """A full disk costs it what was there before (F15)."""
    entries = [*three(), pain("large", note="")]
    spare = BLOCK - 10 - len(json.dumps({"schema": 1, "entries": entries}))
    entries[-1]["note"] = "n" * spare
    (small_disk / "log.json").write_text(json.dumps({"schema": 1, "entries": entries}))
    fill_up(small_disk)
    assert b"No space" in broken().stderr
    assert not found(small_disk) >= KEPT


def test_lock_of_another_program(home: Path) -> None:
    """It does not see that another program writes (F24)."""
    fill(home, *three())
    with lock_held(home):
        assert broken().stdout == b"Saved\n"


@needs_strace
def test_change_meanwhile(home: Path, tmp_path: Path) -> None:
    """What a sync program brings between its reading and its writing is gone (F39)."""
    fill(home, *three())
    strace = ["strace", "-qq", "-e", "trace=write", "-e", "inject=write:delay_enter=700000:when=1"]
    command = subprocess.Popen([*strace, "-o", str(tmp_path / "calls"), *BROKEN], env=environment())
    while (home / "log.json").stat().st_size:
        assert command.poll() is None
        time.sleep(0.005)
    (home / "log.json").write_text('{"schema":1,"entries":[{"id":"synced","type":"x","at":"2024-11-22T10:00:00Z"}]}')
    command.wait(timeout=30)
    assert "DELAYED" in (tmp_path / "calls").read_text()
    assert "synced" not in found(home)


def test_damaged_log(home: Path) -> None:
    """A damaged log ends it with a traceback in place of a sentence, and the entry is kept nowhere (F29)."""
    fill(home, *three())
    (home / "log.json").write_bytes((home / "log.json").read_bytes()[:-30])
    assert b"Traceback" in broken().stderr
    assert journal(home).recover() == []
