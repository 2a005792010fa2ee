"""docs/code.md: what it says of the way of a command through the code is what the command really calls."""

import re
import sys
from pathlib import Path

import pytest
from tests.program import ROOT, run

PAGE = (ROOT / "docs" / "code.md").read_text(encoding="utf-8")
STEP = re.compile(r"^\d+\. `(\S+)\.py: ([\w.]+)`", re.MULTILINE)
SHOW_CALLS = """
import atexit, sys
calls = {}
def note(frame, event, _):
    module = frame.f_globals.get("__name__", "")
    if event == "call" and module.startswith("sciatica_coach."):
        calls.setdefault(module + ":" + frame.f_code.co_qualname)
atexit.register(lambda: sys.stderr.write("calls: " + " ".join(calls)))
sys.setprofile(note)
from sciatica_coach.cli.main import main
main()
"""
ROUTINE = """\
name: Short
exercises:
  - {name: One, category: stretch, position: standing, steps: [Lean in.], stop_if: it hurts, hold: 0.2}
"""


def steps(heading: str) -> list[str]:
    """The functions that the page names under a heading, as `module:function`."""
    section = PAGE.partition(f"## `{heading}`")[2].partition("\n## ")[0]
    return [f"sciatica_coach.{path.replace('/', '.')}:{name}" for path, name in STEP.findall(section)]


def first_calls(*args: str) -> list[str]:
    """Every function that a command calls, in the order of their first calls."""
    result = run(*args, program=[sys.executable, "-c", SHOW_CALLS])
    assert result.code == 0, result.err
    return result.err.rpartition("calls: ")[2].split()


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("coach log 4", ["log", "4"]),
        ("coach history", ["history"]),
        ("coach today --preview", ["today", "--preview"]),
        ("coach today --routine FILE", ["today", "--no-signs", "--routine"]),
    ],
)
def test_way_of_a_command(heading: str, words: list[str], home: Path, tmp_path: Path) -> None:
    """A command calls what the page names, in the order of the page."""
    routine = tmp_path / "short.yaml"
    routine.write_text(ROUTINE)
    for earlier in (["log", "5"], ["check", "--no-signs"]):
        assert run(*earlier, env={"SCIATICA_COACH_HOME": str(home)}).code == 0
    called = first_calls(*words, *([str(routine)] if words[-1] == "--routine" else []))
    named = steps(heading)
    assert len(named) > 5
    assert sorted(set(named) - set(called)) == []
    assert [step for step in called if step in named] == named


def test_files_of_the_page_exist() -> None:
    """Every file and folder that the page names is there."""
    named = re.findall(r"`([\w/]+(?:\.\w+|/))[:`]", PAGE)
    rooms = (ROOT / "src" / "sciatica_coach", ROOT)
    assert len(named) > 40
    assert [name for name in named if not any((room / name).exists() for room in rooms)] == []
