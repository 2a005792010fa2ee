"""Runs the program as its users do: in a process of its own, with real files."""

import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from sciatica_coach.cli.main import main

ROOT = Path(__file__).resolve().parent.parent
TIMEOUT_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a command said, and how it ended; a negative code is the signal that killed it."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Standard output as the one JSON document that it has to be."""
        return json.loads(self.out)


def environment(**more: str) -> dict[str, str]:
    """The environment of a command: this one, with the checkout's own sources first, and what is given."""
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0", **more}


def coach(*args: str) -> list[str]:
    """The words that start the program from the checkout."""
    return [sys.executable, "-m", "sciatica_coach", *args]


def run(
    *args: str,
    text: str | bytes = "",
    env: Mapping[str, str] | None = None,
    prefix: Sequence[str] = (),
    umask: int = -1,
    program: Sequence[str] = (),
) -> Result:
    """Run `coach` with these words, unattended; no command may ever show a traceback.

    Args:
        args: the words after `coach`.
        text: what stands on standard input.
        env: what to set in the environment beside what is there.
        prefix: a program that starts ours, such as strace.
        umask: that of the process; -1 leaves it as it is.
        program: what to run in place of `coach`.
    """
    done = subprocess.run(
        [*prefix, *(program or coach()), *args],
        input=text.encode() if isinstance(text, str) else text,
        env=environment(**(env or {})),
        capture_output=True,
        check=False,
        timeout=TIMEOUT_SECONDS,
        umask=umask,
    )
    result = Result(code=done.returncode, out=_text(done.stdout), err=_text(done.stderr))
    assert "Traceback" not in result.err, result.err
    return result


def call(*args: str, env: Mapping[str, str] | None = None) -> Result:
    """As `run`, in a fork of this process: it spares the start of Python, and makes long tables bearable.

    What depends on how a process starts (streams, encodings, limits, signals) takes `run`.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if not child:
            _become_coach(args, environment(**(env or {})), out.fileno(), err.fileno())
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        out.seek(0)
        err.seek(0)
        result = Result(code=code, out=_text(out.read()), err=_text(err.read()))
    assert "Traceback" not in result.err, result.err
    return result


def _become_coach(args: Sequence[str], env: Mapping[str, str], out: int, err: int) -> NoReturn:
    """Run the program in this process, on these streams, and end the process with its code."""
    code = 99
    try:
        with Path(os.devnull).open() as nothing:
            os.dup2(nothing.fileno(), 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        sys.stdin = os.fdopen(0, closefd=False)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
        os.environ.clear()
        os.environ.update(env)
        time.tzset()
        sys.argv = ["coach", *args]
        main()
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else 98
    except BaseException:  # noqa: BLE001 - it is this process's last act
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def shell(script: str, **more: str) -> Result:
    """Run a line of bash in which `coach` is the program, such as `coach log 4 > /dev/full`."""
    start = f'coach() {{ "{sys.executable}" -m sciatica_coach "$@"; }}; set -o pipefail; '
    done = subprocess.run(
        ["bash", "-c", start + script],
        stdin=subprocess.DEVNULL,
        env=environment(**more),
        capture_output=True,
        check=False,
        timeout=TIMEOUT_SECONDS,
    )
    return Result(code=done.returncode, out=_text(done.stdout), err=_text(done.stderr))


def _text(raw: bytes) -> str:
    return raw.decode(errors="backslashreplace")
