"""The daily reminder as each system's scheduler wants it written, and read back: text in, text out."""

import re
from collections.abc import Iterable
from datetime import time

from sciatica_coach.model.value import Value

UNIT = "sciatica-coach-reminder"
LABEL = "org.sciatica-coach.reminder"
BEGIN, END = f"# BEGIN {UNIT}", f"# END {UNIT}"
DESCRIPTION = "Daily reminder"
HOURS, MINUTES = 24, 60

_BLOCK = re.compile(rf"^{re.escape(BEGIN)}\n.*?^{re.escape(END)}(?:\n|\Z)", re.MULTILINE | re.DOTALL)
_CRON_TIME = re.compile(r"^(\d{1,2}) (\d{1,2}) \* \* \* ", re.MULTILINE)
_CALENDAR_TIME = re.compile(r"^OnCalendar=\*-\*-\* (\d\d):(\d\d):00$", re.MULTILINE)
_BOUNDARY_TIME = re.compile(r"<StartBoundary>[^<T]*T(\d\d):(\d\d):")
_PLAIN_WORD = re.compile(r"[A-Za-z0-9_@+=:,./-]+")


class Job(Value):
    """What a scheduler is to run, and when.

    Attributes:
        words: the program, by its whole path, and its arguments.
        times: the times of the day, at least one.
    """

    words: tuple[str, ...]
    times: tuple[time, ...]


# systemd


def service_unit(job: Job) -> str:
    """The unit that runs the command once."""
    program, *arguments = job.words
    # A `$` is a variable in the arguments, and only there.
    command = " ".join([_systemd_quoted(program), *(_systemd_quoted(word).replace("$", "$$") for word in arguments)])
    return f"[Unit]\nDescription={DESCRIPTION}\n\n[Service]\nType=oneshot\nExecStart={command}\n"


def timer_unit(job: Job) -> str:
    """The unit that says when. What was missed while the computer was off comes once, when it is on again."""
    times = "".join(f"OnCalendar=*-*-* {one:%H:%M}:00\n" for one in job.times)
    return (
        f"[Unit]\nDescription={DESCRIPTION}\n\n"
        f"[Timer]\n{times}AccuracySec=1min\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )


def times_of_timer(text: str) -> tuple[time, ...]:
    """The times that stand in a timer unit of ours."""
    return _times(_CALENDAR_TIME.findall(text))


def _systemd_quoted(word: str) -> str:
    escaped = word.replace("%", "%%")
    if _PLAIN_WORD.fullmatch(word):
        return escaped
    return '"' + escaped.replace("\\", "\\\\").replace('"', '\\"') + '"'


# cron


def cron_block(job: Job) -> str:
    """The lines of the crontab, between two marks; a `%` would be a line break to cron."""
    from shlex import join

    command = join(job.words).replace("%", "\\%")
    lines = "".join(f"{one.minute} {one.hour} * * * {command}\n" for one in job.times)
    return f"{BEGIN}\n{lines}{END}\n"


def with_block(crontab: str, block: str) -> str:
    """A crontab with our lines in place of those that it had; all others stay as they are."""
    others = _BLOCK.sub("", crontab)
    return f"{others}{'' if others.endswith(chr(10)) or not others else chr(10)}{block}"


def without_block(crontab: str) -> str:
    """A crontab without our lines."""
    return _BLOCK.sub("", crontab)


def times_of_crontab(crontab: str) -> tuple[time, ...]:
    """The times that stand in our lines of a crontab."""
    block = _BLOCK.search(crontab)
    return _times((hour, minute) for minute, hour in _CRON_TIME.findall(block[0])) if block else ()


# launchd


def launchd_plist(job: Job) -> str:
    """The property list of macOS."""
    import plistlib

    return plistlib.dumps(
        {
            "Label": LABEL,
            "ProgramArguments": list(job.words),
            "StartCalendarInterval": [{"Hour": one.hour, "Minute": one.minute} for one in job.times],
            "ProcessType": "Background",
        },
        sort_keys=False,
    ).decode()


def times_of_plist(text: str) -> tuple[time, ...]:
    """The times that stand in a property list of ours."""
    import plistlib

    try:
        rows = plistlib.loads(text.encode())["StartCalendarInterval"]
        return tuple(time(row["Hour"], row["Minute"]) for row in rows)
    except (ValueError, KeyError, TypeError, plistlib.InvalidFileException):
        return ()


# Windows


def windows_task(job: Job) -> str:
    """The task of the Windows scheduler as XML; it runs as the user, without a window, only while she is logged on."""
    from html import escape
    from subprocess import list2cmdline

    program, *arguments = job.words
    triggers = "".join(
        "    <CalendarTrigger>\n"
        f"      <StartBoundary>2026-01-01T{one:%H:%M}:00</StartBoundary>\n"
        "      <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>\n"
        "    </CalendarTrigger>\n"
        for one in job.times
    )
    return (
        '<?xml version="1.0" encoding="UTF-16"?>\n'
        '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">\n'
        f"  <RegistrationInfo><Description>{DESCRIPTION}</Description></RegistrationInfo>\n"
        f"  <Triggers>\n{triggers}  </Triggers>\n"
        "  <Settings>\n"
        "    <StartWhenAvailable>true</StartWhenAvailable>\n"
        "    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>\n"
        "    <ExecutionTimeLimit>PT5M</ExecutionTimeLimit>\n"
        "  </Settings>\n"
        "  <Actions>\n    <Exec>\n"
        f"      <Command>{escape(_without_window(program), quote=False)}</Command>\n"
        f"      <Arguments>{escape(list2cmdline(arguments), quote=False)}</Arguments>\n"
        "    </Exec>\n  </Actions>\n"
        "</Task>\n"
    )


def times_of_task(text: str) -> tuple[time, ...]:
    """The times that stand in a task of ours."""
    return _times(_BOUNDARY_TIME.findall(text))


def _without_window(program: str) -> str:
    """The Python that opens no window, where the program is Python."""
    stem, _, ending = program.rpartition(".")
    is_python = ending.lower() == "exe" and stem.lower().endswith("python")
    return f"{stem}w.{ending}" if is_python else program


def _times(pairs: Iterable[tuple[str, str]]) -> tuple[time, ...]:
    """Times from texts; those that somebody changed into none are passed over."""
    numbers = ((int(hour), int(minute)) for hour, minute in pairs)
    return tuple(time(hour, minute) for hour, minute in numbers if hour < HOURS and minute < MINUTES)
