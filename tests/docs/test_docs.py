"""The documents say what the program does: their tables are made from its data, their commands exist."""

import importlib.util
import re
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from sciatica_coach.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]


def load(name: str) -> ModuleType:
    """A script of the docs folder as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_coverage_page_is_up_to_date() -> None:
    """docs/coverage.md is what docs/coverage.py makes of the data."""
    assert (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8") == load("coverage").page()


def test_page_of_figures_is_up_to_date() -> None:
    """docs/figures.md and docs/figures.svg are what docs/figures.py draws of the poses."""
    figures = load("figures")
    assert (ROOT / "docs" / "figures.md").read_text(encoding="utf-8") == figures.page()
    assert (ROOT / "docs" / "figures.svg").read_text(encoding="utf-8") == figures.picture()


@pytest.mark.parametrize(
    "name", ["README.md", "docs/content.md", "docs/log.md", "docs/faults.md", "docs/code.md", "CONTRIBUTING.md"]
)
def test_documents_name_only_commands_that_exist(name: str) -> None:
    """Every `coach something` in a document is a command of the program."""
    text = (ROOT / name).read_text(encoding="utf-8")
    named = set(
        re.findall(r"(?:^|`|\s)coach ([a-z]+)\b", "\n".join(re.findall(r"`[^`]*`|^coach .*$", text, re.MULTILINE)))
    )
    assert named <= set(COMMANDS), named - set(COMMANDS)


def test_cards_name_only_commands_that_exist() -> None:
    """Every command that a card names is there."""
    for path in (ROOT / "routines" / "cards").glob("*.md"):
        named = set(re.findall(r"\*\*coach ([a-z]+)", path.read_text(encoding="utf-8")))
        assert named <= set(COMMANDS), (path.name, named)


def test_ci_finds_the_test_command_of_the_readme() -> None:
    """The one line that CI takes out of README.md is the test command."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    program = re.search(r"test_command=\$\((awk .*)\)", script)
    assert program is not None
    line = subprocess.run(["bash", "-c", program[1]], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert line.startswith("python3 -m venv .venv && ")
    assert line.endswith(".venv/bin/pytest\n")


def test_readme_shows_a_capture_of_a_session() -> None:
    """The picture in the README is there, and is of a session."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"<!-- capture -->\n```text\n(.*?)\n```", text, re.DOTALL)
    assert shown is not None
    assert "Exercise 4 of 5" in shown[1]
    assert "This hold" in shown[1]
