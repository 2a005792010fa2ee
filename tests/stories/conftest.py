"""The program of all stories, and a person at a terminal for each of them."""

from pathlib import Path

import pytest
from tests.stories.person import Person, Program, copy_program

ROUTINE = """\
name: Tiny
exercises:
  - {name: One, category: stretch, position: standing, steps: [Stand.], stop_if: it hurts,
     hold: 0.3, hold_cue: Hold short, sides: each, side_seconds: 0.3}
  - {name: Two, category: stretch, position: standing, steps: [Stand.], stop_if: it hurts,
     hold: 100, hold_cue: Hold long}
  - {name: Three, category: stretch, position: standing, steps: [Stand.], stop_if: it hurts,
     hold: 0.3, hold_cue: Hold short}
"""
"""One is over soon; Two lasts until a key comes, so that no story is a race; Three is over soon."""


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program with lead-ins of 0.3 s."""
    return copy_program(tmp_path_factory.mktemp("program"), lead_in_seconds=0.3)


@pytest.fixture
def person(program: Program, home: Path) -> Person:
    """Somebody who has a shell; enter it to begin."""
    return Person(program, home)


@pytest.fixture
def routine(tmp_path: Path) -> str:
    """The file of the routine that all stories do."""
    path = tmp_path / "tiny.yaml"
    path.write_text(ROUTINE)
    return str(path)
