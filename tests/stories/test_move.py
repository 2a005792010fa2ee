"""A morning with movement breaks in a small pane: somebody answers them, resizes, suspends, and stops."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest
from tests.programme import LIBRARY
from tests.stories.person import Person, Program, copy_program, entries_in

COLUMNS, ROWS = 40, 6
STTY = Path("/bin/stty").resolve()
"""The one program of the system that is to be found: nothing that notifies or plays is beside it."""
WHOLE_DAY = 'notice_read: 2026-01-01\nmove_from: "00:00"\nmove_until: "00:00"\n'


@pytest.fixture(scope="module")
def mover(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program with a break every 0.6 seconds, which comes again after 0.3 when it is put off."""
    program = copy_program(tmp_path_factory.mktemp("mover"))
    rules = program.root / "routines" / "rules" / "breaks.yaml"
    text = rules.read_text().replace("every_minutes: {value: 30", "every_minutes: {value: 0.01")
    rules.write_text(text.replace("snooze_minutes: {value: 5", "snooze_minutes: {value: 0.005"))
    return program


@pytest.fixture
def pane(mover: Program, home: Path) -> Person:
    """Somebody with a pane of 40 columns and 6 rows, who may move at any hour; on a desktop without notifications."""
    home.mkdir()
    (home / "profile.yaml").write_text(WHOLE_DAY)
    return Person(mover, home, more={"PATH": str(STTY.parent)})


def activities(home: Path) -> list[str]:
    """What the journal says of each break."""
    return [f"{one['activity']}: {one['note']}, {one['minutes']}" for one in entries_in(home)]


def test_a_morning(pane: Person, home: Path) -> None:
    """Breaks come, are done, put off and left out by one key; each that is done is in the log at once."""
    with pane:
        pane.resizes(COLUMNS, ROWS)
        pane.starts("move")
        shown = pane.sees("space done  s in 0.005 min")
        assert shown.startswith(" TIME TO MOVE\n")
        pane.types("x")  # an elbow
        pane.types(" ")
        pane.sees("Today: 1 break done.")
        assert len(activities(home)) == 1
        pane.sees("TIME TO MOVE")
        pane.types("s")
        pane.sees("Today: 1 break done.")
        pane.sees("TIME TO MOVE")
        pane.types("n")
        pane.sees("Today: 1 break done.")
        pane.resizes(30, 5)
        pane.sees("TIME TO MOVE")
        pane.types("\r")
        pane.sees("Today: 2 breaks done.")
        pane.resizes(60, 20)
        pane.types("q")
        assert pane.sees_the_end() == (0, "same")
        assert "2 done, 1 left out" in " ".join(pane.screen.split())
    names = {one.name for one in LIBRARY.break_rules().breaks}
    assert [one["activity"] for one in entries_in(home)] == ["movement break"] * 2
    assert {one["note"] for one in entries_in(home)} <= names


def test_tone_calls_where_one_can_be_played(mover: Program, home: Path, tmp_path: Path) -> None:
    """A break is called by a tone of the system's player, after its trial with silence."""
    home.mkdir()
    (home / "profile.yaml").write_text(WHOLE_DAY)
    player = tmp_path / "bin" / "aplay"
    player.parent.mkdir()
    player.write_text(f'#!/bin/sh\n/usr/bin/wc -c >> "{tmp_path}/played"\n')
    player.chmod(0o755)
    path = f"{player.parent}:{STTY.parent}"
    with Person(mover, home, more={"PATH": path}) as pane:
        pane.starts("move")
        pane.sees("TIME TO MOVE")
        pane.types(" ")
        pane.sees("Today: 1 break done.")
        pane.types("q")
        assert pane.sees_the_end() == (0, "same")
    silence, tone, *_ = (int(size) for size in (tmp_path / "played").read_text().split())
    assert tone > 2 * silence


def test_away_and_back(pane: Person) -> None:
    """Ctrl-Z gives the shell back; after a long time no heap of breaks waits, and Ctrl-C ends it well."""
    with pane:
        pane.starts("move")
        pane.sees("TIME TO MOVE")
        pane.types("\x1a")
        pane.sees("END-148-same")
        pane.looks(1.5)  # more than twice the time between two breaks
        pane.types("fg\r")
        pane.sees("TIME TO MOVE")
        pane.types("\x03")
        pane.sees("Movement breaks: 0 done, 1 not answered.")


def test_killed(pane: Person, home: Path) -> None:
    """A signal ends it with the code of every command; what was done is in the log, and the terminal is as before."""
    with pane:
        pane.starts("move")
        pane.sees("TIME TO MOVE")
        pane.types(" ")
        pane.sees("Today: 1 break done.")
        pane.sends(signal.SIGTERM)
        assert pane.sees_the_end() == (143, "same")
    assert len(activities(home)) == 1


def test_closed_window(mover: Program, home: Path) -> None:
    """When the window is closed it ends as if it had hung up."""
    home.mkdir()
    (home / "profile.yaml").write_text(WHOLE_DAY)
    with Person(mover, home, direct=("move", "--quiet")) as pane:
        pane.sees("TIME TO MOVE")
        pane.types(" ")
        pane.sees("Today: 1 break done.")
        pane.closes_the_window()
        assert pane.waits_until_it_is_gone() == 129


def unattended(mover: Program, home: Path, *words: str, number: signal.Signals, **more: str) -> tuple[int, str, str]:
    """Run `coach move` without a terminal until two breaks were shown, then send a signal."""
    home.mkdir(exist_ok=True)
    (home / "profile.yaml").write_text(WHOLE_DAY)
    with subprocess.Popen(
        [*mover.words, "move", *words],
        env=mover.environment(home, **more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        lines = child.stderr if "--json" in words else child.stdout
        told = "".join(lines.readline() for _ in range(3))
        child.send_signal(number)
        out, err = child.communicate(timeout=20)
    return (child.returncode, out, told + err) if "--json" in words else (child.returncode, told + out, err)


def test_without_a_terminal_it_is_a_line_a_break(mover: Program, home: Path, tmp_path: Path) -> None:
    """The lines come in real time, a notification comes with each break, and it ends well."""
    fake = tmp_path / "bin" / "notify-send"
    fake.parent.mkdir()
    fake.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/shown\n')
    fake.chmod(0o755)
    code, out, err = unattended(mover, home, number=signal.SIGINT, PATH=f"{fake.parent}:{os.environ['PATH']}")
    assert (code, err) == (0, "")
    begun, first, second, *rest = out.splitlines()
    assert "Next break in less than a minute" in begun
    assert first.partition("  ")[2].startswith("Time to move. Stand up")
    assert second.partition("  ")[2].startswith("Time to move. Change what you sit or lie on")
    assert rest[-1].startswith("Movement breaks: ")
    assert rest[-1].endswith(" shown.")
    assert "\x1b" not in out
    assert (tmp_path / "shown").read_text().splitlines()[0] == "--app-name=Coach Coach Time to move"


def test_json(mover: Program, home: Path) -> None:
    """Standard output is one document of what was; the lines go to standard error."""
    code, out, err = unattended(mover, home, "--json", "--quiet", number=signal.SIGINT)
    assert code == 0
    document = json.loads(out)
    assert (document["done"], document["skipped"], document["every_seconds"]) == ([], [], 0.6)
    assert document["unanswered"][0]["break"] == "Stand up"
    assert "Time to move. Stand up" in err


def test_killed_without_a_terminal(mover: Program, home: Path) -> None:
    """SIGTERM ends it with 143."""
    assert unattended(mover, home, "--quiet", number=signal.SIGTERM)[0] == 143


def test_break_that_cannot_be_saved(pane: Person, home: Path) -> None:
    """A break that cannot be saved is told in the pane, and comes into the log with the next one, once."""
    with pane:
        pane.starts("move")
        pane.sees("TIME TO MOVE")
        (home / ".coach.lock").mkdir()
        pane.types(" ")
        pane.sees("Not saved yet")
        (home / ".coach.lock").rmdir()
        pane.sees("TIME TO MOVE")
        pane.types(" ")
        pane.sees("Today: 2 breaks done.")
        assert "Not saved yet" not in pane.screen
        pane.types("q")
        assert pane.sees_the_end() == (0, "same")
    assert len(activities(home)) == 2
    assert not list(home.glob("draft-*"))


def test_break_that_is_still_not_saved_at_the_end(pane: Person, home: Path) -> None:
    """At the end it is said what could not be saved (73), and the next command finds it."""
    with pane:
        pane.starts("move")
        pane.sees("TIME TO MOVE")
        (home / ".coach.lock").mkdir()
        pane.types(" ")
        pane.sees("Not saved yet")
        pane.types("q")
        assert pane.sees_the_end() == (73, "same")
        (home / ".coach.lock").rmdir()
        pane.starts("log", "3")
        pane.sees("Saved: pain 3 of 10")
    assert sorted(one["type"] for one in entries_in(home)) == ["activity", "pain"]
