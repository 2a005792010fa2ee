"""Makes a process on Linux look like one on Windows, as far as the program calls for it.

What Windows lacks is taken away; an open file can neither be replaced, nor renamed, nor removed; and the first
attempts to put a file in the place of another fail, as they do beside a virus scanner.
"""

import ctypes
import json
import os
import pathlib
import signal
import sys
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

_LOADED = (json, pathlib, tempfile, zlib)
"""Loaded before the platform changes: the standard library must go on as it is."""


def _is_open(path: str | Path) -> bool:
    real = os.path.realpath(path)
    descriptors = Path("/proc/self/fd")
    return any(os.path.realpath(one) == real for one in descriptors.iterdir())


class _Careful:
    """A call of the system that refuses open files, and the first few times all."""

    def __init__(self, call: Callable[..., Any], refusals: int) -> None:
        self._call, self._refusals = call, refusals

    def __call__(self, *paths: Any, **more: Any) -> Any:
        """Refuse, or do it."""
        if self._refusals or any(_is_open(path) for path in paths):
            self._refusals = max(0, self._refusals - 1)
            raise PermissionError(13, "Permission denied", str(paths[0]))
        return self._call(*paths, **more)


class _Kernel:
    """A console whose mode can be read and set."""

    def __init__(self) -> None:
        self.mode = 3
        self.modes: list[int] = []

    def GetStdHandle(self, number: int) -> int:  # noqa: N802 - its name
        """A handle."""
        return number

    def GetConsoleMode(self, _handle: int, into: Any) -> None:  # noqa: N802 - its name
        """The mode."""
        into._obj.value = self.mode  # noqa: SLF001 - what byref() refers to

    def SetConsoleMode(self, _handle: int, mode: int) -> None:  # noqa: N802 - its name
        """Set the mode."""
        self.mode = mode
        self.modes.append(mode)


class _Dll:
    """The libraries of Windows."""

    kernel32 = _Kernel()


_os: Any = os
_signal: Any = signal
_ctypes: Any = ctypes
_ctypes.windll = _Dll()
_os.O_BINARY = _os.O_NOINHERIT = 0
_os.replace = _Careful(os.replace, refusals=3)
_os.unlink = _Careful(os.unlink, refusals=0)
_signal.SIGBREAK = signal.SIGUSR1
for _owner, _names in (
    (_os, ("pread", "pwrite", "fchmod", "copy_file_range", "O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC", "O_NONBLOCK")),
    (_signal, ("pthread_sigmask", "SIGHUP", "SIGTSTP", "SIGWINCH", "set_wakeup_fd")),
):
    for _name in _names:
        delattr(_owner, _name)
sys.platform = "win32"
