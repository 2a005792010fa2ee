"""The reminder as each scheduler wants it written: whole texts, any path, and read back."""

import plistlib
import shutil
import subprocess
import xml.etree.ElementTree as ET
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.reading import patient

from sciatica_coach.system.timetable import (
    UNIT,
    Job,
    cron_block,
    launchd_plist,
    service_unit,
    timer_unit,
    times_of_crontab,
    times_of_plist,
    times_of_task,
    times_of_timer,
    windows_task,
    with_block,
    without_block,
)

TIMES = (time(7, 30), time(8))
JOB = Job(words=("/opt/my python/bin/python3", "-m", "sciatica_coach", "--home", "/home/a b/50%"), times=TIMES)
WINDOWS = Job(words=(r"C:\Program Files\Python\python.exe", "-m", "x", "--home", r"C:\R&D <b>"), times=TIMES)

SERVICE = """\
[Unit]
Description=Daily reminder

[Service]
Type=oneshot
ExecStart="/opt/my python/bin/python3" -m sciatica_coach --home "/home/a b/50%%"
"""
TIMER = """\
[Unit]
Description=Daily reminder

[Timer]
OnCalendar=*-*-* 07:30:00
OnCalendar=*-*-* 08:00:00
AccuracySec=1min
Persistent=true

[Install]
WantedBy=timers.target
"""
BLOCK = """\
# BEGIN sciatica-coach-reminder
30 7 * * * '/opt/my python/bin/python3' -m sciatica_coach --home '/home/a b/50\\%'
0 8 * * * '/opt/my python/bin/python3' -m sciatica_coach --home '/home/a b/50\\%'
# END sciatica-coach-reminder
"""


def test_systemd_units() -> None:
    """The units are these, with spaces and signs of the path as systemd wants them."""
    assert service_unit(JOB) == SERVICE
    assert timer_unit(JOB) == TIMER


def test_dollar_is_no_variable_to_systemd() -> None:
    """A `$` in an argument is doubled; in the program's own path it is one already."""
    assert 'ExecStart="/a$b" "$$HOME"\n' in service_unit(Job(words=("/a$b", "$HOME"), times=TIMES))


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd-analyze here")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    """`systemd-analyze verify` finds nothing to say about the units."""
    job = Job(words=("/bin/sh", "-c", 'exit 0 "a b" 50% $HOME \\ \''), times=TIMES)
    (tmp_path / f"{UNIT}.service").write_text(service_unit(job))
    (tmp_path / f"{UNIT}.timer").write_text(timer_unit(job))
    done = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / f"{UNIT}.timer"), str(tmp_path / f"{UNIT}.service")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert UNIT not in done.stderr, done.stderr
    assert done.returncode == 0, done.stderr


def test_cron_block() -> None:
    """The lines of the crontab are these; a `%` would end a line."""
    assert cron_block(JOB) == BLOCK


OTHERS = ("", "# mine\n", "PATH=/bin\n\n0 5 * * * backup\n", "0 5 * * * no newline at the end")


@pytest.mark.parametrize("others", OTHERS)
def test_lines_of_others_stay(others: str) -> None:
    """Installing twice is as installing once, and removing leaves what was there before."""
    once = with_block(others, BLOCK)
    assert with_block(once, BLOCK) == once
    assert times_of_crontab(once) == TIMES
    assert once.startswith(others)
    assert without_block(once).rstrip("\n") == others.rstrip("\n")


def test_block_in_the_middle_is_replaced() -> None:
    """Lines before and after ours stay in their order."""
    crontab = f"0 1 * * * one\n{BLOCK}0 2 * * * two\n"
    assert without_block(crontab) == "0 1 * * * one\n0 2 * * * two\n"
    assert with_block(crontab, BLOCK) == f"0 1 * * * one\n0 2 * * * two\n{BLOCK}"


def test_times_of_others_are_not_ours() -> None:
    """A crontab, timer, list or task without our lines has no reminder."""
    assert times_of_crontab("30 7 * * * something\n") == ()
    assert times_of_timer("") == times_of_plist("") == times_of_plist("<x/>") == times_of_task("") == ()


ODD = st.text(st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_characters="\x7f"), min_size=1, max_size=20)


@given(words=st.lists(ODD, min_size=1, max_size=4), times=st.lists(st.times(), min_size=1, max_size=3, unique=True))
@patient
def test_shell_reads_back_the_words(words: list[str], times: list[time]) -> None:
    """Whatever the words are, a shell sees them as they were once cron has undone its own escape."""
    import shlex

    whole = tuple(moment.replace(second=0, microsecond=0) for moment in times)
    block = cron_block(Job(words=tuple(words), times=whole))
    assert times_of_crontab(block) == whole
    line = block.split("\n")[1].split(" * * * ", 1)[1]
    assert shlex.split(line.replace("\\%", "%")) == words


@given(words=st.lists(ODD, min_size=1, max_size=4), times=st.lists(st.times(), min_size=1, max_size=3, unique=True))
@patient
def test_other_formats_are_read_back(words: list[str], times: list[time]) -> None:
    """The times come back from every format, and the words from those that have a reader here."""
    whole = tuple(moment.replace(second=0, microsecond=0) for moment in times)
    job = Job(words=tuple(words), times=whole)
    assert times_of_timer(timer_unit(job)) == whole
    assert times_of_task(windows_task(job)) == whole
    assert times_of_plist(launchd_plist(job)) == whole
    assert plistlib.loads(launchd_plist(job).encode())["ProgramArguments"] == words
    ET.fromstring(windows_task(job).partition("\n")[2])  # noqa: S314 - our own text


def test_plist() -> None:
    """Launchd gets the words and the times."""
    assert plistlib.loads(launchd_plist(JOB).encode()) == {
        "Label": "org.sciatica-coach.reminder",
        "ProgramArguments": list(JOB.words),
        "StartCalendarInterval": [{"Hour": 7, "Minute": 30}, {"Hour": 8, "Minute": 0}],
        "ProcessType": "Background",
    }


def test_windows_task() -> None:
    """The task has both times, runs the Python without a window, and quotes its words."""
    text = windows_task(WINDOWS)
    assert r"<Command>C:\Program Files\Python\pythonw.exe</Command>" in text
    assert r'<Arguments>-m x --home "C:\R&amp;D &lt;b&gt;"</Arguments>' in text
    assert text.count("<CalendarTrigger>") == 2
    assert "<StartBoundary>2026-01-01T07:30:00</StartBoundary>" in text


def test_hour_that_somebody_made_impossible_is_passed_over() -> None:
    """A crontab that was changed by hand into nonsense has no time that counts."""
    assert times_of_crontab(BLOCK.replace("30 7 *", "77 7 *")) == (time(8),)
