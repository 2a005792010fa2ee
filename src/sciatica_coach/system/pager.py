"""The user's own pager, as git and gh start it."""

import shlex
import signal
import subprocess
from collections.abc import Mapping

LESS = "FRX"
"""What `less` is told where the user says nothing: to end with a short text, to show colours, to leave the screen."""
NO_PAGES = ("", "cat")


def wanted_pager(environ: Mapping[str, str]) -> list[str] | None:
    """The words of the pager that the environment asks for: none of them to have no pages, None where it is silent."""
    text = environ.get("PAGER")
    if text is None:
        return None
    try:
        return [] if text.strip() in NO_PAGES else shlex.split(text)
    except ValueError:
        return None


def show_in_pager(words: list[str], text: str, environ: Mapping[str, str]) -> bool:
    """Give a text to a pager, and wait for its end; false when it cannot be started.

    Meanwhile Ctrl-C is the pager's own matter.
    """
    before = signal.getsignal(signal.SIGINT)
    try:
        pager = subprocess.Popen(words, stdin=subprocess.PIPE, env={"LESS": LESS, **environ})  # noqa: S603 - the user's own words
    except OSError:
        return False
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        pager.communicate(text.encode(errors="replace"))  # a pager that left early is no fault
    finally:
        signal.signal(signal.SIGINT, before)
    return True
