"""Keeps the screen from going dark in a session, in a process of its own that ends when its input closes.

wakepy speaks to the desktop over D-Bus, for which it imports `socket`: our own process has no network code,
not even that. It may also wait for a bus that is silent. Both are the other process's matter.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

PATIENCE_SECONDS = 0.5


class Awake:
    """The machine stays awake within it, where that can be had; nothing is said where it cannot."""

    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        if self._wanted:
            with suppress(OSError):
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", "sciatica_coach.system.awake"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,  # Ctrl-C and a closed window are for us, not for it
                )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is None:
            return
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def can_stay_awake(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether there is a desktop that could be asked: on Linux, one with a session bus."""
    if platform in ("darwin", "win32"):
        return True
    folder = environ.get("XDG_RUNTIME_DIR", "")
    return bool(environ.get("DBUS_SESSION_BUS_ADDRESS")) or (bool(folder) and (Path(folder) / "bus").exists())


def main() -> None:
    """Be the process: stay awake until the input closes."""
    from wakepy import keep

    with keep.presenting(on_fail="pass"):
        while os.read(0, 4096):
            pass


if __name__ == "__main__":
    main()
