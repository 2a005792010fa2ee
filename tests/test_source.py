"""The habits of CONTRIBUTING.md that no linter holds: short functions, and a reason behind every exception."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.program import ROOT

SOURCE = ROOT / "src" / "sciatica_coach"
EVERYWHERE = ("src", "tests", "docs", "benchmarks", "fuzz")
MEDIAN_LINES, LINES_OF_NINE_IN_TEN, MOST_LINES = 10, 25, 50
BARE_LINT = re.compile(r"# noqa(?!: [A-Z0-9, ]+ - \w)")
BARE_TYPE = re.compile(r"# type: ignore(?!\[[a-z, -]+\]  # \w)")


def functions() -> Iterator[tuple[int, str]]:
    """The length and the place of every function of the program."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                assert node.end_lineno is not None
                yield node.end_lineno - node.lineno + 1, f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}"


def lines_with(pattern: re.Pattern[str], *folders: str) -> list[str]:
    """The lines of our own code in which a pattern is found, after the name of their file."""
    return [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if path != Path(__file__) and pattern.search(line)
    ]


def test_functions_are_short() -> None:
    """Half of all functions fit in ten lines, nine in ten in 25, and all in 50."""
    found = sorted(functions())
    lengths = [length for length, _ in found]
    assert median(lengths) <= MEDIAN_LINES
    assert lengths[len(lengths) * 9 // 10] <= LINES_OF_NINE_IN_TEN
    assert [place for length, place in found if length > MOST_LINES] == []


def test_every_exception_has_its_reason() -> None:
    """Who excuses a line from a check says why, on that line; a test that gives a wrong type on purpose need not."""
    assert lines_with(BARE_LINT, *EVERYWHERE) == []
    assert lines_with(BARE_TYPE, "src") == []
