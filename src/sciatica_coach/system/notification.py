"""A notification on the desktop, by the program that the system has for it.

What others may read in the list of processes is neutral: nothing about health, and no name of this program.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from sciatica_coach.model.value import Value

NAME = "Coach"
LONGEST_SECONDS = 10.0
SESSION_BUS = "DBUS_SESSION_BUS_ADDRESS"

_WINDOWS_SCRIPT = """\
[Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime] | Out-Null
$xml = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent(1)
$texts = $xml.GetElementsByTagName('text')
$texts.Item(0).AppendChild($xml.CreateTextNode('{name}')) | Out-Null
$texts.Item(1).AppendChild($xml.CreateTextNode('{text}')) | Out-Null
$app = '{{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}}\\WindowsPowerShell\\v1.0\\powershell.exe'
$toast = [Windows.UI.Notifications.ToastNotification]::new($xml)
[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier($app).Show($toast)
"""


class Notice(Value):
    """How a notification is shown: a program, its words, and what it reads from standard input."""

    words: Callable[[str], tuple[str, ...]]
    script: Callable[[str], str]


def _linux(text: str) -> tuple[str, ...]:
    return ("notify-send", f"--app-name={NAME}", NAME, text)


def _mac_script(text: str) -> str:
    return f"display notification {_apple_quoted(text)} with title {_apple_quoted(NAME)}\n"


def _windows_script(text: str) -> str:
    return _WINDOWS_SCRIPT.format(name=NAME, text=text.replace("'", "''"))


NOTICES = {
    "linux": Notice(words=_linux, script=lambda _: ""),
    "darwin": Notice(words=lambda _: ("osascript", "-"), script=_mac_script),
    "win32": Notice(
        words=lambda _: ("powershell", "-NoProfile", "-NonInteractive", "-Command", "-"), script=_windows_script
    ),
}
"""By the name that Python has for the system. Only notify-send takes the text as a word, so that it must be neutral."""


def find_notice(platform: str) -> Notice | None:
    """How notifications are shown on a system; none when its program is not there."""
    notice = NOTICES.get(platform)
    return notice if notice and shutil.which(notice.words("")[0]) else None


class Notifier:
    """Shows notifications, and never waits for it unless asked to; where none can be shown, nothing happens.

    Args:
        notice: how, if at all.
        environ: the environment of this process; a scheduler's lacks the address of the desktop.
    """

    def __init__(self, notice: Notice | None, environ: Mapping[str, str]) -> None:
        self._notice = notice
        self._environ = environ
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def can_show(self) -> bool:
        """Whether there is anything that shows notifications."""
        return self._notice is not None

    def notify(self, text: str) -> None:
        """Show a neutral text; an earlier one that still hangs is given up."""
        self._give_up()
        if self._notice is None:
            return
        with suppress(OSError):
            self._running = subprocess.Popen(  # noqa: S603 - the words stand in NOTICES
                self._notice.words(text),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=with_session_bus(self._environ),
                start_new_session=True,
            )
            assert self._running.stdin is not None  # noqa: S101 - it was asked for
            with self._running.stdin as script:
                script.write(self._notice.script(text).encode())

    def finish(self) -> bool:
        """Wait for the last notification, for a short while; whether one was shown."""
        if self._running is None:
            return False
        try:
            return self._running.wait(LONGEST_SECONDS) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            self._give_up()

    def _give_up(self) -> None:
        if self._running is None:
            return
        if self._running.poll() is None:
            self._running.kill()
            self._running.wait()
        self._running = None


def with_session_bus(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment with the address of the user's desktop, which cron does not pass on."""
    found = dict(environ)
    if SESSION_BUS not in found and hasattr(os, "getuid"):
        bus = Path(found.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}") / "bus"
        if bus.exists():
            found[SESSION_BUS] = f"unix:path={bus}"
    return found


def _apple_quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
