"""Without a terminal that can be painted over, a session is a line a step, in real time, and nothing else."""

import signal
import subprocess
import time
from pathlib import Path

import pytest
from tests.stories.person import Person, Program, entries_in, told

SHORT = """\
name: Short
exercises:
  - {name: One, category: stretch, position: standing, steps: [Stand., Lean in.], stop_if: it hurts,
     hold: 0.3, sides: each, side_seconds: 0.3}
  - {name: Two, category: mobility, position: standing, steps: [Sway.], stop_if: it hurts, reps: 2,
     rep: [{cue: Sway left, seconds: 0.2}, {cue: Sway right, seconds: 0.2}]}
"""
LINES = """
1 of 2: One (0:03 left)
   1. Stand.
   2. Lean in.
   Stop if it hurts.
Get ready, 0 s. Stand. Left side
Hold, keep breathing, 0.3 s
Change sides. Right side, 0.3 s
Hold, keep breathing, 0.3 s

2 of 2: Two (0:02 left)
   1. Sway.
   Stop if it hurts.
Get ready, 0 s. Stand
Sway left, 0.2 s (1 of 2)
Sway right, 0.2 s (1 of 2)
Sway left, 0.2 s (2 of 2)
Sway right, 0.2 s (2 of 2)
The session is over.
Session done."""
SECONDS = 0.3 * 4 + 0.3 + 0.8
DONE = ["one left done 1/1", "one right done 1/1", "two done 2/2"]


@pytest.fixture
def short(tmp_path: Path) -> str:
    """The file of a routine of two seconds."""
    path = tmp_path / "short.yaml"
    path.write_text(SHORT)
    return str(path)


def test_piped_session_is_a_line_a_step_in_real_time(program: Program, home: Path, short: str) -> None:
    """Without a terminal nothing is asked, the lines come in time, and the entry is that of any session."""
    began = time.monotonic()
    done = subprocess.run(
        [*program.words, "today", "--routine", short],
        env=program.environment(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert time.monotonic() - began >= SECONDS
    assert done.returncode == 0, done.stderr
    assert LINES in done.stdout
    assert "\x1b" not in done.stdout + done.stderr
    (session,) = [entry for entry in entries_in(home) if entry["type"] == "session"]
    assert (told(session), session["outcome"]) == (DONE, "completed")
    assert session["active_seconds"] == pytest.approx(SECONDS, abs=0.1)


PLAIN: dict[str, tuple[list[str], dict[str, str]]] = {
    "TERM=dumb": ([], {"TERM": "dumb"}),
    "no TERM": ([], {"TERM": ""}),
    "--plain": (["--plain"], {}),
    "ACCESSIBLE=1": ([], {"ACCESSIBLE": "1"}),
}


@pytest.mark.parametrize(("words", "more"), PLAIN.values(), ids=PLAIN.keys())
def test_terminal_that_is_not_painted_gets_the_same_lines(
    program: Program, home: Path, short: str, words: list[str], more: dict[str, str]
) -> None:
    """On a dumb terminal, or for a screen reader, the lines are those of a pipe, without an escape code."""
    with Person(program, home, ("today", "--no-questions", "--quiet", "--routine", short, *words), more) as person:
        assert person.waits_until_it_is_gone() == 0
        person.looks(0.1)
        raw = bytes(person.raw)
        assert told(person.session) == DONE
    assert b"\x1b" not in raw
    assert b"\r\r\n" not in raw
    assert LINES in raw.decode().replace("\r\n", "\n")


def test_keys_work_on_lines_too(program: Program, home: Path, routine: str) -> None:
    """With `--plain` on a terminal any key pauses, space goes on, and each is told in a line."""
    person = Person(program, home, ("today", "--no-questions", "--plain", "--routine", routine))
    with person:
        person.sees("Hold long, 100 s")
        person.types("x")
        person.sees("Paused: a key was pressed.")
        person.types(" ")
        person.sees("Go on")
        person.types("q")
        assert person.waits_until_it_is_gone() == 0
        person.looks(0.1)
        assert "The session is over.\nSession stopped." in person.screen
        assert person.session["outcome"] == "stopped"


def test_program_that_was_frozen_without_a_picture_comes_back_paused(
    program: Program, home: Path, routine: str
) -> None:
    """Where nothing is painted each second, a time away is noticed too, and does not count as exercise."""
    person = Person(program, home, ("today", "--no-questions", "--plain", "--quiet", "--routine", routine))
    with person:
        person.sees("Hold long, 100 s")
        person.sends(signal.SIGSTOP)
        person.looks(3.5)
        person.sends(signal.SIGCONT)
        person.sees("Paused: the computer was asleep or the program was stopped.")
        person.types("q")
        assert person.waits_until_it_is_gone() == 0
        assert person.session["exercises"][2]["seconds"] < 2.5


def test_sigterm_ends_a_piped_session_after_saving_it(program: Program, home: Path, routine: str) -> None:
    """A session that nobody watches is saved too when its program is told to end."""
    with subprocess.Popen(
        [*program.words, "today", "--routine", routine],
        env=program.environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as running:
        assert running.stdout is not None
        while "Hold long" not in running.stdout.readline():
            pass
        running.terminate()
        assert running.wait(timeout=20) == 143
    (session,) = [entry for entry in entries_in(home) if entry["type"] == "session"]
    assert (told(session)[:2], session["outcome"]) == (DONE[:2], "stopped")


def test_reader_that_goes_away_ends_the_session_after_saving_it(program: Program, home: Path, routine: str) -> None:
    """When nobody takes the lines any more, the session stops and is saved, without a traceback."""
    with subprocess.Popen(
        [*program.words, "today", "--routine", routine],
        env=program.environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        while "1 of 3: One" not in running.stdout.readline():
            pass
        running.stdout.close()
        stderr = running.stderr.read()
        running.wait(timeout=20)
    assert "Traceback" not in stderr
    assert "mistake in sciatica-coach" not in stderr
    (session,) = [entry for entry in entries_in(home) if entry["type"] == "session"]
    assert session["outcome"] == "stopped"
