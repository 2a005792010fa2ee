"""A text that is taller than the terminal, a page at a time, among the lines of the terminal."""

from collections.abc import Callable

from sciatica_coach.session.keys import Key
from sciatica_coach.session.ports import Pacer
from sciatica_coach.terminal.panel import in_pages

LEAVING = (Key.QUIT, Key.ESCAPE, Key.STOP)
STAYING = (Key.AWAY, Key.RESIZE)
"""What comes as a key, and is none that somebody pressed to turn a page."""
_ERASED = "\r\x1b[K"


def turn_pages(
    lines: list[str], pacer: Pacer, write: Callable[[str], None], rows: Callable[[], int], above: int = 0
) -> None:
    """Show the lines page by page: any key goes on, `b` goes back, and `q`, Escape or Ctrl-C leave.

    Args:
        lines: each at most as wide as the terminal.
        pacer: waits for a key.
        write: takes text with the codes of a terminal.
        rows: of the terminal, as it is now.
        above: the rows that are taken on the first page.
    """
    first = max(1, rows() - 1 - above)
    pages = [lines[:first], *in_pages(lines[first:], rows() - 1)]
    at = 0
    while True:
        write("".join(f"{line}\n" for line in pages[at]))
        if at == len(pages) - 1:
            return
        key = _answer(at, len(pages), pacer, write)
        if key in LEAVING:
            return
        at = max(0, at - 1) if key is Key.BACK else at + 1


def _answer(at: int, count: int, pacer: Pacer, write: Callable[[str], None]) -> Key:
    """Ask whether to go on, and wait for a key; the question is gone after it."""
    back = "b: back  " if at else ""
    write(f"\x1b[7mspace: more  {back}q: leave  {at + 1} of {count}\x1b[0m")  # 39 columns with 12 pages
    while True:
        key = pacer.wait(float("inf")).key
        if key is not None and key not in STAYING:
            write(_ERASED)
            return key
