"""What goes to standard output and standard error, and what happens when it cannot."""

import errno
import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from sciatica_coach.errors import CannotPrintError, CoachError, UnreadableError
from sciatica_coach.model.text import clean
from sciatica_coach.terminal.wrap import broken

SIGNAL_BASE = 128
"""A program that a signal ended exits with this and the number of the signal."""


def say(text: str = "") -> None:
    """A line, or several, for the user, on standard output; on a terminal, broken between words.

    Raises:
        CannotPrintError: it could not be printed. A reader that went away is no fault.
    """
    _write(broken(text, sys.stdout) + "\n")


def show(page: str) -> None:
    """A page that is already laid out for the terminal, colours included."""
    _write(page)


def say_columns(rows: Sequence[tuple[str, str]]) -> None:
    """A list of ids, each with what it is, in two columns."""
    if rows:
        say(columns(rows))


def columns(rows: Sequence[tuple[str, str]]) -> str:
    """The same as a text."""
    wide = max((len(left) for left, _ in rows), default=0)
    return "\n".join(f"{left:<{wide}}  {right}" for left, right in rows)


def end_with(errors: Sequence[CoachError]) -> None:
    """End a list with what could not be read; the others have been listed."""
    if errors:
        raise UnreadableError("\n".join(dict.fromkeys(error.message for error in errors)), errors[0].hint)


def pour(content: bytes) -> None:
    """A document for another program, on standard output, byte by byte as it is.

    Raises:
        CannotPrintError: it could not be printed. A reader that went away is no fault.
    """
    _write("")
    if sys.stdout is None:
        _write(content.decode())
        return
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except OSError as error:
        _drop(1)
        if error.errno != errno.EPIPE:
            raise cannot_print(error) from error


def say_json(document: Any) -> None:
    """The one JSON document of `--json`; in escapes where a terminal would obey it, or could not show it."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    if not text == clean(text) == _encodable(text):
        text = json.dumps(document, indent=2)
    _write(text + "\n")


def note(text: str) -> None:
    """A notice, warning or error, on standard error. Never fails: there is nobody left to tell."""
    if sys.stderr is None:  # closed by whoever started us
        return
    try:
        sys.stderr.write(broken(clean(text), sys.stderr) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        _drop(sys.stderr.fileno())


def print_line(line: str) -> None:
    """A line of a running session. Raises OSError when nobody reads any more: the session must know."""
    sys.stdout.write(_encodable(line) + "\n")
    sys.stdout.flush()


def finish() -> None:
    """Send out what is still in the buffer.

    Raises:
        CannotPrintError: it could not be printed.
    """
    _write("")


def cannot_print(error: OSError) -> CannotPrintError:
    """The fault to raise when standard output takes no more."""
    return CannotPrintError(
        f"The answer could not be printed: {(error.strerror or str(error)).lower()}.",
        "Anything that was to be saved is saved.",
    )


def _write(text: str) -> None:
    if sys.stdout is None:  # closed by whoever started us
        if text:
            raise cannot_print(OSError(errno.EBADF, os.strerror(errno.EBADF)))
        return
    try:
        sys.stdout.write(_encodable(text))
        sys.stdout.flush()
    except OSError as error:
        _drop(1)
        if error.errno != errno.EPIPE:
            raise cannot_print(error) from error


def _encodable(text: str) -> str:
    """The text without what the terminal's encoding lacks: a question mark is better than a crash."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return text.encode(encoding, errors="replace").decode(encoding)


def can_draw() -> bool:
    """Whether pictures can be shown, and are of use to whoever reads them."""
    is_unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    return is_unicode and os.environ.get("ACCESSIBLE", "") in ("", "0") and os.environ.get("TERM") != "dumb"


def can_stand_out() -> bool:
    """Whether words can be bold: on a terminal that has it, unless NO_COLOR asks for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"


def can_show(character: str) -> bool:
    """Whether standard output has a character."""
    return _encodable(character) == character


def _drop(descriptor: int) -> None:
    """Point a dead stream nowhere, so that nothing fails once more when the program ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
