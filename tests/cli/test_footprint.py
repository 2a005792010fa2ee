"""What a command touches: the reasons for its speed, held in place without a clock."""

import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from benchmarks.journals import write_journal
from tests.faults.injection import needs_strace
from tests.program import run

SHOW_MODULES = (
    "import atexit, sys; "
    "atexit.register(lambda: sys.stderr.write('modules: ' + ' '.join(sys.modules))); "
    "from sciatica_coach.cli.main import main; main()"
)
HEAVY = frozenset(
    {"yaml", "plotille", "rich", "jinja2", "icalendar", "platformdirs", "wakepy", "asyncio", "socket", "ssl", "http"}
)
SHARED = {"", "__init__", "errors", "late_patterns", "cli", "cli.main", "cli.output"}
SHARED |= {"model", "model.text", "terminal", "terminal.wrap"}
LOG = SHARED | {
    *{"cli.coach", "cli.log", "cli.options", "files", "files.drafts", "files.durable", "files.journal"},
    *{
        "files.journal_text",
        "files.locks",
        "files.new_journal",
        "files.plain",
        "files.places",
        "files.posix",
        "files.strict_json",
    },
    *{
        "files.system_calls",
        "files.backups",
        "model.entry",
        "model.pain",
        "model.upgrade",
        "model.value",
        "model.when",
        "model.word",
    },
}
HISTORY = (LOG - {"cli.log", "files.backups"}) | {"cli.history", "files.day_begins", "model.trend", "model.outcome"}
READS = re.compile(r"(?:read|pread64|readv|preadv|copy_file_range|sendfile)\(.*log\.json.*\) = (\d+)$")


def modules(*args: str) -> set[str]:
    """Every module that a command has imported when it ends."""
    result = run(*args, program=[sys.executable, "-c", SHOW_MODULES])
    assert result.code == 0, result.err
    return set(result.err.rpartition("modules: ")[2].split())


@pytest.mark.parametrize(
    ("words", "own"),
    [(["--version"], SHARED), (["log", "4"], LOG), (["history"], HISTORY)],
    ids=["--version", "log", "history"],
)
def test_modules_of_a_command(words: Sequence[str], own: set[str]) -> None:
    """A command imports what it needs and nothing else: none of the heavy libraries, no module of another command."""
    found = modules(*words)
    assert {name.partition(".")[0] for name in found} & HEAVY == set()
    ours = {name.partition(".")[2] for name in found if name.split(".")[0] == "sciatica_coach"}
    assert ours == own - {"__init__"}


@pytest.fixture
def decade(home: Path) -> Path:
    """A home with a journal of ten years that a command has stamped as its own."""
    write_journal(home / "log.json", 10, datetime(2026, 11, 22, 12, tzinfo=UTC))
    assert run("log", "4", "--at", "2026-11-22T13:00:00Z").code == 0
    return home


def bytes_read(log: Path, *args: str) -> int:
    """How many bytes of the journal a command reads or copies."""
    result = run(*args, prefix=["strace", "-f", "-y", "-qq", "-s", "16", "-o", str(log)])
    assert result.code == 0, result.err
    found = [int(match[1]) for line in log.read_text(errors="replace").splitlines() if (match := READS.search(line))]
    assert found, "nothing of the journal was read at all"
    return sum(found)


@needs_strace
def test_bytes_that_commands_read_of_ten_years(decade: Path, tmp_path: Path) -> None:
    """The history of a month reads a corner of ten years; the others no more than three times the file."""
    size = (decade / "log.json").stat().st_size
    assert size > 9_000_000
    assert bytes_read(tmp_path / "history.txt", "history", "--since", "2026-10-24") <= 256 * 1024
    assert bytes_read(tmp_path / "home.txt", "--json") <= 3 * size
    assert bytes_read(tmp_path / "log.txt", "log", "4", "--at", "2026-11-22T14:00:00Z") <= 3 * size
