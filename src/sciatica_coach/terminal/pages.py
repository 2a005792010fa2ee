"""A long list in pages, so that nothing of it leaves the screen before it was read."""

import sys
from collections.abc import Sequence

from sciatica_coach.terminal.size import size
from sciatica_coach.terminal.wrap import broken

LINES_AROUND = 6
"""Room for what is said before a page, and for the question after it."""
LINES_OF_A_QUESTION = 2


def fits(text: str) -> bool:
    """Whether all of the text can be on the terminal at once, with the question after it."""
    return broken(text, sys.stdout).count("\n") + 1 + LINES_OF_A_QUESTION <= size()[1]


def pages(items: Sequence[str]) -> list[list[str]]:
    """The items in as few pages as the terminal needs, in their order, at least one item a page."""
    most = size()[1] - LINES_AROUND
    found: list[list[str]] = [[]]
    used = 0
    for item in items:
        lines = broken(item, sys.stdout).count("\n") + 1
        if found[-1] and used + lines > most:
            found.append([])
            used = 0
        found[-1].append(item)
        used += lines
    return found
