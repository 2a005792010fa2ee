"""Several programs at one journal: other commands, dead ones, and whatever syncs the folder."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.faults.injection import needs_strace
from tests.faults.journals import drafts, fill, ids, journal, leftovers, pain, saved, three
from tests.program import ROOT, coach, environment, run

WRITERS, ENTRIES = 8, 25
OURS = """
import os, sys
from pathlib import Path
from tests.faults.journals import journal, pain
for entry_id in sys.argv[1:]:
    journal(Path(os.environ["SCIATICA_COACH_HOME"])).add(pain(entry_id))
    print(entry_id, flush=True)
"""
BROKEN = ROOT / "tests" / "faults" / "broken_store.py"


def crowd(home: Path, *program: str) -> tuple[set[str], int]:
    """Run eight writers at once; the ids that they acknowledged, and how many of them ended well."""
    home.mkdir(exist_ok=True)
    (home / "log.json").write_text('{"schema":1,"entries":[\n]}\n')
    env = environment() | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    writers = [
        subprocess.Popen(
            [sys.executable, *program, *(f"{writer}-{number}" for number in range(ENTRIES))],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for writer in range(WRITERS)
    ]
    said = "".join(writer.communicate(timeout=60)[0] for writer in writers)
    return set(said.split()), sum(writer.returncode == 0 for writer in writers)


def test_eight_writers(home: Path) -> None:
    """Eight programs that write 25 entries each at the same time lose none (F22)."""
    acknowledged, ended_well = crowd(home, "-c", OURS)
    assert ended_well == WRITERS
    assert len(acknowledged) == WRITERS * ENTRIES
    assert set(ids(home)) == acknowledged
    assert leftovers(home) == []


def test_eight_writers_lose_entries_in_a_broken_store(home: Path) -> None:
    """The same crowd finds a store without a lock wanting: otherwise it would prove nothing."""
    acknowledged, ended_well = crowd(home, str(BROKEN))
    try:
        found = {entry["id"] for entry in json.loads((home / "log.json").read_text())["entries"]}
    except ValueError:
        found = set()
    assert ended_well < WRITERS or not acknowledged <= found


def test_real_commands_at_once(home: Path) -> None:
    """Real commands, started together on a home that is not there yet, all save."""
    started = [
        subprocess.Popen(coach("log", str(score)), env=environment(), stdout=subprocess.PIPE) for score in range(6)
    ]
    assert all(b"Saved" in command.communicate(timeout=60)[0] for command in started)
    assert sorted(entry["score"] for entry in saved(home)) == list(range(6))


@contextmanager
def lock_held(home: Path) -> Iterator[None]:
    """Another program holds the lock."""
    with (home / ".coach.lock").open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def test_lock_held_for_long(home: Path) -> None:
    """After five seconds of waiting the command is told that another is busy, and the entry is not lost (F24)."""
    fill(home, *three())
    with lock_held(home):
        begun = time.monotonic()
        assert run("history").code == 0
        assert time.monotonic() - begun < 3, "reading waits for a writer"
        begun = time.monotonic()
        result = run("log", "9")
        took = time.monotonic() - begun
    assert result.code == 75
    assert 4.5 < took < 8
    assert f"kept in {drafts(home)[0]}" in result.err
    assert "Recovered an entry" in run("history").err
    assert len(ids(home)) == 4


def test_lock_held_for_a_moment(home: Path) -> None:
    """A command waits while another one saves, and then saves too."""
    fill(home, *three())
    with lock_held(home):
        waiter = subprocess.Popen(coach("log", "9"), env=environment(), stdout=subprocess.PIPE)
        while not drafts(home):
            time.sleep(0.01)
    assert b"Saved" in waiter.communicate(timeout=30)[0]
    assert len(ids(home)) == 4


def test_lock_of_a_dead_command(home: Path) -> None:
    """The lock of a command that was killed is free at once, without anything to be removed by hand (F25)."""
    fill(home, *three())
    script = "import fcntl, sys, time; f = open(sys.argv[1], 'a'); fcntl.flock(f, 2); print(flush=True); time.sleep(60)"
    lock = str(home / ".coach.lock")
    with subprocess.Popen([sys.executable, "-c", script, lock], stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        holder.stdout.readline()
        holder.send_signal(signal.SIGKILL)
    begun = time.monotonic()
    assert run("log", "9").code == 0
    assert time.monotonic() - begun < 3


# A program that syncs the folder changes the journal while we write the next one.


def _replaced(log: Path) -> None:
    """As most sync programs do it."""
    other = log.with_name("synced")
    entries = json.loads(log.read_text())["entries"] if log.exists() else []
    entries.append(pain("synced", "2024-11-22T10:00:00Z"))
    other.write_text(json.dumps({"schema": 1, "entries": entries}))
    other.replace(log)


def _in_place(log: Path) -> None:
    """As an editor may do it."""
    log.write_text(log.read_text().replace("\n]}", ',\n{"id":"synced","type":"x","at":"2024-11-22T10:00:00Z"}\n]}'))


@needs_strace
@pytest.mark.parametrize(
    ("before", "change"),
    [(three(), _replaced), (three(), _in_place), ([], _replaced)],
    ids=["replaced", "in-place", "made"],
)
def test_change_while_the_next_journal_is_written(
    home: Path, tmp_path: Path, before: list[dict[str, object]], change: Callable[[Path], None]
) -> None:
    """A change from outside between our reading and our renaming is not overwritten: both entries are there (F39)."""
    fill(home, *before)
    slow = ["strace", "-qq", "-e", "trace=fsync", "-e", "inject=fsync:delay_enter=700000:when=3"]
    command = subprocess.Popen(
        [*slow, "-o", str(tmp_path / "log"), *coach("log", "9", "--note", "ours")], env=environment()
    )
    while not list(home.glob("log.json.*.tmp")):
        assert command.poll() is None, "it ended before the change"
        time.sleep(0.005)
    change(home / "log.json")
    assert command.wait(timeout=30) == 0
    assert "DELAYED" in (tmp_path / "log").read_text()
    found = saved(home)
    assert "synced" in [entry["id"] for entry in found]
    assert "ours" in [entry.get("note") for entry in found]
    assert len(found) == len(before) + 2
    assert [entry["id"] for entry in journal(home).all()] == [entry["id"] for entry in found]


@needs_strace
def test_draft_seen_before_it_is_locked(home: Path, tmp_path: Path) -> None:
    """Another command that comes between the making of a draft and its locking does no harm to it."""
    fill(home, *three())
    slow = ["strace", "-qq", "-e", "trace=flock,fsync", "-e", "inject=flock:delay_enter=700000:when=1"]
    kill = ["-e", "inject=fsync:signal=SIGKILL:when=3", "-o", str(tmp_path / "log")]
    command = subprocess.Popen([*slow, *kill, *coach("log", "9", "--note", "ours")], env=environment())
    while not drafts(home):
        assert command.poll() is None, "it ended before its draft was seen"
        time.sleep(0.005)
    assert run("history").code == 0
    assert command.wait(timeout=30) != 0
    assert "DELAYED" in (tmp_path / "log").read_text()
    assert "Recovered an entry" in run("history").err
    assert len(ids(home)) == 4


@needs_strace
def test_signal_in_the_middle_of_a_save(home: Path, tmp_path: Path) -> None:
    """SIGTERM while the new journal is synced: the save is finished, then the command ends by the signal (F44)."""
    fill(home, *three())
    term = ["strace", "-qq", "-e", "trace=fsync", "-e", "inject=fsync:signal=SIGTERM:when=3", "-o"]
    result = run("log", "9", prefix=[*term, str(tmp_path / "log")])
    assert "--- SIGTERM" in (tmp_path / "log").read_text()
    assert result.code in (-15, 143)
    assert len(ids(home)) == 4
    assert not list(home.glob("*.tmp"))
