"""A person at a real terminal: types keys, looks at the screen, resizes the window, closes it.

The program runs from a copy of the checkout in which getting ready takes a second, so that stories are short.
"""

import json
import os
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pexpect
import pyte

import sciatica_coach
from sciatica_coach.files.places import find_content

PATIENCE_SECONDS = 20.0
"""How long a busy machine may take to show what is waited for."""
COLUMNS, ROWS = 80, 24
SHELL = ["--norc", "--noprofile", "--noediting", "-i"]
_SECONDS = re.compile(r"\d+(?=[,}\]])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A copy of the program with short lead-ins, and how to start it.

    Its path leads to a few programs of a shell and to nothing that speaks or plays: stories are silent.
    """

    root: Path

    @property
    def words(self) -> list[str]:
        """The words that start it."""
        return [sys.executable, "-m", "sciatica_coach"]

    def environment(self, home: Path, **more: str) -> dict[str, str]:
        """Its environment, with nothing of the tests' own that would change what it does."""
        kept = {name: os.environ[name] for name in ("HOME", "TZ") if name in os.environ}
        return {
            **kept,
            "PATH": str(self.root / "bin"),
            "PYTHONPATH": str(self.root / "src"),
            "SCIATICA_COACH_HOME": str(home),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PS1": "$ ",
            **more,
        }


def copy_program(root: Path, lead_in_seconds: float = 1.0) -> Program:
    """Copy the program to a folder, and let every lead-in take so many seconds."""
    package = Path(sciatica_coach.__file__).parent
    shutil.copytree(package, root / "src" / "sciatica_coach", ignore=shutil.ignore_patterns("__pycache__", "routines"))
    shutil.copytree(find_content(), root / "routines")
    (root / "bin").mkdir()
    for name in ("bash", "stty", "clear"):
        path = shutil.which(name)
        assert path, f"{name} is needed"
        (root / "bin" / name).symlink_to(path)
    rules = root / "routines" / "rules" / "lead-in.yaml"
    lines = [
        line if "weeks" in line else _SECONDS.sub(f"{lead_in_seconds:g}", line)
        for line in rules.read_text().splitlines()
    ]
    rules.write_text("\n".join(lines) + "\n")
    return Program(root=root)


class _Screen(pyte.Screen):
    """A screen that knows the second screen: it is cleared on the way in and on the way out."""

    def set_mode(self, *modes: int, **kwargs: Any) -> None:
        """A mode is set."""
        super().set_mode(*modes, **kwargs)
        self._second_screen(modes, kwargs)

    def reset_mode(self, *modes: int, **kwargs: Any) -> None:
        """A mode is reset."""
        super().reset_mode(*modes, **kwargs)
        self._second_screen(modes, kwargs)

    def _second_screen(self, modes: tuple[int, ...], kwargs: dict[str, Any]) -> None:
        if kwargs.get("private") and 1049 in modes:
            self.erase_in_display(2)
            self.cursor_position()


@dataclass(slots=True)
class Person:
    """Somebody at a terminal in which a shell, or the program itself, runs.

    Args:
        program: the program to use.
        home: where its data are.
        direct: the words of a command to run without a shell around it.
        more: what to set in the environment.
    """

    program: Program
    home: Path
    direct: tuple[str, ...] = ()
    more: dict[str, str] = field(default_factory=dict)
    raw: bytearray = field(default_factory=bytearray)
    _child: Any = None
    _screen: Any = None
    _stream: Any = None

    def __enter__(self) -> Self:
        self._screen = _Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        words = [*self.program.words, *self.direct] if self.direct else ["bash", *SHELL]
        self._child = pexpect.spawn(
            words[0],
            words[1:],
            env=self.program.environment(self.home, **self.more),
            dimensions=(ROWS, COLUMNS),
            cwd=str(self.home.parent),
            timeout=PATIENCE_SECONDS,
        )
        self._child.delaybeforesend = None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pid in [*self._pids(), self._child.pid]:
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        with suppress(OSError):
            self._child.close(force=True)

    # What she or he does

    def starts(self, *words: str) -> None:
        """Type a command of the program, with the state of the terminal taken before and after it."""
        command = " ".join([*self.program.words, *words])
        self.types(
            f'A=$(stty -g); clear; {command}; RC=$?; B=$(stty -g); [ "$A" = "$B" ] && S=same || S=changed; '
            "printf 'E%s-%s-%s\\n' ND $RC $S\r"
        )

    def types(self, keys: str) -> None:
        """Press keys."""
        self._child.send(keys)

    def resizes(self, columns: int, rows: int) -> None:
        """Drag the window to another size."""
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def closes_the_window(self) -> None:
        """Close the terminal."""
        self._child.ptyproc.fileobj.close()

    def sends(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        for pid in self._pids():
            os.kill(pid, number)

    # What she or he sees

    def sees(self, text: str) -> str:
        """Wait until a text is on the screen; the screen as it is then."""
        self.waits_for(lambda: text in self.screen, f"`{text}` on the screen")
        return self.screen

    def sees_the_end(self) -> tuple[int, str]:
        """Wait until the shell is back: the exit code, and whether the terminal is the `same` or `changed`."""
        self.waits_for(lambda: self._end() is not None, "the shell")
        found = self._end()
        assert found is not None
        return int(found[1]), str(found[2])

    def waits_for(self, happened: Callable[[], bool], what: str) -> None:
        """Look at the screen until something has happened."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not happened():
            assert time.monotonic() < until, f"Waited in vain for {what}:\n{self.screen}"
            self.looks(0.02)

    def looks(self, seconds: float) -> None:
        """Watch the screen for some time."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                raw = self._child.read_nonblocking(65_536, timeout=left)
            except pexpect.TIMEOUT:
                return
            except (pexpect.EOF, OSError, ValueError):
                time.sleep(min(left, 0.02))
                continue
            self.raw += raw
            self._stream.feed(raw)

    def waits_until_it_is_gone(self) -> int:
        """Wait for the end of a program without a shell: its exit code, or minus the signal."""
        self.waits_for(lambda: not self._child.isalive(), "the program to end")
        return int(-self._child.signalstatus if self._child.signalstatus else self._child.exitstatus)

    @property
    def screen(self) -> str:
        """The text of the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def cursor_is_hidden(self) -> bool:
        """Whether the cursor cannot be seen."""
        return bool(self._screen.cursor.hidden)

    @property
    def state(self) -> str:
        """What the process does, as the system has it: `T` is stopped."""
        (pid,) = self._pids()
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The entries of the journal."""
        return entries_in(self.home)

    @property
    def session(self) -> dict[str, Any]:
        """The only session in the journal."""
        (entry,) = [entry for entry in self.entries if entry["type"] == "session"]
        return entry

    def _end(self) -> re.Match[str] | None:
        return re.search(r"END-(\d+)-(same|changed)", self.screen)

    def _pids(self) -> list[int]:
        """The program's process, below the shell or by itself."""
        if self.direct:
            return [self._child.pid] if self._child.isalive() else []
        children = Path(f"/proc/{self._child.pid}/task/{self._child.pid}/children")
        return [int(pid) for pid in children.read_text().split()] if children.exists() else []


def entries_in(home: Path) -> list[dict[str, Any]]:
    """The entries of a journal; none when there is no file yet."""
    path = home / "log.json"
    return list(json.loads(path.read_text())["entries"]) if path.exists() else []


def told(session: dict[str, Any]) -> list[str]:
    """The records of a session as short texts: `one left done 1/1`."""
    return [
        " ".join(
            part
            for part in (
                record["exercise"],
                record["side"],
                record["outcome"],
                f"{record['reps_done']}/{record['reps_planned']}",
            )
            if part
        )
        for record in session["exercises"]
    ]
