"""A session that is killed, or whose power goes, and the terminal that it leaves behind."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from tests.faults.injection import needs_root
from tests.faults.journals import drafts
from tests.faults.test_power import Machine
from tests.program import call
from tests.stories.person import Person, Program, entries_in

EIGHT = "name: Eight\nexercises:\n" + "".join(
    f"  - {{name: Number {number}, category: stretch, position: standing, steps: [Stand.], hold: 0.3, stop_if: pain}}\n"
    for number in range(1, 9)
)


def run_until_the_fourth(program: Program, home: Path, routine: Path) -> "subprocess.Popen[bytes]":
    """Start a session of eight exercises, and wait until the fourth of them begins."""
    routine.write_text(EIGHT)
    out = routine.with_suffix(".out")
    words = [*program.words, "today", "--routine", str(routine), "--no-questions", "--no-signs"]
    with out.open("wb") as file:
        running = subprocess.Popen(
            words, env=program.environment(home), stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.DEVNULL
        )
    give_up_at = time.monotonic() + 20
    while b"4 of 8: " not in out.read_bytes():
        assert running.poll() is None
        assert time.monotonic() < give_up_at
        time.sleep(0.01)
    return running


def done_in(home: Path) -> int:
    """How many exercises the only session has done."""
    (entry,) = entries_in(home)
    assert entry["outcome"] == "interrupted"
    return sum(record["outcome"] == "done" for record in entry["exercises"])


def test_kill_after_three_of_eight(program: Program, home: Path, tmp_path: Path) -> None:
    """SIGKILL after three of eight exercises: the next command says so, once, and the three are there (F03)."""
    running = run_until_the_fourth(program, home, tmp_path / "eight.yaml")
    running.kill()
    assert running.wait() == -signal.SIGKILL
    assert "(3 exercises done)" in call("history").err
    assert done_in(home) == 3
    assert call("history").err == ""
    assert drafts(home) == []


@pytest.fixture
def machine(tmp_path: Path) -> "Machine":
    """A machine whose power can be cut."""
    return Machine(tmp_path)


@needs_root
def test_power_cut_in_a_session(program: Program, machine: Machine, tmp_path: Path) -> None:
    """The power goes in the fourth of eight exercises: three of them are on the disk (F07)."""
    try:
        running = run_until_the_fourth(program, machine.home, tmp_path / "eight.yaml")
        after = machine.cut_power()
        running.kill()
        running.wait()
        result = call("history", env={"SCIATICA_COACH_HOME": os.fspath(after)})
        assert "Recovered 1 unfinished session" in result.err
        assert done_in(after) == 3
    finally:
        machine.close()


def test_terminal_after_a_kill(person: Person, routine: str) -> None:
    """A killed session leaves the terminal as it was in it; the next command shows the cursor again (F49)."""
    with person:
        person.types(" ".join([*person.program.words, "today", "--no-questions", "--routine", routine]) + "\r")
        person.sees("Hold long")
        assert person.cursor_is_hidden
        person.sends(signal.SIGKILL)
        person.waits_for(lambda: "Killed" in person.screen, "the shell")
        person.starts("history")
        assert person.sees_the_end()[0] == 0
        assert not person.cursor_is_hidden
        assert "Recovered 1 unfinished session" in person.screen


def test_smallest_window(person: Person, routine: str) -> None:
    """A window of one letter, and back: no crash, and the session goes on (F50)."""
    with person:
        person.starts("today", "--no-questions", "--routine", routine)
        person.sees("Hold long")
        for columns, rows in ((1, 1), (20, 5), (1, 24), (80, 1)):
            person.resizes(columns, rows)
            person.looks(0.3)
        person.resizes(80, 24)
        person.sees("Exercise 2 of 3")
        person.types("q")
        assert person.sees_the_end() == (0, "same")


def test_log_while_a_session_runs(program: Program, home: Path, tmp_path: Path) -> None:
    """`coach log` beside a session saves at once; both entries are there, and no lock is held meanwhile (F23)."""
    running = run_until_the_fourth(program, home, tmp_path / "eight.yaml")
    result = call("log", "4")
    assert (result.code, result.err) == (0, "")
    assert running.poll() is None, "the session was over before the command"
    assert [entry["type"] for entry in entries_in(home)] == ["pain"]
    assert running.wait(timeout=30) == 0
    assert sorted(entry["type"] for entry in entries_in(home)) == ["pain", "session"]
    assert drafts(home) == []
