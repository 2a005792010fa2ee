"""Faults dealt out at a chosen system call, by strace; every one of them is proved to have happened."""

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from tests.program import Result, run

_CALL = re.compile(r"(?:\d+ +)?(\w+)\(")
_PLACE = re.compile(r'[<"](/[^>"]*)[>"]')
"""The first path of a line of strace."""
_MEMORY_AND_END = frozenset(
    "brk mmap munmap mremap mprotect madvise futex "  # noqa: SIM905 - reads better as words
    "exit_group rt_sigreturn rt_sigaction rt_sigprocmask".split()
)


@dataclass(frozen=True, slots=True)
class Point:
    """One system call of a command: the n-th of its name since the start of the process."""

    call: str
    number: int
    line: str

    def __str__(self) -> str:
        return f"{self.call}-{self.number}"


@cache
def why_no_strace() -> str:
    """Why faults cannot be injected here; empty when they can."""
    if not shutil.which("strace"):
        return "strace is not installed"
    tried = subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else f"strace may not trace here: {tried.stderr.decode().strip()}"


needs_strace = pytest.mark.skipif(bool(why_no_strace()), reason=why_no_strace() or "strace works")
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")


def calls(log: Path, *args: str, program: Sequence[str] = (), env: Mapping[str, str] | None = None) -> list[Point]:
    """Every system call of a command, in order, after running it; descriptors carry their paths."""
    result = run(*args, prefix=["strace", "-f", "-y", "-qq", "-s", "64", "-o", str(log)], program=program, env=env)
    assert result.code == 0, result.err
    count: Counter[str] = Counter()
    points = []
    for line in log.read_text(errors="replace").splitlines():
        if found := _CALL.match(line):
            count[found[1]] += 1
            points.append(Point(found[1], count[found[1]], line))
    return points


def from_mention(points: list[Point], name: str, call: str = "") -> list[Point]:
    """The calls from the first one (of a kind) that names a file to the end, without those that only move memory."""
    first = next(place for place, point in enumerate(points) if name in point.line and call in point.call)
    return [point for point in points[first:] if point.call not in _MEMORY_AND_END]


def distinct(points: list[Point], home: str) -> list[Point]:
    """The calls that name a file of the home, all writes, and of the others the first of each kind in each folder."""
    seen: set[tuple[str, str]] = set()
    chosen = []
    for point in points:
        place = _PLACE.search(point.line)
        kind = (point.call, str(Path(place[1]).parent) if place else "")
        if home in point.line or point.call == "write" or kind not in seen:
            chosen.append(point)
        seen.add(kind)
    return chosen


def inject(
    log: Path,
    call: str,
    what: str,
    *args: str,
    program: Sequence[str] = (),
    env: Mapping[str, str] | None = None,
) -> Result:
    """Run a command with a fault, such as `error=EIO:when=2`; fails unless the fault was really dealt out."""
    spec = f"inject={call}:{what}"
    fast = () if "signal=" in what else ("-f", "--seccomp-bpf")  # which deals out no signals in strace 6.1
    prefix = ["strace", *fast, "-y", "-qq", "-e", f"trace={call}", "-e", spec, "-o", str(log)]
    result = run(*args, prefix=prefix, program=program, env=env)
    if "SIGKILL" in what:
        assert result.code in (-9, 137), f"{spec} killed nothing: {result}"
    else:
        assert "INJECTED" in log.read_text(errors="replace"), f"{spec} was never dealt out"
    return result


def unprivileged() -> Sequence[str]:
    """What starts a program so that permissions count for it, even when these tests run as root."""
    if os.geteuid() != 0:
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("root without setpriv: permissions cannot be made to count")
    return ("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--")
