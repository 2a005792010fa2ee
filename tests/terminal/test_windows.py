"""The keyboard and the console of Windows, as far as they can be imitated on Linux."""

import os
import subprocess
import sys

import pytest
from tests.program import ROOT, environment

SCRIPT = """
import sys
from math import inf
import ctypes
from sciatica_coach.terminal.keyboard import TerminalPacer
from sciatica_coach.terminal.tty import Terminal
assert sys.platform == "win32"
"""


def windows(script: str, keys: str = "") -> str:
    """Run a script as on Windows, with keys that are pressed at its start; what it prints."""
    path = os.pathsep.join([str(ROOT / "tests" / "as_windows"), str(ROOT / "src")])
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT + script],
        env=environment(FAKE_KEYS=keys) | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


ONE_KEY = """
with Terminal(full_screen=False) as terminal, TerminalPacer(terminal) as pacer:
    print(pacer.wait(5).key.name)
"""


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (" ", "SPACE"),
        ("\r", "ENTER"),
        ("q", "QUIT"),
        ("h", "HURTS"),
        ("\xe0H", "OTHER"),
        ("xyz", "BUMP"),
        ("\udc80", "OTHER"),
    ],
    ids=["space", "enter", "q", "h", "arrow", "elbow", "half of an emoji"],
)
def test_keys(keys: str, name: str) -> None:
    """Keys, arrows and elbows are what they are elsewhere."""
    assert windows(ONE_KEY, keys) == f"{name}\n"


SUGGESTION = """
from sciatica_coach.terminal.questions import accepts
sys.stdin.isatty = lambda: True
print(accepts("Do that?"))
"""


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ("y", "y\nTrue"),
        ("xY\r", "y\nTrue"),
        ("n\r", "n\nFalse"),
        ("\r", "\nFalse"),
        ("\xe0Hy", "y\nTrue"),
        ("\udc80y", "y\nTrue"),
    ],
    ids=["y", "another key first", "n", "enter", "arrow first", "half of an emoji first"],
)
def test_one_key_answers_a_suggestion(keys: str, says: str) -> None:
    """`y` accepts, `n` and Enter do not, and nothing else counts."""
    assert windows(SUGGESTION, keys) == f"Do that? {says}\n"


def test_ctrl_c_leaves_a_suggestion() -> None:
    """Ctrl-C, which comes as a letter there, is an interruption."""
    out = windows(
        """
from sciatica_coach.terminal.questions import accepts
sys.stdin.isatty = lambda: True
try:
    accepts("Do that?")
except KeyboardInterrupt:
    print("interrupted")
""",
        "\x03",
    )
    assert out == "Do that? interrupted\n"


def test_time_passes_without_keys() -> None:
    """A wait without a key takes its time."""
    out = windows("""
with Terminal(full_screen=False) as terminal, TerminalPacer(terminal) as pacer:
    tick = pacer.wait(0.1)
    print(tick.key, 0.1 <= tick.elapsed < 1)
""")
    assert out == "None True\n"


@pytest.mark.parametrize(
    ("signal", "code"), [("SIGTERM", 15), ("SIGBREAK", None)], ids=["end-of-the-program", "closed-window"]
)
def test_signals_end_the_session(signal: str, code: int | None) -> None:
    """A signal that ends the program is a stop, which is saved."""
    out = windows(f"""
import signal
with Terminal(full_screen=False) as terminal, TerminalPacer(terminal) as pacer:
    signal.raise_signal(signal.{signal})
    print(pacer.wait(5).key.name, pacer.killed_by in ({code}, int(signal.{signal})))
""")
    assert out == "STOP True\n"


def test_ctrl_c_is_a_stop() -> None:
    """Ctrl-C stops and is remembered."""
    out = windows("""
import signal
with Terminal(full_screen=False) as terminal, TerminalPacer(terminal) as pacer:
    signal.raise_signal(signal.SIGINT)
    print(pacer.wait(5).key.name, pacer.was_interrupted, pacer.killed_by)
""")
    assert out == "STOP True None\n"


def test_console_obeys_escape_codes_and_is_given_back() -> None:
    """Escape codes are switched on for the session, and what was before comes back."""
    out = windows("""
with Terminal(full_screen=False) as terminal:
    print(ctypes.windll.kernel32.mode)
print(ctypes.windll.kernel32.mode)
""")
    assert out == "7\n3\n"
