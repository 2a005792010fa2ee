"""The exit codes of the contract, by commands that end with them. 1, 75 and 130: see tests/faults and the form."""

import fcntl
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.faults.journals import drafts, fill, pain, saved
from tests.program import coach, environment, run, shell


def _prepare_nothing(_home: Path, _stack: ExitStack) -> None:
    """A new user."""


def _damaged(home: Path, _stack: ExitStack) -> None:
    fill(home, pain("a"))
    (home / "log.json").write_text("{")


def _newer(home: Path, _stack: ExitStack) -> None:
    home.mkdir()
    (home / "log.json").write_text('{"schema":2,"entries":[]}')


def _no_folder(home: Path, _stack: ExitStack) -> None:
    home.write_text("a file")


def _busy(home: Path, stack: ExitStack) -> None:
    fill(home, pain("a"))
    file = stack.enter_context((home / ".coach.lock").open("rb"))
    fcntl.flock(file, fcntl.LOCK_EX)


@pytest.mark.parametrize(
    ("code", "line", "prepare", "says"),
    [
        (0, "log 4", _prepare_nothing, ""),
        (0, "history", _prepare_nothing, ""),
        (0, "today --preview", _prepare_nothing, ""),
        (2, "log 11", _prepare_nothing, "is not a whole number from 0 to 10"),
        (2, "nosuch", _prepare_nothing, "No such command"),
        (2, "routines show nosuch", _prepare_nothing, "There is no routine"),
        (4, "today --no-questions --sign bladder", _prepare_nothing, "Do not exercise"),
        (65, "log 4", _damaged, "is kept in"),
        (65, "log 4", _newer, "is kept in"),
        (65, "history", _damaged, "cannot be read"),
        (0, "history", _newer, "newer version"),
        (73, "log 4", _no_folder, "cannot be made"),
        (74, "log 4 > /dev/full", _prepare_nothing, "could not be printed"),
    ],
    ids=lambda value: str(value) if isinstance(value, int | str) else value.__name__.strip("_"),
)
def test_exit_code(home: Path, code: int, line: str, prepare: Callable[[Path, ExitStack], None], says: str) -> None:
    """Each way to end has its code; after 65 the message says where the entry is."""
    with ExitStack() as stack:
        prepare(home, stack)
        result = shell(f"coach {line}")
    assert result.code == code, result
    assert says in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_signal_while_waiting(home: Path, number: signal.Signals) -> None:
    """A command that is told to end while it waits for the lock ends by that signal, and its entry comes in later."""
    with ExitStack() as stack:
        _busy(home, stack)
        command = subprocess.Popen(coach("log", "4"), env=environment(), stderr=subprocess.PIPE)
        while not any(path.stat().st_size for path in drafts(home)):
            assert command.poll() is None, "it did not wait"
        time.sleep(0.1)  # until it waits
        command.send_signal(number)
        _, err = command.communicate(timeout=10)
    assert command.returncode in (128 + number, -number)
    assert b"Traceback" not in err
    assert "Recovered an entry" in run("history").err
    assert drafts(home) == []
    assert len(saved(home)) == 2
