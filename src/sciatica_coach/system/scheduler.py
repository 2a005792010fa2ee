"""The schedulers of the systems: each can show, install, find and remove the daily reminder."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import time
from pathlib import Path
from typing import Protocol

from sciatica_coach.errors import CannotWriteError
from sciatica_coach.model.value import Value
from sciatica_coach.system import timetable
from sciatica_coach.system.children import user_number
from sciatica_coach.system.timetable import LABEL, UNIT, Job

LONGEST_SECONDS = 20.0
_PRIVATE = 0o600


class Piece(Value):
    """A file, or a part of one, as it will be written."""

    where: str
    text: str


class Ran(Value):
    """How a program of the system ended, and what it said."""

    code: int
    out: str
    err: str


Run = Callable[[tuple[str, ...], str], Ran]
"""Runs a program with a text on its standard input."""


class Scheduler(Protocol):
    """A scheduler of the system."""

    @property
    def name(self) -> str:
        """Its name, as `--with` takes it."""

    def can_be_used(self) -> bool:
        """Whether it is there and answers."""

    def pieces(self, job: Job) -> tuple[Piece, ...]:
        """What would be written for a job."""

    def install(self, job: Job) -> None:
        """Write it, in place of an earlier one. Raises CannotWriteError."""

    def times(self) -> tuple[time, ...]:
        """When the installed reminder comes; nothing when none is installed."""

    def remove(self) -> None:
        """Remove it. Raises CannotWriteError."""


def run_program(words: tuple[str, ...], text: str) -> Ran:
    """Run a program of the system to its end, in plain English; a program that hangs or is not there has failed."""
    try:
        done = subprocess.run(  # noqa: S603 - the words stand in this module
            words,
            input=text.encode(errors="surrogateescape"),
            capture_output=True,
            check=False,
            timeout=LONGEST_SECONDS,
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Ran(code=-1, out="", err=f"{words[0]}: {error}")
    return Ran(
        code=done.returncode,
        out=done.stdout.decode(errors="surrogateescape"),
        err=done.stderr.decode(errors="replace"),
    )


class Systemd(Value):
    """A timer of the user's own systemd.

    Args:
        folder: where the user's units are.
        run: runs systemctl.
    """

    folder: Path
    run: Run = run_program
    name: str = "systemd"

    def can_be_used(self) -> bool:
        """Whether the user's own systemd answers."""
        return bool(shutil.which("systemctl")) and self._systemctl("show-environment").code == 0

    def pieces(self, job: Job) -> tuple[Piece, ...]:
        """The two units."""
        return (
            Piece(where=str(self._service), text=timetable.service_unit(job)),
            Piece(where=str(self._timer), text=timetable.timer_unit(job)),
        )

    def install(self, job: Job) -> None:
        """Write the units and start the timer."""
        for piece in self.pieces(job):
            _write(Path(piece.where), piece.text)
        _check(self._systemctl("daemon-reload"))
        _check(self._systemctl("enable", f"{UNIT}.timer"))
        _check(self._systemctl("restart", f"{UNIT}.timer"))

    def times(self) -> tuple[time, ...]:
        """The times in the timer."""
        return timetable.times_of_timer(_read(self._timer))

    def remove(self) -> None:
        """Stop the timer and remove the units."""
        self._systemctl("disable", "--now", f"{UNIT}.timer")  # without an answer the files go all the same
        for path in (self._timer, self._service, self.folder / "timers.target.wants" / f"{UNIT}.timer"):
            _unlink(path)
        self._systemctl("daemon-reload")

    def _systemctl(self, *words: str) -> Ran:
        return self.run(("systemctl", "--user", *words), "")

    @property
    def _service(self) -> Path:
        return self.folder / f"{UNIT}.service"

    @property
    def _timer(self) -> Path:
        return self.folder / f"{UNIT}.timer"


class Cron(Value):
    """Lines in the user's crontab, between two marks. All other lines stay as they are.

    Args:
        run: runs crontab.
    """

    run: Run = run_program
    name: str = "cron"

    def can_be_used(self) -> bool:
        """Whether there is a crontab program."""
        return bool(shutil.which("crontab"))

    def pieces(self, job: Job) -> tuple[Piece, ...]:
        """The lines."""
        return (Piece(where="your crontab", text=timetable.cron_block(job)),)

    def install(self, job: Job) -> None:
        """Put the lines into the crontab."""
        self._write(timetable.with_block(self._crontab(), timetable.cron_block(job)))

    def times(self) -> tuple[time, ...]:
        """The times in the crontab."""
        return timetable.times_of_crontab(self._crontab())

    def remove(self) -> None:
        """Take the lines out of the crontab; a crontab that had no others goes."""
        rest = timetable.without_block(self._crontab())
        if rest.strip():
            self._write(rest)
        else:
            _check(self.run(("crontab", "-r"), ""))

    def _write(self, crontab: str) -> None:
        _check(self.run(("crontab", "-"), crontab))

    def _crontab(self) -> str:
        """The crontab as it is. One that cannot be read is never taken for an empty one, and written over."""
        ran = self.run(("crontab", "-l"), "")
        if ran.code == 0:
            return ran.out
        if any(words in ran.err.lower() for words in ("no crontab", "no such file")):
            return ""
        raise _failed("The crontab cannot be read", ran)


class Launchd(Value):
    """An agent of macOS.

    Args:
        folder: where the user's agents are.
        user: the number of the user.
        run: runs launchctl.
    """

    folder: Path
    user: int
    run: Run = run_program
    name: str = "launchd"

    def can_be_used(self) -> bool:
        """Whether there is a launchctl program."""
        return bool(shutil.which("launchctl"))

    def pieces(self, job: Job) -> tuple[Piece, ...]:
        """The property list."""
        return (Piece(where=str(self._path), text=timetable.launchd_plist(job)),)

    def install(self, job: Job) -> None:
        """Write the property list and load it."""
        self._boot_out()
        _write(self._path, timetable.launchd_plist(job))
        _check(self.run(("launchctl", "bootstrap", self._domain, str(self._path)), ""))

    def times(self) -> tuple[time, ...]:
        """The times in the property list."""
        return timetable.times_of_plist(_read(self._path))

    def remove(self) -> None:
        """Unload the agent and remove its property list."""
        self._boot_out()
        _unlink(self._path)

    def _boot_out(self) -> None:
        self.run(("launchctl", "bootout", f"{self._domain}/{LABEL}"), "")  # one that is not loaded is no fault

    @property
    def _domain(self) -> str:
        return f"gui/{self.user}"

    @property
    def _path(self) -> Path:
        return self.folder / f"{LABEL}.plist"


class WindowsTasks(Value):
    """A task of the Windows scheduler.

    Args:
        folder: where its XML lies while it is being installed.
        run: runs schtasks.
    """

    folder: Path
    run: Run = run_program
    name: str = "windows"

    def can_be_used(self) -> bool:
        """Whether there is a schtasks program."""
        return bool(shutil.which("schtasks"))

    def pieces(self, job: Job) -> tuple[Piece, ...]:
        """The task as XML."""
        return (Piece(where=f"the task {UNIT}", text=timetable.windows_task(job)),)

    def install(self, job: Job) -> None:
        """Make the task from a file that is removed again."""
        path = self.folder / f"{UNIT}.xml"
        try:
            _write(path, timetable.windows_task(job), encoding="utf-16")
            _check(self.run(("schtasks", "/Create", "/TN", UNIT, "/XML", str(path), "/F"), ""))
        finally:
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def times(self) -> tuple[time, ...]:
        """The times in the task."""
        return timetable.times_of_task(self.run(("schtasks", "/Query", "/TN", UNIT, "/XML"), "").out)

    def remove(self) -> None:
        """Delete the task."""
        _check(self.run(("schtasks", "/Delete", "/TN", UNIT, "/F"), ""))


def find_schedulers(platform: str, environ: Mapping[str, str]) -> tuple[Scheduler, ...]:
    """The schedulers that a system may have, the best one first.

    Args:
        platform: the name that Python has for the system.
        environ: where the user's settings are.
    """
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or Path.home())
    if platform == "darwin":
        return (Launchd(folder=home / "Library" / "LaunchAgents", user=user_number()), Cron())
    if platform == "win32":
        return (WindowsTasks(folder=Path(environ.get("TEMP") or home)),)
    settings = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    return (Systemd(folder=settings / "systemd" / "user"), Cron())


def _check(ran: Ran) -> None:
    if ran.code != 0:
        raise _failed("The system's scheduler refused", ran)


def _failed(what: str, ran: Ran) -> CannotWriteError:
    lines = ran.err.strip().splitlines() or [f"exit code {ran.code}"]
    return CannotWriteError(f"{what}: {lines[-1].rstrip('.')}.", "`coach remind list` shows what is installed.")


def _write(path: Path, text: str, encoding: str = "utf-8") -> None:
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding=encoding)
        temporary.chmod(_PRIVATE)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise CannotWriteError(f"{path} could not be written: {(error.strerror or str(error)).lower()}.") from error


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWriteError(f"{path} could not be removed: {(error.strerror or str(error)).lower()}.") from error
