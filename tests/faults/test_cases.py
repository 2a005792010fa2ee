"""Every fault has its tests, and docs/faults.md tells what became of each."""

import re
from pathlib import Path

import pytest
from tests.faults.cases import CASES
from tests.program import ROOT

NUMBERS = [f"F{number:02}" for number in range(1, 65)]
PAGE = ROOT / "docs" / "faults.md"


def test_all_faults_are_listed() -> None:
    """The list has each of the 64 faults, in order, with at least one test."""
    assert list(CASES) == NUMBERS
    assert all(case.tests for case in CASES.values())


@pytest.mark.parametrize("number", NUMBERS)
def test_tests_of_a_fault_exist(number: str) -> None:
    """Each test that the list names is there, and so is the row of its table."""
    for name in CASES[number].tests:
        file, _, rest = name.partition("::")
        function, _, row = rest.partition("[")
        text = (ROOT / "tests" / file).read_text(encoding="utf-8")
        assert f"\ndef {function}(" in text, name
        assert f'"{row.removesuffix("]")}"' in text or not row, name


@pytest.mark.parametrize("number", NUMBERS)
def test_page_tells_what_became_of_it(number: str) -> None:
    """docs/faults.md has a row for each fault, with the tests of the list, and none failed or was not found."""
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {number} |")]
    assert len(rows) == 1, "run docs/faults.py"
    assert all(f"`{test}`" in rows[0] for test in CASES[number].tests), "run docs/faults.py"
    assert re.search(r"\| (passed \(\d+\)|skipped \(\d+\): .+) \|", rows[0]), rows[0]


def test_page_has_its_date_and_machine() -> None:
    """The page says when it was made, and on what kind of machine."""
    assert re.search(r"^Run on \d{4}-\d\d-\d\d: \w+ [\d.]+, .*cores, Python ", Path(PAGE).read_text(), re.MULTILINE)
