"""Runs the tests of every fault, prints the table, and writes it to docs/faults.md.

Run it from the root of a checkout, in the environment of the tests, as root where all cases are to run:

    .venv/bin/python docs/faults.py

With numbers, such as `docs/faults.py F02 F16`, only those cases are run, and the rows of the others stay.
"""

import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET  # a file that pytest wrote a moment ago

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "faults.md"
sys.path.insert(0, str(ROOT))

from tests.faults.cases import CASES, Case  # noqa: E402 - found by the line above

HEAD = """\
# Faults, and what becomes of each

Each fault is really dealt out: system calls fail or are killed by `strace`, disks are small or lose their power,
clocks jump, terminals close. A test fails when its fault was not dealt out. A store without lock, sync and draft
has to fail the tests of durability; that is tested too. Made by `docs/faults.py`.

"""


def run(cases: list[Case]) -> dict[str, list[tuple[str, str, float]]]:
    """Run the tests of some cases; outcome, reason and seconds of each, by the test's name without its row."""
    names = sorted({f"tests/{test}" for case in cases for test in case.tests})
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-m", "", "-o", "junit_family=xunit1", f"--junitxml={report}"]
        subprocess.run([*command, *names], cwd=ROOT, check=False)
        found: dict[str, list[tuple[str, str, float]]] = {}
        for one in ET.parse(report).iter("testcase"):  # noqa: S314 - our own file
            file = str(one.get("file") or "").removeprefix("tests/")
            found.setdefault(f"{file}::{one.get('name')}", []).append(_outcome(one))
    return found


def _outcome(one: ET.Element) -> tuple[str, str, float]:
    seconds = float(one.get("time", "0"))
    for kind, word in (("failure", "failed"), ("error", "failed"), ("skipped", "skipped")):
        part = one.find(kind)
        if part is not None:
            return word, " ".join(str(part.get("message", "")).split())[:200], seconds
    return "passed", "", seconds


def row(number: str, case: Case, found: dict[str, list[tuple[str, str, float]]]) -> str:
    """The row of a case: the worst outcome of its tests counts."""
    results = [
        result
        for name, several in found.items()
        if any(name == test or name.startswith(f"{test}[") for test in case.tests)
        for result in several
    ]
    worst = next((word for word in ("failed", "skipped", "passed") if word in {one[0] for one in results}), "missing")
    why = next((reason for word, reason, _ in results if word == worst and reason), "")
    outcome = f"{worst} ({len(results)})" + (f": {why}" if worst == "skipped" else "")
    tests = ", ".join(f"`{test}`" for test in case.tests)
    seconds = sum(result[2] for result in results)
    return f"| {number} | {case.fault} | {case.injected} | {outcome} | {seconds:.1f} s | {tests} |"


def page(numbers: list[str]) -> str:
    """The whole page, after running the cases of these numbers."""
    found = run([CASES[number] for number in numbers])
    system = f"{platform.system()} {platform.release().split('-')[0]}, {platform.machine()}, {os.cpu_count()} cores"
    user = "as root" if os.geteuid() == 0 else "not as root"
    when = f"Run on {datetime.now(tz=UTC):%Y-%m-%d}: {system}, Python {platform.python_version()}, {user}.\n\n"
    table = ["| case | fault | injected by | outcome (tests) | time | tests |", "|---|---|---|---|---|---|"]
    table += [row(number, case, found) if number in numbers else _old_row(number) for number, case in CASES.items()]
    return HEAD + when + "\n".join(table) + "\n"


def _old_row(number: str) -> str:
    return next(line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {number} |"))


if __name__ == "__main__":
    text = page(sys.argv[1:] or list(CASES))
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
