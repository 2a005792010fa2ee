"""Nothing leaves the machine, and nothing is told to its other users."""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.injection import needs_strace
from tests.faults.journals import fill, pain, three
from tests.program import ROOT, environment, run
from tests.stories.person import Person

from sciatica_coach.cli.main import COMMANDS

NETWORKING = frozenset(
    "socket _socket ssl _ssl http http.client urllib.request urllib3 requests httpx aiohttp ftplib smtplib imaplib "  # noqa: SIM905 - reads better as words
    "poplib telnetlib socketserver xmlrpc xmlrpc.client asyncio multiprocessing.connection dbus jeepney".split()
)
COMMAND_LINES = [
    [],
    ["--json"],
    ["--version"],
    ["--help"],
    ["log", "4", "--note", "private"],
    ["log", "--activity", "walk", "--minutes", "5"],
    ["history"],
    ["history", "--all", "--json"],
    ["routines", "list"],
    ["routines", "show", "gentle-start"],
    ["routines", "check"],
    ["routines", "new", "mine"],
    ["routines", "where"],
    ["exercises", "list"],
    ["exercises", "show", "bridge"],
    ["check", "--no-signs"],
    ["learn"],
    ["setup", "--stage", "general", "--minutes", "8"],
    ["setup", "--show"],
    ["today", "--preview", "--why"],
    ["today", "--rehearse", "--no-questions", "--no-signs", "--routine", "TINY.yaml"],
    ["doctor"],
    ["doctor", "--json"],
    ["doctor", "--repair"],
    ["report", "-o", "/dev/null"],
    ["undo"],
    ["edit", "kept-0", "--note", "another"],
    ["export"],
    ["export", "--format", "csv"],
    ["export", "--format", "fhir"],
    ["export", "--format", "calendar"],
    ["import", "-"],
    ["move", "--help"],  # itself it runs until somebody stops it
    ["remind", "list"],
    ["forget", "--yes"],
]
"""Every command, in the ways in which it is used; a test holds the list against the program."""
TINY = """\
name: Tiny
exercises:
  - {name: One, category: stretch, position: standing, steps: [Stand.], hold: 1, stop_if: pain}
"""
IMPORTED = """
import json, sys
sys.argv = ["coach", *sys.argv[2:]]
before = set(sys.modules)
from sciatica_coach.cli.main import main
try:
    main()
except SystemExit:
    pass
json.dump(sorted(set(sys.modules) - before), open(WHERE, "w"))
"""


def test_every_command_is_tried() -> None:
    """The list of this file has all commands, those that will be added included."""
    known = {words[0] for words in COMMAND_LINES if words and not words[0].startswith("-")}
    assert known == set(COMMANDS), "add the new command to COMMAND_LINES"


@needs_strace
@pytest.mark.parametrize("words", COMMAND_LINES, ids=lambda words: " ".join(words) or "coach")
def test_no_network(home: Path, tmp_path: Path, words: list[str]) -> None:
    """No command makes a call of the network, nor does a program that it starts; nor does it import what could."""
    fill(home, *three())
    log, where = tmp_path / "calls", tmp_path / "modules.json"
    strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=%network", "-e", "signal=none", "-o", str(log)]
    script = IMPORTED.replace("WHERE", repr(str(where)))
    (tmp_path / "TINY.yaml").write_text(TINY)
    words = [str(tmp_path / word) if word == "TINY.yaml" else word for word in words]
    run("-", *words, program=[sys.executable, "-c", script], prefix=strace)
    assert log.read_text() == ""
    imported = json.loads(where.read_text())
    assert "sciatica_coach.cli.main" in imported
    assert sorted(NETWORKING & set(imported)) == []


@needs_strace
def test_a_socket_would_be_seen(tmp_path: Path) -> None:
    """The same look finds a program that opens a socket: otherwise it would prove nothing."""
    log = tmp_path / "calls"
    run(
        program=[sys.executable, "-c", "import socket; socket.socket().close()"],
        prefix=["strace", "-f", "-qq", "-e", "trace=%network", "-o", str(log)],
    )
    assert "socket(" in log.read_text()


def test_sources_name_no_networking_module() -> None:
    """No module of ours imports one of them, in any branch."""
    words = "|".join(re.escape(name) for name in NETWORKING)
    pattern = re.compile(rf"^\s*(?:import|from)\s+(?:{words})(?:\s|$|,)", re.MULTILINE)
    found = [path for path in (ROOT / "src").rglob("*.py") if pattern.search(path.read_text())]
    assert found == []


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_everything_is_private(home: Path, umask: int) -> None:
    """Files are 0600 and folders 0700 under any umask, whatever was done (F41)."""
    for words in (
        ("log", "4"),
        ("log", "5"),
        ("setup", "--stage", "general"),
        ("routines", "new", "mine"),
        ("doctor",),
        ("today", "--preview"),
    ):
        assert run(*words, umask=umask).code == 0
    (home / "log.json").write_bytes(b"broken")
    (home / "draft-x.jsonl").write_text(json.dumps(pain("x")) + "\n")
    assert run("doctor", "--repair", umask=umask).code == 0
    assert list(home.glob("backups/*.gz"))
    for path in (home, *home.rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_names_of_files_say_nothing_about_health(home: Path) -> None:
    """What stands in the folder is named by what it is for the program, not by what somebody has."""
    run("log", "7", "--feels", "numb", "--note", "foot drop")
    run("setup", "--stage", "pregnancy", "--due", "2099-01-01")
    names = " ".join(path.name for path in home.rglob("*"))
    assert not re.search(r"pain|numb|foot|pregnan|score|drop|sciatic", names)


def test_title_of_the_process_says_nothing_about_health(home: Path) -> None:
    """What other users see in the list of processes is what was typed, and nothing that the program knows."""
    words = [sys.executable, "-m", "sciatica_coach", "today", "--no-questions", "--no-signs", "--pain", "3"]
    running = subprocess.Popen(words, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert running.stdout
        running.stdout.readline()
        process = Path(f"/proc/{running.pid}")
        shown = process.joinpath("cmdline").read_bytes().split(b"\0")[:-1]
        assert [os.fsdecode(word) for word in shown] == words
        assert process.joinpath("comm").read_text().startswith("python")
        children = process.joinpath("task", str(running.pid), "children").read_text().split()
        told = b"".join(Path(f"/proc/{child}/cmdline").read_bytes() for child in children)
        assert not re.search(rb"(?i)pain|sciatic(?!a.coach)|stretch|hold|left|right", told)
    finally:
        running.kill()
        running.communicate()
    assert home.exists()


def test_title_of_the_terminal_is_not_set(person: Person, routine: str) -> None:
    """A session sets no title: it would stand in the task bar and in the list of windows."""
    with person:
        person.starts("today", "--no-questions", "--routine", routine)
        person.sees("Hold long")
        person.types("q")
        assert person.sees_the_end() == (0, "same")
        assert b"\x1b]" not in person.raw
        assert b"\x1bP" not in person.raw
