"""Takes the pictures of a session that README.md shows, from the program itself on a real terminal.

Run it from the root of a checkout, in the environment of the tests:

    .venv/bin/python docs/capture.py

It writes docs/session.svg and the text between the two `capture` marks of README.md.
"""

import os
import re
import sys
import tempfile
import time
from pathlib import Path

import pexpect
import pyte
from rich.console import Console
from rich.style import Style
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
COLUMNS, ROWS = 80, 24
ROUTINE = "gentle-start"
SECONDS_INTO_THE_STRETCH = 12


def record() -> pyte.Screen:
    """The screen in the middle of the figure-4 stretch of the first routine."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    with tempfile.TemporaryDirectory() as home:
        environ = {
            **os.environ,
            "SCIATICA_COACH_HOME": home,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }
        (Path(home) / "profile.yaml").write_text("notice_read: 2026-01-01\n", encoding="utf-8")
        options = ["--routine", ROUTINE, "--no-signs", "--pain", "4"]
        command = [sys.executable, "-m", "sciatica_coach", "today", *options]
        child = pexpect.spawn(command[0], command[1:], dimensions=(ROWS, COLUMNS), env=environ, cwd=str(ROOT))
        _wait(child, stream, 2.0)
        child.send("g")
        _wait(child, stream, 0.5)
        child.send("4\r")
        _wait(child, stream, 5.0 + SECONDS_INTO_THE_STRETCH)
        child.close(force=True)
    return screen


def _wait(child: pexpect.spawn, stream: pyte.ByteStream, seconds: float) -> None:
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at:
        try:
            stream.feed(child.read_nonblocking(65536, timeout=0.1))
        except pexpect.TIMEOUT:
            continue


def to_svg(screen: pyte.Screen) -> str:
    """The screen as an SVG with its colours."""
    console = Console(record=True, width=COLUMNS, file=open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - kept
    for row in range(ROWS):
        console.print(_line(screen, row), soft_wrap=True)
    return console.export_svg(title="coach today", unique_id="session")


def _line(screen: pyte.Screen, row: int) -> Text:
    line = Text()
    for column in range(COLUMNS):
        cell = screen.buffer[row][column]
        colour = None if cell.fg == "default" else cell.fg.replace("brown", "yellow").replace("bright", "bright_")
        if colour and re.fullmatch(r"[0-9a-f]{6}", colour):
            colour = f"#{colour}"
        line.append(cell.data, Style(color=colour, bold=cell.bold, reverse=cell.reverse))
    return line


def main() -> None:
    """Record, and put the pictures where they belong."""
    screen = record()
    text = "\n".join(line.rstrip() for line in screen.display).rstrip()
    if "This hold" not in text:
        sys.exit(f"This is not the middle of a stretch; nothing was written:\n{text}")
    (ROOT / "docs" / "session.svg").write_text(to_svg(screen), encoding="utf-8")
    readme = ROOT / "README.md"
    marked = re.compile(r"(<!-- capture -->\n```text\n).*?(\n```\n<!-- /capture -->)", re.DOTALL)
    page = readme.read_text(encoding="utf-8")
    readme.write_text(marked.sub(lambda match: match[1] + text + match[2], page), encoding="utf-8")


if __name__ == "__main__":
    main()
