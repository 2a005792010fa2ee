"""Programs that speak, for tests: small scripts that write down what they were given."""

import os
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE_SECONDS = 20.0


def write_speaker(folder: Path, then: str = "", *, name: str = "speaker") -> Path:
    """A program that adds the text that it reads to `said` in its folder, and does something after it."""
    path = folder / name
    path.write_text(f'#!/bin/sh\ntext=$(cat)\nprintf "%s\\n" "$text" >> "{folder}/said"\n{then}\n')
    path.chmod(0o755)
    return path


def said(folder: Path) -> list[str]:
    """What was said, a sentence each."""
    path = folder / "said"
    return path.read_text().splitlines() if path.exists() else []


def wait_for(happened: Callable[[], bool], what: str) -> None:
    """Wait until something has happened."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < until, f"Waited in vain for {what}."
        time.sleep(0.01)


def running(mark: str) -> list[int]:
    """The processes whose words or environment hold a text."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal() and int(folder.name) != os.getpid():
            try:
                known = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
                state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if mark.encode() in known and state != "Z":
                found.append(int(folder.name))
    return found
