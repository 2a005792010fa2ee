"""Clocks that jump in a session: how long is counted by a clock that does not, and when is kept as it was told."""

import shutil
import subprocess
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from tests.stories.person import Program, entries_in

ROUTINE = """\
name: Three
exercises:
  - {name: One, category: stretch, position: standing, steps: [Stand.], stop_if: it hurts, hold: 0.5}
  - {name: Two, category: stretch, position: standing, steps: [Stand.], stop_if: it hurts, hold: 0.5}
  - {name: Three, category: stretch, position: standing, steps: [Stand.], stop_if: it hurts, hold: 0.5}
"""


@pytest.fixture
def skew(tmp_path: Path) -> dict[str, str]:
    """The environment of a program whose clocks can be moved by writing to a file."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if not compiler:
        pytest.skip("there is no C compiler: clocks cannot be moved one by one")
    library, file = tmp_path / "skew.so", tmp_path / "skew"
    source = Path(__file__).with_name("skew.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    file.write_text("0 0 0")
    return {"LD_PRELOAD": str(library), "SKEW_FILE": str(file)}


def session(
    program: Program, home: Path, meanwhile: Callable[[], object], *prefix: str, **more: str
) -> dict[str, object]:
    """Run a session of three holds, do something in the middle of it, and give its entry."""
    routine = home.with_name("three.yaml")
    routine.write_text(ROUTINE)
    out = home.with_name("out")
    words = [*program.words, "today", "--routine", str(routine), "--no-questions", "--no-signs"]
    with out.open("w") as file:
        running = subprocess.Popen(
            [*prefix, *words],
            env=program.environment(home, **more),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        give_up_at = time.monotonic() + 20
        while "2 of 3: " not in out.read_text():
            assert running.poll() is None, out.read_text()
            assert time.monotonic() < give_up_at
            time.sleep(0.02)
        meanwhile()
        assert running.wait(timeout=40) == 0, out.read_text()
    (entry,) = entries_in(home)
    return entry


@pytest.mark.parametrize("hours", [-3, 24], ids=["F54-back", "F54-a-day-on"])
def test_wall_clock_that_jumps(program: Program, home: Path, skew: dict[str, str], hours: int) -> None:
    """The wall clock is set in the middle of a session: nothing of it counts as exercise (F54)."""
    file = Path(skew["SKEW_FILE"])
    entry = session(program, home, lambda: file.write_text(f"{hours * 3600} 0 0"), **skew)
    assert 1.4 <= float(str(entry["active_seconds"])) < 8
    assert entry["outcome"] == "completed"
    gone = datetime.fromisoformat(str(entry["ended_at"])) - datetime.fromisoformat(str(entry["at"]))
    assert abs(gone.total_seconds() - hours * 3600) < 60, "the wall clock did not jump at all"


def test_machine_that_slept(program: Program, home: Path, skew: dict[str, str]) -> None:
    """An hour of sleep, which the boot clock counts, is no exercise (F47)."""
    file = Path(skew["SKEW_FILE"])
    entry = session(program, home, lambda: file.write_text("3600 3600 0"), **skew)
    assert float(str(entry["active_seconds"])) < 8
    gone = datetime.fromisoformat(str(entry["ended_at"])) - datetime.fromisoformat(str(entry["at"]))
    assert gone.total_seconds() > 3000, "the clock did not jump at all"


@pytest.mark.parametrize(
    ("start", "before", "after"),
    [("2026-03-29 01:59:58", "+01:00", "+02:00"), ("2026-10-25 02:59:58", "+01:00", "+01:00")],
    ids=["F55-spring", "F55-hour-that-comes-twice"],
)
def test_summer_time_in_a_session(program: Program, home: Path, start: str, before: str, after: str) -> None:
    """A session over the change of summer time keeps its offsets, and only its own seconds (F55)."""
    faketime = shutil.which("faketime")
    if not faketime:
        pytest.skip("faketime is not installed")
    entry = session(program, home, lambda: None, faketime, "-f", f"@{start}")
    assert str(entry["at"]).endswith(before)
    assert str(entry["ended_at"]).endswith(after)
    assert float(str(entry["active_seconds"])) < 8
    gone = datetime.fromisoformat(str(entry["ended_at"])) - datetime.fromisoformat(str(entry["at"]))
    assert 0 <= gone.total_seconds() < 60
