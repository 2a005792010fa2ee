"""The schedulers: what they are told, in which order, and what happens when they refuse."""

from dataclasses import dataclass, field
from datetime import time
from pathlib import Path

import pytest

from sciatica_coach.errors import CannotWriteError
from sciatica_coach.system.scheduler import (
    Cron,
    Launchd,
    Ran,
    Systemd,
    WindowsTasks,
    find_schedulers,
    run_program,
)
from sciatica_coach.system.timetable import Job, windows_task

JOB = Job(words=("/bin/coach", "remind", "due"), times=(time(7, 30), time(8)))


@dataclass(slots=True)
class RecordingSystem:
    """The programs of a system that remember what they were told, and fail when they are to.

    Args:
        crontab: what `crontab -l` says; none when there is none.
        refuses: a word of a command that fails, and what it says then.
        looks_at: a file of which it keeps what it saw in it.
    """

    crontab: str | None = None
    refuses: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    looks_at: Path | None = None
    saw: bytes = b""

    def __call__(self, words: tuple[str, ...], text: str) -> Ran:
        """Run a command."""
        self.told.append(" ".join(words))
        for word, says in self.refuses.items():
            if word in words:
                return Ran(code=1, out="", err=says)
        if self.looks_at and self.looks_at.exists():
            self.saw = self.looks_at.read_bytes()
        if words == ("crontab", "-l"):
            return Ran(code=0, out=self.crontab, err="") if self.crontab is not None else _NO_CRONTAB
        if words == ("crontab", "-"):
            self.crontab = text
        if words == ("crontab", "-r"):
            self.crontab = None
        return Ran(code=0, out="", err="")


_NO_CRONTAB = Ran(code=1, out="", err="no crontab for somebody\n")


def test_systemd(tmp_path: Path) -> None:
    """The units are written, the timer is started; removing stops it and takes the units away."""
    system = RecordingSystem()
    systemd = Systemd(folder=tmp_path / "systemd" / "user", run=system)
    systemd.install(JOB)
    assert system.told == [
        "systemctl --user daemon-reload",
        "systemctl --user enable sciatica-coach-reminder.timer",
        "systemctl --user restart sciatica-coach-reminder.timer",
    ]
    assert {path.name: path.read_text() for path in systemd.folder.iterdir()} == {
        Path(piece.where).name: piece.text for piece in systemd.pieces(JOB)
    }
    assert systemd.times() == JOB.times
    systemd.remove()
    assert list(systemd.folder.iterdir()) == []
    assert systemd.times() == ()
    assert system.told[3:] == [
        "systemctl --user disable --now sciatica-coach-reminder.timer",
        "systemctl --user daemon-reload",
    ]


def test_systemd_that_refuses(tmp_path: Path) -> None:
    """What the system says is passed on."""
    systemd = Systemd(folder=tmp_path, run=RecordingSystem(refuses={"enable": "Failed to enable: locked.\n"}))
    with pytest.raises(CannotWriteError, match=r"refused: Failed to enable: locked\.$"):
        systemd.install(JOB)


def test_units_that_cannot_be_written(tmp_path: Path) -> None:
    """A folder that is a file is told with its path, and nothing is started."""
    (tmp_path / "systemd").touch()
    system = RecordingSystem()
    with pytest.raises(CannotWriteError, match="could not be written"):
        Systemd(folder=tmp_path / "systemd" / "user", run=system).install(JOB)
    assert system.told == []


MINE = "# mine\n0 5 * * * backup\n"


def test_cron_keeps_the_lines_of_others() -> None:
    """Our lines come and go; all others stay."""
    system = RecordingSystem(crontab=MINE)
    cron = Cron(run=system)
    cron.install(JOB)
    cron.install(JOB)
    assert system.crontab == MINE + cron.pieces(JOB)[0].text
    assert cron.times() == JOB.times
    cron.remove()
    assert system.crontab == MINE


def test_cron_without_a_crontab() -> None:
    """A crontab is made for our lines, and goes with them."""
    system = RecordingSystem()
    cron = Cron(run=system)
    assert cron.times() == ()
    cron.install(JOB)
    assert system.crontab == cron.pieces(JOB)[0].text
    cron.remove()
    assert system.crontab is None


def test_crontab_that_cannot_be_read_is_never_written() -> None:
    """A crontab that cannot be read is not taken for an empty one."""
    system = RecordingSystem(crontab=MINE, refuses={"-l": "you are not allowed to use this program\n"})
    with pytest.raises(CannotWriteError, match="cannot be read: you are not allowed"):
        Cron(run=system).install(JOB)
    assert system.crontab == MINE


def test_launchd(tmp_path: Path) -> None:
    """An earlier agent is unloaded, the list is written, and the new one is loaded for this user."""
    system = RecordingSystem(refuses={"bootout": "not loaded"})
    launchd = Launchd(folder=tmp_path / "LaunchAgents", user=501, run=system)
    launchd.install(JOB)
    path = tmp_path / "LaunchAgents" / "org.sciatica-coach.reminder.plist"
    assert system.told == [
        "launchctl bootout gui/501/org.sciatica-coach.reminder",
        f"launchctl bootstrap gui/501 {path}",
    ]
    assert path.read_text() == launchd.pieces(JOB)[0].text
    assert launchd.times() == JOB.times
    launchd.remove()
    assert not path.exists()
    assert launchd.times() == ()


def test_windows(tmp_path: Path) -> None:
    """The task is made from a file in UTF-16, which is gone afterwards, and deleted by its name."""
    path = tmp_path / "sciatica-coach-reminder.xml"
    system = RecordingSystem(looks_at=path)
    windows = WindowsTasks(folder=tmp_path, run=system)
    windows.install(JOB)
    windows.remove()
    assert system.told == [
        f"schtasks /Create /TN sciatica-coach-reminder /XML {path} /F",
        "schtasks /Delete /TN sciatica-coach-reminder /F",
    ]
    assert system.saw.decode("utf-16") == windows_task(JOB)
    assert list(tmp_path.iterdir()) == []


def test_windows_task_is_found(tmp_path: Path) -> None:
    """The times are read from what the scheduler says."""

    def query(words: tuple[str, ...], text: str) -> Ran:  # noqa: ARG001 - as the port has it
        return Ran(code=0, out=windows_task(JOB), err="")

    assert WindowsTasks(folder=tmp_path, run=query).times() == JOB.times


SYSTEMS = {
    "linux": ["systemd", "cron"],
    "freebsd13": ["systemd", "cron"],
    "darwin": ["launchd", "cron"],
    "win32": ["windows"],
}


@pytest.mark.parametrize(("platform", "names"), SYSTEMS.items())
def test_schedulers_of_each_system(platform: str, names: list[str]) -> None:
    """Each system has its own, the best one first."""
    assert [one.name for one in find_schedulers(platform, {"HOME": "/home/x"})] == names


def test_units_lie_where_the_user_keeps_settings() -> None:
    """XDG_CONFIG_HOME moves the units of systemd."""
    (systemd, _) = find_schedulers("linux", {"HOME": "/home/x", "XDG_CONFIG_HOME": "/home/x/conf"})
    assert systemd.pieces(JOB)[0].where == "/home/x/conf/systemd/user/sciatica-coach-reminder.service"
    (systemd, _) = find_schedulers("linux", {"HOME": "/home/x"})
    assert systemd.pieces(JOB)[1].where == "/home/x/.config/systemd/user/sciatica-coach-reminder.timer"


def test_programs_run() -> None:
    """A program of the system gets its text, and its end and its words come back."""
    assert run_program(("sh", "-c", "cat; echo no >&2; exit 3"), "a\n") == Ran(code=3, out="a\n", err="no\n")


def test_program_that_is_not_there_has_failed() -> None:
    """A program that is missing is a failure in words."""
    ran = run_program(("/nonexistent/program",), "")
    assert ran.code != 0
    assert "no such file" in ran.err.lower()


def test_scheduler_that_is_not_there_cannot_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its program no scheduler can be used; systemd must also answer."""
    monkeypatch.setenv("PATH", str(tmp_path))
    system = RecordingSystem(refuses={"show-environment": "Failed to connect to bus"})
    systemd = Systemd(folder=tmp_path, run=system)
    everything = (systemd, Cron(), Launchd(folder=tmp_path, user=1), WindowsTasks(folder=tmp_path))
    assert not any(one.can_be_used() for one in everything)
    for name in ("systemctl", "crontab", "launchctl", "schtasks"):
        (tmp_path / name).touch(mode=0o755)
    assert [one.can_be_used() for one in everything] == [False, True, True, True]
    system.refuses.clear()
    assert systemd.can_be_used()
