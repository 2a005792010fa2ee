"""`coach move`: how often, for whom, and what it says before the first break."""

import signal
import subprocess
import time
from pathlib import Path

import pytest
from tests.program import call, coach, environment
from tests.programme import write_profile

from sciatica_coach.cli.move import parse_every
from sciatica_coach.errors import UsageError

TIMES = {"30m": 1800, "45 min": 2700, "1h": 3600, "90s": 90, "30": 1800, "4H": 14_400, "1m": 60, "60 seconds": 60}


@pytest.mark.parametrize(("text", "seconds"), TIMES.items())
def test_how_often(text: str, seconds: float) -> None:
    """Minutes, hours or seconds; a bare number is minutes."""
    assert parse_every(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "0", "0m", "59s", "5h", "241m", "-5m", "1:30", "often", "1.5h", "30m\x1b[2J", "9" * 40]
)
def test_how_often_that_cannot_be(text: str) -> None:
    """Anything else, less than a minute, and more than four hours is refused with the bounds."""
    with pytest.raises(UsageError) as caught:
        parse_every(text)
    assert caught.value.hint == "Write 30m, 45m or 1h: from 1m to 4h."
    assert "\x1b" not in caught.value.message


def test_wrong_time_is_usage() -> None:
    """A time that cannot be is told before anything is shown or read."""
    result = call("move", "--every", "5h")
    assert (result.code, result.out) == (2, "")
    assert result.err == "--every cannot be `5h`.\nWrite 30m, 45m or 1h: from 1m to 4h.\n"


def first_lines(count: int, *words: str) -> tuple[list[str], str]:
    """The first lines of `coach move`, 60 times as fast, and what it says on standard error."""
    with subprocess.Popen(
        coach("move", "--rehearse", "--every", "1m", *words),
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline().partition("  ")[2].strip() for _ in range(count)]
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=20)
    assert child.returncode == 0, err
    return lines, err


ALWAYS = 'move_from: "00:00"\nmove_until: "00:00"\n'


def test_profile_decides_what_there_is_to_do(home: Path) -> None:
    """Somebody who avoids standing is not told to stand; a rehearsal writes nothing."""
    write_profile(home, f"{ALWAYS}avoid: [standing, seated]\n")
    before = sorted(home.iterdir())
    lines, _ = first_lines(2)
    assert lines == [
        "Next break in 1 minute.",
        "Time to move. Change what you sit or lie on: another chair, a cushion, or the other side.",
    ]
    assert sorted(home.iterdir()) == before


def test_not_cleared_is_told_no_exercise(home: Path) -> None:
    """While no clinician has said that she may exercise, breaks change the position and are no exercise."""
    write_profile(home, f"{ALWAYS}stage: pregnancy\ncleared: false\navoid: [standing]\n")
    lines, _ = first_lines(3)
    assert "pelvis" not in " ".join(lines)
    assert lines[1] == lines[2]


def test_outside_the_hours(home: Path) -> None:
    """Begun outside the hours it says until when it is quiet."""
    hour = (time.localtime().tm_hour + 6) % 24
    write_profile(home, f"move_from: {hour:02}:00\nmove_until: {(hour + 6) % 24:02}:00\n")
    assert first_lines(1)[0] == [f"No breaks until {hour:02}:00."]


def test_notice_of_the_first_run(home: Path) -> None:  # noqa: ARG001 - there is no profile in it
    """The first run says what this program is and is not; unattended it goes to standard error, and nothing is kept."""
    with subprocess.Popen(
        coach("move"),
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=20)
    assert "It does not examine, diagnose or treat you" in err
