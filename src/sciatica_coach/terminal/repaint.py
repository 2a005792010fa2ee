"""What must be written to turn one line of the terminal into another: only what differs.

Of a drawing that is the characters that differ; of words it is the whole phrase, since a screen reader speaks what is
written.
"""

import re
from functools import lru_cache

from rich.cells import cell_len

Cell = tuple[str, str]
"""The codes that are in force, and a character."""
_BLANK: Cell = ("", " ")
_RESET = "\x1b[0m"
_CODE = re.compile(r"(\x1b\[[0-9;]*m)")
_SEEN_ON_BLANKS = re.compile(r"[\[;](?:4|7|9|4[0-8]|10[0-7])[;m]")


@lru_cache(1024)
def repaint(row: int, before: str | None, after: str) -> str:
    """The text that makes a line out of the one that stands there.

    Kept for the next time, since the figure of one rep is that of the rep before.

    Args:
        row: the line of the terminal, from 1.
        before: what stands there; nothing when that is not known.
        after: what is to stand there.
    """
    old, new = _cells(before) if before is not None else None, _cells(after)
    if old is None or new is None:
        # Cleared first: after a line as wide as the terminal, many terminals would clear its last letter.
        return f"\x1b[{row};1H{_RESET}\x1b[K{after}{_RESET}"
    written = _runs(old + [_BLANK] * (len(new) - len(old)), new)
    clears = len(old) > len(new)
    if not written and not clears:
        return ""
    end = f"{_to(row, len(new))}\x1b[K" if clears else ""
    return "".join(_run(row, column, new[column:last]) for column, last in written) + end


def _runs(old: list[Cell], new: list[Cell]) -> list[tuple[int, int]]:
    """What differs: the first cell of each run, and the one after its last."""
    runs: list[tuple[int, int]] = []
    for piece in _PIECE.finditer("".join(letter for _, letter in new)):
        start, end = piece.span()
        if new[start:end] == old[start:end]:
            continue
        if runs and start - runs[-1][1] <= _SHORTEST_GAP:
            start = runs.pop()[0]
        runs.append((start, end))
    return runs


_PIECE = re.compile("[^ \u2500-\u28ff]+(?: [^ \u2500-\u28ff]+)*|.")
"""A phrase, which ends at two blanks; or one character of a bar, of the large digits or of the figure."""
_SHORTEST_GAP = 3
"""So few cells are written again, since going over them would take more bytes."""


def _to(row: int, column: int) -> str:
    return f"\x1b[{row};{column + 1}H"


def _run(row: int, column: int, cells: list[Cell]) -> str:
    text, style = _to(row, column), ""
    for codes, letter in cells:
        hardly = letter == " " and not codes and not _SEEN_ON_BLANKS.search(style)
        if codes != style and not hardly:
            text += (_RESET if style else "") + codes
            style = codes
        text += letter
    return text + (_RESET if style else "")


def _cells(line: str) -> list[Cell] | None:
    """The cells of a line, without blanks at its end; nothing when not every character is one cell wide."""
    found: list[Cell] = []
    style = blank = ""
    for part in _CODE.split(line):
        if part.startswith("\x1b"):
            style = "" if part in (_RESET, "\x1b[m") else style + part
            blank = style if _SEEN_ON_BLANKS.search(style) else ""
            continue
        if not part.isascii() and cell_len(part) != len(part):
            return None
        found += [(blank if letter == " " else style, letter) for letter in part]
    while found and found[-1] == _BLANK:
        found.pop()
    return found
