"""What is on the disk when the power goes: nothing counts that was not synced, in the right order."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.faults.injection import Point, calls, from_mention, inject, needs_root, needs_strace
from tests.faults.journals import fill, fill_large, ids, journal, leftovers, saved, three
from tests.program import ROOT, environment, run

BROKEN = (sys.executable, str(Path(__file__).with_name("broken_store.py")))
LOG = ("log", "9", "--at", "2024-11-25T08:00+01:00")


def places_of(points: list[Point], call: str, *words: str) -> list[int]:
    """Where in the order of calls those are that name all of the words."""
    found = [one.call == call and all(word in one.line for word in words) for one in points]
    return [place for place, fits in enumerate(found) if fits]


@needs_strace
def test_order_of_a_save(home: Path, tmp_path: Path) -> None:
    """Draft, its name, new journal, its name, all synced in this order; only then the draft goes (design 6)."""
    fill(home, *three())
    points = from_mention(calls(tmp_path / "calls", *LOG), "/draft-")
    points = points[: places_of(points, "write", "Saved")[0] + 1]  # what follows is the copy of the day
    order = [
        *places_of(points, "write", "/draft-"),
        *places_of(points, "fsync", "/draft-"),
        places_of(points, "fsync", f"<{home}>")[0],
        *places_of(points, "flock", "/.coach.lock"),
        *places_of(points, "openat", ".tmp", "O_EXCL"),
        *places_of(points, "write", ".tmp>"),
        *places_of(points, "fsync", ".tmp>"),
        *places_of(points, "pread64", ".tmp>"),
        *places_of(points, "link", "/log.json"),
        *places_of(points, "rename", '/log.json")'),
        places_of(points, "fsync", f"<{home}>")[1],
        *places_of(points, "unlink", "/draft-"),
        *places_of(points, "write", "Saved"),
    ]
    assert len(order) >= 13
    assert order == sorted(order)


@needs_strace
def test_order_of_a_save_into_a_large_journal(home: Path, tmp_path: Path) -> None:
    """What was the backup is not touched before the disk has another one, and nobody else has it; then as ever."""
    fill_large(home)
    points = from_mention(calls(tmp_path / "calls", *LOG), "/draft-")
    points = points[: places_of(points, "write", "Saved")[0] + 1]
    renewed = "/log.json.bak>(deleted)"  # by the name that it was opened by, and that another file has by then
    order = [
        places_of(points, "fsync", f"<{home}>")[0],
        *places_of(points, "flock", "/.coach.lock"),
        places_of(points, "fcntl", "/log.json.bak>, F_SETLEASE", "F_WRLCK")[0],
        *places_of(points, "link", "/log.json.bak", "/log.json."),
        *places_of(points, "link", '/log.json"', "/log.json.bak."),
        *places_of(points, "rename", '/log.json.bak")'),
        places_of(points, "fsync", f"<{home}>")[1],
        places_of(points, "fcntl", renewed, "F_WRLCK")[0],
        *places_of(points, "ftruncate", renewed),
        *places_of(points, "write", renewed),
        *places_of(points, "fsync", renewed),
        places_of(points, "pread64", renewed)[0],
        *places_of(points, "rename", '/log.json")'),
        places_of(points, "fsync", f"<{home}>")[2],
        *places_of(points, "unlink", "/draft-"),
        *places_of(points, "write", "Saved"),
    ]
    assert len(order) >= 16
    assert order == sorted(order)


@needs_strace
def test_every_file_is_made_anew_or_is_no_link(home: Path, tmp_path: Path) -> None:
    """A save follows no link: what it makes is O_EXCL, and its lock is O_NOFOLLOW (F26, F27)."""
    fill(home, *three())
    made = [one.line for one in calls(tmp_path / "calls", *LOG) if one.call == "openat" and "O_CREAT" in one.line]
    assert len(made) == 5, "draft, lock, journal; and for the copy of the day the lock and the copy"
    assert all("O_NOFOLLOW" in line and "O_CLOEXEC" in line for line in made)
    assert all("O_EXCL" in line or "/.coach.lock" in line for line in made)


@needs_strace
def test_broken_store_syncs_nothing(home: Path, tmp_path: Path) -> None:
    """The store that these tests must find wanting has no sync at all: there is something to find."""
    fill(home, *three())
    assert not [one for one in calls(tmp_path / "calls", "x", program=BROKEN) if one.call == "fsync"]


class Machine:
    """A disk of its own, whose power can be cut."""

    def __init__(self, folder: Path) -> None:
        self._image, self._snapshot = folder / "disk.img", folder / "snapshot.img"
        self.home, self.after = folder / "home", folder / "after"
        self.home.mkdir()
        self.after.mkdir()
        _do("truncate", "--size=32M", str(self._image))
        _do("mkfs.ext4", "-q", "-F", str(self._image))
        _do("mount", "-o", "loop,noauto_da_alloc", str(self._image), str(self.home))

    def cut_power(self) -> Path:
        """What another boot finds on the disk: what was synced up to now."""
        shutil.copyfile(self._image, self._snapshot)
        _do("mount", "-o", "loop", str(self._snapshot), str(self.after))
        return self.after

    def close(self) -> None:
        """Give the disks back."""
        for folder in (self.after, self.home):
            subprocess.run(["umount", "--lazy", str(folder)], capture_output=True, check=False)


def _do(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"no disk of one's own here: {' '.join(command[:2])}: {done.stderr.decode().strip()}")


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """A machine whose power can be cut."""
    made = None
    try:
        made = Machine(tmp_path)
        yield made
    finally:
        if made:
            made.close()


def ours(home: Path, number: int) -> None:
    """Save with our own program."""
    assert run("log", str(number), env={"SCIATICA_COACH_HOME": str(home)}).out.startswith("Saved")


def broken(home: Path, number: int) -> None:
    """Save with the store that must be found wanting."""
    assert run(str(number), env={"SCIATICA_COACH_HOME": str(home)}, program=BROKEN).out == "Saved\n"


@needs_root
@pytest.mark.parametrize(("save", "survives"), [(ours, True), (broken, False)], ids=["ours", "broken-store"])
def test_power_cut_after_saved(machine: Machine, save: Callable[[Path, int], None], *, survives: bool) -> None:
    """Whatever was said to be saved is there after a power cut; a store without sync fails the same test (F06)."""
    for number in range(3):
        save(machine.home, number)
    with (machine.home / "of-another-program").open("wb") as file:  # commits the names of the file system
        file.write(b"x")
        os.fsync(file.fileno())
    after = machine.cut_power() / "log.json"
    whole = (machine.home / "log.json").read_bytes()
    assert len(saved(machine.home)) == 3
    assert (after.exists() and after.read_bytes() == whole) == survives


@needs_root
def test_power_cut_with_a_waiting_draft(machine: Machine) -> None:
    """An entry that was said to wait in its draft waits there after a power cut too (F07)."""
    fill(machine.home, *three())
    whole = (machine.home / "log.json").read_bytes()
    (machine.home / "log.json").write_bytes(whole[:-30])
    os.sync()
    assert "is kept in" in run("log", "9", env={"SCIATICA_COACH_HOME": str(machine.home)}).err
    after = machine.cut_power()
    (after / "log.json").write_bytes(whole)
    assert [entry["score"] for entry in journal(after).recover()] == [9]


@needs_root
@needs_strace
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_power_cut_while_a_backup_is_made_into_the_journal(machine: Machine, tmp_path: Path, call: str) -> None:
    """What is half made of the backup, when the power goes, is neither the journal nor its backup: both are whole."""
    env = {"SCIATICA_COACH_HOME": str(machine.home)}
    fill_large(machine.home)
    run(*LOG, env=env | {"PYTHONDONTWRITEBYTECODE": ""})
    points = calls(tmp_path / "calls", *LOG, env=env)
    point = next(one for one in points if one.call == call and "/log.json.bak>(deleted)" in one.line)
    inject(tmp_path / "log", call, f"signal=SIGKILL:when={point.number}", *LOG, env=env)
    after = machine.cut_power()
    for name in ("log.json", "log.json.bak"):
        kept = [entry["id"] for entry in json.loads((after / name).read_bytes())["entries"]]
        assert kept[:4] == ["large", *(entry["id"] for entry in three())]


WRITER = """
import os, sys
from pathlib import Path
from tests.faults.journals import journal, pain
store, number = journal(Path(os.environ["SCIATICA_COACH_HOME"])), 0
store.recover()
while True:
    entry_id = f"{sys.argv[1]}-{number}"
    store.add(pain(entry_id, note="n" * 500))
    print(entry_id, flush=True)
    number += 1
"""


@pytest.mark.sweep
def test_three_hundred_random_kills(home: Path) -> None:
    """SIGKILL at 300 random moments: no acknowledged entry is lost, and nothing is left lying about (F02)."""
    chance, acknowledged = random.Random(7), set[str]()  # noqa: S311 - no secret
    env = environment() | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    for turn in range(300):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(turn)], env=env, stdout=subprocess.PIPE)
        if turn % 2:  # every other one is killed while it saves, the rest at any moment from its start
            assert writer.stdout
            acknowledged.add(writer.stdout.readline().decode().strip())
        time.sleep(chance.random() * (0.08 if turn % 2 else 0.2))
        writer.kill()
        said, _ = writer.communicate()
        acknowledged |= set(said.decode().rpartition("\n")[0].split())
        if turn % 10 == 9:
            assert acknowledged
            assert acknowledged <= set(ids(home)), f"lost after {turn} kills"
    assert len(acknowledged) >= 150, "every other writer was waited for until it had saved once"
    journal(home).recover()
    assert acknowledged <= set(ids(home))
    run("log", "1")
    assert leftovers(home) == []


BROKEN_WRITER = """
import runpy, sys
_, turn, store = sys.argv
number = 0
while True:
    sys.argv = [store, f"{turn}-{number}"]
    runpy.run_path(store)
    number += 1
"""


def test_random_kills_tear_a_broken_store(home: Path) -> None:
    """The same kills find a store that writes in place wanting: within 300 of them its log is torn."""
    fill(home, *three())
    chance = random.Random(7)  # noqa: S311 - no secret
    env = environment()
    for turn in range(300):
        words = [sys.executable, "-c", BROKEN_WRITER, str(turn), BROKEN[1]]
        writer = subprocess.Popen(words, env=env, stdout=subprocess.PIPE)
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(chance.random() * 0.03)
        writer.kill()
        writer.communicate()
        if not _is_whole(home / "log.json"):
            return
    pytest.fail("it was never torn")


def _is_whole(log: Path) -> bool:
    try:
        return bool(json.loads(log.read_bytes()))
    except ValueError:
        return False
