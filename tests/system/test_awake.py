"""The machine stays awake in a session, and is let go on every way out."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.program import environment
from tests.system.speakers import running, wait_for

from sciatica_coach.system.awake import Awake, can_stay_awake

SERVER = Path(__file__).with_name("screensaver.py")
HOLD = "import time\nfrom sciatica_coach.system.awake import Awake\nwith Awake(wanted=True): time.sleep(1000)\n"


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A session bus with a screen saver on it: the file in which it writes down what it is asked."""
    if not shutil.which("dbus-daemon"):
        pytest.skip("dbus-daemon is not installed")
    diary = tmp_path / "diary"
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address", f"--address=unix:dir={tmp_path}"],
        stdout=subprocess.PIPE,
        text=True,
    )
    with bus:
        assert bus.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.stdout.readline().strip())
        monkeypatch.setenv("XDG_SESSION_DESKTOP", "GNOME-like")
        with subprocess.Popen([sys.executable, str(SERVER), str(diary)], stderr=subprocess.DEVNULL) as saver:
            wait_for(diary.exists, "the screen saver")
            yield diary
            saver.kill()
        bus.kill()


def told(diary: Path) -> list[str]:
    """What the screen saver wrote down."""
    return diary.read_text().split()


def test_screen_saver_is_held_within_a_session_and_let_go_after_it(desktop: Path) -> None:
    """The desktop is asked to wait, and let go at the end."""
    with Awake(wanted=True):
        wait_for(lambda: "Inhibit" in told(desktop), "the request")
        assert told(desktop) == ["ready", "Inhibit"]
    wait_for(lambda: told(desktop)[2:3] in (["UnInhibit"], ["gone"]), "the release")


def test_killed_session_lets_the_screen_saver_go(desktop: Path) -> None:
    """After SIGKILL, which nobody can catch, the desktop is free too."""
    with subprocess.Popen([sys.executable, "-c", HOLD], env=environment()) as program:
        wait_for(lambda: "Inhibit" in told(desktop), "the request")
        program.kill()
    wait_for(lambda: bool({"UnInhibit", "gone"} & set(told(desktop))), "the release")


def test_desktop_that_does_not_answer_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a bus at the address nothing is said, and nothing is left."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nothing")
    monkeypatch.setenv("TEST_MARK", f"mark-of-{tmp_path}")
    with Awake(wanted=True):
        pass
    assert running(f"mark-of-{tmp_path}") == []


def test_nothing_is_started_when_it_is_not_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A session that nobody watches keeps nothing awake."""
    monkeypatch.setenv("TEST_MARK", f"mark-of-{tmp_path}")
    with Awake(wanted=False):
        assert running(f"mark-of-{tmp_path}") == []


def test_only_a_desktop_is_asked(tmp_path: Path) -> None:
    """On Linux there must be a session bus, by its address or in its usual place."""
    assert can_stay_awake({}, "darwin")
    assert not can_stay_awake({}, "linux")
    assert not can_stay_awake({"XDG_RUNTIME_DIR": str(tmp_path)}, "linux")
    assert can_stay_awake({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/bus"}, "linux")
    (tmp_path / "bus").touch()
    assert can_stay_awake({"XDG_RUNTIME_DIR": str(tmp_path)}, "linux")
